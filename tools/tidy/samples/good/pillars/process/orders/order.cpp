#include "pillars/operations/goals/goal.hpp"
