// The statements of a plan's header and of its components.
#include "engine/plan/parser.hpp"

namespace colonnade::plan {

// `for role a, b` and `for each order where …`.
void Parser::roles_or_each(Statement& s) {
    expect("for");
    if (accept("each")) {
        s.kind = StatementKind::each;
        s.option = expect_word({"order", "line"});
        measure_clauses(s);
        return;
    }
    s.kind = StatementKind::roles;
    if (!accept("roles")) expect("role");
    do s.words.push_back(expect_name());
    while (accept(","));
}

// `currency EUR, converted when booked` or `, converted at period end`.
void Parser::header_currency(Statement& s) {
    expect("currency");
    s.kind = StatementKind::currency;
    s.name = expect_name();
    if (!accept(",")) return;
    expect("converted");
    if (accept("at")) {
        expect("period");
        expect("end");
        s.event = {"period end", {}};
        return;
    }
    expect("when");
    s.event = expect_word({"booked", "delivered", "invoiced", "paid"});
}

// `period quarter, paid monthly, cumulative`.
void Parser::header_period(Statement& s) {
    expect("period");
    s.kind = StatementKind::period;
    s.per = expect_word({"month", "quarter", "year", "quota"});
    if (s.per.text == "quota") expect("period");
    while (accept(",")) {
        if (accept("paid")) s.option = expect_word({"monthly", "quarterly", "yearly", "once"});
        else if (accept("not")) s.words.push_back({"not " + expect_word({"cumulative"}).text, now().place});
        else s.words.push_back(expect_word({"cumulative", "paid", "not"}));
    }
}

// `rounded half up to 1.00`.
void Parser::header_rounding(Statement& s) {
    expect("rounded");
    s.kind = StatementKind::rounding;
    s.option = expect_word({"half", "up", "down"});
    if (s.option.text == "half") s.option.text += " " + expect_word({"even", "up"}).text;
    if (accept("to")) s.number = expect_number();
}

// `prorated by days for joiners, leavers, leave, role changes`.
void Parser::header_proration(Statement& s) {
    expect("prorated");
    s.kind = StatementKind::proration;
    expect("by");
    expect("days");
    if (!accept("for")) return;
    do {
        s.words.push_back(expect_word({"joiners", "leavers", "leave", "role"}));
        if (s.words.back().text == "role") expect("changes");
    } while (accept(","));
}

// `parameter own_rate rate default 5%`.
void Parser::parameter(Statement& s) {
    expect("parameter");
    s.kind = StatementKind::parameter;
    s.name = expect_name();
    s.option = expect_word({"money", "rate", "count", "days"});
    if (accept("default")) s.number = expect_literal(false);
}

// `from 2026-01-01 to 2026-03-31`, both included; `from …` and `to …` alone.
void Parser::span(Statement& s) {
    if (accept("from")) {
        s.words.push_back(expect_kind(TokenKind::date, "expected_date"));
        if (!accept("to")) return;
    } else {
        expect("to");
        s.words.push_back({"", now().place});
    }
    s.words.push_back(expect_kind(TokenKind::date, "expected_date"));
}

// `draw 3,000.00 per month, recoverable, for the first 6 months`.
void Parser::draw(Statement& s) {
    s.kind = is("draw") ? StatementKind::draw : StatementKind::guarantee;
    ++at_;
    s.expressions.push_back(expression());
    expect("per");
    s.per = expect_word({"month", "quarter", "year", "period"});
    while (accept(",")) {
        if (s.kind == StatementKind::draw && accept("recoverable")) s.option = {"recoverable", now().place};
        else if (s.kind == StatementKind::draw && accept("not")) {
            expect("recoverable");
            s.option = {"not recoverable", now().place};
        } else if (accept("for")) {
            expect("the");
            expect("first");
            s.number = expect_number();
            if (!accept("month")) expect("months");
        } else span(s);
    }
}

// `name = expression` and `name on expression, marginal`, whose steps follow.
void Parser::named(Statement& s) {
    s.name = expect_name();
    if (accept("=")) {
        s.kind = StatementKind::name;
        s.expressions.push_back(expression());
        return;
    }
    expect("on");
    s.kind = StatementKind::table;
    s.expressions.push_back(expression());
    expect(",");
    s.option = expect_word({"marginal", "cliff", "linear"});
}

// `up to 50% 2%`, `below 70% 0`, `above 10%`, `at 100% 1`.
void Parser::step(Statement& s) {
    s.kind = StatementKind::step;
    s.option = expect_word({"up", "below", "above", "at"});
    if (s.option.text == "up") {
        expect("to");
        s.option.text = "up to";
    }
    if (s.option.text != "above") s.number = expect_literal(false);
    s.expressions.push_back(expression());
}

void Parser::pays(Statement& s) {
    expect("pays");
    s.kind = StatementKind::pays;
    s.expressions.push_back(expression());
    if (accept("per")) s.per = expect_word({"month", "quarter", "year", "period", "deal"});
}

// `pool 1% of bookings, divided by points, for each team`.
void Parser::pool(Statement& s) {
    expect("pool");
    s.kind = StatementKind::pool;
    s.expressions.push_back(expression());
    expect(",");
    expect("divided");
    if (!accept("equally")) {
        expect("by");
        s.expressions.push_back(expression());
    }
    if (!accept(",")) return;
    expect("for");
    expect("each");
    s.option = expect_word({"team"});
}

// `at most 5,000.00 per quarter`.
void Parser::limit(Statement& s) {
    expect("at");
    s.kind = StatementKind::limit;
    s.option = expect_word({"most", "least"});
    s.expressions.push_back(expression());
    expect("per");
    s.per = expect_word({"deal", "month", "quarter", "year", "period"});
}

// `hold 50% until delivered, 25% until paid`.
void Parser::hold(Statement& s) {
    expect("hold");
    s.kind = StatementKind::hold;
    do {
        Part part;
        part.share = expect_kind(TokenKind::percent, "expected_percent");
        expect("until");
        part.when = expect_word({"delivered", "invoiced", "paid"});
        s.parts.push_back(std::move(part));
    } while (accept(","));
}

// `claw back 100% within 30 days, 50% within 90 days when returned, in 3 instalments`.
void Parser::clawback(Statement& s) {
    expect("claw");
    expect("back");
    s.kind = StatementKind::clawback;
    do {
        Part part;
        part.share = expect_kind(TokenKind::percent, "expected_percent");
        expect("within");
        part.when = expect_number();
        expect("days");
        s.parts.push_back(std::move(part));
    } while (accept(","));
    expect("when");
    s.event = expect_word({"returned", "cancelled", "unpaid"});
    if (!accept(",")) return;
    expect("in");
    s.number = expect_number();
    expect("instalments");
}

}  // namespace colonnade::plan
