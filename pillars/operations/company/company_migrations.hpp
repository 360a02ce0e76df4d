// The tables of the company slice.
#pragma once
#include <vector>

#include "foundation/db/migration.hpp"

namespace colonnade::company {

std::vector<db::Migration> company_migrations();

}  // namespace colonnade::company
