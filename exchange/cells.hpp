// One row as the canonical file has it: its values by column, read in the form they are written in.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/plan.hpp"
#include "foundation/base/decimal.hpp"
#include "foundation/base/rate.hpp"

namespace colonnade::exchange {

class Cells {
public:
    // `company_currency` is whose sign beside an amount is understood where the row names no currency.
    Cells(Step& step, OtherTables& others, Currency company_currency);

    // Makes the values of the next row; they live until the row after it. Throws Problem of an expression.
    void take(documents::Row const& row);

    // By the column's name in the canonical file; a column that was not mapped is empty. What cannot be read
    // throws the Problem that says so, its path being the column's name.
    std::string text(std::string_view column) const;
    std::string_view raw(std::string_view column) const;
    std::optional<Date> date(std::string_view column) const;
    // The last day of a stretch as the first day after it.
    std::optional<Date> end(std::string_view column) const;
    std::optional<std::int64_t> whole(std::string_view column) const;
    std::optional<RoundedDecimal> decimal(std::string_view column) const;  // ten-thousandths
    std::optional<Rate> rate(std::string_view column) const;               // also of a share: "2.5%"
    std::optional<bool> boolean(std::string_view column) const;
    std::map<std::string, std::string> profile() const;
    // Throws Problem "exchange.value_missing" for a required column that is empty.
    void require() const;

    // The source's heading behind a canonical column; the column's own name where there is none.
    std::string heading(std::string_view column) const;

private:
    Binding const* find(std::string_view column) const;

    Step& step_;
    CanonicalFile const& file_;
    Currency company_currency_;
    std::vector<std::string_view> values_;                               // by binding
    mutable std::vector<std::pair<void const*, Binding const*>> found_;  // by the name's address
};

// Several values in one cell, as "60%;40%": separated by semicolons or bars, without what is empty.
std::vector<std::string> split_cell(std::string_view text);

}  // namespace colonnade::exchange
