// A run done again on what it was made from.
#pragma once
#include <string>

#include "foundation/db/database.hpp"
#include "foundation/wire/api.hpp"
#include "pillars/operations/incentives/run_store.hpp"

namespace colonnade::insight {

struct Replay {
    std::string inputs_digest;
    std::string results_digest;
    int differing = 0;  // payouts that are not as the run has them
};
// Works the run out anew, from the facts, plans and assignments as they were when it was made. Throws Problem
// "incentives.no_inputs" for a run that did not keep what it was made from.
Replay replay(db::Database& database, incentives::StoredRun const& run);

// GET /pay-runs/{run_id}/replay, by a program of that build.
void mount_pay_replay(wire::Api& api, db::Database& database, std::string build);

}  // namespace colonnade::insight
