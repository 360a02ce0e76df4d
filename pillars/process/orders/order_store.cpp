#include "pillars/process/orders/order_store.hpp"

#include <fmt/format.h>

#include "foundation/base/problem.hpp"
#include "pillars/process/orders/order_list_store.hpp"
#include "pillars/process/orders/product_store.hpp"

namespace colonnade::orders {
namespace {

using Text = std::optional<std::string>;
using MaybeDate = std::optional<Date>;

void read_head(db::Session& session, Caller const& caller, OrderView& view, Currency& currency) {
    access::Condition const seen = visible_order(caller, Permission::order_read, "o");
    auto const row =
        session.maybe<Text, Text, std::string, CustomerId, std::string, std::optional<TerritoryId>, Text,
                      Date, MaybeDate, MaybeDate, std::string, Text, Text, Currency, std::int64_t,
                      std::int64_t, std::int64_t, Text, ChangeId>(
            "select o.external_id, o.number, o.kind, o.customer_id, c.name, o.territory_id, t.name, "
            "o.booked_on, o.promised_on, "
            "o.delivered_on, o.status, o.order_type, o.channel, o.currency, o.net_amount, o.tax_amount, "
            "o.freight_amount, "
            "o.note, o.change_id from orders o join customers c on c.customer_id = o.customer_id "
            "left join territories t on t.territory_id = o.territory_id where o.order_id = :order and " +
                seen.sql,
            access::joined({{"order", view.order_id}}, seen.params));
    if (!row) throw not_found();
    std::string kind, status;
    Text type;
    std::tie(view.external_id, view.number, kind, view.customer_id, view.customer, view.territory_id,
             view.territory, view.booked_on, view.promised_on, view.delivered_on, status, type, view.channel,
             currency, view.net_amount.units, view.tax_amount.units, view.freight_amount.units, view.note,
             view.version) = *row;
    view.kind = find_order_kind(kind).value_or(OrderKind::order);
    view.status = find_order_status(status).value_or(OrderStatus::open);
    if (type) view.order_type = find_order_type(*type);
    view.net_amount.currency = view.tax_amount.currency = view.freight_amount.currency = currency;
    view.days_late = days_late(view.promised_on, view.delivered_on, view.status, caller.today);
}

void read_lines(db::Session& session, Caller const& caller, OrderView& view, Currency currency) {
    bool const costs = caller.scope(Permission::order_read) == Scope::all;
    for (auto& [id, no, external, product, product_name, description, quantity, price, discount, net, cost,
                promised, delivered, original, returned, version] :
         session.rows<OrderLineId, std::int64_t, Text, std::optional<ProductId>, Text, Text, Quantity,
                      std::int64_t, Rate, std::int64_t, std::optional<std::int64_t>, MaybeDate, MaybeDate,
                      std::optional<OrderLineId>, std::optional<Quantity>, ChangeId>(
             "select l.line_id, l.line_no, l.external_id, l.product_id, p.name, l.description, l.quantity, "
             "l.unit_price, "
             "l.discount, l.net_amount, l.cost_amount, l.promised_on, l.delivered_on, l.original_line_id, "
             "(select -sum(r.quantity) from order_lines r join orders ro on ro.order_id = r.order_id "
             "where r.original_line_id = l.line_id and ro.status <> 'cancelled'), l.change_id from "
             "order_lines l "
             "left join products p on p.product_id = l.product_id where l.order_id = :order order by "
             "l.line_no",
             {{"order", view.order_id}})) {
        LineView line{id,          no,       external,          product,  product_name,
                      description, quantity, {price, currency}, discount, {net, currency},
                      {},          promised, delivered,         original, returned.value_or(Quantity{})};
        if (costs)
            line.cost = line_cost(
                cost, currency, quantity,
                product ? stored_prices(session, *product, PriceKind::cost) : std::vector<PriceRow>(),
                view.booked_on);
        view.lines.push_back(std::move(line));
        view.version = std::max(view.version, version);
    }
}

std::vector<RelatedOrder> related(db::Session& session, Caller const& caller, std::string_view where,
                                  OrderId order) {
    access::Condition const seen = visible_order(caller, Permission::order_read, "o");
    std::vector<RelatedOrder> found;
    for (auto& [id, number, kind, status, booked, net, currency] :
         session.rows<OrderId, Text, std::string, std::string, Date, std::int64_t, Currency>(
             fmt::format("select o.order_id, o.number, o.kind, o.status, o.booked_on, o.net_amount, "
                         "o.currency from orders o "
                         "where {} and {} order by o.booked_on, o.order_id",
                         where, seen.sql),
             access::joined({{"order", order}}, seen.params)))
        found.push_back({id,
                         number,
                         find_order_kind(kind).value_or(OrderKind::order),
                         find_order_status(status).value_or(OrderStatus::open),
                         booked,
                         {net, currency}});
    return found;
}

}  // namespace

OrderView read_order(db::Session& session, Caller const& caller, OrderId order) {
    OrderView view;
    view.order_id = order;
    Currency currency;
    read_head(session, caller, view, currency);
    for (auto& [person, name, share, version] : session.rows<PersonId, std::string, Rate, ChangeId>(
             "select s.person_id, p.name, s.share, s.change_id from order_sellers s join people p "
             "on p.person_id = s.person_id where s.order_id = :order order by s.place",
             {{"order", order}})) {
        view.sellers.push_back({person, name, share});
        view.version = std::max(view.version, version);
    }
    read_lines(session, caller, view, currency);
    std::vector<std::int64_t> amounts;
    for (LineView const& line : view.lines) amounts.push_back(line.net_amount.units);
    OrderAmount const amount = order_amount(view.net_amount.units, amounts);
    view.lines_amount = {amount.lines, currency};
    view.difference = {amount.difference, currency};
    auto const originals =
        related(session, caller,
                "o.order_id = (select x.original_order_id from orders x where x.order_id = :order)", order);
    if (!originals.empty()) view.original = originals.front();
    view.returns = related(session, caller, "o.original_order_id = :order", order);
    view.is_unmatched =
        reduces(view.kind) &&
        !session.exists("select 1 from orders where order_id = :order and original_order_id is not null",
                        {{"order", order}});
    return view;
}

std::vector<customers::TimelineEntry> read_order_timeline(
    db::Session& session, Caller const& caller, CustomerId customer,
    std::optional<customers::TimelineCursor> const& after, std::int64_t limit) {
    using customers::TimelineKind;
    access::Condition const seen = visible_order(caller, Permission::order_read, "o");
    db::Params params = access::joined({{"customer", customer}, {"limit", limit}}, seen.params);
    std::string where;
    if (after) {
        where =
            " and (o.booked_on, case o.kind when 'order' then 0 when 'return' then 1 else 2 end, o.order_id) "
            "< "
            "(:on, :after_kind, :after_id)";
        params =
            access::joined(std::move(params),
                           {{"on", after->on}, {"after_kind", after->kind}, {"after_id", after->subject_id}});
    }
    std::vector<customers::TimelineEntry> entries;
    for (auto& [id, number, kind, status, booked, net, currency, person, name] :
         session.rows<OrderId, Text, std::string, std::string, Date, std::int64_t, Currency,
                      std::optional<PersonId>, Text>(
             fmt::format(
                 "select o.order_id, o.number, o.kind, o.status, o.booked_on, o.net_amount, o.currency, "
                 "s.person_id, "
                 "p.name from orders o left join order_sellers s on s.order_id = o.order_id and s.place = 1 "
                 "left join people p on p.person_id = s.person_id where o.customer_id = :customer and {}{} "
                 "order by o.booked_on desc, case o.kind when 'order' then 0 when 'return' then 1 else 2 end "
                 "desc, "
                 "o.order_id desc limit :limit",
                 seen.sql, where),
             params))
        entries.push_back({kind == "order"    ? TimelineKind::order
                           : kind == "return" ? TimelineKind::returned
                                              : TimelineKind::credit_note,
                           booked, id.value, number.value_or(""), status, Money{net, currency}, person,
                           name});
    return entries;
}

bool has_orders(db::Session& session) { return session.exists("select 1 from orders limit 1"); }

}  // namespace colonnade::orders
