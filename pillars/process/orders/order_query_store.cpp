#include "pillars/process/orders/order_query_store.hpp"

#include <fmt/format.h>

#include "foundation/base/text.hpp"

namespace colonnade::orders {
namespace {

// Up to this many candidates are gathered and sorted; beyond, the list is walked in its order and each row is
// tried.
constexpr std::int64_t gathered_max = 5000;
constexpr std::int64_t named_max = 1500;   // customers whose orders are gathered
constexpr std::int64_t viewers_max = 300;  // people in view whose orders are gathered

// Rows of `statement`, counted no further than gathered_max + 1.
bool is_rare(db::Session& session, std::string_view statement, db::Params params) {
    params.push_back({"most", gathered_max + 1});
    return session.value<std::int64_t>(
               fmt::format("select count(*) from ({} limit :most) counted", statement), params) <=
           gathered_max;
}

// The words of q, at most four, and the one that the fewest customers have.
struct Words {
    std::vector<std::string> words;
    std::size_t rarest = 0;
    std::int64_t customers = 0;  // that have it; counted no further than gathered_max + 1
};

Words words_of(db::Session& session, std::string const& q) {
    constexpr std::size_t words_max = 4;
    Words found;
    std::string const form = search_form(q);
    std::int64_t fewest = gathered_max + 2;
    for (std::size_t start = 0; start < form.size() && found.words.size() < words_max;) {
        std::size_t const end = std::min(form.find(' ', start), form.size());
        found.words.push_back(form.substr(start, end - start));
        start = end + 1;
        std::int64_t const count = session.value<std::int64_t>(
            "select count(*) from (select 1 as found from customer_words where word_key >= :low and "
            "word_key < :high limit :most) counted",
            {{"low", prefix_key(found.words.back())},
             {"high", prefix_key_end(found.words.back())},
             {"most", gathered_max + 1}});
        if (count < fewest) found.customers = fewest = count, found.rarest = found.words.size() - 1;
    }
    return found;
}

// q begins the number, or each of its words begins a word of the customer's.
void add_search(db::Session& session, std::string const& q, Query& query) {
    static constexpr std::array<std::string_view, 4> names{"word0", "word1", "word2", "word3"};
    std::string const number = key_form(q);
    Words const found = words_of(session, q);
    std::string others, all;
    db::Params other_params, all_params;
    for (std::size_t i = 0; i < found.words.size(); ++i) {
        std::string const like = fmt::format(" and ' ' || named.search_text like :{}", names[i]);
        db::Param const param{names[i], "% " + found.words[i] + "%"};
        all += like, all_params.push_back(param);
        if (i != found.rarest) others += like, other_params.push_back(param);
    }
    std::string const& rarest = found.words[found.rarest];
    db::Params const driving = access::joined({{"low", prefix_key(number)},
                                               {"high", prefix_key_end(number)},
                                               {"low_word", prefix_key(rarest)},
                                               {"high_word", prefix_key_end(rarest)}},
                                              other_params);
    std::string const both = fmt::format(
        "select order_id from orders where number_key >= :low and number_key < :high union "
        "select theirs.order_id from customer_words word cross join customers named cross join orders theirs "
        "where word.word_key >= :low_word and word.word_key < :high_word and "
        "named.customer_id = word.customer_id and theirs.customer_id = named.customer_id{}",
        others);
    if (!query.is_driven() && found.customers <= named_max &&
        is_rare(session, "select order_id from orders where number_key >= :low and number_key < :high",
                {{"low", prefix_key(number)}, {"high", prefix_key_end(number)}})) {
        query.params = access::joined(std::move(query.params), driving);
        return query.drive(both);
    }
    query.require(
        fmt::format("((o.number_key >= :low and o.number_key < :high) or exists (select 1 from "
                    "customers named where named.customer_id = o.customer_id{}))",
                    all));
    query.bind("low", prefix_key(number));
    query.bind("high", prefix_key_end(number));
    query.params = access::joined(std::move(query.params), all_params);
}

void add_product(db::Session& session, ProductId product, Query& query) {
    db::Params const params{{"product", product}};
    std::string const lines = "select distinct order_id from order_lines where product_id = :product";
    query.bind("product", product);
    if (!query.is_driven() &&
        is_rare(session, "select order_id from order_lines where product_id = :product", params))
        return query.drive(lines);
    query.require(
        "exists (select 1 from order_lines l where l.product_id = :product and l.order_id = o.order_id)");
}

// Whether one of the plain filters alone leaves few orders.
bool is_selective(db::Session& session, OrderFilter const& filter) {
    auto rare = [&](std::string_view condition, db::Params params) {
        return is_rare(session, fmt::format("select order_id from orders where {}", condition),
                       std::move(params));
    };
    if (filter.customer_id && rare("customer_id = :customer", {{"customer", *filter.customer_id}}))
        return true;
    if (filter.territory_id && rare("territory_id = :territory", {{"territory", *filter.territory_id}}))
        return true;
    if (filter.status && rare("status = :status", {{"status", order_status_text(*filter.status)}}))
        return true;
    if (filter.kind && *filter.kind != OrderKind::order && rare("kind <> 'order'", {})) return true;
    return (filter.from || filter.to) &&
           rare("booked_on >= :from_date and booked_on < :to_date",
                {{"from_date", filter.from ? filter.from->text() : std::string(beginning)},
                 {"to_date", filter.to ? filter.to->text() : std::string(end_of_time)}});
}

void add_equal(OrderFilter const& filter, Query& query) {
    auto equal = [&](std::string_view column, std::string_view name, auto const& value) {
        query.require(fmt::format("o.{} = :{}", column, name));
        query.bind(name, value);
    };
    if (filter.customer_id) equal("customer_id", "customer", *filter.customer_id);
    if (filter.territory_id) equal("territory_id", "territory", *filter.territory_id);
    if (filter.status) equal("status", "status", order_status_text(*filter.status));
    if (filter.kind) equal("kind", "kind", order_kind_text(*filter.kind));
    if (filter.kind && *filter.kind != OrderKind::order) query.require("o.kind <> 'order'");
    std::string const dated = filter.seller_id ? "s.booked_on" : "o.booked_on";
    if (filter.from) query.require(dated + " >= :from_date"), query.bind("from_date", *filter.from);
    if (filter.to) query.require(dated + " < :to_date"), query.bind("to_date", *filter.to);
}

// The orders of the people in view, between :low_date and :high_date.
constexpr std::string_view gathered =
    "select s.order_id from viewed v cross join order_sellers s where s.person_id = v.person_id and "
    "s.booked_on >= :low_date and s.booked_on < :high_date and (v.always = 1 or "
    "(v.valid_from <= s.booked_on and (v.valid_to is null or v.valid_to > s.booked_on))) union "
    "select u.order_id from viewed v cross join customer_owners w cross join orders u where w.person_id = "
    "v.person_id and "
    "u.customer_id = w.customer_id and u.seller_count = 0 and u.booked_on >= :low_date and u.booked_on < "
    ":high_date and "
    "w.valid_from <= u.booked_on and (w.valid_to is null or w.valid_to > u.booked_on) and (v.always = 1 or "
    "(v.valid_from <= u.booked_on and (v.valid_to is null or v.valid_to > u.booked_on))) union "
    "select u.order_id from viewed v cross join position_holders h cross join territory_assignments a "
    "cross join orders u where h.person_id = v.person_id and a.position_id = h.position_id and "
    "u.territory_id = a.territory_id and u.seller_count = 0 and u.booked_on >= :low_date and u.booked_on < "
    ":high_date and "
    "h.valid_from <= u.booked_on and (h.valid_to is null or h.valid_to > u.booked_on) and "
    "a.valid_from <= u.booked_on and (a.valid_to is null or a.valid_to > u.booked_on) and (v.always = 1 or "
    "(v.valid_from <= u.booked_on and (v.valid_to is null or v.valid_to > u.booked_on))) and not exists "
    "(select 1 from customer_owners n where n.customer_id = u.customer_id and n.valid_from <= u.booked_on "
    "and "
    "(n.valid_to is null or n.valid_to > u.booked_on))";

std::string viewed(Scope scope) {
    std::string text =
        "viewed as (select cast(:viewer as bigint) as person_id, 1 as always, '0001-01-01' as valid_from, "
        "cast(null as text) as valid_to";
    if (scope == Scope::team)
        text +=
            " union select person_id, case when valid_from <= :viewer_on and "
            "(valid_to is null or valid_to > :viewer_on) then 1 else 0 end, valid_from, valid_to "
            "from person_scopes where viewer_id = :viewer";
    return text + "), ";
}

bool is_narrow(db::Session& session, Caller const& caller, Scope scope) {
    return scope == Scope::own ||
           session.value<std::int64_t>(
               "select count(*) from (select 1 as found from person_scopes "
               "where viewer_id = :viewer limit :limit) counted",
               {{"viewer", *caller.person}, {"limit", viewers_max + 1}}) <= viewers_max;
}

}  // namespace

access::Condition visible_order(Caller const& caller, Permission permission, std::string_view order) {
    Scope const scope = caller.scope(permission);
    if (scope == Scope::all) return {"1 = 1", {}};
    if (scope == Scope::none || !caller.person) return {"1 = 0", {}};
    std::string const booked = fmt::format("{}.booked_on", order);
    access::Condition const seller =
        access::visible_fact(caller, permission, "order_seller.person_id", booked);
    access::Condition const owner = access::visible_fact(caller, permission, "order_owner.person_id", booked);
    access::Condition const holder =
        access::visible_fact(caller, permission, "order_holder.person_id", booked);
    auto held = [&](std::string_view alias) {
        return fmt::format("{0}.valid_from <= {1} and ({0}.valid_to is null or {0}.valid_to > {1})", alias,
                           booked);
    };
    return {fmt::format(
                "(exists (select 1 from order_sellers order_seller where order_seller.order_id = "
                "{0}.order_id and {1}) or "
                "({0}.seller_count = 0 and (exists (select 1 from customer_owners order_owner where "
                "order_owner.customer_id = {0}.customer_id and {2} and {3}) or (not exists (select 1 from "
                "customer_owners "
                "any_owner where any_owner.customer_id = {0}.customer_id and {4}) and exists (select 1 from "
                "territory_assignments order_ground join position_holders order_holder on "
                "order_holder.position_id = order_ground.position_id where order_ground.territory_id = "
                "{0}.territory_id "
                "and {5} and {6} and {7})))))",
                order, seller.sql, held("order_owner"), owner.sql, held("any_owner"), held("order_ground"),
                held("order_holder"), holder.sql),
            seller.params};
}

OrderSearch search_orders(db::Session& session, Caller const& caller, OrderFilter const& filter) {
    OrderSearch search;
    Query& query = search.query;
    Scope const scope = caller.scope(Permission::order_read);
    if (filter.seller_id) {
        query.from = "order_sellers s cross join orders o";
        query.require("s.person_id = :seller and o.order_id = s.order_id");
        query.bind("seller", *filter.seller_id);
    }
    if (filter.product_id) add_product(session, *filter.product_id, query);
    if (filter.q && !key_form(*filter.q).empty()) add_search(session, *filter.q, query);
    add_equal(filter, query);
    bool const limited = scope != Scope::all;
    bool const gather = limited && !query.is_driven() && !filter.customer_id && scope != Scope::none &&
                        caller.person && is_narrow(session, caller, scope);
    search.walked = !query.is_driven() && !gather && !is_selective(session, filter);
    if (gather) {
        query.drive(std::string(gathered));
        query.with = viewed(scope) + query.with;
        query.bind("viewer", *caller.person);
        if (scope == Scope::team) query.bind("viewer_on", caller.today);
        search.gathered = true;
    } else if (limited) {
        access::Condition const seen = visible_order(caller, Permission::order_read, "o");
        query.require(seen.sql);
        query.params = access::joined(std::move(query.params), seen.params);
    }
    return search;
}

}  // namespace colonnade::orders
