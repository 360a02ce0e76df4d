#include "engine/pay/filter.hpp"

#include <algorithm>
#include <set>

#include "foundation/base/date.hpp"
#include "foundation/base/decimal.hpp"
#include "foundation/base/problem.hpp"

namespace colonnade::engine::pay {
namespace {

using plan::Node;
using plan::Op;

std::int64_t text_number(plan::Plan const& plan, std::string const& text, std::size_t code) {
    auto const found = std::find(plan.texts.begin(), plan.texts.end(), text);
    if (found != plan.texts.end()) return found - plan.texts.begin();
    return -1 - static_cast<std::int64_t>(code);
}

std::int64_t number_of(plan::Plan const& plan, plan::Type type, std::string const& text, std::size_t code) {
    switch (type) {
        case plan::Type::text: return text_number(plan, text, code);
        case plan::Type::yes_no: return text == "yes" || text == "true" || text == "1";
        case plan::Type::date: {
            auto const date = Date::find(text);
            return date ? date->number() : no_day;
        }
        case plan::Type::rate: return parse_decimal(text, 10).value_or(0);
        case plan::Type::days: return parse_decimal(text, 0).value_or(0);
        default: return parse_decimal(text, 4).value_or(0);
    }
}

// Where attribute values come from: a line, or one code of one attribute.
struct Reader {
    Attributes const& attributes;
    std::size_t line = 0;
    bool is_code = false;
    std::uint16_t code = 0;

    std::int64_t operator()(plan::Index a) const {
        return is_code ? attributes.value_of_code(a, code) : attributes.value(a, line);
    }
};

Wide answer(plan::Plan const& plan, Reader const& reader, plan::Index index);

// Both operands as counts of 10^-10, days apart, so that money, counts and rates compare.
Wide operand(plan::Plan const& plan, Reader const& reader, plan::Index index) {
    Wide const value = answer(plan, reader, index);
    plan::Type const type = plan.nodes[static_cast<std::size_t>(index)].type;
    return type == plan::Type::money || type == plan::Type::count ? value * 1'000'000 : value;
}

bool listed(plan::Plan const& plan, Reader const& reader, Node const& node) {
    Wide const value = operand(plan, reader, node.a);
    for (plan::Index i = node.b; i < node.b + node.c; ++i)
        if (operand(plan, reader, plan.lists[static_cast<std::size_t>(i)]) == value) return true;
    return false;
}

Wide arithmetic(plan::Plan const& plan, Reader const& reader, Node const& node) {
    Wide const a = answer(plan, reader, node.a);
    if (node.op == Op::negate) return -a;
    Wide const b = answer(plan, reader, node.b);
    switch (node.op) {
        case Op::add: return a + b;
        case Op::subtract: return a - b;
        case Op::minimum: return std::min(a, b);
        case Op::maximum: return std::max(a, b);
        default: throw invalid("pay.filter_unsupported");
    }
}

Wide answer(plan::Plan const& plan, Reader const& reader, plan::Index index) {
    Node const& node = plan.nodes[static_cast<std::size_t>(index)];
    auto const left = [&] { return operand(plan, reader, node.a); };
    auto const right = [&] { return operand(plan, reader, node.b); };
    switch (node.op) {
        case Op::constant: return node.value;
        case Op::attribute: return reader(node.a);
        case Op::both: return left() && right();
        case Op::either: return left() || right();
        case Op::negation: return !left();
        case Op::any_of: return listed(plan, reader, node);
        case Op::equal: return left() == right();
        case Op::not_equal: return left() != right();
        case Op::less: return left() < right();
        case Op::less_equal: return left() <= right();
        case Op::greater: return left() > right();
        case Op::greater_equal: return left() >= right();
        default: return arithmetic(plan, reader, node);
    }
}

void attributes_in(plan::Plan const& plan, plan::Index index, std::set<plan::Index>& out) {
    if (index == plan::none) return;
    Node const& node = plan.nodes[static_cast<std::size_t>(index)];
    if (node.op == Op::attribute) {
        out.insert(node.a);
        return;
    }
    if (node.op == Op::constant) return;
    attributes_in(plan, node.a, out);
    if (node.op == Op::any_of) return;
    attributes_in(plan, node.b, out);
    attributes_in(plan, node.c, out);
}

void conjuncts(plan::Plan const& plan, plan::Index index, std::vector<plan::Index>& out) {
    Node const& node = plan.nodes[static_cast<std::size_t>(index)];
    if (node.op != Op::both) return out.push_back(index);
    conjuncts(plan, node.a, out);
    conjuncts(plan, node.b, out);
}

FilterMasks::Table& table_for(FilterMasks& masks, Attribute const& attribute) {
    for (auto& table : masks.tables)
        if (table.code == attribute.code.data()) return table;
    masks.tables.push_back(
        {attribute.code.data(), std::vector<std::uint64_t>(attribute.values.size(), masks.none)});
    return masks.tables.back();
}

void narrow_by(FilterMasks& masks, plan::Plan const& plan, Attributes const& attributes, Lines const& lines,
               plan::Index clause, std::uint64_t bit) {
    std::set<plan::Index> asked;
    attributes_in(plan, clause, asked);
    if (asked.size() == 1 && attributes.coded(*asked.begin())) {
        auto& table = table_for(masks, *attributes.coded(*asked.begin()));
        for (std::size_t code = 0; code < table.of_code.size(); ++code)
            if (!answer(plan, {attributes, 0, true, static_cast<std::uint16_t>(code)}, clause))
                table.of_code[code] &= ~bit;
        return;
    }
    if (masks.slow.empty()) masks.slow.assign(lines.size(), masks.none);
    for (std::size_t line = 0; line < lines.size(); ++line)
        if (!answer(plan, {attributes, line}, clause)) masks.slow[line] &= ~bit;
}

// The sum over the lines of each order.
std::vector<std::int64_t> of_orders(Lines const& lines, std::vector<std::int64_t> const& of_line) {
    std::vector<std::int64_t> sums(
        lines.order.empty()
            ? 0
            : static_cast<std::size_t>(*std::max_element(lines.order.begin(), lines.order.end())) + 1);
    for (std::size_t i = 0; i < of_line.size(); ++i)
        if (lines.order[i] != nobody) {
            std::int64_t& sum = sums[static_cast<std::size_t>(lines.order[i])];
            sum = add_checked(sum, of_line[i]);
        }
    return sums;
}

}  // namespace

Attributes::Attributes(plan::Plan const& plan, Lines const& lines) : lines_(&lines) {
    for (plan::Attribute const& attribute : plan.attributes) sources_.push_back(source_of(plan, attribute));
}

Attributes::Source Attributes::source_of(plan::Plan const& plan, plan::Attribute const& attribute) const {
    Source source;
    if (Attribute const* const coded = lines_->attribute(attribute.name)) {
        source.kind = Kind::coded, source.coded = coded;
        for (std::size_t code = 0; code < coded->values.size(); ++code)
            source.of_code.push_back(number_of(plan, attribute.type, coded->values[code], code));
        return source;
    }
    auto const dot = attribute.name.rfind('.');
    std::string const last = dot == std::string::npos ? attribute.name : attribute.name.substr(dot + 1);
    static constexpr std::pair<char const*, Kind> columns[] = {
        {"amount", Kind::amount},       {"margin", Kind::margin},
        {"units", Kind::units},         {"quantity", Kind::units},
        {"booked", Kind::booked},       {"date", Kind::booked},
        {"delivered", Kind::delivered}, {"delivered_on", Kind::delivered},
        {"invoiced", Kind::invoiced},   {"invoiced_on", Kind::invoiced},
        {"paid", Kind::paid},           {"paid_on", Kind::paid},
        {"is_return", Kind::reduces}};
    for (auto const& [name, kind] : columns)
        if (last == name) source.kind = kind;
    bool const is_sum = source.kind == Kind::amount || source.kind == Kind::margin ||
                        source.kind == Kind::units;
    if (is_sum && attribute.name.starts_with("order.") && !lines_->order.empty())
        source.of_order = of_orders(*lines_, source.kind == Kind::amount   ? lines_->amount
                                             : source.kind == Kind::margin ? lines_->margin
                                                                           : lines_->units);
    return source;
}

bool Attributes::is_known(plan::Index a) const {
    return sources_[static_cast<std::size_t>(a)].kind != Kind::unknown;
}

bool Attributes::asks_for_amounts(plan::Plan const& plan, plan::Index filter) const {
    std::set<plan::Index> asked;
    attributes_in(plan, filter, asked);
    return std::any_of(asked.begin(), asked.end(), [this](plan::Index a) {
        Kind const kind = sources_[static_cast<std::size_t>(a)].kind;
        return kind == Kind::amount || kind == Kind::margin;
    });
}

std::int64_t Attributes::value(plan::Index a, std::size_t line) const {
    Source const& source = sources_[static_cast<std::size_t>(a)];
    auto const day = [line](std::vector<Day> const& days) { return days.empty() ? no_day : days[line]; };
    auto const count = [line](std::vector<std::int64_t> const& counts) {
        return counts.empty() ? 0 : counts[line];
    };
    if (!source.of_order.empty() && lines_->order[line] != nobody)
        return source.of_order[static_cast<std::size_t>(lines_->order[line])];
    switch (source.kind) {
        case Kind::coded: return source.of_code[source.coded->code[line]];
        case Kind::amount: return lines_->amount[line];
        case Kind::margin: return count(lines_->margin);
        case Kind::units: return count(lines_->units);
        case Kind::booked: return lines_->booked[line];
        case Kind::delivered: return day(lines_->delivered);
        case Kind::invoiced: return day(lines_->invoiced);
        case Kind::paid: return day(lines_->paid);
        case Kind::reduces: return !lines_->reduces.empty() && lines_->reduces[line];
        case Kind::unknown: break;
    }
    return no_day;
}

std::int64_t Attributes::value_of_code(plan::Index a, std::uint16_t code) const {
    return sources_[static_cast<std::size_t>(a)].of_code[code];
}

bool passes(plan::Plan const& plan, Attributes const& attributes, plan::Index filter, std::size_t line) {
    return filter == plan::none || answer(plan, {attributes, line}, filter) != 0;
}

// Table by table, the first two at once: plain loops, whose pointers do not change.
void FilterMasks::of(std::size_t first, std::size_t count, std::uint64_t* out) const {
    std::size_t done = 0;
    if (slow.empty() && tables.size() >= 2) {
        std::uint16_t const *a = tables[0].code + first, *b = tables[1].code + first;
        std::uint64_t const *of_a = tables[0].of_code.data(), *of_b = tables[1].of_code.data();
        for (std::size_t i = 0; i < count; ++i) out[i] = of_a[a[i]] & of_b[b[i]];
        done = 2;
    } else if (slow.empty()) {
        std::fill_n(out, count, none);
    } else {
        for (std::size_t i = 0; i < count; ++i) out[i] = none & slow[first + i];
    }
    for (; done < tables.size(); ++done) {
        std::uint16_t const* const code = tables[done].code + first;
        std::uint64_t const* const of_code = tables[done].of_code.data();
        for (std::size_t i = 0; i < count; ++i) out[i] &= of_code[code[i]];
    }
}

FilterMasks compile_filters(plan::Plan const& plan, Attributes const& attributes, Lines const& lines,
                            std::vector<plan::Index> const& filters) {
    if (filters.size() > 64) throw invalid("pay.too_many_measures");
    FilterMasks masks;
    masks.none = filters.size() == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << filters.size()) - 1;
    for (std::size_t f = 0; f < filters.size(); ++f) {
        if (filters[f] == plan::none) continue;
        std::vector<plan::Index> clauses;
        conjuncts(plan, filters[f], clauses);
        for (plan::Index const clause : clauses)
            narrow_by(masks, plan, attributes, lines, clause, std::uint64_t{1} << f);
    }
    return masks;
}

}  // namespace colonnade::engine::pay
