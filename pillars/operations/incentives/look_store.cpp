#include "pillars/operations/incentives/look_store.hpp"

namespace colonnade::incentives {

void note_looks(db::Database& database, Caller const& caller, std::set<PersonId> people) {
    if (caller.person) people.erase(*caller.person);
    if (people.empty() || caller.is_nobody()) return;
    access::write(database, caller, "lookAtPay", "", [&](access::Write& w) {
        for (PersonId person : people) w.audit("pay", person, "", R"({"looked":true})");
    });
}

}  // namespace colonnade::incentives
