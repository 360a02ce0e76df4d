// People, departments, teams, positions, reporting lines, deputies and duties over the API.
#pragma once
#include "foundation/db/database.hpp"
#include "foundation/wire/api.hpp"

namespace colonnade::structure {

void mount_people(wire::Api& api, db::Database& database);
void mount_units(wire::Api& api, db::Database& database);
void mount_positions(wire::Api& api, db::Database& database);
void mount_reporting(wire::Api& api, db::Database& database);
void mount_duties(wire::Api& api, db::Database& database);

// All of them.
void mount_structure(wire::Api& api, db::Database& database);

}  // namespace colonnade::structure
