// Quotas of the goals as plans ask for them.
#pragma once
#include <vector>

#include "engine/pay/facts.hpp"
#include "foundation/db/session.hpp"
#include "pillars/operations/goals/standing.hpp"

namespace colonnade::insight {

// Everybody's own quota of each goal's measure and period, by the days employed where it is marked so, and as
// their team's the sum of their own and of all who report to them (rules 2 and 4 of goals). People are the
// standing's. A quota bears its goal's measure as its name.
std::vector<engine::pay::Quota> read_pay_quotas(db::Session& session, goals::Standing const& standing);

}  // namespace colonnade::insight
