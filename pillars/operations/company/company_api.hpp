// The company's settings, periods and exchange rates over the API.
#pragma once
#include <functional>

#include "foundation/db/database.hpp"
#include "foundation/wire/api.hpp"

namespace colonnade::company {

// What the slice is told by others: whether anything has been counted in the company's currency yet.
using HasOrders = std::function<bool(db::Session&)>;

void mount_company(wire::Api& api, db::Database& database, HasOrders has_orders);

}  // namespace colonnade::company
