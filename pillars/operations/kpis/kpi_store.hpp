// Where KPI values are kept. What a caller may not see does not exist for them.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "foundation/access/write.hpp"
#include "pillars/operations/kpis/kpi.hpp"

namespace colonnade::kpis {

struct KpiFilter {
    std::optional<PersonId> person;
    std::optional<std::string> name;
    std::int64_t after = 0;  // id of the last one seen
    int limit = 50;
};

// By id.
std::vector<KpiValue> list_values(db::Session& session, Caller const& caller, KpiFilter const& filter);
// All of them, for calculation: by person, name and day.
std::vector<KpiValue> all_values(db::Session& session);

// Rates or enters a value from its first day on (rule 1); gives it as it now stands. A manager's is rated,
// whoever sees all enters. Throws Problem "not_found" for people out of view and "kpis.own" for one's own.
KpiValue save_value(access::Write& write, KpiValue value);
// The same without asking who: from files.
KpiValue put_value(access::Write& write, KpiValue const& value);
// Throws Problem "not_found", and "stale" where it has changed since `seen`.
void remove_value(access::Write& write, std::int64_t id, ChangeId seen);

}  // namespace colonnade::kpis
