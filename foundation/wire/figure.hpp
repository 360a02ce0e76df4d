// Computed figures, and how each explains itself. A figure on a screen is a value, its unit, and the address
// under which the server tells where it comes from; an explanation is that story in one form for every
// figure.
#pragma once
#include "foundation/wire/values.hpp"

namespace colonnade::wire {

enum class FigureUnit { money, percent, count, quantity };
BOOST_DESCRIBE_ENUM(FigureUnit, money, percent, count, quantity)

struct Figure {
    std::string value;  // a decimal number with all its digits; of a percentage, "93.5" is 93.5 %
    FigureUnit unit = FigureUnit::count;
    std::optional<Currency> currency;    // of money
    std::optional<std::string> explain;  // an operation's path: "/explanations?figure=attainment&…"

    friend bool operator==(Figure const&, Figure const&) = default;
};
BOOST_DESCRIBE_STRUCT(Figure, (), (value, unit, currency, explain))

// A struct like any other, but a number in tables: columns "sales", "sales.unit", "sales.currency".
class FigureType final : public Type {
public:
    void decode(json::value const& from, void* into, Findings& findings) const override;
    void encode(void const* from, json::value& into) const override;
    void schema(Schemas& schemas, json::object& into) const override;
    void columns(std::string const& key, std::vector<Column>& into) const override;
    void cells(void const* from, std::vector<Cell>& into) const override;
};

template <> struct TypeOf<Figure> { static constexpr FigureType value{}; };

Figure money_figure(Money amount, std::optional<std::string> explain = {});
Figure percent_figure(Rate share, std::optional<std::string> explain = {});
Figure count_figure(std::int64_t count, std::optional<std::string> explain = {});
Figure quantity_figure(Quantity quantity, std::optional<std::string> explain = {});

// The catalogue key of a sentence that tells the rule ("attainment is sales ÷ quota"), and what stands in
// it.
struct Formula {
    std::string key;
    std::map<std::string, std::string> args;
};
BOOST_DESCRIBE_STRUCT(Formula, (), (key, args))

// One operand of the formula. Its own figure may explain itself further.
struct ExplanationTerm {
    std::string label;
    Figure value;
    std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(ExplanationTerm, (), (label, value, note))

enum class SourceUnit { text, date, money, percent, count, quantity };
BOOST_DESCRIBE_ENUM(SourceUnit, text, date, money, percent, count, quantity)

struct SourceColumn {
    std::string key;
    std::string label;
    SourceUnit unit = SourceUnit::text;
};
BOOST_DESCRIBE_STRUCT(SourceColumn, (), (key, label, unit))

// One cell in the form of its column's unit; `link` leads to the page of what it names, `explain` to the
// explanation of its number.
struct SourceCell {
    std::string value;
    std::optional<Currency> currency;
    std::optional<std::string> link;
    std::optional<std::string> explain;
};
BOOST_DESCRIBE_STRUCT(SourceCell, (), (value, currency, link, explain))

struct SourceRow {
    std::vector<SourceCell> cells;  // one per column
};
BOOST_DESCRIBE_STRUCT(SourceRow, (), (cells))

// The facts behind a figure, down to order lines, a page at a time.
struct SourceRows {
    std::vector<SourceColumn> columns;
    std::vector<SourceRow> rows;
    std::optional<std::string> next;    // cursor of the page after this one
    std::optional<std::int64_t> total;  // rows in all
};
BOOST_DESCRIBE_STRUCT(SourceRows, (), (columns, rows, next, total))

// Title, labels and notes are in the caller's language.
struct Explanation {
    std::string title;
    Figure value;
    Formula formula;
    std::vector<ExplanationTerm> terms;
    std::optional<SourceRows> source;
    std::vector<std::string> notes;
};
BOOST_DESCRIBE_STRUCT(Explanation, (), (title, value, formula, terms, source, notes))

}  // namespace colonnade::wire
