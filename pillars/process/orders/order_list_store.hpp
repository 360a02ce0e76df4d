// The list of orders: filtered, sorted, a page at a time, never counted.
#pragma once
#include <functional>

#include "foundation/base/rate.hpp"
#include "foundation/access/visibility.hpp"
#include "pillars/process/orders/order_views.hpp"

namespace colonnade::orders {

enum class OrderSort { newest, oldest, largest, smallest };
BOOST_DESCRIBE_ENUM(OrderSort, newest, oldest, largest, smallest)

struct OrderFilter {
    std::optional<std::string> q;  // the beginning of the number, or words of the customer
    std::optional<CustomerId> customer_id;
    std::optional<PersonId> seller_id;
    std::optional<TerritoryId> territory_id;
    std::optional<ProductId> product_id;
    std::optional<OrderStatus> status;
    std::optional<OrderKind> kind;
    std::optional<Date> from;  // booked on or after
    std::optional<Date> to;    // booked before
    OrderSort sort = OrderSort::newest;
};

// Where a page ended: the date, or the amount in its currency, and the order.
struct OrderCursor {
    std::string booked_on;
    std::string currency;
    std::int64_t net_amount = 0;
    OrderId order_id;
};
BOOST_DESCRIBE_STRUCT(OrderCursor, (), (booked_on, currency, net_amount, order_id))

// How many units of the company's currency one of this currency is worth on that day; nothing where no rate
// says.
using RateOfToday = std::function<std::optional<Rate>(db::Session&, Currency, Date today)>;

struct ListedOrder {
    OrderRow row;
    OrderCursor cursor;
};

// At most `limit` + 1 rows after the cursor; the largest and the smallest by their value at today's rates.
std::vector<ListedOrder> list_orders(db::Session& session, Caller const& caller, OrderFilter const& filter,
                                     std::optional<OrderCursor> const& after, std::int64_t limit,
                                     RateOfToday const& rate);

// Which orders a caller may see: one that credits a person in view on its date; where no seller is named, one
// whose customer's owner of that date is in view, or without an owner, whose territory's holder is. `order`
// is the alias of the table in the statement, e.g. "o".
access::Condition visible_order(Caller const& caller, Permission permission, std::string_view order);

}  // namespace colonnade::orders
