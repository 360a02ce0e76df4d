#include "pillars/process/orders/order_list_store.hpp"

#include <fmt/format.h>

#include <unordered_map>

#include "foundation/db/id_list.hpp"
#include "pillars/process/orders/order_query_store.hpp"

namespace colonnade::orders {
namespace {

constexpr int first_window_days =
    14;  // gathered by dates, a window that grows fourfold until the page is full

// The columns of a row of the list, from `page` to its orders.
constexpr std::string_view rows_of_page =
    "select o.order_id, o.number, o.kind, o.status, o.booked_on, o.promised_on, o.delivered_on, "
    "o.customer_id, c.name, "
    "o.territory_id, t.name, o.currency, o.net_amount, s.person_id, p.name, o.seller_count from page "
    "cross join orders o join customers c on c.customer_id = o.customer_id "
    "left join territories t on t.territory_id = o.territory_id "
    "left join order_sellers s on s.order_id = o.order_id and s.place = 1 "
    "left join people p on p.person_id = s.person_id where o.order_id = page.order_id";

std::vector<ListedOrder> rows(db::Session& session, Caller const& caller, std::string const& sql,
                              db::Params const& params) {
    using Text = std::optional<std::string>;
    using MaybeDate = std::optional<Date>;
    std::vector<ListedOrder> listed;
    for (auto& [id, number, kind, status, booked, promised, delivered, customer, customer_name, territory,
                territory_name, currency, net, seller, seller_name, sellers] :
         session.rows<OrderId, Text, std::string, std::string, Date, MaybeDate, MaybeDate, CustomerId,
                      std::string, std::optional<TerritoryId>, Text, Currency, std::int64_t,
                      std::optional<PersonId>, Text, std::int64_t>(sql, params)) {
        OrderStatus const known = find_order_status(status).value_or(OrderStatus::open);
        listed.push_back({{id,
                           number,
                           find_order_kind(kind).value_or(OrderKind::order),
                           known,
                           booked,
                           promised,
                           delivered,
                           days_late(promised, delivered, known, caller.today),
                           customer,
                           customer_name,
                           territory,
                           territory_name,
                           {net, currency},
                           seller,
                           seller_name,
                           sellers},
                          {booked.text(), currency.text(), net, id}});
    }
    return listed;
}

std::vector<ListedOrder> run_by_date(db::Session& session, Caller const& caller, OrderFilter const& filter,
                                     Query query, std::int64_t limit) {
    query.bind("limit", limit + 1);
    std::string_view const order = descending(filter.sort) ? "o.booked_on desc, o.order_id desc"
                                                           : "o.booked_on, o.order_id";
    return rows(session, caller,
                fmt::format("with {}page as (select o.order_id from {} where {} order by {} limit :limit) {} "
                            "order by {}",
                            query.with.empty() ? "" : query.with + ", ", query.from, query.where, order,
                            rows_of_page, order),
                query.params);
}

// Newest or oldest first: windows of days that grow until the page is full.
std::vector<ListedOrder> run_windows(db::Session& session, Caller const& caller, OrderFilter const& filter,
                                     std::optional<OrderCursor> const& after, Query const& query,
                                     std::int64_t limit) {
    bool const down = filter.sort == OrderSort::newest;
    std::string const low = filter.from ? filter.from->text() : std::string(beginning);
    std::string const high = filter.to ? filter.to->text() : std::string(end_of_time);
    auto const edge = session.one<std::optional<std::string>, std::optional<std::string>>(
        "select (select min(booked_on) from orders), (select max(booked_on) from orders)");
    if (!std::get<0>(edge)) return {};
    std::string const first = std::max(low, *std::get<0>(edge));
    std::string const last = std::min(high, Date::parse(*std::get<1>(edge)).plus_days(1).text());
    std::vector<ListedOrder> listed;
    std::string at = down ? last : first;
    if (after)
        at = down ? std::min(at, Date::parse(after->booked_on).plus_days(1).text())
                  : std::max(at, after->booked_on);
    for (int days = first_window_days;
         static_cast<std::int64_t>(listed.size()) <= limit && (down ? at > first : at < last);
         days = std::min(days * 4, 100'000)) {
        Date const now = Date::parse(at);
        std::string const next = down
                                     ? (now - Date::parse(first) > days ? now.plus_days(-days).text() : first)
                                     : (Date::parse(last) - now > days ? now.plus_days(days).text() : last);
        Query window = query;
        window.bind("low_date", down ? next : at);
        window.bind("high_date", down ? at : next);
        auto more = run_by_date(session, caller, filter, std::move(window),
                                limit - static_cast<std::int64_t>(listed.size()));
        listed.insert(listed.end(), std::make_move_iterator(more.begin()),
                      std::make_move_iterator(more.end()));
        at = next;
    }
    return listed;
}

// The rows of these orders, in their order.
std::vector<ListedOrder> rows_of(db::Session& session, Caller const& caller,
                                 std::vector<OrderId> const& orders) {
    std::string const sql = fmt::format("with page as (select order_id from orders where order_id in {}) {}",
                                        db::IdList::sql(), rows_of_page);
    std::unordered_map<std::int64_t, ListedOrder> found;
    db::IdList::each(std::span(orders), [&](db::Params const& params) {
        for (ListedOrder& one : rows(session, caller, sql, params))
            found.emplace(one.row.order_id.value, std::move(one));
    });
    std::vector<ListedOrder> listed;
    for (OrderId const order : orders) listed.push_back(std::move(found.at(order.value)));
    return listed;
}

}  // namespace

std::vector<ListedOrder> list_orders(db::Session& session, Caller const& caller, OrderFilter const& filter,
                                     std::optional<OrderCursor> const& after, std::int64_t limit,
                                     RateOfToday const& rate) {
    if (!by_date(filter.sort))
        return rows_of(session, caller, page_by_value(session, caller, filter, after, limit, rate));
    OrderSearch search = search_orders(session, caller, filter);
    if (after) {
        search.query.require(fmt::format("(o.booked_on, o.order_id) {} (:after, :after_id)",
                                         descending(filter.sort) ? "<" : ">"));
        search.query.bind("after", after->booked_on);
        search.query.bind("after_id", after->order_id);
    }
    if (search.gathered) return run_windows(session, caller, filter, after, search.query, limit);
    return run_by_date(session, caller, filter, std::move(search.query), limit);
}

}  // namespace colonnade::orders
