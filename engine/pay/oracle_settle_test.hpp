// From what the wide oracle's components earn to what is paid: limits, pools, holds, clawbacks, draws,
// guarantees.
#pragma once
#include "engine/pay/oracle_losses_test.hpp"

namespace colonnade::oracle::wide {

struct Paid {
    std::int64_t payout = 0, held = 0, taken_back = 0;
    friend bool operator==(Paid const&, Paid const&) = default;
};
enum class Beside { draw, recovery, guarantee, limit };

struct Result {
    std::map<std::tuple<int, int, int>, Paid> paid;               // person, component, pay
    std::map<std::tuple<int, int, Beside>, std::int64_t> beside;  // person, pay
    friend bool operator==(Result const&, Result const&) = default;
};

class Settlement {
public:
    explicit Settlement(Company const& company) : of(company), oracle(company), waiting(company) {}

    Result result() {
        for (int p = 0; p < static_cast<int>(of.people.size()); ++p) {
            due.assign(of.steps.size(), 0), is_paid.assign(of.steps.size(), false);
            for (std::size_t c = 0; c < of.plan.components.size(); ++c) component(static_cast<int>(c), p);
            if (of.plan.limit) limit_all(p, *of.plan.limit);
            if (of.plan.guarantee) guarantee(p, *of.plan.guarantee);
            if (of.plan.draw) draw(p, *of.plan.draw);
        }
        std::erase_if(out.paid, [](auto const& each) { return each.second == Paid{}; });
        std::erase_if(out.beside, [](auto const& each) { return each.second == 0; });
        return out;
    }

private:
    bool begins(std::size_t t) const { return waiting.begins(t); }

    // A pool's part of each step: rounded, divided one unit at a time.
    std::int64_t pool(Component const& c, int person, std::size_t t) const {
        std::vector<int> members;
        int const day = std::min(of.steps[t].days.to, 400) - 1;
        for (int p = 0; p < static_cast<int>(of.people.size()); ++p)
            if (oracle.active(c, p, t) && (!c.by_team || oracle.above(p, day) == oracle.above(person, day)))
                members.push_back(p);
        if (std::count(members.begin(), members.end(), person) == 0) return 0;
        Fraction sum, weights;
        std::vector<Fraction> weight;
        for (int const p : members) {
            sum = sum + oracle.figure(c, p, c.measure, false, oracle.reach(t));
            Fraction const own = c.by_pieces ? oracle.figure(c, p, Measure::pieces, false, oracle.reach(t))
                                             : Fraction::of(1);
            weight.push_back(own.n < 0 ? Fraction() : own);
            weights = weights + weight.back();
        }
        if (weights.n == 0) return 0;
        std::int64_t const all = oracle.round(sum * points(c.rules.tiers.front().rate)) / of.plan.unit;
        std::int64_t const size = all < 0 ? -all : all;
        std::vector<std::int64_t> parts;
        std::vector<Fraction> rest;
        std::int64_t left = size;
        for (Fraction const each : weight) {
            Fraction const exact = Fraction::of(size) * each / weights;
            parts.push_back(static_cast<std::int64_t>(exact.n / exact.d));
            rest.push_back(exact - Fraction::of(parts.back()));
            left -= parts.back();
        }
        for (; left > 0; --left) {
            std::size_t most = 0;
            for (std::size_t i = 1; i < rest.size(); ++i)
                if (rest[most] < rest[i]) most = i;
            ++parts[most], rest[most] = Fraction::of(-1);
        }
        auto const at = std::find(members.begin(), members.end(), person) - members.begin();
        return (all < 0 ? -1 : 1) * parts[static_cast<std::size_t>(at)] * of.plan.unit;
    }

    // What the step adds or comes to; nothing where something is missing.
    std::optional<std::int64_t> worth(Component const& c, int person, std::size_t t) const {
        if (c.way == Way::pool) return pool(c, person, t);
        if (c.way != Way::deals) {
            Maybe const value = oracle.curve(c, person, t);
            return value ? std::optional(oracle.round(*value)) : std::nullopt;
        }
        Fraction sum;
        bool lacks = false;
        for (std::size_t s = 0; s <= t; ++s) {
            bool const counts = of.plan.is_cumulative ? of.steps[s].period == of.steps[t].period : s == t;
            if (!counts) continue;
            Oracle::Deals const deals = oracle.deals(c, person, s);
            sum = sum + deals.sum, lacks = s == t && deals.lacks;
        }
        return lacks ? std::nullopt : std::optional(oracle.round(sum));
    }

    Sums earned(Component const& c, int person) const {
        Sums sums;
        std::vector<bool> lacks;
        for (std::size_t t = 0; t < of.steps.size(); ++t) {
            std::int64_t const before = begins(t) ? 0 : sums.back();
            auto const now = worth(c, person, t);
            lacks.push_back(!now);
            sums.push_back(!now ? before : of.plan.is_cumulative ? *now : before + *now);
        }
        for (Limit const& rule : c.limits) limited(c, person, rule, lacks, sums);
        return sums;
    }

    void limited(Component const& c, int person, Limit const& rule, std::vector<bool> const& lacks,
                 Sums& sums) const {
        std::int64_t before = 0, to_date = 0, raw = 0, paid = 0;
        std::int64_t const bound = oracle.round(cents_of(rule.cents));
        for (std::size_t t = 0; t < sums.size(); ++t) {
            if (begins(t)) before = to_date = 0;
            if (t == 0 || number(of, rule.per, t) != number(of, rule.per, t - 1)) raw = paid = 0;
            raw += sums[t] - before, before = sums[t];
            bool const open = oracle.active(c, person, t) && (c.way == Way::deals || c.way == Way::pool ||
                                                              oracle.gate(c, person, t) == true);
            std::int64_t now = raw;
            if (rule.is_cap) now = std::min(raw, bound);
            else if (open) now = std::max(raw, bound);
            if (lacks[t]) now = paid;
            to_date += now - paid, paid = now, sums[t] = to_date;
        }
    }

    void component(int number, int person) {
        Component const& c = of.plan.components[static_cast<std::size_t>(number)];
        bool ever = false;
        for (int day = of.steps.front().days.from; day < std::min(of.steps.back().days.to, 400); ++day)
            ever |= oracle.in(c, person, day);
        if (!ever) return;
        Sums const sums = earned(c, person);
        Sums held(sums.size(), 0), back(sums.size(), 0);
        if (!c.holds.empty() || !c.returned.empty() || !c.unpaid.empty()) {
            auto const all = waiting.weights(c, person);
            auto const lost = waiting.losses(c, all);
            waiting.hold(c, sums, all, lost, held);
            waiting.take_back(c, sums, all, lost, back);
        }
        for (std::size_t t = 0; t < sums.size(); ++t) {
            std::int64_t const payout = sums[t] - (begins(t) ? 0 : sums[t - 1]) - held[t] - back[t];
            Paid& paid = out.paid[{person, number, of.steps[t].pay}];
            paid.payout += payout, paid.held += held[t], paid.taken_back += back[t];
            due[t] += payout;
            is_paid[t] = is_paid[t] || oracle.active(c, person, t);
        }
    }

    void adjust(int person, Beside kind, std::size_t t, std::int64_t amount) {
        due[t] += amount;
        out.beside[{person, of.steps[t].pay, kind}] += amount;
    }
    std::int64_t due_in(Per per, std::size_t t) const {
        std::int64_t sum = 0;
        for (std::size_t s = 0; s <= t; ++s) sum += number(of, per, s) == number(of, per, t) ? due[s] : 0;
        return sum;
    }

    void limit_all(int person, Limit const& rule) {
        std::int64_t raw = 0, paid = 0;
        std::int64_t const bound = oracle.round(cents_of(rule.cents));
        if (!has_component(person)) return;
        for (std::size_t t = 0; t < due.size(); ++t) {
            if (t > 0 && number(of, rule.per, t) != number(of, rule.per, t - 1)) raw = paid = 0;
            raw += due[t];
            std::int64_t now = raw;
            if (rule.is_cap) now = std::min(raw, bound);
            else if (!ended(of, rule.per, of.steps[t].days).empty()) now = std::max(raw, bound);
            adjust(person, Beside::limit, t, now - paid - due[t]);
            paid = now;
        }
    }

    bool has_component(int person) const {
        for (Component const& c : of.plan.components)
            for (int day = of.steps.front().days.from; day < std::min(of.steps.back().days.to, 400); ++day)
                if (oracle.in(c, person, day)) return true;
        return false;
    }

    // The amount due at the step, by days: absent is who is absent from every component that is ever for
    // them.
    std::int64_t amount_due(int person, Advance const& rule, std::size_t t) const {
        Fraction sum;
        for (Days const unit : ended(of, rule.per, of.steps[t].days)) {
            Fraction most;
            for (Component const& c : of.plan.components)
                for (int day = of.steps.front().days.from; day < std::min(of.steps.back().days.to, 400);
                     ++day)
                    if (oracle.in(c, person, day)) {
                        Fraction const part = oracle.counted(c, person, unit, of.plan.proration);
                        if (most < part) most = part;
                        break;
                    }
            sum = sum + most;
        }
        return oracle.round(cents_of(oracle.round(cents_of(rule.cents))) * sum);
    }

    bool runs(int person, Advance const& rule, std::size_t t) const {
        if (!is_paid[t]) return false;
        if (rule.first_months == 0) return true;
        int first = forever;
        for (Place const& place : oracle.who(person).places) first = std::min(first, place.days.from);
        if (!of.hired.empty()) first = of.hired[static_cast<std::size_t>(person)];
        // Days before 2025 are months enough; within it months are told by their days.
        int const to = of.steps[t].days.to;
        int months = 0;
        if (first < 0 && to != forever) return false;
        if (to != forever && first < to) {
            int const month = to == 365 ? 12 : month_on(to), day = to == 365 ? 0 : to - month_begins[month];
            int const begun = month_on(first), on = first - month_begins[begun];
            months = month - begun - (day < on ? 1 : 0);
        }
        return months <= rule.first_months;
    }

    void guarantee(int person, Advance const& rule) {
        if (!has_component(person)) return;
        for (std::size_t t = 0; t < due.size(); ++t)
            if (!ended(of, rule.per, of.steps[t].days).empty() && runs(person, rule, t))
                adjust(person, Beside::guarantee, t,
                       std::max<std::int64_t>(0, amount_due(person, rule, t) - due_in(rule.per, t)));
    }

    void draw(int person, Advance const& rule) {
        if (!has_component(person)) return;
        std::int64_t owed = 0;
        for (std::size_t t = 0; t < due.size(); ++t) {
            if (ended(of, rule.per, of.steps[t].days).empty()) continue;
            std::int64_t const goal = runs(person, rule, t) ? amount_due(person, rule, t) : 0;
            std::int64_t const now = due_in(rule.per, t);
            if (runs(person, rule, t) && now < goal) {
                adjust(person, Beside::draw, t, goal - now);
                owed = rule.recoverable ? owed + goal - now : 0;
            } else if (owed > 0) {
                std::int64_t const back = std::clamp<std::int64_t>(now - goal, 0, owed);
                adjust(person, Beside::recovery, t, -back);
                owed -= back;
            }
        }
    }

    Company const& of;
    Oracle oracle;
    Waiting waiting;
    Result out;
    Sums due;
    std::vector<bool> is_paid;
};

}  // namespace colonnade::oracle::wide
