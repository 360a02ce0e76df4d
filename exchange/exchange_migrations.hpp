// The tables of imports and of mappings that users saved.
#pragma once
#include <vector>

#include "foundation/access/undo.hpp"
#include "foundation/db/migration.hpp"

namespace colonnade::exchange {

// Numbers 600 to 649.
std::vector<db::Migration> exchange_migrations();

// Every table an import may have written, the referred before the referring.
std::vector<access::UndoTable> import_undo_tables();

}  // namespace colonnade::exchange
