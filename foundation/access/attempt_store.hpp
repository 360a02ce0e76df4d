// Failed sign-ins and how long to wait after them. Guessing is slowed where it comes from and where it aims,
// doubling with each failure; the owner is not locked out, for an address they signed in from before does not
// wait for what others did.
#pragma once
#include <cstdint>
#include <string_view>

#include "foundation/db/session.hpp"

namespace colonnade::access {

// Seconds until the next attempt on this login from this address is looked at; 0: at once.
std::int64_t seconds_to_wait(db::Session& session, std::string_view login_key, std::string_view address,
                             Instant now);

void record_failure(db::Transaction& transaction, std::string_view login_key, std::string_view address,
                    Instant now);
// Forgets the failures of this login, and knows the address from now on.
void record_success(db::Transaction& transaction, std::string_view login_key, std::string_view address,
                    Instant now);
// Forgets what no longer slows anybody.
std::int64_t remove_old_attempts(db::Transaction& transaction, Instant now);

}  // namespace colonnade::access
