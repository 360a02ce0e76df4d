// Which customers a caller may see: one they own today, one that an order of theirs was sold to; for a
// manager the same of everyone below them today.
#pragma once
#include <string_view>

#include "foundation/access/visibility.hpp"

namespace colonnade::customers {

// A condition for a `where`; `customer_column` holds the id, e.g. "c.customer_id".
access::Condition visible_customer(Caller const& caller, Permission permission,
                                   std::string_view customer_column);

// Throws not_found() where the customer does not exist or is out of view.
void require_customer_in_view(db::Session& session, Caller const& caller, Permission permission,
                              CustomerId customer);

}  // namespace colonnade::customers
