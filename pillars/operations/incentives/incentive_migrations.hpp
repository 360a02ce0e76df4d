// Tables of incentives.
#pragma once
#include <vector>

#include "foundation/db/migration.hpp"

namespace colonnade::incentives {

// Persons must be there: parameters refer to them.
std::vector<db::Migration> incentive_migrations();

}  // namespace colonnade::incentives
