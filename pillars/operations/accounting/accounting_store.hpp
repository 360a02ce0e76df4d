// The company's accounting policy.
#pragma once
#include "foundation/access/write.hpp"
#include "pillars/operations/accounting/accounting.hpp"

namespace colonnade::accounting {

// Until one is set, the usual policy holds: of the company's first change.
struct StoredPolicy {
    Policy policy;
    ChangeId version{1};
    bool is_set = false;
};
StoredPolicy read_policy(db::Session& session);
// Throws Problem "stale" when `seen` is not the version there is, and what check_policy throws.
StoredPolicy save_policy(access::Write& write, Policy const& policy, ChangeId seen);

}  // namespace colonnade::accounting
