// How a list of orders is found: the statement's parts, and what drives it. For this slice's own stores.
#pragma once
#include "pillars/process/orders/order_list_store.hpp"

namespace colonnade::orders {

struct Query {
    std::string with;
    std::string from = "orders o";
    std::string where = "1 = 1";
    db::Params params;

    void require(std::string_view condition) { where.append(" and ").append(condition); }
    void bind(std::string_view name, db::Value value) { params.push_back({name, std::move(value)}); }
    void drive(std::string cte) {
        with = "found as (" + std::move(cte) + ")";
        from = "found cross join orders o";
        require("o.order_id = found.order_id");
    }
    bool is_driven() const { return !with.empty() || from != "orders o"; }
};

inline constexpr std::string_view beginning = "0001-01-01", end_of_time = "9999-12-31";

inline bool by_date(OrderSort sort) { return sort == OrderSort::newest || sort == OrderSort::oldest; }
inline bool descending(OrderSort sort) { return sort == OrderSort::newest || sort == OrderSort::largest; }

struct OrderSearch {
    Query query;  // without order, cursor and limit
    bool gathered =
        false;            // the orders of the people in view, between :low_date and :high_date, still unbound
    bool walked = false;  // nothing leaves few orders: the list is walked in its order, each row is tried
};

// What the filter and the caller's view leave, and how it is best found.
OrderSearch search_orders(db::Session& session, Caller const& caller, OrderFilter const& filter);

// The first `limit` + 1 orders after the cursor, by their value in the company's currency at today's rates;
// orders in a currency without a rate come last. An amount's place does not depend on the order's day, so
// that within one currency the list is in the order of the amounts it shows.
std::vector<OrderId> page_by_value(db::Session& session, Caller const& caller, OrderFilter const& filter,
                                   std::optional<OrderCursor> const& after, std::int64_t limit,
                                   RateOfToday const& rate);

}  // namespace colonnade::orders
