#include "insight/source_store.hpp"

namespace colonnade::insight {

OrderLabel order_label(db::Session& session, std::int64_t order_id) {
    OrderLabel label;
    auto const row =
        session.maybe<std::string, std::string, std::int64_t, std::string, std::int64_t, Currency>(
            "select coalesce(o.number, o.external_id, ''), o.kind, o.customer_id, c.name, o.net_amount, "
            "o.currency "
            "from orders o join customers c on c.customer_id = o.customer_id where o.order_id = :order",
            {{"order", order_id}});
    if (!row) return label;
    std::tie(label.number, label.kind, label.customer_id, label.customer, label.amount.units,
             label.amount.currency) = *row;
    if (label.number.empty()) label.number = std::to_string(order_id);
    return label;
}

std::vector<LineLabel> order_lines(db::Session& session, std::int64_t order_id) {
    std::vector<LineLabel> lines;
    session.each<std::int64_t, std::optional<std::int64_t>, std::string, Quantity, std::int64_t, Rate,
                 std::int64_t, std::optional<std::int64_t>>(
        "select l.line_no, l.product_id, coalesce(p.name, l.description, ''), l.quantity, l.unit_price, "
        "l.discount, "
        "l.net_amount, l.cost_amount from order_lines l left join products p on p.product_id = l.product_id "
        "where l.order_id = :order order by l.line_no",
        {{"order", order_id}},
        [&](std::int64_t line_no, std::optional<std::int64_t> product_id, std::string const& product,
            Quantity quantity, std::int64_t unit_price, Rate discount, std::int64_t amount,
            std::optional<std::int64_t> cost) {
            lines.push_back({line_no, product_id, product, quantity, unit_price, discount, amount, cost});
        });
    return lines;
}

std::string customer_name(db::Session& session, std::int64_t customer_id) {
    auto const row = session.maybe<std::string>("select name from customers where customer_id = :id",
                                                {{"id", customer_id}});
    return row ? std::get<0>(*row) : std::to_string(customer_id);
}

std::string product_name(db::Session& session, std::int64_t product_id) {
    auto const row =
        session.maybe<std::string>("select name from products where product_id = :id", {{"id", product_id}});
    return row ? std::get<0>(*row) : std::to_string(product_id);
}

Categories product_categories(db::Session& session) {
    Categories categories;
    session.each<std::int64_t, std::int64_t>(
        "select product_id, category_id from products where category_id is not null", {},
        [&](std::int64_t product, std::int64_t category) {
            categories.of_product.emplace(product, category);
        });
    session.each<std::int64_t, std::string>(
        "select category_id, name from product_categories", {},
        [&](std::int64_t category, std::string const& name) { categories.names.emplace(category, name); });
    return categories;
}

}  // namespace colonnade::insight
