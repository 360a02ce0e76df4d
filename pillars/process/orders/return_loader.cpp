#include "foundation/base/text.hpp"
#include "pillars/process/orders/order_loader.hpp"

namespace colonnade::orders {
namespace {

// Whatever sign it was written with, it reduces.
std::optional<RoundedDecimal> reducing(std::optional<RoundedDecimal> value) {
    if (value && value->count > 0) value->count = -value->count;
    return value;
}

Problem unknown(std::string code, std::string const& value, std::string column) {
    return invalid(std::move(code), {{"value", value}}, std::move(column));
}

}  // namespace

ReturnLoader::ReturnLoader(access::Write& write) : write_(write), orders_(write), lines_(write) {}

// Fills in what the original order tells. Returned before counts all but the return being read.
std::optional<Problem> ReturnLoader::read_original(ReturnLoadRow const& row, OrderLoadRow& order,
                                                   OrderLineLoadRow& line) {
    using Text = std::optional<std::string>;
    auto const found = write_.maybe<std::int64_t, Text, Text, std::string>(
        "select o.order_id, c.external_id, t.external_id, o.currency from orders o "
        "join customers c on c.customer_id = o.customer_id left join territories t on t.territory_id = "
        "o.territory_id "
        "where o.external_id = :external",
        {{"external", row.original}});
    if (!found) return unknown("orders.original_unknown", row.original, "original");
    auto const& [id, customer, territory, currency] = *found;
    if (order.customer.empty()) order.customer = customer.value_or("");
    if (order.currency.empty()) order.currency = currency;
    order.territory = territory.value_or("");
    for (auto const& [person, share] : write_.rows<std::string, Rate>(
             "select coalesce(p.external_id, p.name), s.share from order_sellers s join people p "
             "on p.person_id = s.person_id where s.order_id = :order order by s.place",
             {{"order", id}}))
        order.sellers.push_back({person, share});
    if (row.line.empty()) return std::nullopt;
    auto const sold =
        write_.maybe<OrderLineId, std::optional<std::string>, Quantity, std::int64_t, std::int64_t>(
            "select l.line_id, p.external_id, l.quantity, l.net_amount, l.unit_price from order_lines l "
            "left join products p on p.product_id = l.product_id "
            "where l.order_id = :order and (l.external_id = :line or cast(l.line_no as text) = :line)",
            {{"order", id}, {"line", row.line}});
    if (!sold) return unknown("orders.line_unknown", row.line, "line");
    auto const& [line_id, product, quantity, net, price] = *sold;
    auto const back = write_.one<std::optional<std::int64_t>, std::optional<std::int64_t>>(
        "select -sum(l.quantity), -sum(l.net_amount) from order_lines l join orders o on o.order_id = "
        "l.order_id "
        "where l.original_line_id = :line and o.status <> 'cancelled' and o.external_id <> :self",
        {{"line", line_id}, {"self", order.external_id}});
    line.original_line = line_id;
    if (line.product.empty()) line.product = product.value_or("");
    if (!line.quantity)
        line.quantity = RoundedDecimal{-(quantity.count - std::get<0>(back).value_or(0)), true};
    if (!line.unit_price) line.unit_price = RoundedDecimal{price, true};
    ReturnableLine const returnable{
        quantity, net, {}, {std::get<0>(back).value_or(0)}, std::get<1>(back).value_or(0), 0, true};
    if (-line.quantity->count > quantity.count - returnable.returned.count)
        return invalid("orders.return_too_much",
                       {{"left", Quantity{quantity.count - returnable.returned.count}.text()}}, "quantity");
    if (!line.net_amount && line.quantity->count != 0)
        line.net_amount = RoundedDecimal{
            returned_amounts(returnable, {-line.quantity->count}, "quantity").net_amount, true};
    return std::nullopt;
}

Outcome ReturnLoader::add(ReturnLoadRow const& row) {
    OrderLoadRow order;
    OrderLineLoadRow line;
    order.external_id = normalised(row.external_id), order.kind = row.kind.empty() ? "return" : row.kind;
    if (order.kind == "order") return Outcome::refuse(unknown("orders.kind", row.kind, "kind"));
    order.original = row.original, order.customer = row.customer, order.currency = row.currency;
    order.booked_on = row.booked_on, order.note = row.note;
    if (row.booked_on) order.status = "delivered", order.delivered_on = row.booked_on;
    line.order = order.external_id, line.product = row.product;
    line.external_id = row.line;  // one return gives back each line once
    line.quantity = reducing(row.quantity), line.net_amount = reducing(row.net_amount);
    if (!row.original.empty())
        if (auto problem = read_original(row, order, line)) return Outcome::refuse(std::move(*problem));
    if (!line.net_amount) return Outcome::refuse(invalid("orders.line_amount_missing", {}, "net_amount"));
    if (!line.quantity) line.quantity = RoundedDecimal{-Quantity::scale, true};
    Outcome const head = orders_.add(order);
    if (head.result == LoadResult::refused) return head;
    orders_.flush();
    Outcome outcome = lines_.add(line);
    lines_.flush();  // the next row may give back more of the same line
    if (outcome.result == LoadResult::unchanged && head.result == LoadResult::updated)
        outcome.result = head.result;
    return outcome;
}

void ReturnLoader::finish() {
    lines_.finish();
    orders_.finish();
}

}  // namespace colonnade::orders
