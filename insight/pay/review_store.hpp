// What the review of a calculation reads beside its results.
#pragma once
#include <set>
#include <vector>

#include "foundation/db/session.hpp"
#include "pillars/operations/incentives/review.hpp"

namespace colonnade::insight {

// Changes of the shares of orders booked in those days: a share that somebody had and has no longer.
std::vector<incentives::SplitChange> split_changes(db::Session& session, DateRange const& period);

}  // namespace colonnade::insight
