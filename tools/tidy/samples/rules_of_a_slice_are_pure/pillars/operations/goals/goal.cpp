#include <chrono>

#include "pillars/operations/goals/goal_store.hpp"

bool is_due() { return std::chrono::system_clock::now() > due; }
