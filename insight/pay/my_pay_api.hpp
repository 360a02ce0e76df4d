// One's pay over the API: as it stands, what deals would add, the curve, what must be sold, why it changed,
// and what each figure is made of. Read-only; a look at another's pay is written into the audit log.
#pragma once
#include <functional>
#include <memory>

#include "foundation/db/database.hpp"
#include "foundation/wire/api.hpp"
#include "insight/pay/pay_estimate.hpp"
#include "insight/words.hpp"

namespace colonnade::insight {

struct MyPay {
    db::Database& database;
    // What pay is worked out from, as the session's snapshot has it; handed over by app/.
    std::function<std::shared_ptr<PayFacts const>(db::Session&)> facts;
    Translate translate;
};

// A person's pay in a period, for a caller who may see it; a look at another's is written down.
struct SeenPay {
    std::shared_ptr<PayFacts const> facts;
    PersonPay pay;
};
// Throws Problem "not_found" where it is out of view, "period.unknown".
SeenPay see_pay(MyPay const& sources, Caller const& caller, PersonId person,
                std::optional<std::string> const& period);

// All of it.
void mount_my_pay(wire::Api& api, MyPay const& sources);

// Its parts, a file each.
void mount_pay_estimates(wire::Api& api, MyPay const& sources);
void mount_pay_explanations(wire::Api& api, MyPay const& sources);
void mount_pay_changes(wire::Api& api, MyPay const& sources);

}  // namespace colonnade::insight
