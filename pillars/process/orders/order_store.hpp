// Orders in the database. What is out of the caller's view is not_found(), like what is not there.
#pragma once
#include "foundation/access/write.hpp"
#include "pillars/process/customers/customer_views.hpp"
#include "pillars/process/orders/order_views.hpp"

namespace colonnade::orders {

// With sellers, lines and returns; lateness as of the caller's today.
OrderView read_order(db::Session& session, Caller const& caller, OrderId order);

// Problems: "orders.customer_unknown", "orders.territory_unknown", "orders.person_unknown",
// "orders.product_unknown", "orders.original_unknown", "orders.external_id_taken", "orders.own_credit",
// "orders.must_reduce", those of shares and lines, each with the path of its field.
OrderId create_order(access::Write& w, NewOrder const& ask);
// Problem kind stale where `version` is not the order's; "orders.cancelled" where it is cancelled.
void update_order(access::Write& w, OrderId order, ChangeId version, OrderPatch const& patch);
// Problem "orders.has_returns" where something has come back; "orders.cancelled" where it is cancelled
// already.
void cancel_order(access::Write& w, OrderId order, ChangeId version, CancelOrder const& ask);
// Problem "orders.line_unknown", "orders.delivered_before_booked", "orders.cancelled".
void record_delivery(access::Write& w, OrderId order, ChangeId version, RecordDelivery const& ask);
// Makes a return of the order's lines, credited to the same sellers in the same shares. Problems of
// returned_amounts.
OrderId create_return(access::Write& w, OrderId order, NewReturn const& ask);

// Whether there is any order at all.
bool has_orders(db::Session& session);

// Orders, returns and credit notes of a customer in the caller's view, newest first, at most `limit`, after
// the cursor.
std::vector<customers::TimelineEntry> read_order_timeline(
    db::Session& session, Caller const& caller, CustomerId customer,
    std::optional<customers::TimelineCursor> const& after, std::int64_t limit);

}  // namespace colonnade::orders
