// Why one person's pay is another than an earlier run said, as causes with an amount each.
//
// Changes are put in one after the other: plans, own values, quotas, shares of orders, then orders by the day
// they were booked. Each cause is pay after it less pay before it, by the engine; what a run does not keep
// (roles, reporting, rates of currencies, the rest of an order) is what is left over. The causes sum exactly
// to the difference.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "insight/pay/pay_change_store.hpp"
#include "insight/pay/pay_estimate.hpp"

namespace colonnade::insight {

// What was known then, and what of it is known now.
struct PayThen {
    EarlierRun run;
    std::vector<incentives::RunPlan> plans;
    std::map<LineKey, LineCredit> lines;
    std::vector<DatedAmount> quotas, quotas_now, parameters, parameters_now;
    std::vector<LaterAdjustment> adjustments;
};
PayThen read_pay_then(db::Session& session, PersonPay const& now, EarlierRun const& run);

enum class PayCauseKind {
    plan,
    parameter,
    quota,
    share,
    order_added,
    order_changed,
    order_gone,
    return_added,
    adjustment,
    other
};
BOOST_DESCRIBE_ENUM(PayCauseKind, plan, parameter, quota, share, order_added, order_changed, order_gone,
                    return_added, adjustment, other)

struct PayCause {
    PayCauseKind kind = PayCauseKind::other;
    std::string name;  // of the plan, parameter or adjustment
    std::optional<OrderId> order;
    std::int64_t amount = 0;
};

struct PayChange {
    std::int64_t before = 0;
    std::int64_t after = 0;
    std::vector<PayCause> causes;  // none of them zero
};
PayChange pay_change(PersonPay const& now, PayFacts const& source, PayThen const& then);

}  // namespace colonnade::insight
