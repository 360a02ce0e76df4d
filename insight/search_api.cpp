#include "insight/insight_api.hpp"
#include "insight/pages.hpp"
#include "insight/search_store.hpp"

namespace colonnade::insight {
namespace {

constexpr std::size_t hits_max = 20;

struct SearchQuery {
    std::string q;
};
BOOST_DESCRIBE_STRUCT(SearchQuery, (), (q))

struct FoundItem {
    std::string kind;
    std::int64_t id = 0;
    std::string title;
    std::string subtitle;
    std::string path;  // of its page
};
BOOST_DESCRIBE_STRUCT(FoundItem, (), (kind, id, title, subtitle, path))

struct FoundItems {
    std::vector<FoundItem> items;  // grouped by kind, best first
};
BOOST_DESCRIBE_STRUCT(FoundItems, (), (items))

// Of a territory or a team, its goal; those who do not see every goal get the list it stands in.
std::string page_of(Found const& one, Caller const& caller) {
    if (one.kind == "person") return person_page(one.id);
    if (one.kind == "customer") return customer_page(one.id);
    if (one.kind == "contact") return customer_page(one.page_of);
    if (one.kind == "product") return product_page(one.id);
    if (one.kind == "order") return order_page(one.id);
    if (caller.scope(Permission::goal_read) == Scope::all) return goal_page(one.kind, one.id);
    return one.kind == "territory" ? territories_page : teams_page;
}

}  // namespace

void mount_search(wire::Api& api, db::Database& database) {
    api.get("/search", "search", "Find people, customers, contacts, products, orders, territories and teams",
            Permission::search_use,
            [&database](Caller const& caller, wire::Query<SearchQuery> const& query) -> FoundItems {
                auto const found =
                    database.read([&](db::Session& s) { return search(s, caller, query.q, hits_max); });
                FoundItems answer;
                for (Found const& one : found)
                    answer.items.push_back({one.kind, one.id, one.title, one.subtitle, page_of(one, caller)});
                return answer;
            });
}

}  // namespace colonnade::insight
