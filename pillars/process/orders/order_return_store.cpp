// Returns made from the lines of an order.
#include <fmt/format.h>

#include "foundation/base/problem.hpp"
#include "pillars/process/orders/order_row_store.hpp"

namespace colonnade::orders {

namespace {

// The line that goes back with part of a sold one.
LineRecord returned_line(access::Write& w, OrderView const& sold, LineView const& line, Quantity quantity,
                         Date booked_on, std::string const& path) {
    auto const [amount, cost, own_cost] =
        w.one<std::optional<std::int64_t>, std::optional<std::int64_t>, std::optional<std::int64_t>>(
            "select -sum(r.net_amount), -sum(r.cost_amount), "
            "(select cost_amount from order_lines where line_id = :line) "
            "from order_lines r join orders o on o.order_id = r.order_id "
            "where r.original_line_id = :line and o.status <> 'cancelled'",
            {{"line", line.line_id}});
    ReturnedAmounts const back =
        returned_amounts({line.quantity, line.net_amount.units, own_cost, line.returned, amount.value_or(0),
                          cost.value_or(0), line.delivered_on || sold.delivered_on},
                         quantity, path + ".quantity");
    LineFields fields;
    fields.product_id = line.product_id;
    if (line.description) fields.description = wire::Text<500>(*line.description);
    fields.quantity = {-quantity.count};
    fields.discount = line.discount;
    fields.delivered_on = booked_on;
    if (back.cost_amount) fields.cost_amount = AmountText{*back.cost_amount};
    return {fields, line.unit_price.units, back.net_amount, line.line_id};
}

std::vector<LineRecord> returned_lines(access::Write& w, OrderView const& sold, NewReturn const& ask) {
    std::vector<LineRecord> lines;
    std::set<OrderLineId> seen;
    for (std::size_t i = 0; i < ask.lines.size(); ++i) {
        std::string const path = fmt::format("lines[{}]", i);
        ReturnedLine const& asked = ask.lines[i];
        auto const line = std::find_if(sold.lines.begin(), sold.lines.end(),
                                       [&](LineView const& l) { return l.line_id == asked.line_id; });
        if (line == sold.lines.end() || !seen.insert(asked.line_id).second)
            throw invalid("orders.line_unknown", {{"value", std::to_string(asked.line_id.value)}},
                          path + ".line_id");
        lines.push_back(returned_line(w, sold, *line, asked.quantity, ask.booked_on, path));
    }
    return lines;
}

// What a return of that order, on that day, begins with.
OrderHead return_head(access::Write& w, OrderView const& sold, NewReturn const& ask) {
    OrderHead head;
    head.id = {w.next_id("orders")};
    if (ask.number) head.number = *ask.number;
    if (ask.note) head.note = *ask.note;
    head.kind = OrderKind::return_;
    head.original = sold.order_id;
    head.customer = sold.customer_id;
    head.territory = sold.territory_id;
    head.booked_on = ask.booked_on;
    head.delivered_on = ask.booked_on;
    head.status = OrderStatus::delivered;
    head.channel = sold.channel;
    head.currency = sold.net_amount.currency;
    return head;
}

}  // namespace

OrderId create_return(access::Write& w, OrderId order, NewReturn const& ask) {
    OrderView const sold = read_order(w, w.caller(), order);
    if (sold.kind != OrderKind::order) throw conflict("orders.return_of_return");
    if (sold.status == OrderStatus::cancelled) throw conflict("orders.cancelled");
    if (ask.lines.empty()) throw invalid("orders.return_empty", {}, "lines");
    if (ask.booked_on < sold.booked_on) throw invalid("orders.return_before_order", {}, "booked_on");
    std::vector<LineRecord> const lines = returned_lines(w, sold, ask);
    OrderHead head = return_head(w, sold, ask);
    head.net = sum_of(lines);
    check_sign(head.kind, head.net, "lines");
    std::vector<SellerShare> sellers;
    for (SellerView const& seller : sold.sellers) {
        refuse_own_credit(w.caller(), seller.person_id, "");
        sellers.push_back({seller.person_id, seller.share});
    }
    put_head(w, head, static_cast<std::int64_t>(sellers.size()), RowPut::insert);
    put_sellers(w, head, sellers, RowPut::insert);
    put_lines(w, head, lines, RowPut::insert);
    record(w, "", head.id);
    return head.id;
}

}  // namespace colonnade::orders
