#pragma once
#include <vector>

#include "foundation/db/migration.hpp"

namespace colonnade::work {

// Numbers 50 to 59.
std::vector<db::Migration> work_migrations();

}  // namespace colonnade::work
