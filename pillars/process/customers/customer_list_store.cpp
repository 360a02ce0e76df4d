#include "pillars/process/customers/customer_list_store.hpp"

#include <fmt/format.h>

#include "foundation/base/text.hpp"
#include "pillars/process/customers/customer_visibility_store.hpp"

namespace colonnade::customers {
namespace {

// Up to this many candidates are gathered and sorted; beyond, the list is walked in its order and each row is
// tried.
constexpr std::int64_t gathered_max = 2000;
constexpr std::int64_t viewers_max = 200;  // people in view whose customers are gathered
// The same where the list is by age: the newest are often all of one branch, and a walk passes very many.
// They are gathered by windows of ids, which begin at the newest in view and grow fourfold until the page is
// full.
constexpr std::int64_t viewers_by_age_max = 5000, window_first = 256;

struct Query {
    std::string with;  // common table expressions
    std::string from;  // what drives the search, ending in `customers c`
    std::string where = "1 = 1";
    db::Params params;
    bool by_window = false;  // between :low_id and :high_id, still unbound

    void require(std::string_view condition) {
        fmt::format_to(std::back_inserter(where), " and {}", condition);
    }
    void bind(std::string_view name, db::Value value) { params.push_back({name, std::move(value)}); }
};

constexpr std::array<std::string_view, 8> word_names{"word0", "word1", "word2", "word3",
                                                     "word4", "word5", "word6", "word7"};

// How many customers have a word that begins so; counted no further than gathered_max + 1.
std::int64_t count_word(db::Session& session, std::string_view word) {
    return session.value<std::int64_t>(
        "select count(*) from (select 1 as found from customer_words where word_key >= :low and word_key < "
        ":high "
        "limit :limit) counted",
        {{"low", prefix_key(word)}, {"high", prefix_key_end(word)}, {"limit", gathered_max + 1}});
}

constexpr std::int64_t candidates_max = 5000;  // that a search by words looks at, in no order

enum class Words { drive_where_rare, drive_always };

// The words of q become conditions; the rarest drives the search, between :low and :high. Returns whether one
// does.
bool add_words(db::Session& session, std::string_view q, Words how, Query& query) {
    std::vector<std::string> words = search_words(search_form(q));
    if (words.size() > word_names.size()) words.resize(word_names.size());
    std::int64_t fewest = gathered_max + (how == Words::drive_always ? 2 : 1);
    std::optional<std::size_t> rarest;
    for (std::size_t i = 0; i < words.size(); ++i) {
        std::int64_t const count = count_word(session, words[i]);
        if (count >= fewest) continue;
        fewest = count, rarest = i;
    }
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i == rarest) continue;
        query.require(fmt::format("' ' || c.search_text like :{}", word_names[i]));
        query.bind(word_names[i], "% " + words[i] + "%");
    }
    if (!rarest) return false;
    query.bind("low", prefix_key(words[*rarest]));
    query.bind("high", prefix_key_end(words[*rarest]));
    if (how == Words::drive_always) return true;
    query.with =
        "found as (select distinct customer_id from customer_words where word_key >= :low and word_key < "
        ":high)";
    query.from = "found cross join customers c";
    query.require("c.customer_id = found.customer_id");
    return true;
}

bool is_narrow(db::Session& session, Caller const& caller, Scope scope, std::int64_t most) {
    if (scope == Scope::own) return true;
    return session.value<std::int64_t>(
               "select count(*) from (select 1 as found from person_scopes where viewer_id = :viewer and "
               "valid_from <= :today and (valid_to is null or valid_to > :today) limit :limit) counted",
               {{"viewer", *caller.person}, {"today", caller.today}, {"limit", most + 1}}) <= most;
}

std::string viewed(Scope scope) {
    std::string text = "viewed as (select cast(:viewer as bigint) as person_id";
    if (scope == Scope::team)
        text +=
            " union select person_id from person_scopes where viewer_id = :viewer and "
            "valid_from <= :today and (valid_to is null or valid_to > :today)";
    return text + ")";
}

// The customers in view drive the search.
void gather_visible(Caller const& caller, Scope scope, CustomerSort sort, Query& query) {
    query.by_window = sort == CustomerSort::newest;
    auto within = [&](std::string_view alias) {
        return query.by_window
                   ? fmt::format(" and {0}.customer_id > :low_id and {0}.customer_id <= :high_id", alias)
                   : std::string();
    };
    query.with = viewed(scope);
    query.with += fmt::format(
        ", found as (select w.customer_id from viewed cross join customer_owners w where "
        "w.person_id = viewed.person_id and w.valid_from <= :today and (w.valid_to is null or w.valid_to > "
        ":today){} "
        "union select r.customer_id from viewed cross join customer_sellers r where r.person_id = "
        "viewed.person_id{})",
        within("w"), within("r"));
    query.from = "found cross join customers c";
    query.require("c.customer_id = found.customer_id");
    query.bind("viewer", *caller.person);
}

void choose_driver(db::Session& session, Caller const& caller, CustomerFilter const& filter, Query& query) {
    Scope const scope = caller.scope(Permission::customer_read);
    query.bind("today", caller.today);
    bool driven = filter.q && add_words(session, *filter.q, Words::drive_where_rare, query);
    if (filter.owner_id) {
        std::string_view const owned =
            "owned.person_id = :owner and owned.valid_from <= :today and (owned.valid_to is null or "
            "owned.valid_to > :today)";
        query.bind("owner", *filter.owner_id);
        if (driven) {
            query.require(
                fmt::format("exists (select 1 from customer_owners owned where "
                            "owned.customer_id = c.customer_id and {})",
                            owned));
        } else {
            query.from = "customer_owners owned cross join customers c";
            query.require(fmt::format("{} and c.customer_id = owned.customer_id", owned));
            driven = true;
        }
    }
    bool const limited = scope != Scope::all;
    std::int64_t const most = filter.sort == CustomerSort::newest ? viewers_by_age_max : viewers_max;
    if (!driven && limited && caller.person && scope != Scope::none &&
        is_narrow(session, caller, scope, most)) {
        gather_visible(caller, scope, filter.sort, query);
        return;
    }
    if (!driven) query.from = "customers c";
    if (!limited) return;
    access::Condition const seen = visible_customer(caller, Permission::customer_read, "c.customer_id");
    query.require(seen.sql);
    query.params = access::joined(std::move(query.params), seen.params);
}

void add_filters(CustomerFilter const& filter, Query& query) {
    auto equal = [&](std::string_view column, std::string_view name, auto const& value) {
        if (!value) return;
        query.require(fmt::format("c.{} = :{}", column, name));
        query.bind(name, *value);
    };
    equal("territory_id", "territory", filter.territory_id);
    equal("country", "country", filter.country);
    equal("segment", "segment", filter.segment);
    if (filter.kind) equal("kind", "kind", std::optional(customer_kind_text(*filter.kind)));
}

std::string_view order_of(CustomerSort sort) {
    if (sort == CustomerSort::name) return "sort_key, customer_id";
    if (sort == CustomerSort::name_descending) return "sort_key desc, customer_id desc";
    return "customer_id desc";
}

void add_cursor(CustomerSort sort, CustomerCursor const& after, Query& query) {
    query.bind("after_id", after.customer_id);
    if (sort == CustomerSort::newest) return query.require("c.customer_id < :after_id");
    query.require(sort == CustomerSort::name ? "(c.sort_key, c.customer_id) > (:after_key, :after_id)"
                                             : "(c.sort_key, c.customer_id) < (:after_key, :after_id)");
    query.bind("after_key", after.sort_key);
}

std::string with_prefix(std::string_view order, std::string_view alias) {
    std::string text;
    for (std::size_t start = 0; start < order.size();) {
        std::size_t const end = std::min(order.find(", ", start), order.size());
        if (!text.empty()) text += ", ";
        text += fmt::format("{}.{}", alias, order.substr(start, end - start));
        start = end + 2;
    }
    return text;
}

std::vector<ListedCustomer> run(db::Session& session, CustomerFilter const& filter, Query query,
                                std::int64_t most) {
    query.bind("limit", most);
    std::string_view const order = order_of(filter.sort);
    std::string const sql = fmt::format(
        "with {}page as (select c.customer_id, c.sort_key from {} where {} order by {} limit :limit) "
        "select c.customer_id, c.external_id, c.name, c.kind, c.segment, c.industry, c.country, c.city, "
        "c.territory_id, t.name, w.person_id, p.name, c.sort_key from page join customers c "
        "on c.customer_id = page.customer_id left join territories t on t.territory_id = c.territory_id "
        "left join customer_owners w on w.customer_id = c.customer_id and w.valid_from <= :today and "
        "(w.valid_to is null or w.valid_to > :today) left join people p on p.person_id = w.person_id order "
        "by {}",
        query.with.empty() ? "" : query.with + ", ", query.from, query.where, with_prefix(order, "c"),
        with_prefix(order, "page"));
    using Text = std::optional<std::string>;
    std::vector<ListedCustomer> listed;
    for (auto& [id, external, name, kind, segment, industry, country, city, territory, territory_name, owner,
                owner_name, key] :
         session.rows<CustomerId, Text, std::string, std::string, Text, Text, Text, Text,
                      std::optional<TerritoryId>, Text, std::optional<PersonId>, Text, std::string>(
             sql, query.params))
        listed.push_back({{id, external, name, find_customer_kind(kind).value_or(CustomerKind::company),
                           segment, industry, country, city, territory, territory_name, owner, owner_name},
                          {key, id}});
    return listed;
}

// The newest that anybody in view owns or has sold to; zero where there is none.
std::int64_t newest_in_view(db::Session& session, Caller const& caller) {
    Scope const scope = caller.scope(Permission::customer_read);
    db::Params params{{"viewer", *caller.person}};
    if (scope == Scope::team) params.push_back({"today", caller.today});
    auto const [owned, sold] = session.one<std::optional<std::int64_t>, std::optional<std::int64_t>>(
        "with " + viewed(scope) +
            " select max((select max(w.customer_id) from customer_owners w where w.person_id = "
            "v.person_id)), "
            "max((select max(r.customer_id) from customer_sellers r where r.person_id = v.person_id)) "
            "from viewed v",
        params);
    return std::max(owned.value_or(0), sold.value_or(0));
}

std::vector<ListedCustomer> run_windows(db::Session& session, Caller const& caller,
                                        CustomerFilter const& filter, Query const& query,
                                        std::optional<CustomerCursor> const& after, std::int64_t most) {
    std::vector<ListedCustomer> listed;
    std::int64_t high = newest_in_view(session, caller);
    if (after) high = std::min(high, after->customer_id.value - 1);
    for (std::int64_t width = window_first; high > 0 && static_cast<std::int64_t>(listed.size()) < most;
         width *= 4) {
        Query window = query;
        window.bind("low_id", std::max<std::int64_t>(high - width, 0));
        window.bind("high_id", high);
        auto more = run(session, filter, std::move(window), most - static_cast<std::int64_t>(listed.size()));
        listed.insert(listed.end(), std::make_move_iterator(more.begin()),
                      std::make_move_iterator(more.end()));
        high -= width;
    }
    return listed;
}

}  // namespace

std::vector<ListedCustomer> list_customers(db::Session& session, Caller const& caller,
                                           CustomerFilter const& filter,
                                           std::optional<CustomerCursor> const& after, std::int64_t limit) {
    Query query;
    choose_driver(session, caller, filter, query);
    add_filters(filter, query);
    if (after) add_cursor(filter.sort, *after, query);
    if (query.by_window) return run_windows(session, caller, filter, query, after, limit + 1);
    return run(session, filter, std::move(query), limit + 1);
}

std::vector<CustomerId> find_by_words(db::Session& session, Caller const& caller, std::string_view q,
                                      std::size_t limit) {
    std::vector<CustomerId> found;
    Scope const scope = caller.scope(Permission::customer_read);
    if (scope == Scope::none || (scope != Scope::all && !caller.person)) return found;
    if (scope != Scope::all && is_narrow(session, caller, scope, viewers_max)) {
        CustomerFilter filter;
        filter.q = q;
        for (ListedCustomer const& one :
             list_customers(session, caller, filter, {}, static_cast<std::int64_t>(limit) - 1))
            found.push_back(one.row.customer_id);
        return found;
    }
    Query query;
    if (!add_words(session, q, Words::drive_always, query)) return found;
    access::Condition const seen = visible_customer(caller, Permission::customer_read, "c.customer_id");
    query.bind("limit", static_cast<std::int64_t>(limit));
    query.bind("most", candidates_max);
    for (auto const& [id] : session.rows<CustomerId>(
             fmt::format("with found as (select distinct customer_id from (select customer_id from "
                         "customer_words where word_key >= :low and word_key < :high limit :most) word) "
                         "select c.customer_id from found cross join customers c where "
                         "found.customer_id = c.customer_id and {} and {} limit :limit",
                         query.where, seen.sql),
             access::joined(query.params, seen.params)))
        found.push_back(id);
    return found;
}

}  // namespace colonnade::customers
