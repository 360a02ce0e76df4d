#include "pillars/operations/goals/goal.hpp"

#include "engine/rate.hpp"

namespace colonnade::goals {

int path(int amount) { return rate_of(amount); }

}  // namespace colonnade::goals
