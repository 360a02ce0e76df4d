// The tables of the goals slice.
#pragma once
#include <vector>

#include "foundation/db/migration.hpp"

namespace colonnade::goals {

std::vector<db::Migration> goal_migrations();

}  // namespace colonnade::goals
