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
    rows.person.resize(work.rows.size() * steps), rows.step.resize(work.rows.size() * steps);
    for (std::size_t r = 0, i = 0; r < work.rows.size(); ++r) {
        Index const person = work.matrix().people[static_cast<std::size_t>(work.rows[r])];
        for (std::size_t t = 0; t < steps; ++t, ++i)
            rows.person[i] = person, rows.step[i] = static_cast<int>(t);
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
    std::vector<std::uint8_t> holds;
    if (!rules.needs.empty()) holds = conditions(values, rules.needs, count, out.lack);
    Column sum = Column::constant(0, 0, count);
    for (plan::Payment const& payment : rules.payments) {
        Value const& value = values[payment.amount];
        out.lack = merged(std::move(out.lack), value.lack);
        sum = sum + (payment.per ? as_due(work, value.number, *payment.per) : value.number);
    }
    out.amount = rounded(sum, 4, rounding_step(work.pay), rounding_of(work.pay.plan().rounding));
    for (std::size_t i = 0; i < holds.size(); ++i) out.amount[i] *= holds[i];
    out.open = std::move(holds);
    return out;
}

namespace {

inline std::int64_t plus(std::int64_t a, std::int64_t b) {
    std::int64_t sum = 0;
    return __builtin_add_overflow(a, b, &sum) ? add_checked(a, b) : sum;
}
inline std::int64_t minus(std::int64_t a, std::int64_t b) {
    std::int64_t difference = 0;
    return __builtin_sub_overflow(a, b, &difference) ? subtract_checked(a, b) : difference;
}

// Where accumulation periods begin, and where the months, quarters or years of a limit do.
std::vector<std::uint8_t> beginnings(Calendar const& calendar, plan::Per per) {
    std::vector<std::uint8_t> out;
    for (Step const& step : calendar.steps)
        out.push_back(out.empty() || calendar.number(per, step) != calendar.number(per, *(&step - 1)));
    return out;
}

// Whether a limit holds at a step. Where something is missing what was paid before stands.
enum class Bounded : std::uint8_t { no, yes, stands };

// One person's running sums of `earned` (to date) are clamped by `bounds` within each stretch of the limit,
// and given back to date.
struct Limiter {
    std::vector<std::uint8_t> period_begins, stretch_begins;
    bool at_most;

    void operator()(std::int64_t* earned, std::int64_t const* bounds, Bounded const* bounded) const {
        std::int64_t before = 0, limited = 0, sum = 0, paid_before = 0;
        for (std::size_t t = 0; t < period_begins.size(); ++t) {
            if (period_begins[t]) before = limited = 0;
            if (stretch_begins[t]) sum = paid_before = 0;
            sum = plus(sum, minus(earned[t], before));
            before = earned[t];
            std::int64_t const paid = bounded[t] == Bounded::stands ? paid_before
                                      : bounded[t] == Bounded::no   ? sum
                                      : at_most                     ? std::min(sum, bounds[t])
                                                                    : std::max(sum, bounds[t]);
            limited = plus(limited, minus(paid, paid_before));
            paid_before = paid;
            earned[t] = limited;
        }
    }
};

// Alone-in-the-step figures become to-date ones, and rows that lack something stand still.
void to_date(Work const& work, std::int64_t* earned, Lack const* lack) {
    auto const& steps = work.pay.calendar().steps;
    bool const cumulative = work.pay.plan().cumulative;
    for (std::size_t t = 0; t < work.steps(); ++t) {
        bool const begins = t == 0 || steps[t].period != steps[t - 1].period;
        std::int64_t const before = begins ? 0 : earned[t - 1];
        if (lack && lack[t] != Lack::none) earned[t] = before;
        else if (!cumulative) earned[t] = plus(earned[t], before);
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
        Calendar const& calendar = work.pay.calendar();
        Limiter const limit{beginnings(calendar, plan::Per::period), beginnings(calendar, rule.per),
                            rule.kind == plan::Limit::Kind::at_most};
        std::vector<Bounded> bounded(steps);
        for (std::size_t r = 0; r < work.rows.size(); ++r) {
            std::uint8_t const* const active =
                work.matrix().active.data() + static_cast<std::size_t>(work.rows[r]) * steps;
            for (std::size_t t = 0; t < steps; ++t) {
                std::size_t const at = r * steps + t;
                bool const is_open = active[t] && (earned.open.empty() || earned.open[at]);
                bool const known = value.lack.empty() || value.lack[at] == Lack::none;
                bool const holds = known && (is_open || limit.at_most);
                bool const lacks = !earned.lack.empty() && earned.lack[at] != Lack::none;
                bounded[t] = lacks ? Bounded::stands : holds ? Bounded::yes : Bounded::no;
            }
            limit(earned.amount.data() + r * steps, bounds.data() + r * steps, bounded.data());
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
    if (!plan_.cumulative || !earned.lack.empty())
        for (std::size_t r = 0; r < rows.size(); ++r)
            to_date(work, earned.amount.data() + r * steps,
                    earned.lack.empty() ? nullptr : earned.lack.data() + r * steps);
    apply_limits(work, earned);
    std::vector<std::uint8_t> const begins = beginnings(calendar_, plan::Per::period);
    for (std::size_t r = 0; r < rows.size(); ++r) {
        std::size_t const at = static_cast<std::size_t>(rows[r]) * steps;
        std::int64_t const* const amount = earned.amount.data() + r * steps;
        for (std::size_t t = 0; t < steps; ++t) {
            out.earned[at + t] = amount[t];
            out.payout[at + t] = begins[t] ? amount[t] : minus(amount[t], amount[t - 1]);
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
