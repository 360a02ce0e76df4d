// Products: their categories, and what one unit sold for and cost when. Pure rules.
#pragma once
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "foundation/base/date.hpp"
#include "foundation/base/id.hpp"
#include "foundation/base/money.hpp"

namespace colonnade::orders {

using CategoryId = Id<struct ProductCategoryKind>;
using PriceId = Id<struct ProductPriceKind>;

// What one unit is priced at, or costs, during some days.
struct PriceRow {
    PriceId id;
    Money amount;  // of one unit
    DateRange range;
    friend bool operator==(PriceRow const&, PriceRow const&) = default;
};

// The amount that holds on the day: in `currency` where there is one, else the first currency by code (the
// amount then says which, and whoever counts converts it). Rows in any order.
std::optional<Money> amount_on(std::span<PriceRow const> rows, Currency currency, Date date);

// quantity × unit amount, rounded half to even to ten-thousandths.
Money times(Quantity quantity, Money unit);

// A line's cost: what was given, else the product's cost on the order's date times the quantity; empty where
// neither is known.
std::optional<Money> line_cost(std::optional<std::int64_t> given, Currency currency, Quantity quantity,
                               std::span<PriceRow const> costs, Date booked_on);

// What a new price does to the rows of one currency: the row that held on `from` ends there, one that began
// on that very day gives way, and the new one holds until the next known.
struct PriceChange {
    struct End {
        PriceId id;
        Date at;
        friend bool operator==(End const&, End const&) = default;
    };
    std::optional<End> end;
    std::optional<PriceId> replace;
    DateRange begin;
    friend bool operator==(PriceChange const&, PriceChange const&) = default;
};
// Empty when that amount holds there already. Throws Problem "orders.price_negative".
std::optional<PriceChange> change_price(std::span<PriceRow const> rows, Money amount, Date from);

// Whether giving `category` that parent would make it its own ancestor.
bool would_cycle(std::map<CategoryId, std::optional<CategoryId>> const& parents, CategoryId category,
                 std::optional<CategoryId> parent);

// "Bikes > Road Bikes" as its names, from the top; parts are trimmed, empty ones refused with Problem
// "orders.category_path". At most ten levels.
std::vector<std::string> category_path(std::string_view text);

}  // namespace colonnade::orders
