// Holds and clawbacks of the wide oracle: what a component earned belongs to its sales, and waits or is lost
// with them.
#pragma once
#include "engine/pay/oracle_wide_test.hpp"

namespace colonnade::oracle::wide {

using Sums = std::vector<std::int64_t>;

class Waiting {
public:
    explicit Waiting(Company const& company) : of(company), oracle(company) {}

    bool begins(std::size_t t) const { return t == 0 || of.steps[t].period != of.steps[t - 1].period; }

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

private:
    Company const& of;
    Oracle oracle;
};

}  // namespace colonnade::oracle::wide
