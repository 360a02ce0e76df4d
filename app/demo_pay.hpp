// Pay for the demo company: a plan that one wrote and another approved, and quarters on their way to closed.
#pragma once
#include "app/program.hpp"

namespace colonnade {

// Every step goes through the API as the demo's own users, so that nothing in it could not have happened.
void add_demo_pay(Program& program, Date today);

}  // namespace colonnade
