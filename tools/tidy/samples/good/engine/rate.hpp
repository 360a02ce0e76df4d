// Rates.
#pragma once
#include <string>

#include "foundation/base/money.hpp"

namespace colonnade {

// What the amount earns, in ten-thousandths; a doubled rate earns twice.
int rate_of(int amount);

struct Tier {
    int above = 0;
    int rate() const { return above; }
};

}  // namespace colonnade
