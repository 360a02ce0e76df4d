#include "insight/pay/plan_cost_store.hpp"

#include "foundation/access/visibility.hpp"

namespace colonnade::insight {

std::optional<std::vector<PersonId>> people_whose_pay_is_seen(db::Session& session, Caller const& caller) {
    if (caller.scope(Permission::pay_read) == Scope::all) return std::nullopt;
    access::Condition const seen = access::visible_person(caller, Permission::pay_read, "p.person_id");
    std::vector<PersonId> people;
    session.each<PersonId>("select p.person_id from people p where " + seen.sql + " order by p.person_id",
                           seen.params, [&](PersonId person) { people.push_back(person); });
    return people;
}

}  // namespace colonnade::insight
