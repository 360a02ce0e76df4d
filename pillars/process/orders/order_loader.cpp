#include "pillars/process/orders/order_loader.hpp"

#include "foundation/base/text.hpp"

namespace colonnade::orders {
namespace {

using Text = std::optional<std::string>;

// Orders kept back before they are surely in their table; their sellers must not get there first.
constexpr std::size_t pending_max = 1000;

void take(std::string const& cell, Text& target) {
    if (!cell.empty()) target = normalised(cell);
}

Problem unknown(std::string code, std::string const& value, std::string column) {
    return invalid(std::move(code), {{"value", value}}, std::move(column));
}

}  // namespace

struct OrderLoader::Order {
    std::int64_t id = 0;
    Text external_id, number;
    std::string kind = "order";
    std::optional<std::int64_t> original;
    std::int64_t customer = 0;
    std::optional<std::int64_t> territory;
    std::string booked_on;
    Text promised_on, delivered_on;
    std::string status = "open";
    Text order_type, channel;
    std::string currency;
    std::int64_t net_amount = 0, tax_amount = 0, freight_amount = 0;
    Text note;
    std::int64_t seller_count = 0, amount_given = 0;
    std::vector<SellerShare> sellers;
    bool sellers_given = false;

    auto fields() const {
        return std::tie(external_id, number, kind, original, customer, territory, booked_on, promised_on,
                        delivered_on, status, order_type, channel, currency, net_amount, tax_amount,
                        freight_amount, note, seller_count, amount_given);
    }
};

OrderLoader::OrderLoader(access::Write& write)
    : write_(write),
      customers_(write.session(), {"select customer_id from customers where external_id = :key",
                                   "select customer_id from customers where name = :key limit 2"}),
      territories_(write.session(), {"select territory_id from territories where external_id = :key",
                                     "select territory_id from territories where name = :key"}),
      people_(write.session(), {"select person_id from people where external_id = :key",
                                "select person_id from people where name = :key"}),
      originals_(write.session(), {"select order_id from orders where external_id = :key"}, 1),
      orders_(write.bulk("orders",
                         {"order_id",     "external_id",    "number",    "kind",        "original_order_id",
                          "customer_id",  "territory_id",   "booked_on", "promised_on", "delivered_on",
                          "status",       "order_type",     "channel",   "currency",    "net_amount",
                          "tax_amount",   "freight_amount", "note",      "number_key",  "seller_count",
                          "amount_given", "change_id"})),
      sellers_(write.bulk("order_sellers",
                          {"order_id", "person_id", "share", "place", "booked_on", "change_id"})) {}

void OrderLoader::flush() {
    orders_.finish();
    sellers_.finish();
    pending_.clear();
    originals_.forget();
}

std::optional<Problem> OrderLoader::read_words(OrderLoadRow const& row, Order& order) {
    if (!row.kind.empty()) {
        if (!find_order_kind(row.kind)) return unknown("orders.kind", row.kind, "kind");
        order.kind = row.kind;
    }
    if (!row.order_type.empty()) {
        if (!find_order_type(row.order_type))
            return unknown("orders.order_type", row.order_type, "order_type");
        order.order_type = row.order_type;
    }
    if (!row.status.empty()) {
        if (!find_order_status(row.status)) return unknown("orders.status", row.status, "status");
        order.status = row.status;
    } else if (row.delivered_on && order.status != "cancelled") {
        order.status = "delivered";
    }
    if (!row.currency.empty() || order.currency.empty()) {
        auto const currency = Currency::find(row.currency);
        if (!currency) return invalid("currency.unknown", {{"code", row.currency}}, "currency");
        order.currency = currency->text();
    }
    return std::nullopt;
}

std::optional<Problem> OrderLoader::read_references(OrderLoadRow const& row, Order& order) {
    if (!row.customer.empty() || order.customer == 0) {
        auto const customer = customers_.find(row.customer);
        if (!customer) return unknown("orders.customer_unknown", row.customer, "customer");
        order.customer = *customer;
    }
    if (!row.territory.empty()) {
        auto const territory = territories_.find(row.territory);
        if (!territory) return unknown("orders.territory_unknown", row.territory, "territory");
        order.territory = territory;
    }
    if (!row.original.empty()) {
        if (pending_.count(row.original)) flush();
        auto const original = originals_.find(row.original);
        if (!original) return unknown("orders.original_unknown", row.original, "original");
        order.original = original;
    }
    return std::nullopt;
}

std::optional<Problem> OrderLoader::read_sellers(OrderLoadRow const& row, Order& order) {
    if (row.sellers.empty()) return std::nullopt;
    std::vector<Seller> sellers;
    for (SellerCell const& cell : row.sellers) {
        auto const person = people_.find(cell.person);
        if (!person) return unknown("orders.person_unknown", cell.person, "sellers");
        sellers.push_back({PersonId{*person}, cell.share});
    }
    try {
        order.sellers = seller_shares(sellers);
    } catch (Problem const& problem) { return invalid(problem.code(), problem.arguments(), "sellers"); }
    order.sellers_given = true;
    order.seller_count = static_cast<std::int64_t>(order.sellers.size());
    return std::nullopt;
}

std::optional<Problem> OrderLoader::read_row(OrderLoadRow const& row, Order& order) {
    if (row.booked_on) order.booked_on = row.booked_on->text();
    if (order.booked_on.empty()) return invalid("orders.date_missing", {}, "booked_on");
    take(row.number, order.number), take(row.channel, order.channel), take(row.note, order.note);
    if (row.promised_on) order.promised_on = row.promised_on->text();
    if (row.delivered_on) order.delivered_on = row.delivered_on->text();
    if (row.net_amount) order.net_amount = row.net_amount->count, order.amount_given = 1;
    if (row.tax_amount) order.tax_amount = row.tax_amount->count;
    if (row.freight_amount) order.freight_amount = row.freight_amount->count;
    if (auto problem = read_words(row, order)) return problem;
    if (order.kind != "order" && order.net_amount > 0) return invalid("orders.must_reduce", {}, "net_amount");
    if (auto problem = read_references(row, order)) return problem;
    return read_sellers(row, order);
}

std::optional<OrderLoader::Order> OrderLoader::find(std::string const& external_id) {
    if (!write_.exists("select order_id from orders where external_id = :external",
                       {{"external", external_id}}))
        return std::nullopt;  // most are new
    using Number = std::optional<std::int64_t>;
    auto row = write_.maybe<std::int64_t, Text, Text, std::string, Number, std::int64_t, Number, std::string,
                            Text, Text, std::string, Text, Text, std::string, std::int64_t, std::int64_t,
                            std::int64_t, Text, std::int64_t, std::int64_t>(
        "select order_id, external_id, number, kind, original_order_id, customer_id, territory_id, "
        "booked_on, "
        "promised_on, delivered_on, status, order_type, channel, currency, net_amount, tax_amount, "
        "freight_amount, note, "
        "seller_count, amount_given from orders where external_id = :external",
        {{"external", external_id}});
    if (!row) return std::nullopt;
    Order order;
    std::tie(order.id, order.external_id, order.number, order.kind, order.original, order.customer,
             order.territory, order.booked_on, order.promised_on, order.delivered_on, order.status,
             order.order_type, order.channel, order.currency, order.net_amount, order.tax_amount,
             order.freight_amount, order.note, order.seller_count, order.amount_given) = std::move(*row);
    for (auto const& [person, share] : write_.rows<PersonId, Rate>(
             "select person_id, share from order_sellers where order_id = :order order by place",
             {{"order", order.id}}))
        order.sellers.push_back({person, share});
    return order;
}

Outcome OrderLoader::add(OrderLoadRow const& row) {
    std::string const external = normalised(row.external_id.empty() ? row.number : row.external_id);
    if (external.empty()) return Outcome::refuse(invalid("orders.id_missing", {}, "external_id"));
    if (pending_.size() >= pending_max || pending_.count(external)) flush();
    std::optional<Order> const before = find(external);
    Order order = before.value_or(Order{});
    order.external_id = external;
    if (auto problem = read_row(row, order)) return Outcome::refuse(std::move(*problem));
    Outcome outcome;
    for (auto const& amount : {row.net_amount, row.tax_amount, row.freight_amount})
        outcome.rounded += amount && !amount->exact;
    if (!before) {
        if (next_id_ == ids_end_) {
            next_id_ = write_.reserve_ids("orders", pending_max);
            ids_end_ = next_id_ + static_cast<std::int64_t>(pending_max);
        }
        order.id = next_id_++;
        insert(order);
        pending_.insert(external);
        outcome.result = LoadResult::inserted;
    } else if (before->fields() == order.fields() && before->sellers == order.sellers) {
        outcome.result = LoadResult::unchanged;
    } else {
        update(*before, order);
        outcome.result = LoadResult::updated;
    }
    return outcome;
}

void OrderLoader::insert(Order const& order) {
    orders_.row({order.id,
                 order.external_id,
                 order.number,
                 order.kind,
                 order.original,
                 order.customer,
                 order.territory,
                 order.booked_on,
                 order.promised_on,
                 order.delivered_on,
                 order.status,
                 order.order_type,
                 order.channel,
                 order.currency,
                 order.net_amount,
                 order.tax_amount,
                 order.freight_amount,
                 order.note,
                 prefix_key(key_form(order.number.value_or(*order.external_id))),
                 order.seller_count,
                 order.amount_given,
                 write_.change_id()});
    std::int64_t place = 0;
    for (SellerShare const& seller : order.sellers)
        sellers_.row({order.id, seller.person, seller.share, ++place, order.booked_on, write_.change_id()});
}

void OrderLoader::update(Order const& before, Order const& order) {
    write_.keep_history("orders", "order_id", order.id);
    write_.run(
        "update orders set number = :number, kind = :kind, original_order_id = :original, customer_id = "
        ":customer, "
        "territory_id = :territory, booked_on = :booked, promised_on = :promised, delivered_on = :delivered, "
        "status = :status, order_type = :type, channel = :channel, currency = :currency, net_amount = :net, "
        "tax_amount = :tax, freight_amount = :freight, note = :note, number_key = :key, seller_count = "
        ":sellers, "
        "amount_given = :given, change_id = :change where order_id = :order",
        {{"number", order.number},
         {"kind", order.kind},
         {"original", order.original},
         {"customer", order.customer},
         {"territory", order.territory},
         {"booked", order.booked_on},
         {"promised", order.promised_on},
         {"delivered", order.delivered_on},
         {"status", order.status},
         {"type", order.order_type},
         {"channel", order.channel},
         {"currency", order.currency},
         {"net", order.net_amount},
         {"tax", order.tax_amount},
         {"freight", order.freight_amount},
         {"note", order.note},
         {"key", prefix_key(key_form(order.number.value_or(*order.external_id)))},
         {"sellers", order.seller_count},
         {"given", order.amount_given},
         {"change", write_.change_id()},
         {"order", order.id}});
    if (before.sellers == order.sellers && before.booked_on == order.booked_on) return;
    write_.keep_history("order_sellers", "order_id", order.id);
    write_.run("delete from order_sellers where order_id = :order", {{"order", order.id}});
    std::int64_t place = 0;
    for (SellerShare const& seller : order.sellers)
        sellers_.row({order.id, seller.person, seller.share, ++place, order.booked_on, write_.change_id()});
    sellers_.finish();
}

void OrderLoader::finish() {
    flush();
    write_.run(
        "insert into customer_sellers (person_id, customer_id) select distinct s.person_id, o.customer_id "
        "from order_sellers s join orders o on o.order_id = s.order_id where s.change_id = :change and not "
        "exists "
        "(select 1 from customer_sellers k where k.person_id = s.person_id and k.customer_id = "
        "o.customer_id)",
        {{"change", write_.change_id()}});
}

void rebuild_customer_sellers(access::Write& w) {
    w.run("delete from customer_sellers");
    w.run(
        "insert into customer_sellers (person_id, customer_id) select distinct s.person_id, o.customer_id "
        "from order_sellers s join orders o on o.order_id = s.order_id");
}

}  // namespace colonnade::orders
