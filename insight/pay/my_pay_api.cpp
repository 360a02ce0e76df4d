#include "insight/pay/my_pay_api.hpp"

#include "foundation/access/visibility.hpp"
#include "pillars/operations/incentives/incentive_api.hpp"

namespace colonnade::insight {

SeenPay see_pay(MyPay const& sources, Caller const& caller, PersonId person,
                std::optional<std::string> const& period) {
    SeenPay seen = sources.database.read([&](db::Session& session) -> SeenPay {
        // A former manager keeps the past of their time; nobody else learns that there is anything to ask
        // for.
        Date day = caller.today;
        if (period) day = period_names(session).periods().named(*period, caller.today).range.from;
        access::require_person_in_view(session, caller, Permission::pay_read, person, day);
        auto facts = sources.facts(session);
        PersonPay pay = person_pay(session, *facts, person, period, caller.today);
        return {std::move(facts), std::move(pay)};
    });
    incentives::note_looks(sources.database, caller, {person});
    return seen;
}

void mount_my_pay(wire::Api& api, MyPay const& sources) {
    mount_pay_estimates(api, sources);
    mount_pay_explanations(api, sources);
    mount_pay_changes(api, sources);
}

}  // namespace colonnade::insight
