// Recursive descent over the tokens of a plan. The grammar stands in docs/guide/operations/plan-language.md.
#pragma once
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "engine/plan/syntax.hpp"

namespace colonnade::plan {

class Parser {
public:
    Parser(Tokens const& tokens, std::vector<Finding>& findings) : tokens_(tokens.all), findings_(findings) {}
    Document document();

private:
    // Thrown when a statement cannot be read further; caught where the next one begins.
    struct Stop {};

    Token const& now() const { return tokens_[at_]; }
    Token const& next() const { return tokens_[std::min(at_ + 1, tokens_.size() - 1)]; }
    bool is(std::string_view text) const;
    bool is(TokenKind kind) const { return now().kind == kind; }
    bool next_is(std::string_view text) const;
    bool accept(std::string_view text);  // takes the word or symbol if it is there
    void expect(std::string_view text);
    Word expect_word(std::initializer_list<std::string_view> words);
    Word expect_kind(TokenKind kind, std::string_view code);
    Word expect_name() { return expect_kind(TokenKind::word, "expected_name"); }
    Word expect_text() { return expect_kind(TokenKind::text, "expected_text"); }
    Word expect_number() { return expect_kind(TokenKind::number, "expected_number"); }
    Word expect_literal(bool with_words);  // a number, percentage, date or text, perhaps with a minus
    [[noreturn]] void stop(std::string code, std::string expected = "", std::string proposal = "");
    [[noreturn]] void stop_with(Finding finding);
    void tell(Finding finding);

    template <class Read> void statement(std::vector<Statement>& into, Read&& read);
    void end_of_statement();
    void skip_statement();

    void header(Statement& s);
    void block(std::vector<Statement>& into);
    void body(Statement& block);
    void component_line(Statement& s);
    void unknown_statement(std::initializer_list<std::string_view> known);
    void header_plan(Statement& s);
    void header_currency(Statement& s);
    void header_period(Statement& s);
    void header_rounding(Statement& s);
    void header_proration(Statement& s);
    void parameter(Statement& s);
    void measure(Statement& s);
    void aggregate(Statement& s);
    void measure_clauses(Statement& s);
    void credits(Statement& s);
    void draw(Statement& s);
    void span(Statement& s);
    void roles_or_each(Statement& s);
    void named(Statement& s);
    void step(Statement& s);
    void pays(Statement& s);
    void pool(Statement& s);
    void limit(Statement& s);
    void hold(Statement& s);
    void clawback(Statement& s);
    void example_line(Statement& s);
    void givens(Statement& s);
    void line_facts(Statement& s);
    bool step_begins() const;

    Index expression();
    Index either();
    Index both();
    Index negation();
    Index comparison();
    Index sum();
    Index product();
    Index applied();
    Index unary();
    Index primary();
    Index named_value();
    Index choice();
    Index pair(Form form);
    Index list(Index left, bool contrary);
    Index binary(std::string text, Index left, Index right, Place place);
    Index add(Expression expression);
    Place reach(Place from) const;

    std::vector<Token> const& tokens_;
    std::vector<Finding>& findings_;
    std::size_t at_ = 0;
    int depth_ = 0;
    bool stopped_ = false;  // a statement was left out since this was last looked at
    Document document_;
};

}  // namespace colonnade::plan
