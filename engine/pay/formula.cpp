#include "engine/pay/formula.hpp"

#include <algorithm>

#include "foundation/base/problem.hpp"

namespace colonnade::engine::pay {
namespace {

using plan::Node;
using plan::Op;

// Whether two nodes say the same.
bool same(plan::Plan const& plan, plan::Index x, plan::Index y) {
    if (x == y) return true;
    if (x == plan::none || y == plan::none) return false;
    Node const &a = plan.nodes[static_cast<std::size_t>(x)], &b = plan.nodes[static_cast<std::size_t>(y)];
    if (a.op != b.op || a.scope != b.scope || a.value != b.value) return false;
    switch (a.op) {
        case Op::constant: return a.type == b.type;
        case Op::measure:
        case Op::quota:
        case Op::parameter:
        case Op::attribute:
        case Op::component_pay: return a.a == b.a;
        case Op::add:
        case Op::subtract:
        case Op::multiply:
        case Op::divide: return same(plan, a.a, b.a) && same(plan, a.b, b.b);
        default: return false;
    }
}

bool is_leaf(Op op) {
    return op == Op::measure || op == Op::quota || op == Op::parameter || op == Op::attribute ||
           op == Op::months_employed || op == Op::rank || op == Op::component_pay;
}

// Which step holds X / Y is told by X against the bounds × Y: no division, no fraction.
bool is_found_without_dividing(plan::Plan const& plan, plan::Index table) {
    plan::Table const& of = plan.tables[static_cast<std::size_t>(table)];
    return of.kind != plan::TableKind::linear &&
           plan.nodes[static_cast<std::size_t>(of.input)].op == Op::divide;
}

std::vector<plan::Index> operands(plan::Plan const& plan, Node const& node) {
    std::vector<plan::Index> out;
    auto const table = [&](plan::Index index) {
        plan::Table const& of = plan.tables[static_cast<std::size_t>(index)];
        out.push_back(of.input);
        for (plan::Step const& step : of.steps) out.push_back(step.value);
    };
    // The two operands of the quotient that is the table's input, instead of it.
    auto const take_apart = [&](plan::Index index) {
        plan::Index const quotient = plan.tables[static_cast<std::size_t>(index)].input;
        plan::Node const& input = plan.nodes[static_cast<std::size_t>(quotient)];
        out.erase(std::remove(out.begin(), out.end(), quotient), out.end());
        out.push_back(input.a), out.push_back(input.b);
    };
    if (is_leaf(node.op) || node.op == Op::constant) return out;
    if (node.op == Op::look_up) {
        table(node.a);
        if (is_found_without_dividing(plan, node.a)) take_apart(node.a);
    } else if (node.op == Op::apply) {
        out.push_back(node.a), table(node.b);
        // Y at T, marginal on Y / Q, wants Q and no quotient.
        plan::Table const& of = plan.tables[static_cast<std::size_t>(node.b)];
        plan::Node const& input = plan.nodes[static_cast<std::size_t>(of.input)];
        bool const by_unit = of.kind == plan::TableKind::marginal && input.op == Op::divide &&
                             same(plan, input.a, node.a);
        bool const looked_up = of.kind != plan::TableKind::marginal;
        if (by_unit || (looked_up && is_found_without_dividing(plan, node.b))) take_apart(node.b);
    } else if (node.op == Op::any_of) {
        out.push_back(node.a);
        for (plan::Index i = node.b; i < node.b + node.c; ++i)
            out.push_back(plan.lists[static_cast<std::size_t>(i)]);
    } else {
        for (plan::Index const each : {node.a, node.b, node.c})
            if (each != plan::none) out.push_back(each);
    }
    return out;
}

std::vector<std::uint8_t> truth(Column const& column) {
    std::vector<std::uint8_t> out(column.size());
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = column.at(i) != 0;
    return out;
}

Column from_truth(std::vector<std::uint8_t> const& truth) {
    return Column(std::vector<std::int64_t>(truth.begin(), truth.end()), 0, 1);
}

void mark_undefined(Value& value, std::vector<std::uint8_t> const& undefined) {
    if (std::none_of(undefined.begin(), undefined.end(), [](std::uint8_t u) { return u != 0; })) return;
    value.lack.resize(undefined.size(), Lack::none);
    for (std::size_t i = 0; i < undefined.size(); ++i)
        if (undefined[i] && value.lack[i] == Lack::none) value.lack[i] = Lack::division;
}

bool holds(Op op, int order) {
    switch (op) {
        case Op::equal: return order == 0;
        case Op::not_equal: return order != 0;
        case Op::less: return order < 0;
        case Op::less_equal: return order <= 0;
        case Op::greater: return order > 0;
        default: return order >= 0;
    }
}

}  // namespace

int scale_of(plan::Type type) {
    switch (type) {
        case plan::Type::money:
        case plan::Type::count: return 4;
        case plan::Type::rate: return 10;
        default: return 0;
    }
}

Column constant_of(plan::Type type, std::int64_t value, std::size_t rows) {
    int scale = scale_of(type);
    while (scale > 0 && value % 10 == 0) value /= 10, --scale;
    return Column::constant(value, scale, rows);
}

std::vector<Lack> merged(std::vector<Lack> a, std::vector<Lack> const& b) {
    if (a.empty()) return b;
    for (std::size_t i = 0; i < b.size(); ++i)
        if (a[i] == Lack::none) a[i] = b[i];
    return a;
}

Formulas::Formulas(plan::Plan const& plan, Leaves const& leaves, std::vector<plan::Index> const& wanted)
    : plan_(plan), leaves_(leaves), rows_(leaves.rows()), place_(plan.nodes.size()), values_(1) {
    values_.reserve(32);
    // Depth first: a node is worked out once all that it needs has been. Plans have no circles; the checker
    // sees to it.
    enum : std::uint8_t { untouched, opened, done };
    std::vector<std::uint8_t> state(plan.nodes.size(), untouched);
    std::vector<plan::Index> open(wanted.rbegin(), wanted.rend());
    while (!open.empty()) {
        plan::Index const index = open.back();
        std::uint8_t& now = state[static_cast<std::size_t>(index)];
        plan::Node const& node = plan.nodes[static_cast<std::size_t>(index)];
        if (now == untouched) {
            now = opened;
            for (plan::Index const each : operands(plan, node))
                if (state[static_cast<std::size_t>(each)] == untouched) open.push_back(each);
            continue;
        }
        open.pop_back();
        if (now != opened) continue;
        values_.push_back(work_out(node));
        place_[static_cast<std::size_t>(index)] = static_cast<std::int32_t>(values_.size()) - 1;
        now = done;
    }
}

Value Formulas::work_out(Node const& node) const {
    if (is_leaf(node.op)) return leaves_.leaf(node);
    auto const lacks = [&] { return merged((*this)[node.a].lack, (*this)[node.b].lack); };
    auto const a = [&]() -> Column const& { return (*this)[node.a].number; };
    auto const b = [&]() -> Column const& { return (*this)[node.b].number; };
    switch (node.op) {
        case Op::constant: return {constant_of(node.type, node.value, rows_), {}};
        case Op::negate: return {-a(), (*this)[node.a].lack};
        case Op::add: return {a() + b(), lacks()};
        case Op::subtract: return {a() - b(), lacks()};
        case Op::multiply: return {a() * b(), lacks()};
        case Op::minimum:
        case Op::both: return {minimum(a(), b()), lacks()};
        case Op::maximum:
        case Op::either: return {maximum(a(), b()), lacks()};
        case Op::divide: {
            std::vector<std::uint8_t> undefined(rows_);
            Value value{divide(a(), b(), undefined), lacks()};
            mark_undefined(value, undefined);
            return value;
        }
        case Op::negation: return {Column::constant(1, 0, rows_) - a(), (*this)[node.a].lack};
        case Op::any_of: return listed(node);
        case Op::choose: return chosen(node);
        case Op::look_up: return looked_up(plan_.tables[static_cast<std::size_t>(node.a)]);
        case Op::apply: return applied(node);
        default: return compared(node);
    }
}

Value Formulas::compared(Node const& node) const {
    Value const &a = (*this)[node.a], &b = (*this)[node.b];
    std::vector<std::int8_t> const order = compare(a.number, b.number);
    std::vector<std::uint8_t> out(rows_);
    for (std::size_t i = 0; i < rows_; ++i) out[i] = holds(node.op, order[i]);
    return {from_truth(out), merged(a.lack, b.lack)};
}

Value Formulas::chosen(Node const& node) const {
    Value const &condition = (*this)[node.a], &yes = (*this)[node.b], &no = (*this)[node.c];
    std::vector<std::uint8_t> const choice = truth(condition.number);
    Value value{choose(choice, yes.number, no.number), condition.lack};
    if (yes.lack.empty() && no.lack.empty()) return value;
    value.lack.resize(rows_, Lack::none);
    for (std::size_t i = 0; i < rows_; ++i) {
        std::vector<Lack> const& lack = choice[i] ? yes.lack : no.lack;
        if (value.lack[i] == Lack::none && !lack.empty()) value.lack[i] = lack[i];
    }
    return value;
}

Value Formulas::listed(Node const& node) const {
    Value const& a = (*this)[node.a];
    std::vector<std::uint8_t> out(rows_);
    for (plan::Index i = node.b; i < node.b + node.c; ++i) {
        auto const order = compare(a.number, (*this)[plan_.lists[static_cast<std::size_t>(i)]].number);
        for (std::size_t row = 0; row < rows_; ++row) out[row] |= order[row] == 0;
    }
    return {from_truth(out), a.lack};
}

Value Formulas::looked_up(plan::Table const& table) const {
    if (table.kind == plan::TableKind::linear) return between_points(table);
    Node const& input = plan_.nodes[static_cast<std::size_t>(table.input)];
    bool const is_quotient = input.op == Op::divide;
    Value const& top = (*this)[is_quotient ? input.a : table.input];
    Column const* const unit = is_quotient ? &(*this)[input.b].number : nullptr;
    Value out = (*this)[table.steps.back().value];
    std::vector<std::uint8_t> in(rows_);
    for (std::size_t i = table.steps.size() - 1; i-- > 0;) {
        plan::Step const& step = table.steps[i];
        Column const bound = constant_of(input.type, step.bound, rows_);
        auto const order = compare(top.number, unit ? bound * *unit : bound);
        for (std::size_t row = 0; row < rows_; ++row) {
            int const against = unit && unit->at(row) < 0 ? -order[row] : order[row];
            in[row] = step.kind == plan::Bound::below ? against < 0 : against <= 0;
        }
        Value const& value = (*this)[step.value];
        out = {choose(in, value.number, out.number), merged(std::move(out.lack), value.lack)};
    }
    out.lack = merged(std::move(out.lack), top.lack);
    if (!unit) return out;
    out.lack = merged(std::move(out.lack), (*this)[input.b].lack);
    std::vector<std::uint8_t> undefined(rows_);
    for (std::size_t row = 0; row < rows_; ++row) undefined[row] = unit->at(row) == 0;
    mark_undefined(out, undefined);
    return out;
}

// v₀ before the first point, vₙ after the last, and vᵢ + (vᵢ₊₁ - vᵢ) × (x - bᵢ) / (bᵢ₊₁ - bᵢ) between two.
Value Formulas::between_points(plan::Table const& table) const {
    Value const& input = (*this)[table.input];
    plan::Type const type = plan_.nodes[static_cast<std::size_t>(table.input)].type;
    // First the two points around each row's input, then one division for all.
    Value low = (*this)[table.steps.front().value], high = low;
    Column from = constant_of(type, table.steps.front().bound, rows_);
    Column to = from + Column::constant(1, 0, rows_), at = maximum(input.number, from);
    for (std::size_t i = 0; i + 1 < table.steps.size(); ++i) {
        Column const begin = constant_of(type, table.steps[i].bound, rows_);
        Column const end = constant_of(type, table.steps[i + 1].bound, rows_);
        Value const &first = (*this)[table.steps[i].value], &last = (*this)[table.steps[i + 1].value];
        auto const order = compare(input.number, begin);
        std::vector<std::uint8_t> beyond(rows_);
        for (std::size_t row = 0; row < rows_; ++row) beyond[row] = order[row] > 0;
        from = choose(beyond, begin, from), to = choose(beyond, end, to);
        low = {choose(beyond, first.number, low.number), merged(low.lack, first.lack)};
        high = {choose(beyond, last.number, high.number), merged(high.lack, last.lack)};
        if (i + 2 == table.steps.size()) at = minimum(at, end);
    }
    std::vector<std::uint8_t> undefined(rows_);
    Column const rise = divide((high.number - low.number) * (at - from), to - from, undefined);
    Value out{low.number + rise, merged(merged(low.lack, high.lack), input.lack)};
    mark_undefined(out, undefined);
    return out;
}

Value Formulas::applied(Node const& node) const {
    plan::Table const& table = plan_.tables[static_cast<std::size_t>(node.b)];
    Value const& amount = (*this)[node.a];
    if (table.kind == plan::TableKind::marginal) return marginal(table, amount, node.a);
    Value const value = looked_up(table);
    return {amount.number * value.number, merged(amount.lack, value.lack)};
}

// ∫ of the steps from 0 to `amount`, bounds in units of `unit` (null: as they are). Below zero and past the
// last bound the outer steps go on.
Column Formulas::integral(plan::Table const& table, Column const& amount, Column const* unit) const {
    plan::Type const type = plan_.nodes[static_cast<std::size_t>(table.input)].type;
    auto const bound = [&](std::size_t i) {
        Column const at = constant_of(type, table.steps[i].bound, rows_);
        return unit ? at * *unit : at;
    };
    Column const zero = Column::constant(0, 0, rows_);
    Column sum = zero, low = zero;
    for (std::size_t i = 0; i < table.steps.size(); ++i) {
        bool const is_last = i + 1 == table.steps.size();
        Column const high = is_last ? zero : bound(i);
        Column const reached = is_last ? amount : minimum(amount, high);
        Column const piece = i == 0 ? reached : maximum(zero, reached - low);
        sum = sum + (*this)[table.steps[i].value].number * piece;
        low = high;
    }
    return sum;
}

Value Formulas::marginal(plan::Table const& table, Value const& amount, plan::Index amount_node) const {
    Node const& input_node = plan_.nodes[static_cast<std::size_t>(table.input)];
    bool const by_unit = input_node.op == Op::divide && same(plan_, input_node.a, amount_node);
    Value const& input = (*this)[by_unit ? input_node.b : table.input];
    Value out;
    out.lack = merged(amount.lack, input.lack);
    for (plan::Step const& step : table.steps) out.lack = merged(out.lack, (*this)[step.value].lack);
    if (same(plan_, table.input, amount_node)) {
        out.number = integral(table, amount.number, nullptr);
        return out;
    }
    std::vector<std::uint8_t> undefined(rows_);
    if (by_unit) {
        Column const& unit = input.number;
        out.number = integral(table, amount.number, &unit);
        for (std::size_t i = 0; i < rows_; ++i) undefined[i] = unit.at(i) <= 0;
    } else {
        // Y / A × ∫₀ᴬ; at A = 0 its limit, Y × the first step.
        Column const whole = integral(table, input.number, nullptr);
        std::vector<std::uint8_t> at_zero(rows_);
        Column const average = divide(whole, input.number, at_zero);
        out.number = amount.number * choose(at_zero, (*this)[table.steps.front().value].number, average);
    }
    mark_undefined(out, undefined);
    return out;
}

}  // namespace colonnade::engine::pay
