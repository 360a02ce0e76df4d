// Duties for the demo company: published, and acknowledged by most.
#pragma once
#include "app/program.hpp"

namespace colonnade {

// Every step goes through the API, as the demo's own user of sales operations or as the holder of a position.
void add_demo_duties(Program& program);

}  // namespace colonnade
