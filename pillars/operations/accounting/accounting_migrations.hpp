// Tables of accounting.
#pragma once
#include <vector>

#include "foundation/db/migration.hpp"

namespace colonnade::accounting {

std::vector<db::Migration> accounting_migrations();

}  // namespace colonnade::accounting
