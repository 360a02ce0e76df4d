// What home reads beside figures: what waits for a person, and what somebody has sold of late.
#pragma once
#include <string>
#include <vector>

#include "foundation/base/money.hpp"
#include "foundation/caller/caller.hpp"
#include "foundation/db/session.hpp"

namespace colonnade::insight {

struct LateOrder {
    std::int64_t order_id = 0;
    std::string number;
    std::string customer;
    Date promised_on;
};
// Open orders of a seller whose promised day is past, the longest past first.
std::vector<LateOrder> late_orders(db::Session& session, PersonId seller, Date today, std::int64_t limit);

struct QuietCustomer {
    std::int64_t customer_id = 0;
    std::string name;
    Date last_order;
};
// Customers a person owns that have bought, but not since that day, the longest quiet first.
std::vector<QuietCustomer> quiet_customers(db::Session& session, PersonId owner, Date since, Date today,
                                           std::int64_t limit);

struct RecentOrder {
    std::int64_t order_id = 0;
    std::string number;
    std::string kind;
    std::string customer;
    Date booked_on;
    Money amount;
};
// The seller's latest orders, newest first, at most `limit`.
std::vector<RecentOrder> recent_orders(db::Session& session, PersonId seller, std::int64_t limit);

}  // namespace colonnade::insight
