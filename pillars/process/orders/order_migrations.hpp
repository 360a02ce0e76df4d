// Tables of products and orders.
#pragma once
#include <vector>

#include "foundation/db/migration.hpp"

namespace colonnade::orders {

std::vector<db::Migration> order_migrations();

}  // namespace colonnade::orders
