// Draws, guarantees and limits on all components together: what is paid to a person beside the components.
#include <algorithm>
#include <optional>

#include "engine/pay/component.hpp"
#include "foundation/base/decimal.hpp"

namespace colonnade::engine::pay {
namespace {

using Kind = Adjustment::Kind;

// One person's pay, step by step, and what is added to it.
struct Person {
    Calculation const& pay;
    Inputs const& inputs;
    Index index;
    int component;                  // whose people the formulas run for
    std::vector<std::int64_t> due;  // per step, adjustments included
    std::vector<std::uint8_t> active;
    std::vector<Adjustment> adjustments;

    std::size_t steps() const { return due.size(); }

    void adjust(Kind kind, std::size_t step, std::int64_t amount) {
        if (amount == 0) return;
        due[step] = add_checked(due[step], amount);
        adjustments.push_back({kind, index, pay.calendar().steps[step].pay, amount});
    }

    // The amount at each step, or nothing where something is missing.
    std::vector<std::optional<std::int64_t>> amounts(plan::Index node) const {
        Rows rows;
        for (std::size_t t = 0; t < steps(); ++t)
            rows.person.push_back(index), rows.step.push_back(static_cast<int>(t));
        FactLeaves const leaves(pay, inputs, component, rows);
        Formulas const values(pay.plan(), leaves, {node});
        auto const whole =
            rounded(values[node].number, 4, rounding_step(pay), rounding_of(pay.plan().rounding));
        std::vector<std::optional<std::int64_t>> out;
        for (std::size_t t = 0; t < steps(); ++t)
            out.push_back(values[node].lack.empty() || values[node].lack[t] == Lack::none
                              ? std::optional(whole[t])
                              : std::nullopt);
        return out;
    }

    // Whether a draw or guarantee runs in the step: by its dates and the months of employment.
    template <typename Rule> bool runs(Rule const& rule, std::size_t t) const {
        Span const days = pay.calendar().steps[t].days;
        if (rule.from && days.to <= rule.from->number()) return false;
        if (rule.to && days.from > rule.to->number()) return false;
        std::int64_t const months = inputs.months_employed()[static_cast<std::size_t>(index) * steps() + t];
        return active[t] && (!rule.first_months || months <= std::int64_t{*rule.first_months} * 10'000);
    }

    // The last step of each month, quarter or year, and the first of it.
    bool ends(plan::Per per, std::size_t t) const {
        Calendar const& calendar = pay.calendar();
        return t + 1 == steps() ||
               calendar.number(per, calendar.steps[t]) != calendar.number(per, calendar.steps[t + 1]);
    }
    std::int64_t due_in(plan::Per per, std::size_t t) const {
        Calendar const& calendar = pay.calendar();
        std::int64_t sum = 0;
        for (std::size_t s = 0; s <= t; ++s)
            if (calendar.number(per, calendar.steps[s]) == calendar.number(per, calendar.steps[t]))
                sum = add_checked(sum, due[s]);
        return sum;
    }
    // A month's amount counts three times in a quarter's step.
    std::int64_t times(plan::Per per, std::size_t t) const {
        Calendar const& calendar = pay.calendar();
        return std::max(1, calendar.ended(per, calendar.steps[t].days));
    }

    void guarantee(plan::Guarantee const& rule) {
        auto const amount = amounts(rule.amount);
        for (std::size_t t = 0; t < steps(); ++t) {
            if (!amount[t] || !ends(rule.per, t) || !runs(rule, t)) continue;
            std::int64_t const least = narrow(static_cast<Wide>(*amount[t]) * times(rule.per, t));
            adjust(Kind::guarantee, t,
                   std::max<std::int64_t>(0, subtract_checked(least, due_in(rule.per, t))));
        }
    }

    // Balance: grows by each advance, shrinks by what later pay exceeds the draw.
    void draw(plan::Draw const& rule) {
        auto const amount = amounts(rule.amount);
        std::int64_t balance = 0;
        for (std::size_t t = 0; t < steps(); ++t) {
            if (!ends(rule.per, t)) continue;
            bool const advances = amount[t] && runs(rule, t);
            std::int64_t const least = advances ? narrow(static_cast<Wide>(*amount[t]) * times(rule.per, t))
                                                : 0;
            std::int64_t const due_now = due_in(rule.per, t);
            if (advances && due_now < least) {
                std::int64_t const advance = subtract_checked(least, due_now);
                adjust(Kind::draw, t, advance);
                balance = rule.recoverable ? add_checked(balance, advance) : 0;
            } else if (balance > 0) {
                std::int64_t const back =
                    std::clamp<std::int64_t>(subtract_checked(due_now, least), 0, balance);
                adjust(Kind::recovery, t, -back);
                balance -= back;
            }
        }
    }

    void limit(plan::Limit const& rule) {
        auto const amount = amounts(rule.amount);
        for (std::size_t t = 0; t < steps(); ++t) {
            if (!amount[t]) continue;
            std::int64_t const sum = due_in(rule.per, t);
            if (rule.kind == plan::Limit::Kind::at_most)
                adjust(Kind::limit, t, std::min<std::int64_t>(0, *amount[t] - sum));
            else if (ends(rule.per, t)) adjust(Kind::limit, t, std::max<std::int64_t>(0, *amount[t] - sum));
        }
    }
};

Person person_of(Calculation const& pay, Inputs const& inputs, Index index) {
    std::size_t const steps = pay.calendar().steps.size();
    Person person{pay, inputs, index, -1, std::vector<std::int64_t>(steps), std::vector<std::uint8_t>(steps),
                  {}};
    for (std::size_t c = 0; c < pay.plan().components.size(); ++c) {
        ComponentPay const& component = pay.component(static_cast<int>(c));
        int const row = component.row[static_cast<std::size_t>(index)];
        if (row < 0) continue;
        person.component = static_cast<int>(c);
        for (std::size_t t = 0; t < steps; ++t) {
            std::size_t const at = static_cast<std::size_t>(row) * steps + t;
            person.due[t] = add_checked(person.due[t], component.payout[at]);
            person.active[t] |= component.active[at];
        }
    }
    return person;
}

}  // namespace

std::vector<Adjustment> adjustments_of(Calculation const& pay, Inputs const& inputs) {
    std::vector<Adjustment> out;
    plan::Plan const& plan = pay.plan();
    if (plan.limits.empty() && plan.guarantees.empty() && plan.draws.empty()) return out;
    for (std::size_t p = 0; p < pay.facts().people.size(); ++p) {
        Person person = person_of(pay, inputs, static_cast<Index>(p));
        if (person.component < 0) continue;
        for (auto const& rule : plan.limits) person.limit(rule);
        for (auto const& rule : plan.guarantees) person.guarantee(rule);
        for (auto const& rule : plan.draws) person.draw(rule);
        out.insert(out.end(), person.adjustments.begin(), person.adjustments.end());
    }
    return out;
}

}  // namespace colonnade::engine::pay
