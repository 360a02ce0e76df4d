#include "foundation/db/db.hpp"
#include "pillars/operations/goals/goal.hpp"

auto const rows = session.rows("select id from goals where valid_to is null");
