#include "pillars/process/orders/order_row_store.hpp"

#include "foundation/base/problem.hpp"
#include "foundation/base/text.hpp"

namespace colonnade::orders {
namespace {

using Text = std::optional<std::string>;

template <class T> Text text_of(std::optional<T> const& given) { return given ? Text(*given) : std::nullopt; }

}  // namespace

OrderHead head_of(access::Write& w, OrderView const& view) {
    OrderHead head{view.order_id,
                   view.external_id,
                   view.number,
                   view.kind,
                   {},
                   view.customer_id,
                   view.territory_id,
                   view.booked_on,
                   view.promised_on,
                   view.delivered_on,
                   view.status,
                   view.order_type,
                   view.channel,
                   view.net_amount.currency,
                   view.net_amount.units,
                   view.tax_amount.units,
                   view.freight_amount.units,
                   false,
                   view.note};
    std::tie(head.original, head.amount_given) = w.one<std::optional<OrderId>, bool>(
        "select original_order_id, amount_given from orders where order_id = :order",
        {{"order", view.order_id}});
    return head;
}

void require(access::Write& w, std::string_view sql, std::int64_t id, std::string code, std::string path) {
    if (!w.exists(sql, {{"id", id}})) throw invalid(std::move(code), {}, std::move(path));
}

void check_head(access::Write& w, OrderHead const& head) {
    require(w, "select 1 from customers where customer_id = :id", head.customer.value,
            "orders.customer_unknown", "customer_id");
    if (head.territory)
        require(w, "select 1 from territories where territory_id = :id", head.territory->value,
                "orders.territory_unknown", "territory_id");
    if (head.original)
        require(w, "select 1 from orders where order_id = :id and kind = 'order'", head.original->value,
                "orders.original_unknown", "original_order_id");
    if (head.external_id &&
        w.exists("select 1 from orders where external_id = :external and order_id <> :self",
                 {{"external", *head.external_id}, {"self", head.id}}))
        throw conflict("orders.external_id_taken", {{"external_id", *head.external_id}}, "external_id");
    if (head.delivered_on && *head.delivered_on < head.booked_on)
        throw invalid("orders.delivered_before_booked", {}, "delivered_on");
    check_sign(head.kind, head.net, "net_amount");
}

void put_head(access::Write& w, OrderHead const& head, std::int64_t seller_count, RowPut how) {
    db::Params const params{
        {"order", head.id},
        {"external", head.external_id},
        {"number", head.number},
        {"kind", order_kind_text(head.kind)},
        {"original", head.original},
        {"customer", head.customer},
        {"territory", head.territory},
        {"booked", head.booked_on},
        {"promised", head.promised_on},
        {"delivered", head.delivered_on},
        {"status", order_status_text(head.status)},
        {"type", head.type ? db::Value(order_type_text(*head.type)) : db::Value(nullptr)},
        {"channel", head.channel},
        {"currency", head.currency},
        {"net", head.net},
        {"tax", head.tax},
        {"freight", head.freight},
        {"note", head.note},
        {"key", prefix_key(key_form(head.number.value_or(head.external_id.value_or(""))))},
        {"sellers", seller_count},
        {"given", head.amount_given},
        {"change", w.change_id()}};
    if (how == RowPut::insert) {
        w.run(
            "insert into orders (order_id, external_id, number, kind, original_order_id, customer_id, "
            "territory_id, "
            "booked_on, promised_on, delivered_on, status, order_type, channel, currency, net_amount, "
            "tax_amount, "
            "freight_amount, note, number_key, seller_count, amount_given, change_id) values (:order, "
            ":external, :number, "
            ":kind, :original, :customer, :territory, :booked, :promised, :delivered, :status, :type, "
            ":channel, "
            ":currency, :net, :tax, :freight, :note, :key, :sellers, :given, :change)",
            params);
        return;
    }
    w.keep_history("orders", "order_id", head.id);
    w.run(
        "update orders set external_id = :external, number = :number, kind = :kind, original_order_id = "
        ":original, "
        "customer_id = :customer, territory_id = :territory, booked_on = :booked, promised_on = :promised, "
        "delivered_on = :delivered, status = :status, order_type = :type, channel = :channel, currency = "
        ":currency, "
        "net_amount = :net, tax_amount = :tax, freight_amount = :freight, note = :note, number_key = :key, "
        "seller_count = :sellers, amount_given = :given, change_id = :change where order_id = :order",
        params);
}

void put_sellers(access::Write& w, OrderHead const& head, std::vector<SellerShare> const& sellers,
                 RowPut how) {
    if (how == RowPut::replace) {
        w.keep_history("order_sellers", "order_id", head.id);
        w.run("delete from order_sellers where order_id = :order", {{"order", head.id}});
    }
    std::int64_t place = 0;
    for (SellerShare const& seller : sellers) {
        w.run(
            "insert into order_sellers (order_id, person_id, share, place, booked_on, change_id) values "
            "(:order, :person, "
            ":share, :place, :booked, :change)",
            {{"order", head.id},
             {"person", seller.person},
             {"share", seller.share},
             {"place", ++place},
             {"booked", head.booked_on},
             {"change", w.change_id()}});
        w.run(
            "insert into customer_sellers (person_id, customer_id) select :person, :customer where not "
            "exists "
            "(select 1 from customer_sellers where person_id = :person and customer_id = :customer)",
            {{"person", seller.person}, {"customer", head.customer}});
    }
}

void put_lines(access::Write& w, OrderHead const& head, std::vector<LineRecord> const& lines, RowPut how) {
    if (how == RowPut::replace) {
        if (w.exists("select 1 from order_lines r join order_lines l on l.line_id = r.original_line_id "
                     "where l.order_id = :order",
                     {{"order", head.id}}))
            throw conflict("orders.has_returns", {}, "lines");
        w.keep_history("order_lines", "order_id", head.id);
        w.run("delete from order_lines where order_id = :order", {{"order", head.id}});
    }
    std::int64_t no = 0;
    for (LineRecord const& line : lines) {
        LineFields const& f = line.fields;
        w.run(
            "insert into order_lines (line_id, order_id, line_no, external_id, product_id, description, "
            "quantity, "
            "unit_price, discount, net_amount, cost_amount, promised_on, delivered_on, original_line_id, "
            "change_id) values "
            "(:line, :order, :no, :external, :product, :description, :quantity, :price, :discount, :net, "
            ":cost, :promised, "
            ":delivered, :original, :change)",
            {{"line", w.next_id("order_lines")},
             {"order", head.id},
             {"no", ++no},
             {"external", text_of(f.external_id)},
             {"product", f.product_id},
             {"description", text_of(f.description)},
             {"quantity", f.quantity},
             {"price", line.unit_price},
             {"discount", f.discount.value_or(Rate{})},
             {"net", line.net},
             {"cost", f.cost_amount},
             {"promised", f.promised_on},
             {"delivered", f.delivered_on},
             {"original", line.original},
             {"change", w.change_id()}});
    }
}

std::int64_t sum_of(std::vector<LineRecord> const& lines) {
    std::vector<std::int64_t> amounts;
    for (LineRecord const& line : lines) amounts.push_back(line.net);
    return order_amount({}, amounts).lines;
}

void record(access::Write& w, std::string const& before, OrderId order) {
    w.audit("order", order, before, wire::to_json(read_order(w, w.caller(), order)));
}

}  // namespace colonnade::orders
