// The largest and the smallest orders across currencies. Each currency's orders are read in the order of
// their amounts and the currencies are merged by value, so that no value is stored: a new rate changes no
// order.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

#include "foundation/base/problem.hpp"
#include "pillars/process/orders/order_query_store.hpp"

namespace colonnade::orders {
namespace {

// Orders of one currency that are read and tried at once, where the list is walked.
constexpr std::int64_t step_first = 64, step_max = 4096;
constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();

// Where an order stands: currencies with a rate are one list (rank 0) in the order of their values, the
// others follow, each by its own amounts.
struct Place {
    std::int64_t rank = 0;
    Wide value = 0;
    std::int64_t order_id = 0;
};

struct Amount {
    OrderId order_id;
    std::int64_t net = 0;
    bool shown = true;  // by the filter, to the caller
};

// One currency's orders, and how far they have been read: beyond the amount and id of `at`.
struct Stream {
    Currency currency;
    std::int64_t rank = 0;
    std::int64_t rate = 1;  // 10^-10
    Amount at;
    bool done = false;
    std::int64_t step = step_first;
    std::vector<Amount> read;
    std::size_t next = 0;

    Place place(Amount const& amount) const {
        return {rank, static_cast<Wide>(amount.net) * rate, amount.order_id.value};
    }
};

bool comes_before(Place const& a, Place const& b, OrderSort sort) {
    if (a.rank != b.rank) return a.rank < b.rank;
    auto const key = [](Place const& place) { return std::tie(place.value, place.order_id); };
    return descending(sort) ? key(a) > key(b) : key(a) < key(b);
}

std::vector<Stream> streams_of(db::Session& session, Caller const& caller, RateOfToday const& rate) {
    std::vector<Stream> streams;
    std::int64_t unrated = 0;
    for (auto const& [currency] : session.rows<Currency>(
             "with recursive known (currency) as (select min(currency) from orders union all "
             "select (select min(o.currency) from orders o where o.currency > known.currency) from known "
             "where known.currency is not null) select currency from known where currency is not null")) {
        std::optional<Rate> const of_today = rate(session, currency, caller.today);
        Stream& stream = streams.emplace_back();
        stream.currency = currency;
        if (of_today && of_today->count > 0) stream.rate = of_today->count;
        else stream.rank = ++unrated;
    }
    return streams;
}

Wide floor_divided(Wide value, std::int64_t by) {
    Wide const quotient = value / by;
    return value % by < 0 ? quotient - 1 : quotient;
}

// Puts the stream where what comes after `after` begins.
void begin_after(Stream& stream, Place const& after, OrderSort sort) {
    if (stream.rank != after.rank) {
        stream.done = stream.rank < after.rank;
        return;
    }
    Wide const amount = floor_divided(after.value, stream.rate);
    bool const tie = amount * stream.rate == after.value;
    stream.at.net = static_cast<std::int64_t>(std::clamp<Wide>(amount, lowest, highest));
    stream.at.order_id = {tie && amount == stream.at.net ? after.order_id : highest};
    stream.done = descending(sort) ? amount < lowest : amount > highest;
}

void begin(std::vector<Stream>& streams, std::optional<OrderCursor> const& after, OrderSort sort) {
    std::int64_t const edge = descending(sort) ? highest : lowest;
    for (Stream& stream : streams) stream.at = {{edge}, edge};
    if (!after) return;
    auto const of = std::ranges::find(streams, after->currency,
                                      [](Stream const& stream) { return stream.currency.text(); });
    if (of == streams.end()) throw invalid("wire.cursor", {}, "cursor");
    Place const place = of->place({after->order_id, after->net_amount});
    for (Stream& stream : streams) begin_after(stream, place, sort);
}

std::string_view order_of(OrderSort sort) {
    return descending(sort) ? "o.net_amount desc, o.order_id desc" : "o.net_amount, o.order_id";
}

// Rare states and kinds are walked in indexes of their own.
std::string_view rare_ones(OrderFilter const& filter) {
    if (filter.kind && *filter.kind != OrderKind::order) return "o.kind = :kind and o.kind <> 'order' and";
    if (filter.status && *filter.status != OrderStatus::delivered)
        return "o.status = :status and o.status <> 'delivered' and";
    return "";
}

// The stream's next orders: all of them, each with whether it is shown.
void read_on(db::Session& session, Stream& stream, Query const& query, OrderFilter const& filter) {
    bool const down = descending(filter.sort);
    stream.read.clear(), stream.next = 0;
    db::Params const params = access::joined({{"currency", stream.currency},
                                              {"net", stream.at.net},
                                              {"id", stream.at.order_id},
                                              {"step", stream.step}},
                                             query.params);
    for (auto const& [order, net, shown] : session.rows<OrderId, std::int64_t, bool>(
             fmt::format("select o.order_id, o.net_amount, case when {} then 1 else 0 end from orders o "
                         "where {} o.currency = :currency and (o.net_amount, o.order_id) {} (:net, :id) "
                         "order by {} limit :step",
                         query.where, rare_ones(filter), down ? "<" : ">", order_of(filter.sort)),
             params))
        stream.read.push_back({order, net, shown});
    stream.done = static_cast<std::int64_t>(stream.read.size()) < stream.step;
    stream.step = std::min(stream.step * 2, step_max);
    if (!stream.read.empty()) stream.at = stream.read.back();
}

// The stream that has the next order of the whole list; null where all are at their end.
Stream* first_of(db::Session& session, std::vector<Stream>& streams, Query const& query,
                 OrderFilter const& filter) {
    Stream* first = nullptr;
    for (Stream& stream : streams) {
        if (stream.next == stream.read.size() && !stream.done) read_on(session, stream, query, filter);
        if (stream.next == stream.read.size()) continue;
        if (!first || comes_before(stream.place(stream.read[stream.next]),
                                   first->place(first->read[first->next]), filter.sort))
            first = &stream;
    }
    return first;
}

std::vector<OrderId> walk(db::Session& session, std::vector<Stream> streams, Query const& query,
                          OrderFilter const& filter, std::size_t most) {
    std::vector<OrderId> page;
    while (page.size() < most) {
        Stream* const stream = first_of(session, streams, query, filter);
        if (!stream) break;
        Amount const& amount = stream->read[stream->next++];
        if (amount.shown) page.push_back(amount.order_id);
    }
    return page;
}

// Names of the parameters of a currency's bounds: currency0, net0, id0 and on.
std::vector<std::array<std::string, 3>> const& bound_names() {
    static std::vector<std::array<std::string, 3>> const names = [] {
        constexpr int currencies_max = 1000;
        std::vector<std::array<std::string, 3>> all;
        for (int i = 0; i < currencies_max; ++i)
            all.push_back({fmt::format("currency{}", i), fmt::format("net{}", i), fmt::format("id{}", i)});
        return all;
    }();
    return names;
}

// Adds where each currency's orders begin, as the table `bounds`. Few statements differ: places are left
// over.
void add_bounds(std::vector<Stream> const& streams, Query& query) {
    constexpr std::size_t places = 8;
    std::size_t const size = std::min((streams.size() + places) / places * places, bound_names().size());
    std::string rows;
    for (std::size_t i = 0; i < size; ++i) {
        auto const& [currency, net, id] = bound_names()[i];
        bool const used = i < streams.size() && !streams[i].done;
        rows += fmt::format("{}(cast(:{} as text), cast(:{} as bigint), cast(:{} as bigint))",
                            i == 0 ? "" : ", ", currency, net, id);
        query.bind(currency, used ? db::Value(streams[i].currency) : db::Value(nullptr));
        query.bind(net, used ? streams[i].at.net : 0);
        query.bind(id, used ? streams[i].at.order_id.value : 0);
    }
    if (!query.with.empty()) query.with += ", ";
    query.with += fmt::format("bounds (currency, net_amount, order_id) as (values {})", rows);
    query.from += " cross join bounds b";
    query.require("b.currency = o.currency");
}

// The first of each currency among the orders that the query finds, merged.
std::vector<OrderId> gather(db::Session& session, std::vector<Stream> const& streams, Query query,
                            OrderSort sort, std::size_t most) {
    add_bounds(streams, query);
    query.bind("most", most);
    std::vector<std::pair<Place, OrderId>> found;
    for (auto const& [order, currency, net] : session.rows<OrderId, Currency, std::int64_t>(
             fmt::format("with {}, ranked as (select o.order_id, o.currency, o.net_amount, row_number() over "
                         "(partition by o.currency order by {}) as nth from {} where {} and "
                         "(o.net_amount, o.order_id) {} (b.net_amount, b.order_id)) "
                         "select order_id, currency, net_amount from ranked where nth <= :most",
                         query.with, order_of(sort), query.from, query.where, descending(sort) ? "<" : ">"),
             query.params))
        found.emplace_back(std::ranges::find(streams, currency, &Stream::currency)->place({order, net}),
                           order);
    std::ranges::sort(found,
                      [&](auto const& a, auto const& b) { return comes_before(a.first, b.first, sort); });
    if (found.size() > most) found.resize(most);
    std::vector<OrderId> page;
    for (auto const& one : found) page.push_back(one.second);
    return page;
}

}  // namespace

std::vector<OrderId> page_by_value(db::Session& session, Caller const& caller, OrderFilter const& filter,
                                   std::optional<OrderCursor> const& after, std::int64_t limit,
                                   RateOfToday const& rate) {
    std::vector<Stream> streams = streams_of(session, caller, rate);
    begin(streams, after, filter.sort);
    OrderSearch search = search_orders(session, caller, filter);
    std::size_t const most = static_cast<std::size_t>(limit) + 1;
    if (search.walked) return walk(session, std::move(streams), search.query, filter, most);
    if (search.gathered) {
        search.query.bind("low_date", filter.from ? filter.from->text() : std::string(beginning));
        search.query.bind("high_date", filter.to ? filter.to->text() : std::string(end_of_time));
    }
    return gather(session, streams, std::move(search.query), filter.sort, most);
}

}  // namespace colonnade::orders
