// The tables of people, departments, teams, positions, reporting lines, deputies and duties (100 to 199).
#pragma once
#include <vector>

#include "foundation/access/undo.hpp"
#include "foundation/db/migration.hpp"

namespace colonnade::structure {

std::vector<db::Migration> structure_migrations();

// The tables that an import of people, positions and reporting may have written, the referred before the
// referring.
std::vector<access::UndoTable> structure_undo_tables();

}  // namespace colonnade::structure
