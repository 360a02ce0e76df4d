#include "engine/pay/component.hpp"

#include <algorithm>
#include <memory>

#include "foundation/base/decimal.hpp"
#include "foundation/base/problem.hpp"

namespace colonnade::engine::pay {
namespace {

// Where every condition holds.
std::vector<std::uint8_t> conditions(Formulas const& values, std::vector<plan::Index> const& needs,
                                     std::size_t rows, std::vector<Lack>& lack) {
    std::vector<std::uint8_t> holds(rows, 1);
    for (plan::Index const need : needs) {
        Value const& value = values[need];
        for (std::size_t i = 0; i < rows; ++i) holds[i] &= value.number.at(i) != 0;
        lack = merged(std::move(lack), value.lack);
    }
    return holds;
}

}  // namespace

Rows rows_of(Work const& work) {
    Rows rows;
    std::size_t const steps = work.steps();
    rows.person.reserve(work.rows.size() * steps), rows.step.reserve(work.rows.size() * steps);
    for (std::int32_t const row : work.rows)
        for (std::size_t t = 0; t < steps; ++t) {
            rows.person.push_back(work.matrix().people[static_cast<std::size_t>(row)]);
            rows.step.push_back(static_cast<int>(t));
        }
    return rows;
}

std::int64_t rounding_step(Calculation const& pay) {
    return pay.plan().rounding_step > 0 ? pay.plan().rounding_step : pay.facts().minor;
}

Rounding rounding_of(plan::Rounding rounding) {
    switch (rounding) {
        case plan::Rounding::half_up: return Rounding::half_up;
        case plan::Rounding::down: return Rounding::down;
        case plan::Rounding::up: return Rounding::up;
        default: return Rounding::half_even;
    }
}

namespace {

// The fixed amount of each row, as often as it is due.
Column as_due(Work const& work, Column const& amount, plan::Per per) {
    std::vector<std::int64_t> times;
    auto denominators = std::make_shared<std::vector<Wide>>();
    bool is_fraction = false;
    for (std::int32_t const row : work.rows)
        for (std::size_t t = 0; t < work.steps(); ++t) {
            Part const part = times_due(work, row, t, per);
            times.push_back(part.counted), denominators->push_back(part.whole);
            is_fraction |= part.whole != 1;
        }
    std::int64_t const most = times.empty() ? 0 : *std::max_element(times.begin(), times.end());
    return amount * Column(std::move(times), 0, most).with(is_fraction ? denominators : nullptr);
}

}  // namespace

Earned earned_from_sums(Work const& work) {
    plan::Component const& rules = work.rules();
    Rows const rows = rows_of(work);
    std::size_t const count = rows.person.size();
    FactLeaves const leaves(work.pay, work.inputs, work.component, rows);
    std::vector<plan::Index> wanted(rules.needs);
    for (plan::Payment const& payment : rules.payments) wanted.push_back(payment.amount);
    Formulas const values(work.pay.plan(), leaves, wanted);
    Earned out;
    auto const holds = conditions(values, rules.needs, count, out.lack);
    Column sum = Column::constant(0, 0, count);
    for (plan::Payment const& payment : rules.payments) {
        Value const& value = values[payment.amount];
        out.lack = merged(std::move(out.lack), value.lack);
        sum = sum + (payment.per ? as_due(work, value.number, *payment.per) : value.number);
    }
    out.amount = rounded(sum, 4, rounding_step(work.pay), rounding_of(work.pay.plan().rounding));
    if (!rules.needs.empty())
        for (std::size_t i = 0; i < count; ++i) out.amount[i] *= holds[i];
    if (!rules.needs.empty()) out.open = holds;
    return out;
}

void limit(Work const& work, std::int64_t* earned, std::vector<std::int64_t> const& bounds,
           std::vector<Bounded> const& bounded, plan::Limit const& rule) {
    Calendar const& calendar = work.pay.calendar();
    std::int64_t before = 0, limited = 0, group_sum = 0, group_paid = 0;
    for (std::size_t t = 0; t < work.steps(); ++t) {
        Step const& step = calendar.steps[t];
        bool const begins = t == 0 || step.period != calendar.steps[t - 1].period;
        if (begins) before = limited = 0;
        if (t == 0 || calendar.number(rule.per, step) != calendar.number(rule.per, calendar.steps[t - 1]))
            group_sum = group_paid = 0;
        group_sum = add_checked(group_sum, subtract_checked(earned[t], before));
        before = earned[t];
        std::int64_t const paid = bounded[t] == Bounded::stands             ? group_paid
                                  : bounded[t] == Bounded::no               ? group_sum
                                  : rule.kind == plan::Limit::Kind::at_most ? std::min(group_sum, bounds[t])
                                                                            : std::max(group_sum, bounds[t]);
        limited = add_checked(limited, subtract_checked(paid, group_paid));
        group_paid = paid;
        earned[t] = limited;
    }
}

namespace {

// Alone-in-the-step figures become to-date ones, and rows that lack something stand still.
void to_date(Work const& work, std::int64_t* earned, Lack const* lack) {
    auto const& steps = work.pay.calendar().steps;
    bool const cumulative = work.pay.plan().cumulative;
    for (std::size_t t = 0; t < work.steps(); ++t) {
        bool const begins = t == 0 || steps[t].period != steps[t - 1].period;
        std::int64_t const before = begins ? 0 : earned[t - 1];
        if (lack && lack[t] != Lack::none) earned[t] = before;
        else if (!cumulative) earned[t] = add_checked(earned[t], before);
    }
}

void apply_limits(Work const& work, Earned& earned) {
    std::vector<plan::Index> wanted;
    for (plan::Limit const& rule : work.rules().limits)
        if (rule.per != plan::Per::deal) wanted.push_back(rule.amount);
    if (wanted.empty()) return;
    Rows const rows = rows_of(work);
    FactLeaves const leaves(work.pay, work.inputs, work.component, rows);
    Formulas const values(work.pay.plan(), leaves, wanted);
    std::size_t const steps = work.steps();
    for (plan::Limit const& rule : work.rules().limits) {
        if (rule.per == plan::Per::deal) continue;
        Value const& value = values[rule.amount];
        auto const bounds =
            rounded(value.number, 4, rounding_step(work.pay), rounding_of(work.pay.plan().rounding));
        for (std::size_t r = 0; r < work.rows.size(); ++r) {
            std::vector<std::int64_t> const own(
                bounds.begin() + static_cast<std::ptrdiff_t>(r * steps),
                bounds.begin() + static_cast<std::ptrdiff_t>((r + 1) * steps));
            std::vector<Bounded> bounded;
            for (std::size_t t = 0; t < steps; ++t) {
                std::size_t const at = r * steps + t;
                bool const active = work.matrix().active[static_cast<std::size_t>(work.rows[r]) * steps + t];
                bool const is_open = active && (earned.open.empty() || earned.open[at]);
                bool const known = value.lack.empty() || value.lack[at] == Lack::none;
                bool const holds = known && (is_open || rule.kind == plan::Limit::Kind::at_most);
                bool const lacks = !earned.lack.empty() && earned.lack[at] != Lack::none;
                bounded.push_back(lacks ? Bounded::stands : holds ? Bounded::yes : Bounded::no);
            }
            limit(work, earned.amount.data() + r * steps, own, bounded, rule);
        }
    }
}

}  // namespace

void Calculation::work_out(int component, std::vector<std::int32_t> const& rows) {
    Work const work{*this, *inputs_, component, rows};
    plan::Component const& rules = work.rules();
    ComponentPay& out = components_[static_cast<std::size_t>(component)];
    std::size_t const steps = calendar_.steps.size();
    Earned earned = rules.pool                       ? earned_from_pool(work)
                    : rules.each != plan::Each::sums ? earned_from_deals(work)
                                                     : earned_from_sums(work);
    for (std::size_t r = 0; r < rows.size(); ++r)
        to_date(work, earned.amount.data() + r * steps,
                earned.lack.empty() ? nullptr : earned.lack.data() + r * steps);
    apply_limits(work, earned);
    for (std::size_t r = 0; r < rows.size(); ++r) {
        std::size_t const at = static_cast<std::size_t>(rows[r]) * steps;
        for (std::size_t t = 0; t < steps; ++t) {
            bool const begins = t == 0 || calendar_.steps[t].period != calendar_.steps[t - 1].period;
            std::int64_t const before = begins ? 0 : earned.amount[r * steps + t - 1];
            out.earned[at + t] = earned.amount[r * steps + t];
            out.payout[at + t] = subtract_checked(earned.amount[r * steps + t], before);
            out.lack[at + t] = earned.lack.empty() ? Lack::none : earned.lack[r * steps + t];
        }
    }
    if (rules.holds.empty() && rules.clawbacks.empty()) return;
    hold_and_take_back(work, out);
    for (std::int32_t const row : rows)
        for (std::size_t t = 0; t < steps; ++t) {
            std::size_t const at = static_cast<std::size_t>(row) * steps + t;
            out.payout[at] = subtract_checked(out.payout[at], add_checked(out.held[at], out.taken_back[at]));
        }
}

}  // namespace colonnade::engine::pay
