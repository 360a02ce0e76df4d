// The tables of the KPI slice.
#pragma once
#include <vector>

#include "foundation/db/migration.hpp"

namespace colonnade::kpis {

std::vector<db::Migration> kpi_migrations();

}  // namespace colonnade::kpis
