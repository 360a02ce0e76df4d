// Changes of orders. Any change of a seller or a line is a change of the order.
#include <fmt/format.h>

#include "foundation/base/problem.hpp"
#include "pillars/process/orders/order_row_store.hpp"
#include "pillars/process/orders/product_store.hpp"

namespace colonnade::orders {
namespace {

using Text = std::optional<std::string>;

template <class T> Text text_of(std::optional<T> const& given) { return given ? Text(*given) : std::nullopt; }

// Each seller is a person, and none of them the caller.
void check_people(access::Write& w, std::vector<SellerShare> const& sellers) {
    for (std::size_t i = 0; i < sellers.size(); ++i) {
        std::string const path = fmt::format("sellers[{}].person_id", i);
        require(w, "select 1 from people where person_id = :id", sellers[i].person.value,
                "orders.person_unknown", path);
        refuse_own_credit(w.caller(), sellers[i].person, path);
    }
}

// Where no seller is named, the account's owner is credited.
void check_owner(access::Write& w, OrderHead const& head, std::size_t sellers) {
    if (sellers > 0) return;
    auto const owner = w.maybe<PersonId>(
        "select person_id from customer_owners where customer_id = :customer and valid_from <= :day and "
        "(valid_to is null or valid_to > :day)",
        {{"customer", head.customer}, {"day", head.booked_on}});
    if (owner) refuse_own_credit(w.caller(), std::get<0>(*owner), "customer_id");
}

std::vector<SellerShare> shares_of(std::vector<SellerFields> const& fields) {
    std::vector<Seller> sellers;
    for (SellerFields const& field : fields) sellers.push_back({field.person_id, field.share});
    return seller_shares(sellers);
}

LineRecord line_of(access::Write& w, OrderHead const& head, LineFields const& fields,
                   std::string const& path) {
    LineRecord line{fields, 0, 0, {}};
    if (fields.product_id)
        require(w, "select 1 from products where product_id = :id", fields.product_id->value,
                "orders.product_unknown", path + ".product_id");
    if (fields.unit_price) {
        line.unit_price = fields.unit_price->count;
    } else if (fields.product_id) {
        auto const price =
            amount_on(stored_prices(w, *fields.product_id, PriceKind::price), head.currency, head.booked_on);
        if (price && price->currency == head.currency) line.unit_price = price->units;
        else if (!fields.net_amount) throw invalid("orders.line_amount_missing", {}, path + ".unit_price");
    } else if (!fields.net_amount) {
        throw invalid("orders.line_amount_missing", {}, path + ".unit_price");
    }
    line.net = fields.net_amount
                   ? fields.net_amount->count
                   : line_amount(fields.quantity, line.unit_price, fields.discount.value_or(Rate{}));
    check_sign(head.kind, line.net, path + ".net_amount");
    return line;
}

std::vector<LineRecord> lines_of(access::Write& w, OrderHead const& head,
                                 std::vector<LineFields> const& fields) {
    std::vector<LineRecord> lines;
    for (std::size_t i = 0; i < fields.size(); ++i)
        lines.push_back(line_of(w, head, fields[i], fmt::format("lines[{}]", i)));
    return lines;
}

OrderStatus status_from(OrderHead const& head, std::vector<LineRecord> const& lines) {
    std::vector<LineDelivery> deliveries;
    for (LineRecord const& line : lines)
        deliveries.push_back({line.fields.promised_on, line.fields.delivered_on});
    return status_of(head.status == OrderStatus::cancelled, head.delivered_on, deliveries);
}

// The order as it is, for a change: not cancelled, and the version the caller has seen.
OrderView changeable(access::Write& w, OrderId order, ChangeId version) {
    OrderView view = read_order(w, w.caller(), order);
    if (view.version != version) throw Problem(ProblemKind::stale, "stale");
    if (view.status == OrderStatus::cancelled) throw conflict("orders.cancelled");
    for (SellerView const& seller : view.sellers) refuse_own_credit(w.caller(), seller.person_id, "");
    return view;
}

}  // namespace

void refuse_own_credit(Caller const& caller, PersonId seller, std::string const& path) {
    if (caller.person == seller && !caller.roles.has(Role::solo))
        throw Problem(ProblemKind::forbidden, "orders.own_credit", {}, path);
}

OrderId create_order(access::Write& w, NewOrder const& ask) {
    OrderHead head{{w.next_id("orders")},
                   text_of(ask.external_id),
                   text_of(ask.number),
                   ask.kind,
                   ask.original_order_id,
                   ask.customer_id,
                   ask.territory_id,
                   ask.booked_on,
                   ask.promised_on,
                   ask.delivered_on,
                   OrderStatus::open,
                   ask.order_type,
                   text_of(ask.channel),
                   ask.currency,
                   0,
                   ask.tax_amount.value_or(AmountText{}).count,
                   ask.freight_amount.value_or(AmountText{}).count,
                   ask.net_amount.has_value(),
                   text_of(ask.note)};
    std::vector<SellerShare> const sellers = shares_of(ask.sellers);
    check_people(w, sellers);
    check_owner(w, head, sellers.size());
    std::vector<LineRecord> const lines = lines_of(w, head, ask.lines);
    head.net = ask.net_amount ? ask.net_amount->count : sum_of(lines);
    head.status = status_from(head, lines);
    check_head(w, head);
    put_head(w, head, static_cast<std::int64_t>(sellers.size()), RowPut::insert);
    put_sellers(w, head, sellers, RowPut::insert);
    put_lines(w, head, lines, RowPut::insert);
    record(w, "", head.id);
    return head.id;
}

void update_order(access::Write& w, OrderId order, ChangeId version, OrderPatch const& patch) {
    OrderView const view = changeable(w, order, version);
    if (patch.lines && view.original) throw conflict("orders.return_lines", {}, "lines");
    std::string const before = wire::to_json(view);
    OrderHead head = head_of(w, view);
    if (patch.number.given) head.number = text_of(patch.number.value);
    if (patch.customer_id) head.customer = *patch.customer_id;
    patch.territory_id.apply(head.territory);
    bool const moved = patch.booked_on && *patch.booked_on != head.booked_on;
    if (patch.booked_on) head.booked_on = *patch.booked_on;
    patch.promised_on.apply(head.promised_on);
    patch.order_type.apply(head.type);
    if (patch.channel.given) head.channel = text_of(patch.channel.value);
    if (patch.tax_amount) head.tax = patch.tax_amount->count;
    if (patch.freight_amount) head.freight = patch.freight_amount->count;
    if (patch.note.given) head.note = text_of(patch.note.value);
    if (patch.net_amount.given) head.amount_given = patch.net_amount.value.has_value();
    if (patch.net_amount.given && patch.net_amount.value) head.net = patch.net_amount.value->count;
    std::vector<LineRecord> lines;
    if (patch.lines) lines = lines_of(w, head, *patch.lines);
    if (!head.amount_given) head.net = patch.lines ? sum_of(lines) : view.lines_amount.units;
    if (patch.lines && !head.delivered_on) head.status = status_from(head, lines);
    std::vector<SellerShare> sellers;
    for (SellerView const& seller : view.sellers) sellers.push_back({seller.person_id, seller.share});
    if (patch.sellers) sellers = shares_of(*patch.sellers), check_people(w, sellers);
    check_owner(w, head, sellers.size());
    check_head(w, head);
    put_head(w, head, static_cast<std::int64_t>(sellers.size()), RowPut::replace);
    if (patch.sellers || moved || patch.customer_id) put_sellers(w, head, sellers, RowPut::replace);
    if (patch.lines) put_lines(w, head, lines, RowPut::replace);
    record(w, before, order);
}

void cancel_order(access::Write& w, OrderId order, ChangeId version, CancelOrder const& ask) {
    OrderView const view = changeable(w, order, version);
    for (RelatedOrder const& back : view.returns)
        if (back.status != OrderStatus::cancelled) throw conflict("orders.has_returns");
    OrderHead head = head_of(w, view);
    head.status = OrderStatus::cancelled;
    head.note = head.note ? *head.note + "\n" + ask.reason : std::string(ask.reason);
    put_head(w, head, static_cast<std::int64_t>(view.sellers.size()), RowPut::replace);
    record(w, wire::to_json(view), order);
}

void record_delivery(access::Write& w, OrderId order, ChangeId version, RecordDelivery const& ask) {
    OrderView const view = changeable(w, order, version);
    if (ask.delivered_on < view.booked_on)
        throw invalid("orders.delivered_before_booked", {}, "delivered_on");
    std::vector<LineDelivery> deliveries;
    std::set<OrderLineId> asked;
    if (ask.line_ids) asked.insert(ask.line_ids->begin(), ask.line_ids->end());
    for (LineView const& line : view.lines) {
        bool const now = ask.line_ids ? asked.erase(line.line_id) != 0 : !line.delivered_on;
        deliveries.push_back({line.promised_on, now ? ask.delivered_on : line.delivered_on});
        if (!now) continue;
        w.keep_history("order_lines", "line_id", line.line_id);
        w.run("update order_lines set delivered_on = :on, change_id = :change where line_id = :line",
              {{"on", ask.delivered_on}, {"change", w.change_id()}, {"line", line.line_id}});
    }
    if (!asked.empty())
        throw invalid("orders.line_unknown", {{"value", std::to_string(asked.begin()->value)}}, "line_ids");
    OrderHead head = head_of(w, view);
    head.delivered_on = view.lines.empty() ? ask.delivered_on : delivered_on_of(deliveries);
    head.status = status_of(false, head.delivered_on, deliveries);
    put_head(w, head, static_cast<std::int64_t>(view.sellers.size()), RowPut::replace);
    record(w, wire::to_json(view), order);
}

}  // namespace colonnade::orders
