#pragma once

namespace colonnade {

int rate_of(int amount);

}  // namespace colonnade
