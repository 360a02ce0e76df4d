#include "engine/plan/parser.hpp"

#include <algorithm>
#include <utility>

namespace colonnade::plan {

bool Parser::is(std::string_view text) const {
    return (is(TokenKind::word) || is(TokenKind::symbol)) && now().text == text;
}

bool Parser::next_is(std::string_view text) const {
    return (next().kind == TokenKind::word || next().kind == TokenKind::symbol) && next().text == text;
}

bool Parser::accept(std::string_view text) {
    if (!is(text)) return false;
    ++at_;
    return true;
}

void Parser::tell(Finding finding) {
    if (findings_.size() < findings_max) findings_.push_back(std::move(finding));
}

void Parser::stop_with(Finding finding) {
    tell(std::move(finding));
    throw Stop{};
}

void Parser::stop(std::string code, std::string expected, std::string proposal) {
    bool const nothing = is(TokenKind::line_end) || is(TokenKind::end);
    ProblemArguments arguments{{"found", nothing ? "↵" : now().written}};
    if (!expected.empty()) arguments.emplace_back("expected", std::move(expected));
    stop_with({Severity::error, std::move(code), std::move(arguments), now().place, std::move(proposal)});
}

void Parser::expect(std::string_view text) {
    if (!accept(text)) stop("expected_word", std::string(text), is(TokenKind::word) ? std::string(text) : "");
}

Word Parser::expect_word(std::initializer_list<std::string_view> words) {
    std::vector<std::string> known;
    std::string all;
    for (std::string_view const word : words) {
        if (is(word)) {
            Word const found{now().text, now().place};
            ++at_;
            return found;
        }
        known.emplace_back(word);
        all += (all.empty() ? "" : ", ") + std::string(word);
    }
    stop("expected_word", all, is(TokenKind::word) ? nearest(now().text, known) : "");
}

Word Parser::expect_kind(TokenKind kind, std::string_view code) {
    if (!is(kind)) stop(std::string(code));
    Word const found{now().text, now().place};
    ++at_;
    return found;
}

Word Parser::expect_literal(bool with_words) {
    Place const from = now().place;
    bool const minus = accept("-");
    bool const number = is(TokenKind::number) || is(TokenKind::percent);
    bool const other = is(TokenKind::date) || is(TokenKind::text) || (with_words && is(TokenKind::word));
    if (!number && (minus || !other)) stop("expected_value");
    Word word{(minus ? "-" : "") + now().text + (is(TokenKind::percent) ? "%" : ""), reach(from)};
    ++at_;
    return word;
}

void Parser::skip_statement() {
    while (!is(TokenKind::line_end) && !is(TokenKind::end)) ++at_;
    if (is(TokenKind::line_end)) ++at_;
}

void Parser::end_of_statement() {
    if (is(TokenKind::end)) return;
    if (!is(TokenKind::line_end)) stop("expected_line_end");
    ++at_;
}

// Reads one statement into `into`; where it stops, the rest of its line is left out.
template <class Read> void Parser::statement(std::vector<Statement>& into, Read&& read) {
    std::size_t const first = at_;
    try {
        Statement s;
        s.place = now().place;
        read(s);
        std::size_t const last = at_;
        end_of_statement();
        s.text = one_line(tokens_, first, last);
        into.push_back(std::move(s));
    } catch (Stop) {
        stopped_ = true;
        skip_statement();
    }
}

void Parser::unknown_statement(std::initializer_list<std::string_view> known) {
    std::vector<std::string> const words(known.begin(), known.end());
    stop("statement_unknown", "", is(TokenKind::word) ? nearest(now().text, words) : "");
}

Document Parser::document() {
    std::vector<Statement>& all = document_.statements;
    if (is("plan")) statement(all, [&](Statement& s) { header_plan(s); });
    else
        tell({Severity::error,
              "plan_first",
              {{"found", is(TokenKind::end) ? "↵" : now().written}},
              now().place,
              ""});
    while (!is(TokenKind::end)) {
        if (is(TokenKind::line_end)) ++at_;
        else if (is("component") || is("example")) block(all);
        else statement(all, [&](Statement& s) { header(s); });
    }
    return std::move(document_);
}

void Parser::header(Statement& s) {
    if (is("for")) {
        roles_or_each(s);
        if (s.kind == StatementKind::each)
            stop_with({Severity::error, "statement_misplaced", {{"statement", "for each"}}, s.place, ""});
    } else if (is("currency")) header_currency(s);
    else if (is("period")) header_period(s);
    else if (is("rounded")) header_rounding(s);
    else if (is("prorated")) header_proration(s);
    else if (is("parameter")) parameter(s);
    else if (is("measure")) measure(s);
    else if (is("draw") || is("guarantee")) draw(s);
    else if (is("at")) limit(s);
    else
        unknown_statement({"for", "currency", "period", "rounded", "prorated", "parameter", "measure",
                           "component", "example", "draw", "guarantee"});
}

void Parser::header_plan(Statement& s) {
    expect("plan");
    s.kind = StatementKind::plan;
    s.name = expect_text();
}

void Parser::block(std::vector<Statement>& into) {
    std::size_t const count = into.size();
    bool const component = is("component");
    Place const place = now().place;
    statement(into, [&](Statement& s) {
        ++at_;
        s.kind = component ? StatementKind::component : StatementKind::example;
        s.name = expect_text();
    });
    if (into.size() == count) {  // its name is missing, its lines are looked at nevertheless
        Statement nameless;
        nameless.kind = component ? StatementKind::component : StatementKind::example;
        nameless.place = place;
        into.push_back(std::move(nameless));
    }
    stopped_ = false;
    body(into.back());
}

bool Parser::step_begins() const {
    return (is("up") && next_is("to")) || is("below") || is("above") ||
           (is("at") && !next_is("most") && !next_is("least"));
}

void Parser::body(Statement& block) {
    while (!is(TokenKind::end)) {
        if (is(TokenKind::line_end)) {
            ++at_;
            continue;
        }
        bool const begins = is("component") || is("example") || is("measure") || is("parameter") ||
                            is("plan") || is("draw") || is("guarantee") || is("currency") || is("period");
        if (begins && !next_is("=") && !next_is("on")) break;
        if (block.kind == StatementKind::example) {
            statement(block.inner, [&](Statement& s) { example_line(s); });
        } else if (step_begins()) {
            bool const table = !block.inner.empty() && block.inner.back().kind == StatementKind::table;
            std::vector<Statement> astray;
            statement(table ? block.inner.back().inner : astray, [&](Statement& s) { step(s); });
            if (!astray.empty())
                tell({Severity::error,
                      "step_without_table",
                      {{"found", astray[0].text}},
                      astray[0].place,
                      ""});
        } else {
            statement(block.inner, [&](Statement& s) { component_line(s); });
        }
    }
    block.broken = stopped_;
}

void Parser::component_line(Statement& s) {
    if (is(TokenKind::word) && (next_is("=") || next_is("on"))) named(s);
    else if (is("for")) roles_or_each(s);
    else if (is("from")) {
        s.kind = StatementKind::dates;
        span(s);
    } else if (is("needs")) {
        ++at_;
        s.kind = StatementKind::needs;
        s.expressions.push_back(expression());
    } else if (is("pays")) pays(s);
    else if (is("pool")) pool(s);
    else if (is("at")) limit(s);
    else if (is("hold")) hold(s);
    else if (is("claw")) clawback(s);
    else unknown_statement({"for", "from", "needs", "pays", "pool", "at most", "at least", "hold", "claw"});
}

Document parse(std::string_view text, std::vector<Finding>& findings) {
    Tokens const tokens = read_tokens(text, findings);
    Document document = Parser(tokens, findings).document();
    document.comments = tokens.comments;
    return document;
}

}  // namespace colonnade::plan
