#include "insight/insight_api.hpp"

namespace colonnade::insight {

void mount_insight(wire::Api& api, db::Database& database, StandingSource standing, Translate translate) {
    Insight const insight{database, std::move(standing), std::move(translate)};
    mount_explanations(api, insight);
    mount_team(api, insight);
    mount_home(api, insight);
    mount_search(api, database);
}

}  // namespace colonnade::insight
