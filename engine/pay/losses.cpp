// Holding pay until a line is delivered, invoiced or paid, and taking back what a lost line earned. What a
// component earned in an accumulation period belongs to its credited lines in proportion to their credit.
#include <algorithm>

#include "engine/pay/component.hpp"
#include "foundation/base/decimal.hpp"
#include "foundation/base/money.hpp"
#include "foundation/base/problem.hpp"

namespace colonnade::engine::pay {
namespace {

// One credited line of the row's person.
struct Weight {
    std::size_t line;
    int step;  // in which it was credited
    std::int64_t credit;
};

std::vector<Weight> weights_of(Work const& work, std::int32_t row) {
    std::vector<Weight> out;
    Facts const& facts = work.pay.facts();
    Figures const& figures = work.pay.figures();
    plan::Component const& rules = work.rules();
    Index const person = work.matrix().people[static_cast<std::size_t>(row)];
    FirstMeasure const first = first_measure(work.pay.plan(), work.inputs, rules);
    bool const by_deal = rules.each != plan::Each::sums;
    if (!by_deal && first.slot < 0) return out;
    Slot const slot =
        by_deal ? Slot{Quantity::amount, rules.credits, plan::Event::booked, rules.each_where, false}
                : figures.slots()[static_cast<std::size_t>(first.slot)];
    for (std::size_t i = 0; i < facts.lines.size(); ++i) {
        int const bucket = figures.buckets().at(day_of(facts.lines, slot.day, i));
        if (bucket < 0) continue;
        CreditPart whole;
        PartsOf const parts = parts_of(facts.lines, i, whole);
        for (std::size_t p = 0; p < parts.count; ++p) {
            if (parts.first[p].person != person || !(slot.credits & kind_bit(parts.first[p].kind))) continue;
            if (!passes(work.pay.plan(), work.inputs.attributes(), slot.filter, i)) continue;
            std::vector<std::int64_t> amounts(parts.count);
            Quantity const quantity = slot.quantity == Quantity::units || slot.quantity == Quantity::margin
                                          ? slot.quantity
                                          : Quantity::amount;
            split_amount(quantity_of(facts.lines, quantity, i), facts.minor, parts.first, parts.count,
                         amounts.data());
            out.push_back({i, figures.buckets().step[static_cast<std::size_t>(bucket)], amounts[p]});
        }
    }
    return out;
}

// The step in which the day falls: the first for earlier days, none (steps) for later ones or never.
std::size_t step_of(Calendar const& calendar, Day day) {
    if (day == no_day) return calendar.steps.size();
    std::size_t t = 0;
    while (t < calendar.steps.size() && calendar.steps[t].days.to <= day) ++t;
    return t;
}

// earned × weight / whole × share, rounded half to even in the rounding unit.
std::int64_t portion(std::int64_t earned, Wide weight, Wide whole, Rate share, std::int64_t unit) {
    if (whole == 0) return 0;
    Wide numerator = 0;
    Wide denominator = whole * Rate::scale;
    if (__builtin_mul_overflow(static_cast<Wide>(earned / unit) * share.count, weight, &numerator))
        throw invalid("number.overflow");
    if (denominator < 0) numerator = -numerator, denominator = -denominator;
    return narrow(divide_half_even(numerator, denominator) * unit);
}

struct Losses {
    Work const& work;
    std::int32_t row;
    ComponentPay& out;
    std::vector<Weight> weights;
    std::size_t at;
    std::int64_t unit;

    // Credit of the period's lines up to step `until`, and of those of them that reach `event` after it.
    std::pair<Wide, Wide> waiting(int period, std::size_t until, std::size_t now, plan::Event event) const {
        auto const& calendar = work.pay.calendar();
        Wide all = 0, waits = 0;
        for (Weight const& weight : weights) {
            std::size_t const step = static_cast<std::size_t>(weight.step);
            if (calendar.steps[step].period != period || step > until) continue;
            all += weight.credit;
            if (step_of(calendar, day_of(work.pay.facts().lines, event, weight.line)) > now)
                waits += weight.credit;
        }
        return {all, waits};
    }

    void hold(plan::Hold const& rule) {
        auto const& calendar = work.pay.calendar();
        for (std::size_t first = 0; first < work.steps(); ++first) {
            bool const begins = first == 0 ||
                                calendar.steps[first].period != calendar.steps[first - 1].period;
            if (!begins) continue;
            int const period = calendar.steps[first].period;
            std::int64_t before = 0;
            std::size_t last = first;
            for (std::size_t now = first; now < work.steps(); ++now) {
                if (calendar.steps[now].period == period) last = now;
                auto const [all, waits] = waiting(period, last, now, rule.until);
                std::int64_t const held = portion(out.earned[at + last], waits, all, rule.share, unit);
                out.held[at + now] = add_checked(out.held[at + now], subtract_checked(held, before));
                before = held;
            }
        }
    }

    void take_back(plan::Clawback const& rule, Weight const& weight) {
        Lines const& lines = work.pay.facts().lines;
        auto const& calendar = work.pay.calendar();
        if (lines.lost.empty() || lines.lost[weight.line] == no_day) return;
        static constexpr Loss losses[] = {Loss::returned, Loss::cancelled, Loss::unpaid};
        if (lines.loss[weight.line] != losses[static_cast<int>(rule.event)]) return;
        int const age = lines.lost[weight.line] - lines.booked[weight.line];
        auto const step = std::find_if(rule.steps.begin(), rule.steps.end(),
                                       [age](auto const& each) { return age <= each.days; });
        std::size_t const when = step_of(calendar, lines.lost[weight.line]);
        if (step == rule.steps.end() || when >= work.steps()) return;
        int const period = calendar.steps[static_cast<std::size_t>(weight.step)].period;
        std::size_t last = static_cast<std::size_t>(weight.step);
        while (last + 1 < work.steps() && calendar.steps[last + 1].period == period) ++last;
        auto const [all, ignored] = waiting(period, last, last, plan::Event::booked);
        std::int64_t const back = portion(out.earned[at + last], weight.credit, all, step->share, unit);
        std::vector<std::int64_t> const equal(static_cast<std::size_t>(std::max(rule.instalments, 1)), 1);
        auto const parts = split_by_largest_remainder((back < 0 ? -back : back) / unit, equal);
        for (std::size_t i = 0; i < parts.size() && when + i < work.steps(); ++i)
            out.taken_back[at + when + i] += (back < 0 ? -parts[i] : parts[i]) * unit;
    }
};

}  // namespace

void hold_and_take_back(Work const& work, std::int32_t row, ComponentPay& out) {
    std::size_t const at = static_cast<std::size_t>(row) * work.steps();
    for (std::size_t t = 0; t < work.steps(); ++t) out.held[at + t] = out.taken_back[at + t] = 0;
    Losses losses{work, row, out, weights_of(work, row), at, rounding_step(work.pay)};
    for (plan::Hold const& rule : work.rules().holds) losses.hold(rule);
    for (plan::Clawback const& rule : work.rules().clawbacks)
        for (Weight const& weight : losses.weights) losses.take_back(rule, weight);
}

}  // namespace colonnade::engine::pay
