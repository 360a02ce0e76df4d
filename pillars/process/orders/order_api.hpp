// Orders and products over the API.
#pragma once
#include "foundation/db/database.hpp"
#include "foundation/wire/api.hpp"

namespace colonnade::orders {

void mount_orders(wire::Api& api, db::Database& database);
void mount_products(wire::Api& api, db::Database& database);

}  // namespace colonnade::orders
