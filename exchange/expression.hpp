// The small language in which a mapping says how a value is made of a row. It is total: every expression
// ends, and what is missing is empty text.
//
//   expression := column | text | function '(' expression {',' expression} ')'
//   column     := letters, digits, '_' and '.', or any name in brackets: [Deal Stage]
//   text       := 'in single quotes', a quote inside written twice
//
//   first(a, b, …)                 the first that is not empty
//   join(separator, a, b, …)       those that are not empty, put together
//   if(a, then[, else])            `then` where a is not empty and does not mean no (0, false, no …)
//   is(a, b, c, …)                 'true' where a is loosely one of the others, else empty
//   differs(a, b)                  'true' where the two are not the same, else empty
//   case(a, p, v, p, v, …[, else]) the v after the first p that a is like; '*' in p stands for any text
//   split(a, separator, n)         the n-th part, from 1
//   lookup(file, key column, key, column)   the value of `column` in the row of another file that has the key
//   tree_parent(a, separator)      the path without its last element: '/6/1/' gives '/6/'
//   next_in_set(column)            the smallest value of the column in its whole file that is greater
//   day(a)                         the day of a date and time; day_before(a): the day before it
//   xml(a, element)                the text of the first element of that name
//   discount(net, quantity, price) 1 − net ÷ (quantity × price), to four digits
#pragma once
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "foundation/documents/table_source.hpp"

namespace colonnade::exchange {

// Column names as they are compared: without byte order mark, case, marks, punctuation and spaces; an entity
// before the name, as in `Deal - Title`, goes too.
std::string heading_key(std::string_view heading);

// The columns of one source, by name.
class Headings {
public:
    Headings() = default;
    explicit Headings(std::vector<std::string> names);
    static constexpr std::size_t absent = static_cast<std::size_t>(-1);
    // The exact name first, then the loose one; `absent` where there is none.
    std::size_t find(std::string_view name) const;
    std::vector<std::string> const& names() const { return names_; }

private:
    std::vector<std::string> names_;
    std::unordered_map<std::string, std::size_t> exact_, loose_;
};

using LookupTable = std::unordered_map<std::string, std::string>;

// What an expression may ask of other rows and files.
class OtherTables {
public:
    virtual ~OtherTables() = default;
    // Keys to values of a file; throws Problem "exchange.lookup_file" {file} or "exchange.lookup_column".
    virtual LookupTable const& lookup(std::string_view file, std::string_view key,
                                      std::string_view value) = 0;
    // Every value of a column of the expression's own file.
    virtual std::set<std::string> const& values(std::string_view column) = 0;
};

class Expression {
public:
    // Throws Problem "exchange.expression" {text, position} for what is not in the language.
    static Expression parse(std::string_view text);
    static Expression column(std::string_view name);
    Expression(Expression&&) noexcept;
    Expression& operator=(Expression&&) noexcept;
    ~Expression();

    // Looks its columns up; `used` gets the place of each that is there. Columns that are not there are
    // empty.
    void bind(Headings const& headings, OtherTables& others, std::vector<bool>& used);
    // Columns it names that the headings do not have.
    std::vector<std::string> missing(Headings const& headings) const;
    // Lives until the next evaluation or the row's end.
    std::string_view evaluate(documents::Row const& row);

    // Its inside; see expression_node.hpp.
    struct Node;
    struct Functions;

private:
    struct Parser;
    explicit Expression(std::unique_ptr<Node> root);
    std::unique_ptr<Node> root_;
};

}  // namespace colonnade::exchange
