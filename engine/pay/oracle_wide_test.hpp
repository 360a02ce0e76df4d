// What the wide oracle's companies are paid: all that the plan language offers beyond one curve, worked out
// naively, day by day and in fractions; no code shared with the engine.
#pragma once
#include <map>
#include <set>
#include <tuple>

#include "engine/pay/oracle_company_test.hpp"

namespace colonnade::oracle::wide {

using Maybe = std::optional<Fraction>;

inline Fraction cents_of(std::int64_t cents) { return Fraction::of(cents); }
inline Fraction least(Fraction a, Fraction b) { return b < a ? b : a; }
inline Fraction between(Fraction x, Fraction zero_and_this) {
    Fraction const zero;
    if (zero_and_this < zero) return x < zero_and_this ? zero_and_this : zero < x ? zero : x;
    return x < zero ? zero : least(x, zero_and_this);
}

inline std::int64_t rounded_to(Fraction x, std::int64_t unit, Rounded how) {
    Fraction const units = x / Fraction::of(unit);
    if (how == Rounded::half_even) return whole(units) * unit;
    bool const negative = units.n < 0;
    Fraction const size = negative ? Fraction::of(-units.n, units.d) : units;
    Big up = size.n / size.d;
    Fraction const rest = size - Fraction::of(up);
    if (how == Rounded::up ? 0 < rest.n : how == Rounded::half_up && !(rest < Fraction::of(1, 2))) ++up;
    return static_cast<std::int64_t>(negative ? -up : up) * unit;
}

class Oracle {
public:
    explicit Oracle(Company const& company) : of(company) {}

    bool has_role(Component const& c, int person, int day) const {
        for (Place const& place : who(person).places) {
            bool const fits = c.roles.empty() ? place.role != Role::support
                                              : std::count(c.roles.begin(), c.roles.end(), place.role) > 0;
            if (fits && place.days.holds(day)) return true;
        }
        return false;
    }
    bool in(Component const& c, int person, int day) const {
        return c.runs.holds(day) && has_role(c, person, day);
    }

    // Why somebody is not there on the day: one of Proration, or 0.
    unsigned absent(Component const& c, int person, int day) const {
        Days employed{forever, ever_since * 2};
        bool has_place = false;
        for (Place const& place : who(person).places) {
            employed = {std::min(employed.from, place.days.from), std::max(employed.to, place.days.to)};
            has_place |= place.days.holds(day);
        }
        std::size_t const p = static_cast<std::size_t>(person);
        if (!of.hired.empty()) employed = {of.hired[p], of.left[p]};
        if (day < employed.from) return joiners;
        if (day >= employed.to) return leavers;
        return has_role(c, person, day) ? 0U : has_place ? changes : leave;
    }

    // The days of `unit` that count, of all: within what is calculated.
    Fraction counted(Component const& c, int person, Days unit, unsigned cases) const {
        if (unit.to == forever || cases == 0) return Fraction::of(1);
        std::int64_t all = 0, counting = 0;
        for (int day = std::max(unit.from, of.steps.front().days.from);
             day < std::min(unit.to, of.steps.back().days.to); ++day)
            ++all, counting += (absent(c, person, day) & cases) == 0;
        return all == 0 ? Fraction::of(1) : Fraction::of(counting, all);
    }

    int above(int person, int day) const {
        return person < 0 ? -1 : who(person).manager[static_cast<std::size_t>(month_on(day))];
    }
    bool reaches(int from, int person, int day, bool is_team) const {
        while (is_team && from >= 0 && from != person) from = above(from, day);
        return from == person;
    }

    // A sale split: each share's part of `amount`; overlays beside it.
    static std::vector<std::int64_t> parts(std::int64_t amount, Sale const& sale) {
        std::vector<Part> shares;
        std::vector<std::int64_t> out;
        for (Share const& share : sale.shares)
            if (share.kind != Credit::overlay) shares.push_back({share.person, share.basis});
        std::vector<std::int64_t> const split_up = split(amount, shares);
        for (std::size_t i = 0, next = 0; i < sale.shares.size(); ++i)
            out.push_back(sale.shares[i].kind != Credit::overlay
                              ? split_up[next++]
                              : whole(Fraction::of(static_cast<Big>(amount) * sale.shares[i].basis, 10'000)));
        return out;
    }

    static bool counts(Measure measure, Sale const& sale, Credit kind) {
        if ((measure == Measure::overlays) != (kind == Credit::overlay)) return false;
        return measure != Measure::focus || sale.family >= 2;
    }
    static int day_of(Measure measure, Sale const& sale) {
        return measure == Measure::cash ? sale.reached[static_cast<int>(Event::paid)] : sale.day;
    }
    static bool stays(Component const& c, Sale const& sale) {
        return !c.returned.empty() && sale.of_sale != never;
    }

    Fraction figure(Component const& c, int person, Measure measure, bool is_team, Days days) const {
        std::int64_t sum = 0;
        std::set<int> orders;
        for (Sale const& sale : of.sales) {
            int const day = day_of(measure, sale);
            if (day == never || !days.holds(day) || stays(c, sale) || !in(c, person, day)) continue;
            auto const amounts = parts(measure == Measure::pieces ? sale.pieces : sale.cents, sale);
            for (std::size_t i = 0; i < amounts.size(); ++i) {
                if (!counts(measure, sale, sale.shares[i].kind)) continue;
                if (!reaches(sale.shares[i].person, person, day, is_team)) continue;
                sum += amounts[i];
                if (sale.cents >= 0) orders.insert(sale.order);
            }
        }
        return Fraction::of(measure == Measure::orders ? static_cast<std::int64_t>(orders.size()) : sum);
    }

    // The days that a figure of the step sums over.
    Days reach(std::size_t t) const {
        Step const& step = of.steps[t];
        return {
            of.plan.is_cumulative ? of.periods[static_cast<std::size_t>(step.period)].from : step.days.from,
            step.days.to};
    }

    Maybe quota(Component const& c, int person, std::size_t t, bool is_team) const {
        std::size_t const period = static_cast<std::size_t>(of.steps[t].period);
        Person const& p = who(person);
        bool const set_for_team = is_team && p.team_quota[period].has_value();
        auto const amount = set_for_team ? p.team_quota[period] : p.quota[period];
        if (!amount) return {};
        unsigned cases = of.plan.proration;
        if (p.by_days && !set_for_team) cases &= ~(joiners | leavers);
        Fraction const part = counted(c, person, of.periods[period], cases);
        return Fraction::of(whole(Fraction::of(static_cast<Big>(*amount) * 100) * part), 100);
    }

    static Maybe latest(std::vector<Dated> const& values, Days days) {
        Dated const* best = nullptr;
        for (Dated const& value : values)
            if (value.days.from < days.to && value.days.to > days.from &&
                (best == nullptr || value.days.from > best->days.from))
                best = &value;
        return best ? Maybe(points(best->basis)) : Maybe();
    }

    // Whether the gate is open; nothing where it cannot be told.
    std::optional<bool> gate(Component const& c, int person, std::size_t t) const {
        if (c.gate == Gate::none) return true;
        if (c.gate == Gate::csat) {
            Days const period = of.periods[static_cast<std::size_t>(of.steps[t].period)];
            Maybe const value = latest(who(person).csat, {period.from, of.steps[t].days.to});
            if (!value) return {};
            return points(c.gate_basis) <= *value;
        }
        Maybe const goal = quota(c, person, t, false);
        if (!goal || goal->n == 0) return {};
        return points(c.gate_basis) <= figure(c, person, Measure::sales, false, reach(t)) / *goal;
    }

    // What the component earns at the step: to date, or alone; nothing where something is missing.
    Maybe curve(Component const& c, int person, std::size_t t) const {
        Fraction sum;
        bool lacks = false;
        if (c.way == Way::curve) {
            Fraction const amount = figure(c, person, c.measure, c.is_team, reach(t));
            if (c.measure == Measure::pieces || c.measure == Measure::orders) {
                // Pieces are told in ten-thousandths.
                sum = amount * cents_of(c.price) / Fraction::of(c.measure == Measure::pieces ? 10'000 : 1);
            } else if (c.by_own_rate) {
                Maybe rate = latest(who(person).own_rate, of.steps[t].days);
                if (!rate && of.plan.default_rate) rate = points(*of.plan.default_rate);
                lacks = !rate;
                if (rate) sum = amount * *rate;
            } else if (c.rules.curve == Curve::flat) {
                sum = amount * points(c.rules.tiers.front().rate);
            } else {
                Maybe const goal = quota(c, person, t, c.is_team);
                lacks = !goal || goal->n == 0;
                if (!lacks) sum = earned(c.rules, amount, *goal);
            }
        }
        if (c.fixed > 0) sum = sum + cents_of(c.fixed) * times(c, person, t, c.fixed_per);
        auto const open = gate(c, person, t);
        if (lacks || !open) return {};
        return *open ? sum : Fraction();
    }

    Fraction times(Component const& c, int person, std::size_t t, Per per) const {
        Fraction sum;
        for (Days const unit : ended(of, per, reach(t))) {
            bool is_there = false;
            for (int day = std::max(unit.from, of.steps.front().days.from);
                 day < std::min(unit.to, of.steps.back().days.to == forever ? 400 : of.steps.back().days.to);
                 ++day)
                is_there |= in(c, person, day);
            if (is_there) sum = sum + counted(c, person, unit, of.plan.proration);
        }
        return sum;
    }

    bool active(Component const& c, int person, std::size_t t) const {
        Days const days{of.periods[static_cast<std::size_t>(of.steps[t].period)].from, of.steps[t].days.to};
        for (int day = days.from; day < std::min(days.to, 400); ++day)
            if (in(c, person, day)) return true;
        return false;
    }

    std::int64_t order_amount(Sale const& of_order) const {
        std::int64_t sum = 0;
        for (Sale const& sale : of.sales) sum += sale.order == of_order.order ? sale.cents : 0;
        return sum;
    }

    // What each step's deals earn, in 10^-8 of a euro; whether one of them lacks something.
    struct Deals {
        Fraction sum;
        bool lacks = false;
    };
    Deals deals(Component const& c, int person, std::size_t t) const {
        std::map<int, std::int64_t> credit;
        for (Sale const& sale : of.sales) {
            if (!of.steps[t].days.holds(sale.day) || stays(c, sale) || !in(c, person, sale.day)) continue;
            if (c.above >= 0 && (c.by_order ? order_amount(sale) : sale.cents) <= c.above) continue;
            auto const amounts = parts(sale.cents, sale);
            for (std::size_t i = 0; i < amounts.size(); ++i) {
                if (sale.shares[i].person != person || sale.shares[i].kind == Credit::overlay) continue;
                // Parts of one line are deals of their own unless whole orders are paid.
                int const key = c.by_order ? sale.order : sale.id * 10 + static_cast<int>(i);
                credit[key] += amounts[i];
            }
        }
        Deals out;
        for (auto const& [key, cents] : credit) {
            Fraction pay = cents_of(cents) * points(c.rules.tiers.front().rate);
            if (c.deal_cap >= 0) pay = least(pay, cents_of(c.deal_cap));
            if (c.deal_floor >= 0 && pay < cents_of(c.deal_floor)) pay = cents_of(c.deal_floor);
            auto const open = gate(c, person, t);
            out.lacks |= !open;
            if (open && *open)
                out.sum = out.sum + Fraction::of(whole(pay * Fraction::of(1'000'000)), 1'000'000);
        }
        return out;
    }

    Person const& who(int person) const { return of.people[static_cast<std::size_t>(person)]; }
    std::int64_t round(Fraction x) const { return rounded_to(x, of.plan.unit, of.plan.rounded); }

    Company const& of;
};

}  // namespace colonnade::oracle::wide
