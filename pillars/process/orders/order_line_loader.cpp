#include "pillars/process/orders/order_loader.hpp"
#include "foundation/base/text.hpp"

namespace colonnade::orders {
namespace {

using Text = std::optional<std::string>;

constexpr std::int64_t ids_at_once = 10'000;
constexpr std::size_t pending_orders_max = 10'000;

}  // namespace

struct OrderLineLoader::Line {
    std::int64_t id = 0;
    std::int64_t line_no = 0;
    Text external_id;
    std::optional<std::int64_t> product;
    Text description;
    std::int64_t quantity = Quantity::scale, unit_price = 0, discount = 0, net_amount = 0;
    std::optional<std::int64_t> cost_amount;
    Text promised_on, delivered_on;
    std::optional<std::int64_t> original_line;

    auto fields() const {
        return std::tie(external_id, product, description, quantity, unit_price, discount, net_amount,
                        cost_amount, promised_on, delivered_on, original_line);
    }
};

// The order whose lines are being read.
struct OrderLineLoader::Current {
    std::string external_id;
    std::int64_t id = 0;
    bool reduces = false;
    std::vector<Line> lines;
};

OrderLineLoader::OrderLineLoader(access::Write& write)
    : write_(write),
      products_(write.session(), {"select product_id from products where external_id = :key",
                                  "select product_id from products where code = :key",
                                  "select product_id from products where name = :key"}),
      lines_(write.bulk("order_lines",
                        {"line_id", "order_id", "line_no", "external_id", "product_id", "description",
                         "quantity", "unit_price", "discount", "net_amount", "cost_amount", "promised_on",
                         "delivered_on", "original_line_id", "change_id"})),
      current_(std::make_shared<Current>()),
      began_empty_(!write.exists("select 1 from order_lines limit 1")) {}

// Makes `external_id` the current order, with the lines it has; false where there is no such order.
bool OrderLineLoader::enter(std::string const& external_id) {
    if (current_->id != 0 && current_->external_id == external_id) return true;
    auto const found = write_.maybe<std::int64_t, std::string>(
        "select order_id, kind from orders where external_id = :external", {{"external", external_id}});
    if (!found) return false;
    current_->external_id = external_id;
    current_->id = std::get<0>(*found);
    current_->reduces = std::get<1>(*found) != "order";
    current_->lines.clear();
    if (pending_orders_.size() >= pending_orders_max || pending_orders_.count(current_->id)) {
        lines_.finish();
        pending_orders_.clear();
    }
    bool const fresh = began_empty_ && current_->id > highest_order_;
    highest_order_ = std::max(highest_order_, current_->id);
    if (fresh) return true;
    using Number = std::optional<std::int64_t>;
    for (auto& [id, no, external, product, description, quantity, price, discount, net, cost, promised,
                delivered, original] :
         write_.rows<std::int64_t, std::int64_t, Text, Number, Text, std::int64_t, std::int64_t, std::int64_t,
                     std::int64_t, Number, Text, Text, Number>(
             "select line_id, line_no, external_id, product_id, description, quantity, unit_price, discount, "
             "net_amount, "
             "cost_amount, promised_on, delivered_on, original_line_id from order_lines where order_id = "
             ":order "
             "order by line_no",
             {{"order", current_->id}}))
        current_->lines.push_back({id, no, external, product, description, quantity, price, discount, net,
                                   cost, promised, delivered, original});
    return true;
}

OrderLineLoader::Line* OrderLineLoader::find_line(OrderLineLoadRow const& row) {
    std::int64_t place = 0;
    if (row.external_id.empty() && !row.line_no) place = ++unnumbered_[current_->id];
    for (Line& line : current_->lines) {
        if (!row.external_id.empty() ? line.external_id == row.external_id
                                     : line.line_no == row.line_no.value_or(place))
            return &line;
    }
    return nullptr;
}

std::int64_t OrderLineLoader::new_line_no(OrderLineLoadRow const& row) {
    auto taken = [&](std::int64_t no) {
        return std::any_of(current_->lines.begin(), current_->lines.end(),
                           [&](Line const& l) { return l.line_no == no; });
    };
    if (row.line_no && !taken(*row.line_no)) return *row.line_no;
    std::int64_t last = 0;
    for (Line const& line : current_->lines) last = std::max(last, line.line_no);
    return last + 1;
}

std::optional<Problem> OrderLineLoader::read_row(OrderLineLoadRow const& row, Line& line, int& rounded) {
    auto take = [&](std::optional<RoundedDecimal> const& given, auto& target) {
        if (!given) return;
        target = given->count;
        rounded += !given->exact;
    };
    if (!row.external_id.empty()) line.external_id = row.external_id;
    if (!row.description.empty()) line.description = normalised(row.description);
    if (!row.product.empty()) {
        line.product = products_.find(row.product);
        if (!line.product) return invalid("orders.product_unknown", {{"value", row.product}}, "product");
    }
    take(row.quantity, line.quantity), take(row.cost_amount, line.cost_amount);
    if (row.discount) line.discount = row.discount->count;
    if (row.promised_on) line.promised_on = row.promised_on->text();
    if (row.delivered_on) line.delivered_on = row.delivered_on->text();
    if (row.original_line) line.original_line = row.original_line.value;
    take(row.unit_price, line.unit_price);
    if (row.net_amount) {
        take(row.net_amount, line.net_amount);
        if (!row.unit_price && line.id == 0 && line.quantity != 0)
            line.unit_price = narrow(divide_half_even(
                static_cast<Wide>(line.net_amount) * Quantity::scale * (line.quantity < 0 ? -1 : 1),
                line.quantity < 0 ? -line.quantity : line.quantity));
    } else if (row.unit_price || row.quantity || row.discount) {
        if (!row.unit_price && line.id == 0) return invalid("orders.line_amount_missing", {}, "net_amount");
        line.net_amount = line_amount({line.quantity}, line.unit_price, {line.discount});
    } else if (line.id == 0) {
        return invalid("orders.line_amount_missing", {}, "net_amount");
    }
    if (current_->reduces && line.net_amount > 0) return invalid("orders.must_reduce", {}, "net_amount");
    return std::nullopt;
}

Outcome OrderLineLoader::add(OrderLineLoadRow const& row) {
    if (!enter(row.order))
        return Outcome::refuse(invalid("orders.order_unknown", {{"value", row.order}}, "order"));
    Line* const known = find_line(row);
    Line line = known ? *known : Line{};
    Outcome outcome;
    try {
        if (auto problem = read_row(row, line, outcome.rounded)) return Outcome::refuse(std::move(*problem));
    } catch (Problem const& problem) {
        return Outcome::refuse(invalid(problem.code(), problem.arguments(), "net_amount"));
    }
    if (known && known->fields() == line.fields()) {
        outcome.result = LoadResult::unchanged;
        return outcome;
    }
    if (known) {
        lines_.finish();
        update(line);
        *known = std::move(line);
        outcome.result = LoadResult::updated;
        return outcome;
    }
    if (next_line_id_ == line_ids_end_) {
        next_line_id_ = write_.reserve_ids("order_lines", ids_at_once);
        line_ids_end_ = next_line_id_ + ids_at_once;
    }
    line.id = next_line_id_++;
    line.line_no = new_line_no(row);
    lines_.row({line.id, current_->id, line.line_no, line.external_id, line.product, line.description,
                line.quantity, line.unit_price, line.discount, line.net_amount, line.cost_amount,
                line.promised_on, line.delivered_on, line.original_line, write_.change_id()});
    pending_orders_.insert(current_->id);
    current_->lines.push_back(std::move(line));
    outcome.result = LoadResult::inserted;
    return outcome;
}

void OrderLineLoader::update(Line const& line) {
    write_.keep_history("order_lines", "line_id", line.id);
    write_.run(
        "update order_lines set external_id = :external, product_id = :product, description = :description, "
        "quantity = :quantity, unit_price = :price, discount = :discount, net_amount = :net, cost_amount = "
        ":cost, "
        "promised_on = :promised, delivered_on = :delivered, original_line_id = :original, change_id = "
        ":change "
        "where line_id = :line",
        {{"external", line.external_id},
         {"product", line.product},
         {"description", line.description},
         {"quantity", line.quantity},
         {"price", line.unit_price},
         {"discount", line.discount},
         {"net", line.net_amount},
         {"cost", line.cost_amount},
         {"promised", line.promised_on},
         {"delivered", line.delivered_on},
         {"original", line.original_line},
         {"change", write_.change_id()},
         {"line", line.id}});
}

void OrderLineLoader::flush() {
    lines_.finish();
    pending_orders_.clear();
}

void OrderLineLoader::finish() {
    flush();
    current_ = std::make_shared<Current>();
    std::string const derived =
        "amount_given = 0 and order_id in (select l.order_id from order_lines l "
        "where l.change_id = :change)";
    write_.run(
        "insert into orders_history select o.*, :change from orders o where o.change_id <> :change and " +
            derived,
        {{"change", write_.change_id()}});
    write_.run(
        "update orders set change_id = :change, net_amount = (select sum(l.net_amount) from order_lines l "
        "where l.order_id = orders.order_id) where " +
            derived,
        {{"change", write_.change_id()}});
}

}  // namespace colonnade::orders
