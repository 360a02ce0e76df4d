#include "pillars/process/orders/order_columns_store.hpp"

#include <fmt/format.h>

namespace colonnade::orders {
namespace {

db::Params params_of(IdRange range) { return {{"from", range.from}, {"to", range.to}}; }

// "2026-03-31", as the database keeps every date, as days since 1970.
std::int32_t days_of(std::string const& text) {
    auto digit = [&](std::size_t at) { return text[at] - '0'; };
    int const year = digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3);
    auto const month = static_cast<unsigned>(digit(5) * 10 + digit(6));
    auto const day = static_cast<unsigned>(digit(8) * 10 + digit(9));
    std::chrono::sys_days const days = std::chrono::year_month_day(
        std::chrono::year(year), std::chrono::month(month), std::chrono::day(day));
    return static_cast<std::int32_t>(days.time_since_epoch().count());
}

void select_lines(db::Session& session, std::string_view sql, IdRange range,
                  std::function<void(LineFact const&)> const& take) {
    session.each<OrderLineId, OrderId, ProductId, Quantity, std::int64_t, std::optional<std::int64_t>>(
        sql, params_of(range),
        [&](OrderLineId line, OrderId order, ProductId product, Quantity quantity, std::int64_t net,
            std::optional<std::int64_t> cost) {
            take({line, order, product, quantity, net, cost.value_or(LineFact::no_cost)});
        });
}

}  // namespace

void read_orders(db::Session& session, IdRange orders, std::function<void(OrderFact const&)> const& take) {
    std::string last_code;
    Currency currency;
    // Words come as numbers in the order of their enums: a number costs a fraction of a text.
    session.each<OrderId, CustomerId, TerritoryId, std::string, std::optional<std::string>, int, std::string,
                 std::int64_t>(
        "select order_id, customer_id, coalesce(territory_id, 0), booked_on, delivered_on, "
        "case kind when 'order' then 0 when 'return' then 1 else 2 end * 8 + "
        "case status when 'delivered' then 2 when 'open' then 0 when 'partly_delivered' then 1 else 3 end * "
        "2 + "
        "amount_given, currency, net_amount from orders where order_id >= :from and order_id < :to order by "
        "order_id",
        params_of(orders),
        [&](OrderId order, CustomerId customer, TerritoryId territory, std::string const& booked,
            std::optional<std::string> const& delivered, int words, std::string const& code,
            std::int64_t net) {
            if (code != last_code) currency = Currency::parse(code), last_code = code;
            take({order, static_cast<OrderKind>(words / 8), customer, territory,
                  Date::from_number(days_of(booked)),
                  delivered ? days_of(*delivered) : OrderFact::not_delivered,
                  static_cast<OrderStatus>(words / 2 % 4), words % 2 != 0, currency, net});
        });
}

void read_sellers(db::Session& session, IdRange orders, std::function<void(SellerFact const&)> const& take) {
    session.each<OrderId, PersonId, Rate>(
        "select order_id, person_id, share from order_sellers where order_id >= :from and order_id < :to "
        "order by order_id, person_id",
        params_of(orders), [&](OrderId order, PersonId person, Rate share) {
            take({order, person, share});
        });
}

void read_lines(db::Session& session, IdRange lines, std::function<void(LineFact const&)> const& take) {
    select_lines(session,
                 "select line_id, order_id, coalesce(product_id, 0), quantity, net_amount, cost_amount from "
                 "order_lines "
                 "where line_id >= :from and line_id < :to order by line_id",
                 lines, take);
}

void read_lines_of(db::Session& session, IdRange orders, std::function<void(LineFact const&)> const& take) {
    select_lines(session,
                 "select line_id, order_id, coalesce(product_id, 0), quantity, net_amount, cost_amount from "
                 "order_lines "
                 "where order_id >= :from and order_id < :to order by order_id, line_no",
                 orders, take);
}

std::vector<OrderId> changed_orders(db::Session& session, ChangeId seen) {
    std::string sql;
    for (std::string_view table : {"orders", "order_sellers", "order_lines"})
        sql += fmt::format(
            "{0}select order_id from {1} where change_id > :seen union "
            "select order_id from {1}_history where ended_by > :seen",
            sql.empty() ? "" : " union ", table);
    std::vector<OrderId> changed;
    session.each<OrderId>(sql + " order by 1", {{"seen", seen}},
                          [&](OrderId order) { changed.push_back(order); });
    return changed;
}

ChangeId latest_order_change(db::Session& session) {
    ChangeId latest;
    for (std::string_view table : {"orders", "order_sellers", "order_lines"}) {
        auto const [now, ended] = session.one<std::optional<ChangeId>, std::optional<ChangeId>>(fmt::format(
            "select (select max(change_id) from {0}), (select max(ended_by) from {0}_history)", table));
        latest = std::max({latest, now.value_or(ChangeId{}), ended.value_or(ChangeId{})});
    }
    return latest;
}

}  // namespace colonnade::orders
