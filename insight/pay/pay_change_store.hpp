// What an earlier run said of one person, and what it knew: the beginning of "why did it change?".
#pragma once
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "insight/pay/pay_facts_store.hpp"
#include "pillars/operations/incentives/run_store.hpp"

namespace colonnade::insight {

// A run that paid somebody in some days, and how much they earned by it.
struct EarlierRun {
    incentives::RunId id;
    Instant at;
    ChangeId change;  // the run's own: it knew what was written before
    std::int64_t earned = 0;
};
// The newest first; trial runs are none. `days` bounds the pay periods.
std::vector<EarlierRun> earlier_runs(db::Session& session, PersonId person, DateRange days);

// What somebody had of an order line: the line's id is 0 for an order without lines.
using LineKey = std::pair<std::int64_t, std::int64_t>;
struct LineCredit {
    Date booked_on;
    std::int64_t credited = 0;
    std::int64_t share = 0;  // 10^-10
};
std::map<LineKey, LineCredit> credited_then(db::Session& session, incentives::RunId run, PersonId person,
                                            DateRange days);

// A quota in revenue, or a parameter, as it was written before a change, or as it is now (no change).
struct DatedAmount {
    std::int64_t id = 0;
    std::string name;
    bool is_rate = false;
    DateRange days;
    std::int64_t amount = 0;
    friend bool operator==(DatedAmount const&, DatedAmount const&) = default;
};
std::vector<DatedAmount> quotas_known(db::Session& session, PersonId person, std::optional<ChangeId> before);
std::vector<DatedAmount> parameters_known(db::Session& session, PersonId person,
                                          std::optional<ChangeId> before);

// Adjustments by hand, approved after that moment, for pay periods within the days.
struct LaterAdjustment {
    std::string component, reason;
    std::int64_t amount = 0;
};
std::vector<LaterAdjustment> adjustments_since(db::Session& session, PersonId person, DateRange days,
                                               Instant since);

}  // namespace colonnade::insight
