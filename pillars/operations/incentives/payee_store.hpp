// Whom plans pay and who of them has accepted which version.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "pillars/operations/incentives/plan_store.hpp"

namespace colonnade::incentives {

// Somebody who is on a plan today.
struct Payee {
    PersonId person;
    std::string name;
    std::optional<int> accepted_number;  // of the newest version that they accepted
    std::optional<Instant> accepted_at;
    bool is_current = false;  // it is the newest approved one
};
// Those in view, by name. Throws Problem "not_found" for a plan out of view.
std::vector<Payee> plan_payees(db::Session& session, Caller const& caller, PlanId plan);

// A plan that the caller is paid by, or will be: its newest approved version.
struct OwnPlan {
    PlanVersion version;
    std::optional<Instant> accepted_at;
};
std::vector<OwnPlan> own_plans(db::Session& session, Caller const& caller);

// Whether the caller may approve that submitted version: it pays people below them only, and is not their own
// work or pay.
bool may_decide_version(db::Session& session, Caller const& caller, PlanVersion const& version);

}  // namespace colonnade::incentives
