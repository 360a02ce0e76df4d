#include "engine/pay/leaves.hpp"

#include <algorithm>

#include "engine/pay/component.hpp"
#include "foundation/base/decimal.hpp"
#include "foundation/base/problem.hpp"

namespace colonnade::engine::pay {
namespace {

Column column_of(std::vector<std::int64_t> values, int scale) {
    std::int64_t low = 0, high = 0;
    for (std::int64_t const value : values) low = std::min(low, value), high = std::max(high, value);
    return Column(std::move(values), scale, std::max<Wide>(high, -static_cast<Wide>(low)));
}

}  // namespace

std::int64_t FactLeaves::sum(int slot, bool is_team, Index person, int step) const {
    Figures const& figures = pay_.figures();
    std::size_t const s = static_cast<std::size_t>(slot), t = static_cast<std::size_t>(step);
    ComponentPay const& component = pay_.component(component_);
    int const row = component.row[static_cast<std::size_t>(person)];
    bool const cumulative = pay_.plan().cumulative;
    if (row < 0 || component.in_bucket[static_cast<std::size_t>(row)].empty())
        return cumulative ? figures.to_date(s, is_team, person)[t] : figures.alone(s, is_team, person)[t];
    auto const& in = component.in_bucket[static_cast<std::size_t>(row)];
    Buckets const& buckets = figures.buckets();
    auto const& steps = figures.calendar().steps;
    Wide sum = 0;
    for (std::size_t b = 0; b < buckets.size(); ++b) {
        bool const counts = cumulative ? buckets.step[b] <= step &&
                                             steps[static_cast<std::size_t>(buckets.step[b])].period ==
                                                 steps[t].period
                                       : buckets.step[b] == step;
        if (counts && in[b]) sum += figures.cell(s, is_team, person, b);
    }
    return narrow(sum);
}

bool FactLeaves::fill(int slot, bool is_team, std::vector<std::int64_t>& values) const {
    std::size_t const steps = pay_.calendar().steps.size(), s = static_cast<std::size_t>(slot);
    ComponentPay const& component = pay_.component(component_);
    if (steps == 0 || !rows_.line.empty() || values.size() % steps != 0) return false;
    for (std::size_t i = 0; i < values.size(); i += steps) {
        Index const person = rows_.person[i];
        int const row = component.row[static_cast<std::size_t>(person)];
        bool const whole = rows_.step[i] == 0 && rows_.person[i + steps - 1] == person &&
                           rows_.step[i + steps - 1] == static_cast<int>(steps) - 1;
        if (!whole || row < 0 || !component.in_bucket[static_cast<std::size_t>(row)].empty()) return false;
        std::int64_t const* const from = pay_.plan().cumulative ? pay_.figures().to_date(s, is_team, person)
                                                                : pay_.figures().alone(s, is_team, person);
        std::copy_n(from, steps, values.begin() + static_cast<std::ptrdiff_t>(i));
    }
    return true;
}

std::int64_t FactLeaves::over_members(int slot, int step) const {
    Wide sum = 0;
    for (Index const person : rows_.together.empty() ? pay_.component(component_).people : rows_.together)
        sum += this->sum(slot, false, person, step);
    return narrow(sum);
}

Column FactLeaves::sums(int slot, plan::Scope scope) const {
    std::vector<std::int64_t> values(rows());
    bool const together = scope == plan::Scope::all || !rows_.together.empty();
    std::vector<std::int64_t> by_step(together ? pay_.calendar().steps.size() : 0);
    std::vector<std::uint8_t> known(by_step.size());
    if (!together && fill(slot, scope == plan::Scope::team, values)) return column_of(std::move(values), 4);
    for (std::size_t i = 0; i < values.size(); ++i) {
        std::size_t const step = static_cast<std::size_t>(rows_.step[i]);
        if (!together) {
            values[i] = sum(slot, scope == plan::Scope::team, rows_.person[i], rows_.step[i]);
            continue;
        }
        if (!known[step]) by_step[step] = over_members(slot, rows_.step[i]), known[step] = 1;
        values[i] = by_step[step];
    }
    return column_of(std::move(values), 4);
}

bool FactLeaves::sales_stay() const {
    return takes_back_returns(pay_.plan().components[static_cast<std::size_t>(component_)]);
}

Value FactLeaves::measure(plan::Index index, plan::Scope scope) const {
    plan::Measure const& measure = pay_.plan().measures[static_cast<std::size_t>(index)];
    if (measure.kind == plan::MeasureKind::kpi) return matrix(inputs_.kpi(index), measure.type);
    if (measure.kind == plan::MeasureKind::share) {
        std::vector<std::uint8_t> nothing(rows());
        Value const part = this->measure(measure.part, scope), whole = this->measure(measure.whole, scope);
        return {divide(part.number, whole.number, nothing), merged(part.lack, whole.lack)};
    }
    MeasureSlots const& slots = inputs_.slots().of(index, sales_stay());
    Column sum = sums(slots.sum, scope);
    if (slots.per < 0) return {std::move(sum), {}};
    std::vector<std::uint8_t> nothing(rows());
    return {divide(sum, sums(slots.per, scope), nothing), {}};
}

Value FactLeaves::matrix(Matrix const& matrix, plan::Type type) const {
    std::size_t const steps = pay_.calendar().steps.size();
    std::vector<std::int64_t> values(rows());
    std::vector<Lack> lack;
    for (std::size_t i = 0; i < values.size(); ++i) {
        std::size_t const at =
            static_cast<std::size_t>(rows_.person[i]) * steps + static_cast<std::size_t>(rows_.step[i]);
        values[i] = matrix.value[at];
        if (matrix.lack[at] == Lack::none) continue;
        lack.resize(values.size(), Lack::none);
        lack[i] = matrix.lack[at];
    }
    return {column_of(std::move(values), scale_of(type)), std::move(lack)};
}

// The quota of the step's period that counts for the person by days, half to even in ten-thousandths.
std::int64_t FactLeaves::prorated(Matrix const& quotas, std::size_t at, Index person, int step) const {
    ComponentPay const& component = pay_.component(component_);
    std::int64_t const amount = quotas.value[at];
    int const row = component.row[static_cast<std::size_t>(person)];
    if (row < 0 || component.absence[static_cast<std::size_t>(row)].empty()) return amount;
    Calendar const& calendar = pay_.calendar();
    int const period = calendar.steps[static_cast<std::size_t>(step)].period;
    int const cases = pay_.plan().proration &
                      (quotas.by_days[at] ? ~(plan::prorate_joiners | plan::prorate_leavers) : ~0);
    Part const part = counted_days(component, row, pay_.figures().buckets(),
                                   calendar.periods[static_cast<std::size_t>(period)],
                                   static_cast<std::uint8_t>(cases));
    return narrow(divide_half_even(static_cast<Wide>(amount) * part.counted, part.whole));
}

Value FactLeaves::quota(plan::Node const& node) const {
    bool const of_members = node.scope == plan::Scope::all || !rows_.together.empty();
    Matrix const& quotas = inputs_.quota(node.a, !of_members && node.scope == plan::Scope::team);
    if (!of_members && pay_.plan().proration == 0) return matrix(quotas, node.type);
    std::size_t const steps = pay_.calendar().steps.size();
    std::vector<std::int64_t> values;
    std::vector<Lack> lack;
    for (std::size_t i = 0; i < rows(); ++i) {
        Wide sum = 0;
        Lack missing = Lack::none;
        auto const add = [&](Index person) {
            std::size_t const at =
                static_cast<std::size_t>(person) * steps + static_cast<std::size_t>(rows_.step[i]);
            sum += prorated(quotas, at, person, rows_.step[i]);
            if (quotas.lack[at] != Lack::none) missing = quotas.lack[at];
        };
        if (!of_members) add(rows_.person[i]);
        else
            for (Index const person :
                 rows_.together.empty() ? pay_.component(component_).people : rows_.together)
                add(person);
        values.push_back(narrow(sum)), lack.push_back(missing);
    }
    bool const lacks = std::any_of(lack.begin(), lack.end(), [](Lack each) { return each != Lack::none; });
    if (!lacks) lack.clear();
    return {column_of(std::move(values), scale_of(node.type)), std::move(lack)};
}

Value FactLeaves::attribute(plan::Node const& node) const {
    std::vector<std::int64_t> values(rows());
    bool const known = inputs_.attributes().is_known(node.a) && !rows_.line.empty();
    std::string const& name = pay_.plan().attributes[static_cast<std::size_t>(node.a)].name;
    auto const ends = [&](std::string_view word) { return known && name.ends_with(word); };
    for (std::size_t i = 0; i < values.size() && known; ++i)
        values[i] = ends("amount")                      ? rows_.amount[i]
                    : ends("margin")                    ? rows_.margin[i]
                    : ends("units") || ends("quantity") ? rows_.units[i]
                                                        : inputs_.attributes().value(node.a, rows_.line[i]);
    return {column_of(std::move(values), scale_of(node.type)),
            known ? std::vector<Lack>{} : std::vector<Lack>(rows(), Lack::attribute)};
}

Value FactLeaves::rank(plan::Node const& node) const {
    ComponentPay const& component = pay_.component(component_);
    MeasureSlots const& slots = inputs_.slots().of(node.a, sales_stay());
    std::vector<std::int64_t> values(rows());
    for (std::size_t i = 0; i < values.size(); ++i) {
        std::int64_t const own = sum(slots.sum, false, rows_.person[i], rows_.step[i]);
        values[i] =
            10'000 * (1 + std::count_if(component.people.begin(), component.people.end(), [&](Index other) {
                          return sum(slots.sum, false, other, rows_.step[i]) > own;
                      }));
    }
    return {column_of(std::move(values), 4), {}};
}

Value FactLeaves::component_pay(plan::Node const& node) const {
    ComponentPay const& other = pay_.component(node.a);
    std::size_t const steps = pay_.calendar().steps.size();
    std::vector<std::int64_t> values(rows());
    for (std::size_t i = 0; i < values.size(); ++i) {
        int const row = other.row[static_cast<std::size_t>(rows_.person[i])];
        if (row >= 0)
            values[i] =
                other.earned[static_cast<std::size_t>(row) * steps + static_cast<std::size_t>(rows_.step[i])];
    }
    return {column_of(std::move(values), 4), {}};
}

bool FactLeaves::given(plan::Node const& node, Value& value) const {
    std::int64_t amount = 0;
    if (!inputs_.given(node, !rows_.together.empty(), amount)) return false;
    auto const& steps = pay_.calendar().steps;
    bool const is_sum = node.op == plan::Op::measure && scale_of(node.type) == 4;
    std::vector<std::int64_t> values(rows());
    for (std::size_t i = 0; i < values.size(); ++i) {
        // A sum is there once: to date in the first period; in plans that are not cumulative at its end.
        plan::Plan const& plan = pay_.plan();
        Step const& step = steps[static_cast<std::size_t>(rows_.step[i])];
        bool const counts = !is_sum || (step.period == 0 && (plan.cumulative || step.is_last));
        values[i] = counts ? amount : 0;
    }
    value = {column_of(std::move(values), scale_of(node.type)), {}};
    return true;
}

Value FactLeaves::leaf(plan::Node const& node) const {
    Value value;
    if (inputs_.is_example() && given(node, value)) return value;
    switch (node.op) {
        case plan::Op::measure: return measure(node.a, node.scope);
        case plan::Op::quota: return quota(node);
        case plan::Op::parameter: return matrix(inputs_.parameter(node.a), node.type);
        case plan::Op::attribute: return attribute(node);
        case plan::Op::rank: return rank(node);
        case plan::Op::component_pay: return component_pay(node);
        default: break;
    }
    std::size_t const steps = pay_.calendar().steps.size();
    std::vector<std::int64_t> months(rows());
    for (std::size_t i = 0; i < months.size(); ++i)
        months[i] = inputs_.months_employed()[static_cast<std::size_t>(rows_.person[i]) * steps +
                                              static_cast<std::size_t>(rows_.step[i])];
    return {column_of(std::move(months), 4), {}};
}

}  // namespace colonnade::engine::pay
