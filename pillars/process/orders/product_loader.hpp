// Products, their prices and their costs from files. The same row again changes nothing; an empty cell leaves
// what is there.
#pragma once
#include <map>
#include <string>

#include "foundation/access/write.hpp"
#include "foundation/base/decimal.hpp"
#include "foundation/base/load.hpp"
#include "foundation/db/key_cache.hpp"
#include "pillars/process/orders/product.hpp"

namespace colonnade::orders {

// One row of the canonical file `products`; empty text where the cell is empty.
struct ProductLoadRow {
    std::string external_id;  // the code where empty
    std::string code;
    std::string name;
    std::string category;  // "Bikes > Road Bikes": made where it is missing
    std::string unit;
    std::optional<RoundedDecimal> price;  // list price of one unit, from `price_from`
    std::optional<RoundedDecimal> cost;   // cost of one unit, likewise
    std::string currency;
    std::optional<Date> price_from;  // since always where absent
};

// One row of a price or cost history.
struct ProductPriceLoadRow {
    std::string product;  // external id or code
    bool is_cost = false;
    std::optional<RoundedDecimal> amount;
    std::string currency;
    std::optional<Date> valid_from;  // since always where absent
    std::optional<Date> valid_to;    // exclusive; until the next one known where absent
};

class ProductLoader {
public:
    explicit ProductLoader(access::Write& write);

    // Refuses with Problem "orders.product_id_missing" (external_id), "orders.product_name_missing" (name),
    // "orders.category_path" (category), "currency.unknown" (currency), "orders.price_negative" (price or
    // cost).
    Outcome add(ProductLoadRow const& row);
    // Refuses with Problem "orders.product_unknown" (product), "orders.amount_missing" (amount),
    // "currency.unknown" (currency), "orders.price_negative" (amount), "orders.price_overlap" (valid_from).
    Outcome add_price(ProductPriceLoadRow const& row);
    void finish() {}

private:
    CategoryId category(std::vector<std::string> const& path);

    access::Write& write_;
    db::KeyCache products_;
    std::map<std::pair<std::int64_t, std::string>, CategoryId> categories_;  // by parent and name
};

}  // namespace colonnade::orders
