#include "engine/plan/checker.hpp"

namespace colonnade::plan {
namespace {

Op comparison_of(std::string_view text) {
    if (text == "=") return Op::equal;
    if (text == "≠") return Op::not_equal;
    if (text == "<") return Op::less;
    if (text == "<=") return Op::less_equal;
    return text == ">" ? Op::greater : Op::greater_equal;
}

bool is_comparison(std::string_view text) {
    return text == "=" || text == "≠" || text == "<" || text == "<=" || text == ">" || text == ">=";
}

}  // namespace

Index Checker::text(std::string const& text, Place place) {
    auto const [known, fresh] = texts_.try_emplace(text, static_cast<Index>(plan_.texts.size()));
    if (fresh) plan_.texts.push_back(text);
    return constant(Type::text, known->second, place);
}

Index Checker::expression(Index of, Inside inside) {
    if (of == none || full()) return none;
    Expression const& e = at(of);
    switch (e.form) {
        case Form::number: {
            if (e.text.ends_with(" days")) {
                auto const days = literal(e.text.substr(0, e.text.size() - 5), Type::days);
                if (!days) return error("number_range", e.place, {{"found", e.text}});
                return constant(Type::days, *days, e.place);
            }
            Index const made = constant(Type::rate, literal(e.text, Type::rate).value_or(0), e.place);
            plan_.texts.push_back(e.text);
            node(made).a = static_cast<Index>(plan_.texts.size()) - 1;
            open_[made] = true;
            return made;
        }
        case Form::percent: {
            auto const rate = literal(e.text + "%", Type::rate);
            if (!rate) return error("number_range", e.place, {{"found", e.text + "%"}});
            return constant(Type::rate, *rate, e.place);
        }
        case Form::date: return constant(Type::date, Date::parse(e.text).number(), e.place);
        case Form::text: return text(e.text, e.place);
        case Form::yes_no: return constant(Type::yes_no, e.text == "yes", e.place);
        case Form::name: return name(e);
        case Form::attribute: return attribute(e, inside);
        case Form::quota: return measure_figure(e, Op::quota);
        case Form::rank: return measure_figure(e, Op::rank);
        case Form::months_employed:
            return add({.op = Op::months_employed, .type = Type::count, .place = e.place});
        case Form::component_pay: return component_pay(e);
        case Form::unary: return unary(e, inside);
        case Form::binary: return binary(e, inside);
        case Form::any_of: return any_of(e, inside);
        case Form::choose: return choose(e, inside);
        case Form::least:
        case Form::greatest: return extreme(e, inside);
    }
    return none;
}

Index Checker::unary(Expression const& e, Inside inside) {
    Index const a = expression(e.operands[0], inside);
    if (a == none) return none;
    if (e.text == "not") {
        Index const condition = require(a, Type::yes_no);
        if (condition == none) return none;
        return add({.op = Op::negation, .type = Type::yes_no, .a = condition, .place = e.place});
    }
    if (!is_number(node(a).type))
        return error("type_expected", e.place,
                     {{"found", std::string(type_text(node(a).type))}, {"expected", "money"}});
    Index const made = add({.op = Op::negate, .type = node(a).type, .a = a, .place = e.place});
    open_[made] = open(a);
    return made;
}

// Beside a text, a bare word is a text, and so is a number: order.type = new, product.family in (3, 7).
Index Checker::text_or(Index of, Inside inside, Index left) {
    Expression const& e = at(of);
    bool const beside_text = left != none && node(left).type == Type::text;
    bool const bare = e.form == Form::name && e.scope == Scope::own && !measures_.contains(e.text) &&
                      !parameters_.contains(e.text) && !locals_.contains(e.text);
    if (beside_text && (bare || e.form == Form::number)) return text(e.text, e.place);
    return expression(of, inside);
}

Index Checker::binary(Expression const& e, Inside inside) {
    if (e.text == "at") return applied(e, inside);
    Index const a = expression(e.operands[0], inside);
    if (is_comparison(e.text)) {
        Index const b = text_or(e.operands[1], inside, a);
        return comparison(comparison_of(e.text), a, b, e);
    }
    Index const b = expression(e.operands[1], inside);
    if (e.text == "and" || e.text == "or") {
        Index const left = require(a, Type::yes_no), right = require(b, Type::yes_no);
        if (left == none || right == none) return none;
        Op const op = e.text == "and" ? Op::both : Op::either;
        return add({.op = op, .type = Type::yes_no, .a = left, .b = right, .place = e.place});
    }
    if (e.text == "+") return arithmetic(Op::add, a, b, e);
    if (e.text == "-") return arithmetic(Op::subtract, a, b, e);
    return arithmetic(e.text == "/" ? Op::divide : Op::multiply, a, b, e);
}

Index Checker::any_of(Expression const& e, Inside inside) {
    Index const left = settled(expression(e.operands[0], inside));
    std::vector<Index> values;
    for (std::size_t i = 1; i < e.operands.size(); ++i) {
        Index value = text_or(e.operands[i], inside, left);
        if (value == none || left == none) continue;
        value = require(value, node(left).type);
        if (value == none) continue;
        if (node(value).op != Op::constant) error("constant_expected", node(value).place);
        else values.push_back(value);
    }
    if (left == none || values.size() + 1 != e.operands.size()) return none;
    Index const first = static_cast<Index>(plan_.lists.size());
    plan_.lists.insert(plan_.lists.end(), values.begin(), values.end());
    Index const made = add({.op = Op::any_of,
                            .type = Type::yes_no,
                            .a = left,
                            .b = first,
                            .c = static_cast<Index>(values.size()),
                            .place = e.place});
    if (e.text == "in") return made;
    return add({.op = Op::negation, .type = Type::yes_no, .a = made, .place = e.place});
}

Index Checker::choose(Expression const& e, Inside inside) {
    Index const condition = require(expression(e.operands[0], inside), Type::yes_no);
    Index b = expression(e.operands[1], inside), c = expression(e.operands[2], inside);
    if (condition == none || !harmonise(b, c)) return none;
    if (node(b).type != node(c).type) {
        Expression beside = e;
        beside.text = "else";
        return differ(b, c, beside);
    }
    Index const made =
        add({.op = Op::choose, .type = node(b).type, .a = condition, .b = b, .c = c, .place = e.place});
    open_[made] = open(b) && open(c);
    return made;
}

Index Checker::extreme(Expression const& e, Inside inside) {
    Index left = expression(e.operands[0], inside);
    Op const op = e.form == Form::least ? Op::minimum : Op::maximum;
    for (std::size_t i = 1; i < e.operands.size(); ++i) {
        Index right = expression(e.operands[i], inside);
        if (!harmonise(left, right)) {
            left = none;
            continue;
        }
        left = sum_of(op, left, right, e);
    }
    return left;
}

std::vector<std::string> Checker::known_names() const {
    std::vector<std::string> names = local_order_;
    for (auto const& [name, index] : measures_) names.push_back(name);
    for (auto const& [name, index] : parameters_) names.push_back(name);
    return names;
}

Index Checker::name(Expression const& e) {
    if (e.scope == Scope::team || measures_.contains(e.text)) return measure_figure(e, Op::measure);
    if (locals_.contains(e.text)) return resolve_local(e.text, e.place);
    if (auto const at = parameters_.find(e.text); at != parameters_.end())
        return add({.op = Op::parameter,
                    .type = plan_.parameters[at->second].type,
                    .a = at->second,
                    .place = e.place});
    return error("name_unknown", e.place, {{"name", e.text}}, nearest(e.text, known_names()));
}

Index Checker::measure_figure(Expression const& e, Op op) {
    Index const measure = measure_named({e.text, e.place});
    if (measure == none || resolve_measure(measure) == none) return none;
    Type const type = op == Op::rank ? Type::count : plan_.measures[measure].type;
    return add({.op = op, .type = type, .scope = e.scope, .a = measure, .place = e.place});
}

Index Checker::attribute(Expression const& e, Inside inside) {
    if (inside == Inside::sums) return error("attribute_misplaced", e.place, {{"name", e.text}});
    Index const index = attribute_index(e.text, e.place);
    if (index == none) return none;
    return add({.op = Op::attribute, .type = plan_.attributes[index].type, .a = index, .place = e.place});
}

Index Checker::attribute_index(std::string const& name, Place place) {
    for (std::size_t i = 0; i < plan_.attributes.size(); ++i)
        if (plan_.attributes[i].name == name) return static_cast<Index>(i);
    std::vector<std::string> known;
    for (Attribute const& one : schema_.attributes) {
        if (one.name == name) {
            plan_.attributes.push_back(one);
            return static_cast<Index>(plan_.attributes.size()) - 1;
        }
        known.push_back(one.name);
    }
    return error("attribute_unknown", place, {{"name", name}}, nearest(name, known));
}

// `Y at T`: marginal needs Y and the input of T to be figures of one measure; that is the author's to see,
// for the sum is defined for any two.
Index Checker::applied(Expression const& e, Inside inside) {
    Index left = expression(e.operands[0], inside);
    Expression const& right = at(e.operands[1]);
    auto const local = locals_.find(right.text);
    if (local == locals_.end() || local->second.statement->kind != StatementKind::table) {
        std::vector<std::string> tables;
        for (auto const& [name, one] : locals_)
            if (one.statement->kind == StatementKind::table) tables.push_back(name);
        return error("table_expected", right.place, {{"name", right.text}}, nearest(right.text, tables));
    }
    if (!define_local(right.text, right.place)) return none;
    Index const table = locals_[right.text].table;
    left = settled(left);
    if (table == none || left == none) return none;
    Type const type = node(left).type;
    if (table_open_[table]) settle_table(table, type == Type::count ? Type::money : Type::rate);
    Type const value = plan_.tables[table].type;
    bool const fits = value == Type::rate ? is_number(type) : value == Type::money && type == Type::count;
    if (!fits)
        return error("types_differ", e.place,
                     {{"left", std::string(type_text(type))},
                      {"operator", "at"},
                      {"right", std::string(type_text(value))}});
    return add({.op = Op::apply,
                .type = value == Type::money ? Type::money : type,
                .a = left,
                .b = table,
                .place = e.place});
}

Index Checker::component_pay(Expression const& e) {
    auto const at = components_.find(e.text);
    if (at == components_.end()) {
        std::vector<std::string> known;
        for (auto const& [name, index] : components_) known.push_back(name);
        return error("component_unknown", e.place, {{"name", e.text}}, nearest(e.text, known));
    }
    if (component_ != none && at->second >= component_)
        return error("component_later", e.place, {{"name", e.text}});
    return add({.op = Op::component_pay, .type = Type::money, .a = at->second, .place = e.place});
}

}  // namespace colonnade::plan
