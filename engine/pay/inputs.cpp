#include "engine/pay/inputs.hpp"

#include <algorithm>

#include "foundation/base/date.hpp"
#include "foundation/base/decimal.hpp"

namespace colonnade::engine::pay {
namespace {

int add_slot(SlotPlan& plan, Slot slot) {
    for (std::size_t s = 0; s < plan.slots.size(); ++s) {
        bool const needs_team = plan.slots[s].needs_team || slot.needs_team;
        Slot same = slot;
        same.needs_team = plan.slots[s].needs_team;
        if (!(plan.slots[s] == same)) continue;
        plan.slots[s].needs_team = needs_team;
        return static_cast<int>(s);
    }
    plan.slots.push_back(slot);
    return static_cast<int>(plan.slots.size()) - 1;
}

Quantity quantity_in(plan::Aggregate aggregate) {
    switch (aggregate) {
        case plan::Aggregate::margin: return Quantity::margin;
        case plan::Aggregate::units: return Quantity::units;
        case plan::Aggregate::lines: return Quantity::lines;
        case plan::Aggregate::orders: return Quantity::orders;
        case plan::Aggregate::customers: return Quantity::customers;
        default: return Quantity::amount;
    }
}

void use(plan::Plan const& plan, SlotPlan& slots, plan::Index index, bool needs_team) {
    plan::Measure const& measure = plan.measures[static_cast<std::size_t>(index)];
    if (measure.kind == plan::MeasureKind::share) {
        use(plan, slots, measure.part, needs_team);
        use(plan, slots, measure.whole, needs_team);
        return;
    }
    if (measure.kind == plan::MeasureKind::kpi) return;
    MeasureSlots& of = slots.of_measure[static_cast<std::size_t>(index)];
    Slot slot{quantity_in(measure.aggregate), measure.credits, measure.day, measure.filter, needs_team};
    of.sum = add_slot(slots, slot);
    if (measure.aggregate != plan::Aggregate::average_order &&
        measure.aggregate != plan::Aggregate::average_line)
        return;
    slot.quantity = measure.aggregate == plan::Aggregate::average_order ? Quantity::orders : Quantity::lines;
    of.per = add_slot(slots, slot);
}

// A quota of exactly the period; else the sum of those inside it when they fill it; else, for listed periods,
// one that holds it.
bool quota_in(std::vector<Quota const*> const& quotas, Span period, bool is_listed, std::int64_t& amount) {
    Day filled = period.from;
    std::int64_t sum = 0;
    for (Quota const* const quota : quotas)
        if (quota->from == period.from && quota->to == period.to) return amount = quota->amount, true;
    for (Quota const* const quota : quotas)
        if (quota->from == filled && quota->to <= period.to)
            sum = add_checked(sum, quota->amount), filled = quota->to;
    if (filled == period.to) return amount = sum, true;
    for (Quota const* const quota : quotas)
        if (is_listed && quota->from <= period.from && quota->to >= period.to)
            return amount = quota->amount, true;
    return false;
}

// The latest value that holds on some day of `window`, per person × step.
Matrix dated(Facts const& facts, Calendar const& calendar, std::vector<DatedValue> const& values,
             std::string const& name, plan::Type type, Lack lack, bool whole_period) {
    std::size_t const steps = calendar.steps.size(), cells = facts.people.size() * steps;
    Matrix matrix{std::vector<std::int64_t>(cells), std::vector<Lack>(cells, lack)};
    std::vector<Day> since(cells, no_day);
    std::int64_t const unit = scale_of(type) == 10 ? 1 : scale_of(type) == 4 ? 1'000'000 : one;
    for (DatedValue const& value : values) {
        if (value.name != name) continue;
        for (std::size_t t = 0; t < steps; ++t) {
            Step const& step = calendar.steps[t];
            Day const from = whole_period ? calendar.periods[static_cast<std::size_t>(step.period)].from
                                          : step.days.from;
            std::size_t const at = static_cast<std::size_t>(value.person) * steps + t;
            if (value.from >= step.days.to || value.to <= from) continue;
            if (matrix.lack[at] == Lack::none && value.from < since[at]) continue;
            since[at] = value.from, matrix.lack[at] = Lack::none;
            matrix.value[at] = narrow(divide_half_even(value.value, unit));
        }
    }
    return matrix;
}

}  // namespace

SlotPlan slots_of(plan::Plan const& plan) {
    SlotPlan slots;
    slots.of_measure.resize(plan.measures.size());
    for (plan::Node const& node : plan.nodes)
        if (node.op == plan::Op::measure || node.op == plan::Op::rank) {
            bool const pooled =
                std::any_of(plan.components.begin(), plan.components.end(), [](auto const& component) {
                    return component.pool && component.pool->members == plan::Scope::team;
                });
            use(plan, slots, node.a, node.scope == plan::Scope::team || pooled);
        }
    return slots;
}

Inputs::Inputs(plan::Plan const& plan, Facts const& facts, Calendar const& calendar, Inputs const* before)
    : slots_(slots_of(plan)), attributes_(plan, facts.lines) {
    for (plan::Measure const& measure : plan.measures) measure_names_.push_back(measure.name);
    for (plan::Node const& node : plan.nodes) {
        if (node.op != plan::Op::quota) continue;
        // A pool asks for its members' own quotas, whatever the words.
        for (bool const is_team : {false, true}) {
            if (is_team && node.scope != plan::Scope::team) continue;
            std::pair const key(plan.measures[static_cast<std::size_t>(node.a)].name, is_team);
            auto& quotas = quotas_[key];
            if (!quotas && before && before->quotas_.count(key)) quotas = before->quotas_.at(key);
            if (!quotas) quotas = std::make_shared<Matrix>(quotas_of(plan, facts, calendar, node.a, is_team));
        }
    }
    for (plan::Parameter const& parameter : plan.parameters) {
        parameters_.push_back(
            dated(facts, calendar, facts.parameters, parameter.name, parameter.type, Lack::parameter, false));
        if (!parameter.otherwise) continue;
        Matrix& matrix = parameters_.back();
        for (std::size_t i = 0; i < matrix.value.size(); ++i)
            if (matrix.lack[i] != Lack::none)
                matrix.value[i] = *parameter.otherwise, matrix.lack[i] = Lack::none;
    }
    for (plan::Measure const& measure : plan.measures)
        kpis_.push_back(measure.kind == plan::MeasureKind::kpi
                            ? dated(facts, calendar, facts.kpis, measure.kpi, measure.type, Lack::kpi, true)
                            : Matrix{});
    bool const asks_for_months =
        !plan.draws.empty() || !plan.guarantees.empty() ||
        std::any_of(plan.nodes.begin(), plan.nodes.end(),
                    [](plan::Node const& node) { return node.op == plan::Op::months_employed; });
    if (!asks_for_months && plan.limits.empty()) return;
    find_hired(facts);
    for (std::size_t p = 0; p < facts.people.size(); ++p)
        for (Step const& step : calendar.steps) {
            if (hired_[p] == no_day || hired_[p] >= step.days.to || step.days.to == open_end) {
                months_.push_back(0);
                continue;
            }
            auto const from = Date::from_number(hired_[p]).ymd(), to = Date::from_number(step.days.to).ymd();
            int const months = (static_cast<int>(to.year()) - static_cast<int>(from.year())) * 12 +
                               static_cast<int>(static_cast<unsigned>(to.month())) -
                               static_cast<int>(static_cast<unsigned>(from.month())) -
                               (to.day() < from.day());
            months_.push_back(std::int64_t{months} * 10'000);
        }
}

void Inputs::find_hired(Facts const& facts) {
    hired_ = facts.hired;
    if (!hired_.empty()) return;
    hired_.assign(facts.people.size(), no_day);
    auto const begins = [&](Index person, Day from) {
        Day& day = hired_[static_cast<std::size_t>(person)];
        if (day == no_day || from < day) day = from;
    };
    for (auto const& span : facts.roles) begins(span.person, span.from);
    for (auto const& span : facts.assignments) begins(span.person, span.from);
}

Matrix Inputs::quotas_of(plan::Plan const& plan, Facts const& facts, Calendar const& calendar,
                         plan::Index measure, bool is_team) const {
    std::string const& name = plan.measures[static_cast<std::size_t>(measure)].name;
    // A team's quota is the one set for it, or else the manager's own.
    std::vector<std::vector<Quota const*>> flagged(facts.people.size()), plain(facts.people.size());
    for (Quota const& quota : facts.quotas)
        if (quota.measure.empty() || quota.measure == name)
            (quota.is_team ? flagged : plain)[static_cast<std::size_t>(quota.person)].push_back(&quota);
    auto const earlier = [](Quota const* a, Quota const* b) {
        return std::tuple(a->from, a->to, b->measure) < std::tuple(b->from, b->to, a->measure);
    };
    Matrix matrix;
    for (std::size_t p = 0; p < facts.people.size(); ++p) {
        std::sort(flagged[p].begin(), flagged[p].end(), earlier);
        std::sort(plain[p].begin(), plain[p].end(), earlier);
        for (Step const& step : calendar.steps) {
            Span const period = calendar.periods[static_cast<std::size_t>(step.period)];
            std::int64_t amount = 0;
            bool const found = (is_team && quota_in(flagged[p], period, calendar.is_listed, amount)) ||
                               quota_in(plain[p], period, calendar.is_listed, amount);
            matrix.value.push_back(amount), matrix.lack.push_back(found ? Lack::none : Lack::quota);
        }
    }
    return matrix;
}

bool Inputs::given(plan::Node const& node, bool is_all, std::int64_t& value) const {
    if (!example_) return false;
    using Kind = plan::Given::Kind;
    Kind const kind = node.op == plan::Op::measure           ? Kind::measure
                      : node.op == plan::Op::quota           ? Kind::quota
                      : node.op == plan::Op::rank            ? Kind::rank
                      : node.op == plan::Op::months_employed ? Kind::months_employed
                                                             : Kind::members;
    if (kind == Kind::members) return false;
    plan::Scope const scope = is_all ? plan::Scope::all : node.scope;
    for (plan::Given const& given : example_->given) {
        bool const same = given.kind == kind && (kind == Kind::months_employed || given.of == node.a) &&
                          (kind == Kind::rank || kind == Kind::months_employed || given.scope == scope);
        if (same) return value = given.value, true;
    }
    return false;
}

Matrix const& Inputs::quota(plan::Index measure, bool is_team) const {
    return *quotas_.at({measure_names_[static_cast<std::size_t>(measure)], is_team});
}
Matrix const& Inputs::parameter(plan::Index parameter) const {
    return parameters_[static_cast<std::size_t>(parameter)];
}
Matrix const& Inputs::kpi(plan::Index measure) const { return kpis_[static_cast<std::size_t>(measure)]; }

}  // namespace colonnade::engine::pay
