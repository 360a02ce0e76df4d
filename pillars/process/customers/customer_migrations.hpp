// Tables of customers: who they are, who owned them when, whom to talk to, and the words they are found by.
#pragma once
#include <vector>

#include "foundation/db/migration.hpp"

namespace colonnade::customers {

std::vector<db::Migration> customer_migrations();

}  // namespace colonnade::customers
