// From what the wide oracle's components earn to what is paid: limits, pools, holds, clawbacks, draws,
// guarantees.
#pragma once
#include "engine/pay/oracle_wide_test.hpp"

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
    explicit Settlement(Company const& company) : of(company), oracle(company) {}

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
    using Sums = std::vector<std::int64_t>;

    bool begins(std::size_t t) const { return t == 0 || of.steps[t].period != of.steps[t - 1].period; }

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

    // One credited sale of a person: whose days it waits for, how much.
    struct Weight {
        Sale const* sale;
        Sale const* waits_with;
        std::size_t step, share;
        std::int64_t credit;
    };
    struct Lost {
        Weight const* weight;
        std::size_t step;
        std::int64_t credit;
        std::int64_t basis;
    };

    std::size_t step_on(int day) const {
        if (day == never) return of.steps.size();
        std::size_t t = 0;
        while (t < of.steps.size() && of.steps[t].days.to <= day) ++t;
        return t;
    }

    std::vector<Weight> weights(Component const& c, int person) const {
        std::vector<Weight> all;
        Measure const measure = c.way == Way::deals ? Measure::sales : c.measure;
        for (Sale const& sale : of.sales) {
            int const day = Oracle::day_of(measure, sale);
            std::size_t const step = step_on(day);
            if (step == of.steps.size() || day < of.steps.front().days.from || Oracle::stays(c, sale))
                continue;
            if (c.way == Way::deals && c.above >= 0 &&
                (c.by_order ? oracle.order_amount(sale) : sale.cents) <= c.above)
                continue;
            Sale const* waits_with = &sale;
            for (Sale const& other : of.sales)
                if (other.id == sale.of_sale) waits_with = &other;
            auto const amounts = Oracle::parts(measure == Measure::pieces ? sale.pieces : sale.cents, sale);
            for (std::size_t i = 0; i < amounts.size(); ++i)
                if (Oracle::counts(measure, sale, sale.shares[i].kind) && oracle.in(c, person, day) &&
                    oracle.reaches(sale.shares[i].person, person, day, c.is_team && c.way == Way::curve))
                    all.push_back({&sale, waits_with, step, i, amounts[i]});
        }
        return all;
    }

    void lose(Component const& c, Weight const& weight, bool is_return, int day, std::int64_t credit,
              std::vector<Lost>& all) const {
        std::size_t const when = std::max(step_on(day), weight.step);
        if (when >= of.steps.size() || credit == 0) return;
        for (auto const& [days, basis] : is_return ? c.returned : c.unpaid)
            if (day - weight.sale->day <= days) return all.push_back({&weight, when, credit, basis});
    }

    std::vector<Lost> losses(Component const& c, std::vector<Weight> const& all) const {
        std::vector<Lost> out_of;
        for (Weight const& weight : all) {
            if (weight.sale->lost != never) {
                lose(c, weight, false, weight.sale->lost, weight.credit, out_of);
                continue;
            }
            std::vector<Sale const*> returns;
            for (Sale const& sale : of.sales)
                if (sale.of_sale == weight.sale->id) returns.push_back(&sale);
            std::sort(returns.begin(), returns.end(), [](Sale const* a, Sale const* b) {
                return std::pair(a->day, a->id) < std::pair(b->day, b->id);
            });
            std::int64_t left = weight.credit;
            for (Sale const* const back : returns) {
                bool const in_pieces = c.way == Way::curve && c.measure == Measure::pieces;
                Sale whose = *weight.sale;
                std::int64_t const part =
                    Oracle::parts(in_pieces ? -back->pieces : -back->cents, whose)[weight.share];
                std::int64_t const taken =
                    std::clamp(part, std::min<std::int64_t>(left, 0), std::max<std::int64_t>(left, 0));
                lose(c, weight, true, back->day, taken, out_of);
                left -= taken;
            }
        }
        std::stable_sort(out_of.begin(), out_of.end(), [](Lost const& a, Lost const& b) {
            return std::tuple(a.step, a.weight->sale->id, a.weight->share) <
                   std::tuple(b.step, b.weight->sale->id, b.weight->share);
        });
        return out_of;
    }

    bool waits(Weight const& weight, Event event, std::size_t now) const {
        bool const may = weight.credit > 0 || weight.waits_with != weight.sale;
        int const day = event == Event::booked ? weight.waits_with->day
                                               : weight.waits_with->reached[static_cast<int>(event)];
        return may && step_on(day) > now;
    }

    std::int64_t portion(std::int64_t earned, Fraction of_all, std::int64_t all) const {
        if (all == 0) return 0;
        return whole(Fraction::of(earned / of.plan.unit) * of_all / Fraction::of(all)) * of.plan.unit;
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
            auto const all = weights(c, person);
            auto const lost = losses(c, all);
            hold(c, sums, all, lost, held);
            take_back(c, sums, all, lost, back);
        }
        for (std::size_t t = 0; t < sums.size(); ++t) {
            std::int64_t const payout = sums[t] - (begins(t) ? 0 : sums[t - 1]) - held[t] - back[t];
            Paid& paid = out.paid[{person, number, of.steps[t].pay}];
            paid.payout += payout, paid.held += held[t], paid.taken_back += back[t];
            due[t] += payout;
            is_paid[t] = is_paid[t] || oracle.active(c, person, t);
        }
    }

    std::size_t last_of(int period) const {
        std::size_t last = 0;
        for (std::size_t t = 0; t < of.steps.size(); ++t)
            if (of.steps[t].period == period) last = t;
        return last;
    }
    std::int64_t credit_until(std::vector<Weight> const& all, int period, std::size_t until) const {
        std::int64_t sum = 0;
        for (Weight const& weight : all)
            sum += of.steps[weight.step].period == period && weight.step <= until ? weight.credit : 0;
        return sum;
    }

    void hold(Component const& c, Sums const& sums, std::vector<Weight> const& all,
              std::vector<Lost> const& lost, Sums& held) const {
        for (std::size_t t = 0; t < sums.size(); ++t) {
            if (!begins(t)) continue;
            int const period = of.steps[t].period;
            std::int64_t before = 0;
            for (std::size_t now = t; now < sums.size(); ++now) {
                std::size_t const until = std::min(now, last_of(period));
                std::int64_t const credit = credit_until(all, period, until);
                Fraction sum;
                for (auto const& [event, basis] : c.holds) {
                    std::int64_t waiting = 0;
                    for (Weight const& weight : all)
                        if (of.steps[weight.step].period == period && weight.step <= until &&
                            waits(weight, event, now))
                            waiting += weight.credit;
                    for (Lost const& each : lost)
                        if (each.step <= now && of.steps[each.weight->step].period == period &&
                            each.weight->step <= until && waits(*each.weight, event, now))
                            waiting -= each.credit;
                    sum = sum + between(Fraction::of(waiting), Fraction::of(credit)) * points(basis);
                }
                std::int64_t const all_held = portion(sums[until], sum, credit);
                held[now] += all_held - before;
                before = all_held;
            }
        }
    }

    void take_back(Component const& c, Sums const& sums, std::vector<Weight> const& all,
                   std::vector<Lost> const& lost, Sums& back) const {
        std::map<int, std::int64_t> taken;
        for (Lost const& each : lost) {
            int const period = of.steps[each.weight->step].period;
            std::size_t const last = last_of(period);
            std::int64_t const credit = credit_until(all, period, last), left = sums[last] - taken[period];
            std::int64_t const amount =
                std::clamp(portion(sums[last], Fraction::of(each.credit) * points(each.basis), credit),
                           std::min<std::int64_t>(left, 0), std::max<std::int64_t>(left, 0));
            taken[period] += amount;
            std::int64_t shares = 0;
            for (auto const& [event, basis] : c.holds)
                shares += waits(*each.weight, event, each.step) ? basis : 0;
            std::int64_t const held =
                std::clamp(portion(sums[last], Fraction::of(each.credit) * points(shares), credit),
                           std::min<std::int64_t>(amount, 0), std::max<std::int64_t>(amount, 0));
            back[each.step] += held;
            std::int64_t const units = (amount - held) / of.plan.unit, size = units < 0 ? -units : units;
            for (int i = 0; i < c.instalments && each.step + static_cast<std::size_t>(i) < back.size(); ++i)
                back[each.step + static_cast<std::size_t>(i)] +=
                    (units < 0 ? -1 : 1) * (size / c.instalments + (i < size % c.instalments)) * of.plan.unit;
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
    Result out;
    Sums due;
    std::vector<bool> is_paid;
};

}  // namespace colonnade::oracle::wide
