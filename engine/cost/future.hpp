// What a plan may cost next year: P10, P50 and P90 over futures drawn from the past.
#pragma once
#include <cstdint>
#include <optional>

#include "engine/cost/cost.hpp"

namespace colonnade::engine::cost {

// Ten-thousandths of the currency; the method stands in the README (rule 3).
struct NextYear {
    std::int64_t p10 = 0;
    std::int64_t p50 = 0;
    std::int64_t p90 = 0;
    int futures = 0;  // how many were drawn
    int periods = 0;  // of the past, that they were drawn from
    bool is_by_season = false;
};

// The same seed gives the same futures. Empty where no period of the past paid anybody.
std::optional<NextYear> next_year(pay::Calculation const& calculation, Counted const& counted,
                                  std::uint64_t seed);

}  // namespace colonnade::engine::cost
