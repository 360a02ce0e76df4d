// Customers, owners and contacts over the API.
#pragma once
#include <functional>
#include <vector>

#include "foundation/db/database.hpp"
#include "foundation/wire/api.hpp"
#include "pillars/process/customers/customer_views.hpp"

namespace colonnade::customers {

// What another slice knows of a customer's past: entries in the caller's view, newest first, at most `limit`,
// after the cursor. Handed over by app/.
using TimelineSource =
    std::function<std::vector<TimelineEntry>(db::Session& session, Caller const& caller, CustomerId customer,
                                             std::optional<TimelineCursor> const& after, std::int64_t limit)>;

void mount_customers(wire::Api& api, db::Database& database, std::vector<TimelineSource> timeline);

}  // namespace colonnade::customers
