// Tables of statements.
#pragma once
#include <vector>

#include "foundation/db/migration.hpp"

namespace colonnade::statements {

// Pay periods and persons must be there.
std::vector<db::Migration> statement_migrations();

}  // namespace colonnade::statements
