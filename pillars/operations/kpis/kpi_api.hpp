// The routes of KPI values.
#pragma once
#include "foundation/db/database.hpp"
#include "foundation/wire/api.hpp"

namespace colonnade::kpis {

void mount_kpis(wire::Api& api, db::Database& database);

}  // namespace colonnade::kpis
