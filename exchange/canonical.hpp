// The canonical files: which tables can be brought in, their columns, and what each holds. The guide's page
// is checked against this table, so what stands here is what is documented.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <boost/describe/enum.hpp>

namespace colonnade::exchange {

// In the order in which they are loaded: what is named stands before what names it.
enum class FileKind : std::uint8_t {
    periods,
    rates,
    people,
    positions,
    reporting,
    territories,
    territory_assignments,
    products,
    product_prices,
    product_costs,
    customers,
    contacts,
    orders,
    order_lines,
    returns,
    quotas,
    pay_parameters,
    kpis,
};
BOOST_DESCRIBE_ENUM(FileKind, periods, rates, people, positions, reporting, territories,
                    territory_assignments, products, product_prices, product_costs, customers, contacts,
                    orders, order_lines, returns, quotas, pay_parameters, kpis)
inline constexpr std::size_t file_kind_count = 18;

// What a column holds. All kinds but `text` are read in the form the column is written in.
enum class ColumnKind : std::uint8_t {
    text,
    integer,
    decimal,  // four digits after the point are kept
    money,    // likewise; a currency sign beside it must fit the row's currency
    share,    // a part of one: "12.5%" or "0.125"
    rate,     // a factor with up to ten digits after the point
    date,
    first_day,  // of a stretch of time: the first day it holds; empty is since always
    last_day,   // of a stretch of time: the last day it holds; empty is until further notice
    boolean,
    currency,
};
BOOST_DESCRIBE_ENUM(ColumnKind, text, integer, decimal, money, share, rate, date, first_day, last_day,
                    boolean, currency)

enum class Need : std::uint8_t { required, optional };

struct CanonicalColumn {
    std::string_view name;
    ColumnKind kind;
    Need need;
    std::string_view meaning;  // in English, one sentence; the guide shows it
};

struct CanonicalFile {
    FileKind kind;
    std::string_view name;
    std::string_view meaning;
    std::span<CanonicalColumn const> columns;
    bool has_profile = false;  // further columns `profile.<name>` are kept with the row as they are
};

// Every canonical file, in the order of FileKind.
std::span<CanonicalFile const> canonical_files();
CanonicalFile const& canonical_file(FileKind kind);
// By name, loosely: "Order Lines" is order_lines.
std::optional<FileKind> find_file_kind(std::string_view name);
std::string_view file_kind_text(FileKind kind);
// The place of a column in its file, loosely; nothing where the file has no such column.
std::optional<std::size_t> find_column(CanonicalFile const& file, std::string_view name);

// The guide's page as Markdown.
std::string canonical_files_page();

}  // namespace colonnade::exchange
