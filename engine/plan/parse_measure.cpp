// Measures, and the lines of examples.
#include "engine/plan/parser.hpp"

namespace colonnade::plan {

// `measure bookings = amount of order lines credited as owner or split where … when paid`.
void Parser::measure(Statement& s) {
    expect("measure");
    s.kind = StatementKind::measure;
    s.name = expect_name();
    expect("=");
    if (accept("kpi")) {
        s.option = {"kpi", {}};
        s.measure = expect_text();
        return;
    }
    if (accept("share")) {
        s.option = {"share", {}};
        expect("of");
        s.words.push_back(expect_name());
        expect("in");
        s.words.push_back(expect_name());
        return;
    }
    aggregate(s);
    measure_clauses(s);
}

void Parser::aggregate(Statement& s) {
    Word const first = expect_name();
    if (!accept("of") && !is("amount")) {
        s.option = {"refined", {}};
        s.measure = first;
        return;
    }
    s.option = {"aggregate", {}};
    s.measure = first;
    if (first.text == "average") {
        if (accept("amount")) expect("of");
    } else if (first.text != "amount" && first.text != "margin" && first.text != "units" &&
               first.text != "count") {
        stop_with({Severity::error,
                   "expected_word",
                   {{"found", first.text}, {"expected", "amount, margin, units, count, average"}},
                   first.place,
                   nearest(first.text, {"amount", "margin", "units", "count", "average"})});
    }
    bool const counts = first.text == "count" || first.text == "average";
    if (first.text == "count") accept("distinct");
    if (counts && accept("orders")) s.measure.text += " orders";
    else if (first.text == "count" && accept("customers")) s.measure.text += " customers";
    else {
        expect("order");
        expect("lines");
        s.measure.text += " order lines";
    }
}

void Parser::measure_clauses(Statement& s) {
    while (true) {
        if (accept("credited")) credits(s);
        else if (accept("where")) s.where = expression();
        else if (accept("when")) s.event = expect_word({"booked", "delivered", "invoiced", "paid"});
        else return;
    }
}

void Parser::credits(Statement& s) {
    expect("as");
    do s.words.push_back(expect_word({"owner", "split", "overlay", "territory"}));
    while (accept("or") || accept(","));
}

// `role x`, `line amount 100.00 …`, `pays "Base" 5,100.00`, and givens.
void Parser::example_line(Statement& s) {
    if (is("role") && next().kind == TokenKind::word) {
        ++at_;
        s.kind = StatementKind::example_role;
        s.words.push_back(expect_name());
        return;
    }
    if (is("line") && next().kind == TokenKind::word) {
        ++at_;
        s.kind = StatementKind::line;
        return line_facts(s);
    }
    bool const takes = is("takes") && next_is("back");
    if (takes || is("pays") || is("holds") || is("draws") || is("guarantees")) {
        s.kind = StatementKind::expected;
        s.option = {takes ? "takes back" : now().text, now().place};
        at_ += takes ? 2 : 1;
        if (is(TokenKind::text)) s.name = expect_text();
        s.number = expect_literal(false);
        return;
    }
    s.kind = StatementKind::given;
    givens(s);
}

// `quota bookings 100,000.00   bookings 120,000.00   months employed 2`.
void Parser::givens(Statement& s) {
    do {
        Statement given;
        given.kind = StatementKind::given;
        given.place = now().place;
        given.option = {"value", now().place};
        if (accept("quota")) given.option.text = "quota";
        else if (is("rank") && next().kind == TokenKind::word) {
            ++at_;
            accept("of");
            given.option.text = "rank";
        }
        if (is("months") && next_is("employed")) {
            at_ += 2;
            given.option.text = "months employed";
        } else if (is("members") && next().kind == TokenKind::number) {
            ++at_;
            given.option.text = "members";
        } else {
            if (accept("team")) given.per = {"team", {}};
            else if (is("all") && next().kind == TokenKind::word) {
                ++at_;
                given.per = {"all", {}};
            }
            given.name = expect_name();
        }
        given.number = expect_literal(false);
        given.place = reach(given.place);
        s.inner.push_back(std::move(given));
    } while (!is(TokenKind::line_end) && !is(TokenKind::end));
}

// `amount 1,000.00 product.family "Road" order "A" paid` and `returned after 45 days`.
void Parser::line_facts(Statement& s) {
    do {
        Statement fact;
        fact.kind = StatementKind::given;
        fact.place = now().place;
        fact.name = expect_name();
        std::string const& word = fact.name.text;
        if (word == "returned" || word == "cancelled" || word == "unpaid") {
            fact.option = {"lost", {}};
            expect("after");
            fact.number = expect_number();
            expect("days");
        } else if (word == "delivered" || word == "invoiced" || word == "paid") {
            fact.option = {"reached", {}};
        } else {
            fact.option = {"value", {}};
            fact.number = expect_literal(true);
        }
        s.inner.push_back(std::move(fact));
    } while (!is(TokenKind::line_end) && !is(TokenKind::end));
}

}  // namespace colonnade::plan
