// The tables of territories (200 to 299).
#pragma once
#include <vector>

#include "foundation/access/undo.hpp"
#include "foundation/db/migration.hpp"

namespace colonnade::territories {

std::vector<db::Migration> territory_migrations();

// The tables that an import of territories may have written, the referred before the referring.
std::vector<access::UndoTable> territory_undo_tables();

}  // namespace colonnade::territories
