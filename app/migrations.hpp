// Every table of the program, in one list.
#pragma once
#include <vector>

#include "foundation/db/database.hpp"
#include "foundation/db/migration.hpp"

namespace colonnade {

std::vector<db::Migration> all_migrations();

// Brings the database to this program's schema. Throws Problem "db.newer" when it is ahead of the program.
void migrate_to_now(db::Database& database, Instant now);

}  // namespace colonnade
