// Territories: who holds which on which days, and the days on which nobody does.
#pragma once
#include <optional>
#include <span>
#include <vector>

#include "foundation/base/date.hpp"
#include "foundation/base/id.hpp"

namespace colonnade::territories {

// A position works a territory on these days.
struct Assignment {
    TerritoryId territory;
    PositionId position;
    DateRange range;
};

// A person holds a position on these days.
struct Holding {
    PositionId position;
    PersonId person;
    DateRange range;
};

// A person holds a territory on these days.
struct TerritoryHolder {
    TerritoryId territory;
    PersonId person;
    DateRange range;
    friend bool operator==(TerritoryHolder const&, TerritoryHolder const&) = default;
};

// Assignments met with holdings, in the order of the assignments, then of time.
std::vector<TerritoryHolder> holders(std::span<Assignment const> assignments,
                                     std::span<Holding const> holdings);

// Days without a holder. `position` is the vacant one; absent where no position is assigned.
struct Gap {
    TerritoryId territory;
    std::optional<PositionId> position;
    DateRange range;
    friend bool operator==(Gap const&, Gap const&) = default;
};

// The gaps of one territory within `window`, a bounded part of its life; its own assignments only, which do
// not overlap.
std::vector<Gap> find_gaps(TerritoryId territory, DateRange const& window,
                           std::span<Assignment const> assignments, std::span<Holding const> holdings);

}  // namespace colonnade::territories
