// What the close desk reads over all of pay: how far a period is, and what waits for whom.
#pragma once
#include <string>
#include <vector>

#include "pillars/operations/incentives/close.hpp"
#include "pillars/operations/incentives/pay_period_store.hpp"

namespace colonnade::incentives {

// For those who see all pay; else throws Problem "not_found".
CloseFacts close_facts(db::Session& session, Caller const& caller, PayPeriodId id);

// Something of pay that waits for the caller; its text is close_desk.waiting.<code>.
struct Waiting {
    std::string code;
    std::int64_t count = 0;
    std::string link;      // the page where it is done
    bool is_late = false;  // a day that was promised has passed
};
// What waits for the caller by what they may do, the most pressing first; nothing with a count of zero. It
// leaves out what they may not decide because it is their own work or pay.
std::vector<Waiting> pay_waiting(db::Session& session, Caller const& caller);

}  // namespace colonnade::incentives
