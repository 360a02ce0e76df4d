// What the columns of a table seem to hold, for the user to confirm: kinds of values, decimal mark, order of
// dates.
#pragma once
#include <string>
#include <vector>

#include "foundation/documents/table_source.hpp"
#include "foundation/documents/value_parse.hpp"

namespace colonnade::documents {

struct ColumnGuess {
    std::string name;  // from the header; empty without one
    ValueForm form;    // text where no form fits
    // More than one reading fits every value seen, and `form` holds the language's usual one: the user must
    // choose.
    bool date_order_open = false;
    bool decimal_mark_open = false;
    std::size_t filled = 0;            // values seen that are not empty
    std::size_t matching = 0;          // of these, how many fit `form`
    std::vector<std::string> samples;  // the first few different values
};

struct TableGuess {
    bool header = false;  // the first row names the columns
    std::vector<ColumnGuess> columns;
    std::size_t rows = 0;  // rows of values seen
};

struct SniffOptions {
    std::size_t rows = 1'000;
    std::string language = "en";  // decides what is open: "en" takes m/d/y and a decimal point
};

// Reads the first rows of the source; open it anew to import. A column's form must fit at least nine values
// in ten; of fewer than twenty values, where no form does, a date's or a number's must fit more than half.
TableGuess sniff_table(RowSource& source, SniffOptions const& options = {});

}  // namespace colonnade::documents
