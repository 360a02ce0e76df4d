// What orders, lines, customers and products are called: the words beside the figures of an explanation.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "foundation/base/money.hpp"
#include "foundation/base/rate.hpp"
#include "foundation/db/session.hpp"

namespace colonnade::insight {

struct OrderLabel {
    std::string number;  // the external id where it has none
    std::string kind;    // "order", "return", "credit_note"
    std::int64_t customer_id = 0;
    std::string customer;
    Money amount;  // in the order's own currency
};
OrderLabel order_label(db::Session& session, std::int64_t order_id);

struct LineLabel {
    std::int64_t line_no = 0;
    std::optional<std::int64_t> product_id;
    std::string product;  // the description where it has no product
    Quantity quantity;
    std::int64_t unit_price = 0;
    Rate discount;
    std::int64_t amount = 0;
    std::optional<std::int64_t> cost;
};
// By line number.
std::vector<LineLabel> order_lines(db::Session& session, std::int64_t order_id);

// Names of what source rows speak of; empty for what is no longer there.
std::string customer_name(db::Session& session, std::int64_t customer_id);
std::string product_name(db::Session& session, std::int64_t product_id);

struct Categories {
    std::unordered_map<std::int64_t, std::int64_t> of_product;  // only of products that have one
    std::unordered_map<std::int64_t, std::string> names;
};
Categories product_categories(db::Session& session);

}  // namespace colonnade::insight
