// Explanations, breakdowns, the team page, home and search over the API: read-only, over several slices.
#pragma once
#include "foundation/wire/api.hpp"
#include "insight/asked.hpp"

namespace colonnade::insight {

void mount_insight(wire::Api& api, db::Database& database, StandingSource standing, Translate translate);

// Its parts, a file each.
void mount_explanations(wire::Api& api, Insight const& insight);
void mount_team(wire::Api& api, Insight const& insight);
void mount_home(wire::Api& api, Insight const& insight);
void mount_search(wire::Api& api, db::Database& database);

}  // namespace colonnade::insight
