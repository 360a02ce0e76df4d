#include "pillars/process/customers/customer_visibility_store.hpp"

#include <fmt/format.h>

#include "foundation/base/problem.hpp"

namespace colonnade::customers {

access::Condition visible_customer(Caller const& caller, Permission permission,
                                   std::string_view customer_column) {
    Scope const scope = caller.scope(permission);
    if (scope == Scope::all) return {"1 = 1", {}};
    if (scope == Scope::none || !caller.person) return {"1 = 0", {}};
    access::Condition const owner = access::visible_person(caller, permission, "seen_owner.person_id");
    access::Condition const seller = access::visible_person(caller, permission, "seen_seller.person_id");
    return {fmt::format(
                "(exists (select 1 from customer_owners seen_owner where seen_owner.customer_id = {0} and "
                "seen_owner.valid_from <= :owned_on and "
                "(seen_owner.valid_to is null or seen_owner.valid_to > :owned_on) and {1}) or "
                "exists (select 1 from customer_sellers seen_seller where seen_seller.customer_id = {0} and "
                "{2}))",
                customer_column, owner.sql, seller.sql),
            access::joined(owner.params, {{"owned_on", caller.today}})};
}

void require_customer_in_view(db::Session& session, Caller const& caller, Permission permission,
                              CustomerId customer) {
    access::Condition const seen = visible_customer(caller, permission, "c.customer_id");
    if (!session.exists("select 1 from customers c where c.customer_id = :customer and " + seen.sql,
                        access::joined({{"customer", customer}}, seen.params)))
        throw not_found();
}

}  // namespace colonnade::customers
