// The text of a plan as a tree: what the parser makes, the formatter lays out and the comparison compares.
// Nothing is typed or looked up yet.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/plan/compile.hpp"
#include "engine/plan/plan.hpp"

namespace colonnade::plan {

enum class TokenKind : std::uint8_t { word, number, percent, date, text, symbol, line_end, end };

// `text` is what it means ("10000.00", "×"), `written` what stands there ("10,000.00", "*").
struct Token {
    TokenKind kind = TokenKind::end;
    std::string text;
    std::string written;
    Place place;
};

struct Comment {
    std::string text;  // with its "#"
    std::uint32_t line = 1;
};

// Lines of a statement are one: a line end is left out where the statement goes on, which is inside
// parentheses, after an operator or comma, and before an operator, `and`, `or`, `where`, `credited`, `when`.
struct Tokens {
    std::vector<Token> all;  // ends with TokenKind::end
    std::vector<Comment> comments;
};
Tokens read_tokens(std::string_view text, std::vector<Finding>& findings);

// Expressions stand in Document::expressions and name each other by position, operands first.
enum class Form : std::uint8_t {
    number,
    percent,
    date,
    text,
    yes_no,
    name,       // a measure (with scope), parameter, table, or name of the component
    attribute,  // product.family
    quota,      // of a measure, with scope
    months_employed,
    rank,
    component_pay,
    unary,   // text: "-" or "not"
    binary,  // text: the operator; "of" is "×"
    any_of,  // the first operand is in the others; text "not in" for the contrary
    choose,  // if a then b else c
    least,
    greatest,
};

struct Expression {
    Form form = Form::number;
    std::string text;
    Scope scope = Scope::own;
    std::vector<Index> operands;
    Place place;
    int depth = 1;  // of the tree below it
};

struct Word {
    std::string text;
    Place place;
};

enum class StatementKind : std::uint8_t {
    plan,
    roles,
    currency,
    period,
    rounding,
    proration,
    parameter,
    measure,
    component,
    example,
    each,
    dates,
    needs,
    name,
    table,
    step,
    pays,
    pool,
    limit,
    hold,
    clawback,
    draw,
    guarantee,
    given,
    example_role,
    line,
    expected,
};

// `share until event` of a hold, `share within days` of a clawback.
struct Part {
    Word share;
    Word when;
};

// One statement with all that any kind of it may say; which member holds what is told beside each.
struct Statement {
    StatementKind kind = StatementKind::plan;
    Place place;
    std::string text;                // laid out on one line
    Word name;                       // of what is defined; of the component that is expected to pay
    std::vector<Word> words;         // roles; options such as "cumulative"; kinds of credit; a date range
    std::vector<Index> expressions;  // right-hand sides
    Index where = none;              // the condition of a measure, of `for each`
    Word measure;                    // the aggregate ("amount of order lines"), or the measure refined
    Word event;                      // the basis date, loss event, rate rule
    Word per;                        // month, quarter, year, period, deal
    Word option;                     // kind of limit, table, bound, aggregate, each, expectation
    Word number;                     // instalments, first months, rounding step, value of a given
    std::vector<Part> parts;
    bool broken = false;           // of a block: some of its lines could not be read
    std::vector<Statement> inner;  // a block's body, a table's steps, givens of a line
};

struct Document {
    std::vector<Statement> statements;  // header statements and blocks, in the order of the text
    std::vector<Expression> expressions;
    std::vector<Comment> comments;
};

// At most this much text, and expressions no deeper, so that a plan is read in bounded time and space.
constexpr std::size_t text_bytes_max = 256 * 1024;
constexpr int depth_max = 64;
// Sums and products of more terms, and names that rest on names, are bounded too: what walks over a formula
// may do so by calling itself.
constexpr int terms_max = 500;
constexpr int chain_max = 100;
constexpr int node_depth_max = 1000;
constexpr std::size_t findings_max = 100;

// Reads what it can: a statement that is no statement is told in `findings` and left out.
Document parse(std::string_view text, std::vector<Finding>& findings);

// Tokens of one statement with canonical spaces: "pays 1% of bookings × factor".
std::string one_line(std::vector<Token> const& tokens, std::size_t first, std::size_t last);

// The one canonical layout of a plan, comments kept; formatting it again changes nothing. A text that cannot
// even be cut into tokens comes back as it is.
std::string format(std::string_view text);

// One difference between two versions, told by the catalogue's `plan.change.<code>`.
struct Change {
    std::string code;
    ProblemArguments arguments;
    std::string text() const;  // for logs and tests
};
std::vector<Change> compare(Document const& before, Document const& after);

// The name nearest to `name` by edit distance, "" where none is near enough to be meant.
std::string nearest(std::string_view name, std::vector<std::string> const& known);

}  // namespace colonnade::plan
