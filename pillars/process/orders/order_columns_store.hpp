// Orders as columns for the engine: everything, or what a change after a known one touched; in the order of
// ids.
#pragma once
#include <functional>
#include <vector>

#include "foundation/db/session.hpp"
#include "pillars/process/orders/order.hpp"

namespace colonnade::orders {

struct OrderFact {
    OrderId order;
    OrderKind kind;
    CustomerId customer;
    TerritoryId territory;  // zero: none
    Date booked_on;
    std::int32_t delivered_on;  // days since 1970; not_delivered where it is not
    OrderStatus status;
    bool amount_given;  // the order's own amount counts before the sum of its lines
    Currency currency;
    std::int64_t net_amount;
    static constexpr std::int32_t not_delivered = INT32_MIN;
};
struct SellerFact {
    OrderId order;
    PersonId person;
    Rate share;
};
struct LineFact {
    OrderLineId line;
    OrderId order;
    ProductId product;  // zero: none
    Quantity quantity;
    std::int64_t net_amount;
    std::int64_t cost_amount;  // no_cost: not given
    static constexpr std::int64_t no_cost = INT64_MIN;
};

// Ids from `from` (inclusive) to `to` (exclusive), so that readers may share the work.
struct IdRange {
    std::int64_t from = 1;
    std::int64_t to = OrderId::limit;
};
void read_orders(db::Session& session, IdRange orders, std::function<void(OrderFact const&)> const& take);
void read_sellers(db::Session& session, IdRange orders, std::function<void(SellerFact const&)> const& take);
// In the order of the lines' ids.
void read_lines(db::Session& session, IdRange lines, std::function<void(LineFact const&)> const& take);
// The lines of these orders, in the order of orders, then of line numbers.
void read_lines_of(db::Session& session, IdRange orders, std::function<void(LineFact const&)> const& take);

// Ids of orders of which anything (themselves, a seller, a line) was added, changed or removed by changes
// after `seen`, ascending; to be read anew. One that is gone is not found by read_orders.
std::vector<OrderId> changed_orders(db::Session& session, ChangeId seen);

// The highest change that touched orders, sellers or lines.
ChangeId latest_order_change(db::Session& session);

}  // namespace colonnade::orders
