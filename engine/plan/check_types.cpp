// How types go together. A plain number takes the type of what stands beside it: 5,000.00 is money beside
// money, a count beside a count, and a rate where nothing says otherwise.
#include <algorithm>

#include "engine/plan/checker.hpp"

namespace colonnade::plan {

std::string_view type_text(Type type) {
    switch (type) {
        case Type::money: return "money";
        case Type::rate: return "rate";
        case Type::count: return "count";
        case Type::days: return "days";
        case Type::date: return "date";
        case Type::text: return "text";
        case Type::yes_no: return "yes_no";
    }
    return "";
}

Index Checker::error(std::string code, Place place, ProblemArguments arguments, std::string proposal) {
    if (findings_.size() < findings_max)
        findings_.push_back(
            {Severity::error, std::move(code), std::move(arguments), place, std::move(proposal)});
    return none;
}

// How deep the formula below a node is, through tables too.
int Checker::depth_below(Node const& node) const {
    auto const of = [&](Index operand) { return operand == none ? 0 : depth_[operand]; };
    switch (node.op) {
        case Op::constant:
        case Op::measure:
        case Op::quota:
        case Op::parameter:
        case Op::attribute:
        case Op::months_employed:
        case Op::rank:
        case Op::component_pay: return 0;
        case Op::look_up: return table_depth_[node.a];
        case Op::apply: return std::max(of(node.a), table_depth_[node.b]);
        case Op::any_of: return of(node.a);
        default: return std::max({of(node.a), of(node.b), of(node.c)});
    }
}

bool Checker::too_deep(Index node, Place place) {
    if (node == none || depth_[node] <= node_depth_max) return false;
    error("too_deep", place, {{"maximum", std::to_string(node_depth_max)}});
    return true;
}

Index Checker::add(Node node) {
    depth_.push_back(depth_below(node) + 1);
    plan_.nodes.push_back(node);
    open_.push_back(false);
    return static_cast<Index>(plan_.nodes.size()) - 1;
}

Index Checker::constant(Type type, std::int64_t value, Place place) {
    return add({.op = Op::constant, .type = type, .value = value, .place = place});
}

std::optional<std::int64_t> Checker::literal(std::string_view text, Type type) const {
    bool const percent = text.ends_with('%');
    if (percent) {
        if (type != Type::rate) return std::nullopt;
        return parse_decimal(text.substr(0, text.size() - 1), Rate::places - 2);
    }
    switch (type) {
        case Type::money: return parse_decimal(text, Money::places);
        case Type::count: return parse_decimal(text, Quantity::places);
        case Type::rate: return parse_decimal(text, Rate::places);
        case Type::days: return parse_decimal(text, 0);
        case Type::date: {
            auto const date = Date::find(text);
            return date ? std::optional<std::int64_t>(date->number()) : std::nullopt;
        }
        default: return std::nullopt;
    }
}

std::optional<std::int64_t> Checker::told_literal(Word const& word, Type type) {
    auto const value = literal(word.text, type);
    if (!value)
        error("value_expected", word.place,
              {{"found", word.text}, {"expected", std::string(type_text(type))}});
    return value;
}

Index Checker::coerce_open(Index index, Type type) {
    auto const [at, fresh] = coerced_.try_emplace({index, type}, none);
    if (fresh) coerced_[{index, type}] = coerced(index, type);
    return coerced_[{index, type}];
}

// Rebuilds a plain number, or what is reckoned of such, as `type`. Its text is kept in Plan::texts.
Index Checker::coerced(Index index, Type type) {
    Node const from = node(index);
    auto const build = [&](Index a, Index b) {
        if (a == none || b == none) return none;
        Node made = from;
        made.type = type;
        made.a = a;
        made.b = b;
        return add(made);
    };
    switch (from.op) {
        case Op::constant: {
            std::string const& text = plan_.texts[from.a];
            auto const value = literal(text, type);
            if (!value) return error("number_range", from.place, {{"found", text}});
            return constant(type, *value, from.place);
        }
        case Op::negate: {
            Index const a = coerce_open(from.a, type);
            if (a == none) return none;
            return add({.op = Op::negate, .type = type, .a = a, .place = from.place});
        }
        case Op::look_up: {
            settle_table(from.a, type);
            return index;
        }
        case Op::multiply: {
            Index const a = open(from.a) ? coerce_open(from.a, type) : from.a;
            return build(a, open(from.b) ? coerce_open(from.b, open(from.a) ? Type::rate : type) : from.b);
        }
        case Op::divide: return build(coerce_open(from.a, type), coerce(from.b, Type::rate));
        case Op::choose: {
            Index const b = coerce(from.b, type), c = coerce(from.c, type);
            if (b == none || c == none) return none;
            return add({.op = Op::choose, .type = type, .a = from.a, .b = b, .c = c, .place = from.place});
        }
        default: return build(coerce(from.a, type), coerce(from.b, type));
    }
}

// Whether a count is rather so much money for each: 5.00 × units, or chosen among such.
bool Checker::is_priced(Index index) {
    if (auto const at = is_priced_.find(index); at != is_priced_.end()) return at->second;
    return is_priced_[index] = find_priced(index);
}

bool Checker::find_priced(Index index) {
    Node const n = node(index);
    if (n.type != Type::count) return false;
    switch (n.op) {
        case Op::constant: return true;
        case Op::negate: return is_priced(n.a);
        case Op::multiply: return open(n.a) || open(n.b) || is_priced(n.a) || is_priced(n.b);
        case Op::add:
        case Op::subtract:
        case Op::minimum:
        case Op::maximum: return is_priced(n.a) && is_priced(n.b);
        case Op::choose: return is_priced(n.b) && is_priced(n.c);
        default: return false;
    }
}

// The same as money.
Index Checker::priced(Index index) {
    if (auto const at = coerced_.find({index, Type::money}); at != coerced_.end()) return at->second;
    Node made = node(index);
    made.type = Type::money;
    if (made.op == Op::multiply) {
        // One factor is the price, the other stays what it is.
        bool const first = open(made.a) || (!open(made.b) && is_priced(made.a));
        Index& price = first ? made.a : made.b;
        price = open(price) ? coerce_open(price, Type::money) : priced(price);
        if (price == none) return none;
        return coerced_[{index, Type::money}] = add(made);
    }
    if (made.op == Op::choose) {
        made.b = priced(made.b);
        made.c = priced(made.c);
    } else if (made.op != Op::constant) {
        made.a = priced(made.a);
        if (made.op != Op::negate) made.b = priced(made.b);
    }
    return coerced_[{index, Type::money}] = add(made);
}

Index Checker::coerce(Index index, Type type) {
    if (index == none) return none;
    if (open(index) && is_number(type)) return coerce_open(index, type);
    if (type == Type::money && is_priced(index)) return priced(index);
    return index;
}

Index Checker::settled(Index index) {
    if (index == none || !open(index)) return index;
    return coerce_open(index, Type::rate);
}

Index Checker::require(Index index, Type type) {
    index = coerce(index, type);
    if (index == none) return none;
    Node const& found = node(index);
    if (found.type == type) return index;
    return error("type_expected", found.place,
                 {{"found", std::string(type_text(found.type))}, {"expected", std::string(type_text(type))}});
}

bool Checker::harmonise(Index& a, Index& b) {
    if (a == none || b == none) return false;
    if (open(a) && open(b)) return true;
    if (open(a)) a = coerce(a, node(b).type);
    else if (open(b)) b = coerce(b, node(a).type);
    return a != none && b != none;
}

Index Checker::differ(Index a, Index b, Expression const& from) {
    return error("types_differ", from.place,
                 {{"left", std::string(type_text(node(a).type))},
                  {"operator", from.text},
                  {"right", std::string(type_text(node(b).type))}});
}

Index Checker::sum_of(Op op, Index a, Index b, Expression const& from) {
    Type const left = node(a).type, right = node(b).type;
    Type type = left;
    if (left == Type::date && right == Type::date && op == Op::subtract) type = Type::days;
    else if (left == Type::date && right == Type::days) type = Type::date;
    else if (left != right || !is_number(left)) return differ(a, b, from);
    Index const made = add({.op = op, .type = type, .a = a, .b = b, .place = from.place});
    open_[made] = open(a) && open(b);
    return made;
}

// A plain number beside a rate stays plain: 1,000.00 × 80% may be money.
Index Checker::product_of(Index a, Index b, Expression const& from) {
    Type const left = node(a).type, right = node(b).type;
    bool const plain = (open(a) || open(b)) && left == Type::rate && right == Type::rate;
    auto const pair = [&](Type one, Type other) {
        return (left == one && right == other) || (left == other && right == one);
    };
    Type type = Type::rate;
    if (pair(Type::money, Type::rate) || pair(Type::money, Type::count)) type = Type::money;
    else if (pair(Type::count, Type::rate)) type = Type::count;
    else if (pair(Type::days, Type::rate)) type = Type::days;
    else if (!pair(Type::rate, Type::rate)) return differ(a, b, from);
    if (!plain && type != Type::count) {
        a = settled(a);
        b = settled(b);
    }
    if (type == Type::count && (open(a) || open(b))) {
        // Kept open for `coerce`, which may yet make it a price; evaluated as a count otherwise.
        return add({.op = Op::multiply, .type = type, .a = a, .b = b, .place = from.place});
    }
    if (a == none || b == none) return none;
    Index const made = add({.op = Op::multiply, .type = type, .a = a, .b = b, .place = from.place});
    open_[made] = plain;
    return made;
}

Index Checker::quotient_of(Index a, Index b, Expression const& from) {
    bool const plain = open(a) && (open(b) || node(b).type == Type::rate);
    if (!open(a) || !plain) {
        if (open(a) && !open(b)) a = coerce(a, node(b).type);
        else b = settled(b);
    }
    if (a == none || b == none) return none;
    Type const left = node(a).type, right = node(b).type;
    Node const divisor = node(b);
    if (divisor.op == Op::constant && divisor.value == 0 && !(open(b) && plan_.texts[divisor.a] != "0"))
        return error("division_by_zero", divisor.place);
    Type type = Type::rate;
    if (left == Type::money && (right == Type::rate || right == Type::count)) type = Type::money;
    else if (left == Type::count && right == Type::rate) type = Type::count;
    else if (left != right || !is_number(left)) return differ(a, b, from);
    Index const made = add({.op = Op::divide, .type = type, .a = a, .b = b, .place = from.place});
    open_[made] = plain;
    return made;
}

Index Checker::comparison(Op op, Index a, Index b, Expression const& from) {
    if (!harmonise(a, b)) return none;
    a = settled(a);
    b = settled(b);
    if (a == none || b == none) return none;
    Type const left = node(a).type;
    bool const ordered = op != Op::equal && op != Op::not_equal;
    if (left != node(b).type || (ordered && (left == Type::text || left == Type::yes_no)))
        return differ(a, b, from);
    return add({.op = op, .type = Type::yes_no, .a = a, .b = b, .place = from.place});
}

Index Checker::arithmetic(Op op, Index a, Index b, Expression const& from) {
    if (a == none || b == none) return none;
    if (op == Op::multiply) return product_of(a, b, from);
    if (op == Op::divide) return quotient_of(a, b, from);
    if (!harmonise(a, b)) return none;
    return sum_of(op, a, b, from);
}

}  // namespace colonnade::plan
