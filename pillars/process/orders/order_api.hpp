// Orders and products over the API.
#pragma once
#include "foundation/db/database.hpp"
#include "foundation/wire/api.hpp"
#include "pillars/process/orders/order_list_store.hpp"

namespace colonnade::orders {

// What this slice does not know by itself.
struct Sources {
    RateOfToday rate;
};

void mount_orders(wire::Api& api, db::Database& database, Sources const& sources);
void mount_products(wire::Api& api, db::Database& database);

}  // namespace colonnade::orders
