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

void use(plan::Plan const& plan, SlotPlan& slots, plan::Index index, bool needs_team, bool sales_stay) {
    plan::Measure const& measure = plan.measures[static_cast<std::size_t>(index)];
    if (measure.kind == plan::MeasureKind::share) {
        use(plan, slots, measure.part, needs_team, sales_stay);
        use(plan, slots, measure.whole, needs_team, sales_stay);
        return;
    }
    if (measure.kind == plan::MeasureKind::kpi) return;
    auto& all = sales_stay ? slots.where_sales_stay : slots.of_measure;
    MeasureSlots& of = all[static_cast<std::size_t>(index)];
    Slot slot{
        quantity_in(measure.aggregate), measure.credits, measure.day, measure.filter, needs_team, sales_stay};
    of.sum = add_slot(slots, slot);
    if (measure.aggregate != plan::Aggregate::average_order &&
        measure.aggregate != plan::Aggregate::average_line)
        return;
    slot.quantity = measure.aggregate == plan::Aggregate::average_order ? Quantity::orders : Quantity::lines;
    of.per = add_slot(slots, slot);
}

// What a quota comes to in a period.
struct PeriodQuota {
    std::int64_t amount = 0;
    bool by_days = false;
};

// A quota of exactly the period; else the sum of those inside it when they fill it; else, for listed periods,
// one that holds it.
bool quota_in(std::vector<Quota const*> const& quotas, Span period, bool is_listed, PeriodQuota& out) {
    PeriodQuota sum;
    Day filled = period.from;
    for (Quota const* const quota : quotas)
        if (quota->from == period.from && quota->to == period.to)
            return out = {quota->amount, quota->by_days}, true;
    for (Quota const* const quota : quotas)
        if (quota->from == filled && quota->to <= period.to)
            sum = {add_checked(sum.amount, quota->amount), sum.by_days || quota->by_days}, filled = quota->to;
    if (filled == period.to) return out = sum, true;
    for (Quota const* const quota : quotas)
        if (is_listed && quota->from <= period.from && quota->to >= period.to)
            return out = {quota->amount, quota->by_days}, true;
    return false;
}

// The latest value that holds on some day of `window`, per person × step.
Matrix dated(Facts const& facts, Calendar const& calendar, std::vector<DatedValue> const& values,
             std::string const& name, plan::Type type, Lack lack, bool whole_period) {
    std::size_t const steps = calendar.steps.size(), cells = facts.people.size() * steps;
    Matrix matrix{std::vector<std::int64_t>(cells), std::vector<Lack>(cells, lack), {}};
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

// Marks the node and all that it rests on.
void mark(plan::Plan const& plan, plan::Index index, std::vector<std::uint8_t>& marks) {
    if (index == plan::none || marks[static_cast<std::size_t>(index)]) return;
    marks[static_cast<std::size_t>(index)] = 1;
    plan::Node const& node = plan.nodes[static_cast<std::size_t>(index)];
    using plan::Op;
    if (node.op == Op::look_up || node.op == Op::apply) {
        plan::Index const t = node.op == Op::apply ? node.b : node.a;
        plan::Table const& table = plan.tables[static_cast<std::size_t>(t)];
        mark(plan, table.input, marks);
        for (plan::Step const& step : table.steps) mark(plan, step.value, marks);
        if (node.op == Op::apply) mark(plan, node.a, marks);
        return;
    }
    if (node.op < Op::negate) return;
    mark(plan, node.a, marks);
    if (node.op == Op::any_of) return;
    mark(plan, node.b, marks), mark(plan, node.c, marks);
}

void mark(plan::Plan const& plan, plan::Component const& component, std::vector<std::uint8_t>& marks) {
    for (plan::Index const need : component.needs) mark(plan, need, marks);
    for (plan::Named const& named : component.names) mark(plan, named.node, marks);
    for (plan::Payment const& payment : component.payments) mark(plan, payment.amount, marks);
    for (plan::Limit const& limit : component.limits) mark(plan, limit.amount, marks);
    if (component.pool) mark(plan, component.pool->amount, marks), mark(plan, component.pool->weight, marks);
    for (plan::Index const t : component.tables) {
        mark(plan, plan.tables[static_cast<std::size_t>(t)].input, marks);
        for (plan::Step const& step : plan.tables[static_cast<std::size_t>(t)].steps)
            mark(plan, step.value, marks);
    }
}

// The nodes asked for where all lines count, and those asked for where returns that name their sale do not.
std::pair<std::vector<std::uint8_t>, std::vector<std::uint8_t>> asked_for(plan::Plan const& plan) {
    std::vector<std::uint8_t> plain(plan.nodes.size()), staying(plan.nodes.size());
    for (plan::Component const& component : plan.components)
        mark(plan, component, takes_back_returns(component) ? staying : plain);
    // What no component that takes back asks for (limits, draws) counts all.
    for (std::size_t n = 0; n < plain.size(); ++n) plain[n] |= !staying[n];
    for (plan::Draw const& draw : plan.draws) mark(plan, draw.amount, plain);
    for (plan::Guarantee const& guarantee : plan.guarantees) mark(plan, guarantee.amount, plain);
    for (plan::Limit const& limit : plan.limits) mark(plan, limit.amount, plain);
    return {plain, staying};
}

}  // namespace

SlotPlan slots_of(plan::Plan const& plan) {
    SlotPlan slots;
    slots.of_measure.resize(plan.measures.size()), slots.where_sales_stay.resize(plan.measures.size());
    bool const pooled = std::any_of(
        plan.components.begin(), plan.components.end(),
        [](auto const& component) { return component.pool && component.pool->members == plan::Scope::team; });
    auto const [plain, staying] = asked_for(plan);
    for (std::size_t n = 0; n < plan.nodes.size(); ++n) {
        plan::Node const& node = plan.nodes[n];
        if (node.op != plan::Op::measure && node.op != plan::Op::rank) continue;
        bool const needs_team = node.scope == plan::Scope::team || pooled;
        if (plain[n]) use(plan, slots, node.a, needs_team, false);
        if (staying[n]) use(plan, slots, node.a, needs_team, true);
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
    plan::Measure const& asked = plan.measures[static_cast<std::size_t>(measure)];
    // A team's quota is the one set for it, or else the manager's own; a quota of the measure's name goes
    // before one that counts the same.
    using Kept = std::vector<std::vector<Quota const*>>;
    Kept kept[4];
    for (Kept& each : kept) each.resize(facts.people.size());
    for (Quota const& quota : facts.quotas) {
        bool const is_named = quota.measure == asked.name;
        bool const is_general = quota.measure.empty() && !quota.counts;
        bool const counts_it = quota.counts && asked.kind == plan::MeasureKind::aggregate &&
                               *quota.counts == asked.aggregate;
        if (is_named || is_general || counts_it)
            kept[(quota.is_team ? 0 : 2) + (is_named ? 0 : 1)][static_cast<std::size_t>(quota.person)]
                .push_back(&quota);
    }
    auto const earlier = [](Quota const* a, Quota const* b) {
        return std::tuple(a->from, a->to) < std::tuple(b->from, b->to);
    };
    for (Kept& each : kept)
        for (auto& quotas : each) std::stable_sort(quotas.begin(), quotas.end(), earlier);
    Matrix matrix;
    for (std::size_t p = 0; p < facts.people.size(); ++p) {
        for (Step const& step : calendar.steps) {
            Span const period = calendar.periods[static_cast<std::size_t>(step.period)];
            PeriodQuota quota;
            bool found = false;
            for (std::size_t k = is_team ? 0 : 2; k < 4 && !found; ++k)
                found = quota_in(kept[k][p], period, calendar.is_listed, quota);
            matrix.value.push_back(quota.amount), matrix.lack.push_back(found ? Lack::none : Lack::quota);
            matrix.by_days.push_back(quota.by_days);
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
