#include "insight/fact_store.hpp"

#include <chrono>
#include <numeric>

namespace colonnade::insight {
namespace {

using engine::Index;
using engine::LineColumns;
using engine::OrderColumns;

using Text = std::optional<std::string>;

constexpr std::size_t patched_max = 20'000;

// "2026-03-31", as the database keeps every date, as days since 1970; millions are read at once.
engine::Day day_number(std::string const& text) {
    auto const digit = [&](std::size_t at) { return text[at] - '0'; };
    int const year = digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3);
    auto const month = static_cast<unsigned>(digit(5) * 10 + digit(6));
    auto const day = static_cast<unsigned>(digit(8) * 10 + digit(9));
    std::chrono::sys_days const days = std::chrono::year_month_day(
        std::chrono::year(year), std::chrono::month(month), std::chrono::day(day));
    return static_cast<engine::Day>(days.time_since_epoch().count());
}

engine::Day delivery(Text const& day) { return day ? day_number(*day) : engine::open_end; }

class OrderReader {
public:
    OrderReader(FactKeys& keys, OrderColumns& into) : keys_(keys), into_(into) {}

    void order(std::int64_t id, std::string const& booked_on, std::optional<std::int64_t> customer,
               std::optional<std::int64_t> territory, std::string const& currency, std::int64_t amount,
               bool reduces, Text const& type, Text const& channel, Text const& delivered) {
        into_.id.push_back(id);
        into_.day.push_back(day_number(booked_on));
        into_.customer.push_back(keys_.customers.find(customer));
        into_.territory.push_back(keys_.territories.find(territory));
        into_.currency.push_back(currencies_.of(currency));
        into_.amount.push_back(amount);
        into_.reduces.push_back(reduces);
        into_.type.push_back(types_.of(type.value_or("")));
        into_.channel.push_back(channels_.of(channel.value_or("")));
        into_.delivered.push_back(delivery(delivered));
    }
    void seller(std::int64_t person, std::int64_t share) {
        Index const seller = keys_.people.find(person);
        if (seller == engine::nobody) return;
        into_.seller_person.push_back(seller);
        into_.seller_share.push_back(share);
    }
    // After the sellers of the last order.
    void close() { into_.seller_start.push_back(static_cast<std::uint32_t>(into_.seller_person.size())); }

private:
    // Millions of orders in a row say the same word.
    struct Column {
        explicit Column(NumberedWords& all) : words(all) {}
        std::int16_t of(std::string const& word) {
            if (number < 0 || word != last) number = words.number(word), last = word;
            return number;
        }
        NumberedWords& words;
        std::string last;
        std::int16_t number = -1;
    };

    FactKeys& keys_;
    OrderColumns& into_;
    Column currencies_{keys_.currencies}, types_{keys_.types}, channels_{keys_.channels};
};

void add_line(LineColumns& lines, Index order, Index product, std::int64_t quantity, std::int64_t amount,
              std::optional<std::int64_t> cost, std::int64_t id, Text const& delivered) {
    lines.order.push_back(order);
    lines.product.push_back(product);
    lines.quantity.push_back(quantity);
    lines.amount.push_back(amount);
    lines.cost.push_back(cost.value_or(LineColumns::no_cost));
    lines.id.push_back(id);
    lines.delivered.push_back(delivery(delivered));
}

void copy_line(LineColumns const& from, std::size_t line, Index order, LineColumns& to) {
    to.order.push_back(order);
    to.product.push_back(from.product[line]);
    to.quantity.push_back(from.quantity[line]);
    to.amount.push_back(from.amount[line]);
    to.cost.push_back(from.cost[line]);
    to.id.push_back(from.id[line]);
    to.delivered.push_back(from.delivered[line]);
}

LineColumns grouped_by_order(LineColumns const& read) {
    std::vector<std::uint32_t> places(read.size());
    std::iota(places.begin(), places.end(), 0u);
    std::ranges::stable_sort(places, {}, [&](std::uint32_t i) { return read.order[i]; });
    LineColumns lines;
    for (std::uint32_t i : places) copy_line(read, i, read.order[i], lines);
    return lines;
}

// Copies what has not changed and reads what has, in the order of ids.
class Patcher {
public:
    Patcher(db::Session& session, FactKeys& keys, engine::Facts const& before, engine::Facts& into)
        : session_(session), keys_(keys), before_(before), into_(into), reader_(keys, into.orders) {
        line_start_.assign(before.orders.size() + 1, 0);
        for (Index order : before.lines.order) ++line_start_[order + 1];
        std::partial_sum(line_start_.begin(), line_start_.end(), line_start_.begin());
        into.orders.seller_start = {0};
    }

    void patch(std::vector<std::int64_t> const& changed) {
        std::size_t known = 0;
        for (std::int64_t id : changed) {
            while (known < before_.orders.size() && before_.orders.id[known] < id) keep(known++);
            if (known < before_.orders.size() && before_.orders.id[known] == id) ++known;
            read(id);
        }
        while (known < before_.orders.size()) keep(known++);
    }

private:
    void keep(std::size_t order) {
        OrderColumns const& from = before_.orders;
        OrderColumns& to = into_.orders;
        Index const at = static_cast<Index>(to.size());
        to.id.push_back(from.id[order]);
        to.day.push_back(from.day[order]);
        to.customer.push_back(from.customer[order]);
        to.territory.push_back(from.territory[order]);
        to.currency.push_back(from.currency[order]);
        to.amount.push_back(from.amount[order]);
        to.reduces.push_back(from.reduces[order]);
        to.type.push_back(from.type[order]);
        to.channel.push_back(from.channel[order]);
        to.delivered.push_back(from.delivered[order]);
        for (std::uint32_t i = from.seller_start[order]; i < from.seller_start[order + 1]; ++i) {
            to.seller_person.push_back(from.seller_person[i]);
            to.seller_share.push_back(from.seller_share[i]);
        }
        reader_.close();
        for (std::uint32_t i = line_start_[order]; i < line_start_[order + 1]; ++i)
            copy_line(before_.lines, i, at, into_.lines);
    }

    void read(std::int64_t id) {
        auto const row = session_.maybe<std::string, std::optional<std::int64_t>, std::optional<std::int64_t>,
                                        std::string, std::int64_t, bool, Text, Text, Text>(
            "select booked_on, customer_id, territory_id, currency, net_amount, kind <> 'order', order_type, "
            "channel, delivered_on from orders where order_id = :order and status <> 'cancelled'",
            {{"order", id}});
        if (!row) return;
        Index const at = static_cast<Index>(into_.orders.size());
        std::apply([&](auto const&... column) { reader_.order(id, column...); }, *row);
        for (auto const& [person, share] : session_.rows<std::int64_t, std::int64_t>(
                 "select person_id, share from order_sellers where order_id = :order order by person_id",
                 {{"order", id}}))
            reader_.seller(person, share);
        reader_.close();
        session_.each<std::int64_t, std::optional<std::int64_t>, std::int64_t, std::int64_t,
                      std::optional<std::int64_t>, Text>(
            "select line_id, product_id, quantity, net_amount, cost_amount, delivered_on from order_lines "
            "where order_id = :order order by line_id",
            {{"order", id}},
            [&](std::int64_t line, std::optional<std::int64_t> product, std::int64_t quantity,
                std::int64_t amount, std::optional<std::int64_t> cost, Text const& delivered) {
                add_line(into_.lines, at, keys_.products.find(product), quantity, amount, cost, line,
                         delivered);
            });
    }

    db::Session& session_;
    FactKeys& keys_;
    engine::Facts const& before_;
    engine::Facts& into_;
    OrderReader reader_;
    std::vector<std::uint32_t> line_start_;
};

}  // namespace

void read_orders(db::Session& session, FactKeys& keys, OrderColumns& o) {
    OrderReader reader(keys, o);
    session.each<std::int64_t, std::string, std::optional<std::int64_t>, std::optional<std::int64_t>,
                 std::string, std::int64_t, bool, Text, Text, Text>(
        "select order_id, booked_on, customer_id, territory_id, currency, net_amount, kind <> 'order', "
        "order_type, channel, delivered_on from orders where status <> 'cancelled' order by order_id",
        {}, [&](auto const&... column) { reader.order(column...); });
    o.seller_start.assign(1, 0);
    std::size_t at = 0;
    auto const close_before = [&](std::int64_t order) {
        for (; at < o.id.size() && o.id[at] < order; ++at) reader.close();
    };
    session.each<std::int64_t, std::int64_t, std::int64_t>(
        "select order_id, person_id, share from order_sellers order by order_id, person_id", {},
        [&](std::int64_t order, std::int64_t person, std::int64_t share) {
            close_before(order);
            if (at < o.id.size() && o.id[at] == order) reader.seller(person, share);
        });
    close_before(std::numeric_limits<std::int64_t>::max());
}

void read_lines(db::Session& session, FactKeys const& keys, engine::Facts& facts) {
    LineColumns read;
    IdIndex orders;
    for (std::int64_t id : facts.orders.id) orders.add(id);
    session.each<std::int64_t, std::int64_t, std::optional<std::int64_t>, std::int64_t, std::int64_t,
                 std::optional<std::int64_t>, Text>(
        "select line_id, order_id, product_id, quantity, net_amount, cost_amount, delivered_on from "
        "order_lines order by line_id",
        {},
        [&](std::int64_t line, std::int64_t order, std::optional<std::int64_t> product, std::int64_t quantity,
            std::int64_t amount, std::optional<std::int64_t> cost, Text const& delivered) {
            Index const at = orders.find(order);
            if (at != engine::nobody)
                add_line(read, at, keys.products.find(product), quantity, amount, cost, line, delivered);
        });
    facts.lines = std::ranges::is_sorted(read.order) ? std::move(read) : grouped_by_order(read);
}

std::optional<std::vector<std::int64_t>> changed_orders(db::Session& session, std::int64_t change) {
    std::vector<std::int64_t> changed;
    session.each<std::int64_t>(
        "select order_id from orders where change_id > :seen "
        "union select order_id from orders_history where ended_by > :seen "
        "union select order_id from order_sellers where change_id > :seen "
        "union select order_id from order_sellers_history where ended_by > :seen "
        "union select order_id from order_lines where change_id > :seen "
        "union select order_id from order_lines_history where ended_by > :seen order by 1 limit :limit",
        {{"seen", change}, {"limit", std::int64_t{patched_max + 1}}},
        [&](std::int64_t order) { changed.push_back(order); });
    if (changed.size() > patched_max) return std::nullopt;
    return changed;
}

void patch_orders(db::Session& session, FactKeys& keys, engine::Facts const& before,
                  std::vector<std::int64_t> const& changed, engine::Facts& into) {
    Patcher(session, keys, before, into).patch(changed);
}

}  // namespace colonnade::insight
