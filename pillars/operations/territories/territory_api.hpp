// Territories over the API.
#pragma once
#include "foundation/db/database.hpp"
#include "foundation/wire/api.hpp"

namespace colonnade::territories {

void mount_territories(wire::Api& api, db::Database& database);

}  // namespace colonnade::territories
