#include "pillars/process/orders/order_api.hpp"

#include "pillars/process/orders/order_store.hpp"

namespace colonnade::orders {
namespace {

using wire::Body;
using wire::Created;
using wire::IfMatch;
using wire::Page;
using wire::Paging;
using wire::Path;
using wire::Query;

struct OrderQuery {
    std::optional<std::string> q;
    std::optional<CustomerId> customer_id;
    std::optional<PersonId> seller_id;
    std::optional<TerritoryId> territory_id;
    std::optional<ProductId> product_id;
    std::optional<OrderStatus> status;
    std::optional<OrderKind> kind;
    std::optional<Date> from;
    std::optional<Date> to;
    std::optional<OrderSort> sort;
};
BOOST_DESCRIBE_STRUCT(OrderQuery, (),
                      (q, customer_id, seller_id, territory_id, product_id, status, kind, from, to, sort))

struct OrderPath {
    OrderId order_id;
};
BOOST_DESCRIBE_STRUCT(OrderPath, (), (order_id))

std::string place_of(OrderId order) { return "/orders/" + std::to_string(order.value); }

OrderFilter filter_of(OrderQuery const& query) {
    return {query.q,          query.customer_id,
            query.seller_id,  query.territory_id,
            query.product_id, query.status,
            query.kind,       query.from,
            query.to,         query.sort.value_or(OrderSort::newest)};
}

Page<OrderRow> order_page(std::vector<ListedOrder> listed, Paging const& paging) {
    std::vector<OrderRow> rows;
    std::vector<OrderCursor> cursors;
    for (ListedOrder& one : listed)
        rows.push_back(std::move(one.row)), cursors.push_back(std::move(one.cursor));
    std::size_t const last = std::min(cursors.size(), static_cast<std::size_t>(paging.limit));
    return paging.cut(std::move(rows), [&](OrderRow const&) { return cursors[last - 1]; });
}

// Changes the order and answers what it has become.
template <class F>
OrderView change(db::Database& database, Caller const& caller, std::string_view operation,
                 std::string_view reason, OrderId order, F&& work) {
    return access::write(database, caller, operation, reason, [&](access::Write& w) {
        work(w);
        return read_order(w, caller, order);
    });
}

void mount_reading(wire::Api& api, db::Database& database, RateOfToday const& rate) {
    api.get("/orders", "listOrders", "List orders, returns and credit notes", Permission::order_read,
            [&database, rate](Caller const& caller, Query<OrderQuery> const& query,
                              Paging const& paging) -> Page<OrderRow> {
                return order_page(database.read([&](db::Session& s) {
                    return list_orders(s, caller, filter_of(query), paging.after<OrderCursor>(), paging.limit,
                                       rate);
                }),
                                  paging);
            });
    api.get("/orders/{order_id}", "getOrder", "Show an order with its sellers, lines and returns",
            Permission::order_read,
            [&database](Caller const& caller, Path<OrderPath> const& at) -> OrderView {
                return database.read([&](db::Session& s) { return read_order(s, caller, at.order_id); });
            });
}

void mount_writing(wire::Api& api, db::Database& database) {
    api.post("/orders", "createOrder", "Book an order or a credit note", Permission::order_write,
             [&database](Caller const& caller, Body<NewOrder> const& ask) -> Created<OrderView> {
                 return access::write(database, caller, "createOrder", "", [&](access::Write& w) {
                     OrderId const order = create_order(w, ask);
                     return Created<OrderView>{read_order(w, caller, order), place_of(order)};
                 });
             });
    api.patch("/orders/{order_id}", "updateOrder", "Correct an order", Permission::order_write,
              [&database](Caller const& caller, Path<OrderPath> const& at, Body<OrderPatch> const& patch,
                          IfMatch const& seen) -> OrderView {
                  return change(database, caller, "updateOrder", "", at.order_id,
                                [&](access::Write& w) { update_order(w, at.order_id, seen.version, patch); });
              });
    api.post("/orders/{order_id}/cancellation", "cancelOrder", "Cancel an order, with the reason",
             Permission::order_write,
             [&database](Caller const& caller, Path<OrderPath> const& at, Body<CancelOrder> const& ask,
                         IfMatch const& seen) -> OrderView {
                 return change(database, caller, "cancelOrder", ask.reason, at.order_id,
                               [&](access::Write& w) { cancel_order(w, at.order_id, seen.version, ask); });
             });
    api.post("/orders/{order_id}/delivery", "recordDelivery", "Record what was delivered",
             Permission::order_write,
             [&database](Caller const& caller, Path<OrderPath> const& at, Body<RecordDelivery> const& ask,
                         IfMatch const& seen) -> OrderView {
                 return change(database, caller, "recordDelivery", "", at.order_id,
                               [&](access::Write& w) { record_delivery(w, at.order_id, seen.version, ask); });
             });
    api.post("/orders/{order_id}/returns", "createReturn", "Take lines of an order back",
             Permission::order_write,
             [&database](Caller const& caller, Path<OrderPath> const& at,
                         Body<NewReturn> const& ask) -> Created<OrderView> {
                 return access::write(database, caller, "createReturn", "", [&](access::Write& w) {
                     OrderId const back = create_return(w, at.order_id, ask);
                     return Created<OrderView>{read_order(w, caller, back), place_of(back)};
                 });
             });
}

}  // namespace

void mount_orders(wire::Api& api, db::Database& database, Sources const& sources) {
    mount_reading(api, database, sources.rate);
    mount_writing(api, database);
}

}  // namespace colonnade::orders
