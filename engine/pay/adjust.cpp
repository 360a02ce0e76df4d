// Draws, guarantees and limits on all components together: what is paid to a person beside the components.
#include <algorithm>
#include <memory>
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

    // Whether a month, quarter, … ends in the step; what is due in it until then.
    bool ends(plan::Per per, std::size_t t) const {
        return pay.calendar().ended(per, pay.calendar().steps[t].days) > 0;
    }
    std::int64_t due_in(plan::Per per, std::size_t t) const {
        Calendar const& calendar = pay.calendar();
        std::int64_t sum = 0;
        for (std::size_t s = 0; s <= t; ++s)
            if (calendar.number(per, calendar.steps[s]) == calendar.number(per, calendar.steps[t]))
                sum = add_checked(sum, due[s]);
        return sum;
    }
    // The amount for each month, quarter, … that ends in the step (three months in a quarter's), by days
    // where the plan prorates: absent is who is absent from all components.
    std::int64_t amount_due(std::int64_t amount, plan::Per per, std::size_t t) const {
        auto const units = pay.calendar().those_ended(per, pay.calendar().steps[t].days);
        Wide const whole = static_cast<Wide>(amount) * static_cast<std::int64_t>(units.size());
        if (pay.plan().proration == 0) return narrow(whole);
        Column sum = Column::constant(0, 4, 1);
        for (Span const& unit : units) {
            Part most{0, 1};
            for (std::size_t c = 0; c < pay.plan().components.size(); ++c) {
                ComponentPay const& of = pay.component(static_cast<int>(c));
                int const row = of.row[static_cast<std::size_t>(index)];
                if (row < 0) continue;
                Part const part = counted_days(of, row, pay.figures().buckets(), unit, pay.plan().proration);
                if (static_cast<Wide>(part.counted) * most.whole >
                    static_cast<Wide>(most.counted) * part.whole)
                    most = part;
            }
            auto const denominator = std::make_shared<std::vector<Wide> const>(1, most.whole);
            sum = sum + Column(std::vector<Wide>{static_cast<Wide>(amount) * most.counted}, 4, denominator);
        }
        return rounded(sum, 4, rounding_step(pay), rounding_of(pay.plan().rounding))[0];
    }

    void guarantee(plan::Guarantee const& rule) {
        auto const amount = amounts(rule.amount);
        for (std::size_t t = 0; t < steps(); ++t) {
            if (!amount[t] || !ends(rule.per, t) || !runs(rule, t)) continue;
            std::int64_t const least = amount_due(*amount[t], rule.per, t);
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
            std::int64_t const least = advances ? amount_due(*amount[t], rule.per, t) : 0;
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

    // Of each month, quarter, …: the sum to date is clamped, returns included; a floor at its end.
    void limit(plan::Limit const& rule) {
        auto const amount = amounts(rule.amount);
        Calendar const& calendar = pay.calendar();
        std::int64_t sum = 0, paid = 0;
        for (std::size_t t = 0; t < steps(); ++t) {
            if (t > 0 && calendar.number(rule.per, calendar.steps[t]) !=
                             calendar.number(rule.per, calendar.steps[t - 1]))
                sum = paid = 0;
            sum = add_checked(sum, due[t]);
            std::int64_t limited = sum;
            if (amount[t] && rule.kind == plan::Limit::Kind::at_most) limited = std::min(sum, *amount[t]);
            else if (amount[t] && ends(rule.per, t)) limited = std::max(sum, *amount[t]);
            adjust(Kind::limit, t, subtract_checked(subtract_checked(limited, paid), due[t]));
            paid = limited;
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
