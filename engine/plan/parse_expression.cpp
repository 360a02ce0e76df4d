#include "engine/plan/parser.hpp"

#include <algorithm>

namespace colonnade::plan {

Index Parser::add(Expression expression) {
    bool const chained = expression.form == Form::least || expression.form == Form::greatest;
    for (Index const operand : expression.operands)
        expression.depth = std::max(expression.depth, document_.expressions[operand].depth + 1);
    if (chained) expression.depth += static_cast<int>(expression.operands.size());
    if (expression.depth > terms_max)
        stop_with(
            {Severity::error, "too_deep", {{"maximum", std::to_string(terms_max)}}, expression.place, ""});
    document_.expressions.push_back(std::move(expression));
    return static_cast<Index>(document_.expressions.size()) - 1;
}

// From there to the end of the token before the present one or, where that is before, of the present one.
Place Parser::reach(Place from) const {
    Place const& last = at_ > 0 && tokens_[at_ - 1].place.line == from.line &&
                                tokens_[at_ - 1].place.column >= from.column
                            ? tokens_[at_ - 1].place
                            : now().place;
    if (last.line == from.line && last.column >= from.column)
        from.length = std::max(from.length, last.column + last.length - from.column);
    return from;
}

Index Parser::binary(std::string text, Index left, Index right, Place place) {
    return add({Form::binary, std::move(text), Scope::own, {left, right}, place});
}

Index Parser::expression() {
    if (++depth_ > depth_max) {
        depth_ = 0;
        stop_with({Severity::error, "too_deep", {{"maximum", std::to_string(depth_max)}}, now().place, ""});
    }
    int const depth = depth_;
    try {
        Index const result = either();
        depth_ = depth - 1;
        return result;
    } catch (Stop) {
        depth_ = 0;
        throw;
    }
}

Index Parser::either() {
    Index left = both();
    while (is("or")) {
        Place const place = now().place;
        ++at_;
        left = binary("or", left, both(), place);
    }
    return left;
}

Index Parser::both() {
    Index left = negation();
    while (is("and")) {
        Place const place = now().place;
        ++at_;
        left = binary("and", left, negation(), place);
    }
    return left;
}

Index Parser::negation() {
    if (!is("not")) return comparison();
    Place const place = now().place;
    int times = 0;
    while (accept("not")) ++times;
    Index operand = comparison();
    for (; times > 0; --times) operand = add({Form::unary, "not", Scope::own, {operand}, place});
    return operand;
}

Index Parser::comparison() {
    Index const left = sum();
    if (is("not") && next_is("in")) {
        at_ += 2;
        return list(left, true);
    }
    if (accept("in")) return list(left, false);
    for (std::string_view const op : {"=", "≠", "<", "<=", ">", ">="})
        if (is(op)) {
            Place const place = now().place;
            ++at_;
            return binary(std::string(op), left, sum(), place);
        }
    return left;
}

Index Parser::list(Index left, bool contrary) {
    Expression list{Form::any_of, contrary ? "not in" : "in", Scope::own, {left}, now().place};
    expect("(");
    do list.operands.push_back(sum());
    while (accept(","));
    expect(")");
    return add(std::move(list));
}

Index Parser::sum() {
    Index left = product();
    while (is("+") || is("-")) {
        Token const& op = now();
        ++at_;
        left = binary(op.text, left, product(), op.place);
    }
    return left;
}

Index Parser::product() {
    Index left = applied();
    while (is("×") || is("/") || is("of")) {
        Token const& op = now();
        ++at_;
        left = binary(op.text == "/" ? "/" : "×", left, applied(), op.place);
    }
    return left;
}

Index Parser::applied() {
    Index left = unary();
    while (is("at") && next().kind == TokenKind::word && !next_is("most") && !next_is("least")) {
        Place const place = now().place;
        ++at_;
        Word const table = expect_name();
        Index const right = add({Form::name, table.text, Scope::own, {}, table.place});
        left = binary("at", left, right, place);
    }
    return left;
}

Index Parser::unary() {
    if (!is("-")) return primary();
    Place const place = now().place;
    ++at_;
    if (is("-")) stop("expected_value");
    Index const operand = primary();
    return add({Form::unary, "-", Scope::own, {operand}, place});
}

Index Parser::primary() {
    Token const token = now();
    auto const literal = [&](Form form) {
        ++at_;
        return add({form, token.text, Scope::own, {}, token.place});
    };
    if (is(TokenKind::number)) {
        Index const number = literal(Form::number);
        if (accept("days")) document_.expressions.back().text += " days";
        return number;
    }
    if (is(TokenKind::percent)) return literal(Form::percent);
    if (is(TokenKind::date)) return literal(Form::date);
    if (is(TokenKind::text)) return literal(Form::text);
    if (accept("(")) {
        Index const inner = expression();
        expect(")");
        return inner;
    }
    if (is(TokenKind::word)) return named_value();
    stop("expected_value");
}

Index Parser::named_value() {
    Token const token = now();
    if (is("yes") || is("no")) {
        ++at_;
        return add({Form::yes_no, token.text, Scope::own, {}, token.place});
    }
    if (is("if")) return choice();
    if ((is("least") || is("greatest")) && next_is("("))
        return pair(is("least") ? Form::least : Form::greatest);
    if (is("months") && next_is("employed")) {
        at_ += 2;
        return add({Form::months_employed, "", Scope::own, {}, reach(token.place)});
    }
    if (is("pay") && next_is("of")) {
        at_ += 2;
        Word const component = expect_text();
        return add({Form::component_pay, component.text, Scope::own, {}, component.place});
    }
    for (std::string_view const word : {"then", "else", "per", "at", "and", "or", "where", "in", "of"})
        if (is(word)) stop("expected_value");
    Form form = Form::name;
    if (is("quota") && next().kind == TokenKind::word) form = Form::quota;
    if (is("rank") && next_is("of")) form = Form::rank;
    at_ += form == Form::quota ? 1 : form == Form::rank ? 2 : 0;
    Scope scope = Scope::own;
    if (is("team") && next().kind == TokenKind::word) {
        ++at_;
        scope = Scope::team;
    }
    Word const name = expect_name();
    if (form == Form::name && name.text.find('.') != std::string::npos) form = Form::attribute;
    return add({form, name.text, scope, {}, name.place});
}

Index Parser::choice() {
    Place const place = now().place;
    expect("if");
    Expression choice{Form::choose, "", Scope::own, {}, place};
    choice.operands.push_back(expression());
    expect("then");
    choice.operands.push_back(expression());
    expect("else");
    choice.operands.push_back(expression());
    return add(std::move(choice));
}

Index Parser::pair(Form form) {
    Expression pair{form, now().text, Scope::own, {}, now().place};
    ++at_;
    expect("(");
    do pair.operands.push_back(expression());
    while (accept(","));
    expect(")");
    return add(std::move(pair));
}

}  // namespace colonnade::plan
