#pragma once
#include <vector>

#include "foundation/db/migration.hpp"

namespace colonnade::access {

// Numbers 1 to 49.
std::vector<db::Migration> access_migrations();

}  // namespace colonnade::access
