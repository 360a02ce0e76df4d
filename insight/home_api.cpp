#include "insight/home.hpp"
#include "insight/insight_api.hpp"

namespace colonnade::insight {
namespace {

struct HomeQuery {
    std::optional<std::string> period;
};
BOOST_DESCRIBE_STRUCT(HomeQuery, (), (period))

}  // namespace

void mount_home(wire::Api& api, Insight const& insight) {
    api.get("/home", "getHome", "Show what matters to the caller today", Permission::home_read,
            [insight](Caller const& caller, wire::Query<HomeQuery> const& query,
                      wire::AsOf const&) -> HomeView { return home_view(insight, caller, query.period); });
}

}  // namespace colonnade::insight
