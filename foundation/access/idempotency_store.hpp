// Answers to requests that may be sent again, in the database, so that a repetition may reach another server.
#pragma once
#include "foundation/base/clock.hpp"
#include "foundation/db/database.hpp"
#include "foundation/wire/idempotency.hpp"

namespace colonnade::access {

// A claim whose request changed something is never given again, even when its answer was lost with the
// process: the change names the key (write.hpp), and a repetition is refused with Problem
// "access.repeated_request" instead of done twice. Answers that hold a secret (a cookie, or Cache-Control:
// no-store) are not kept either.
class DatabaseIdempotency final : public wire::IdempotencyStore {
public:
    DatabaseIdempotency(db::Database& database, Clock const& clock) : database_(database), clock_(clock) {}

    std::optional<wire::Reply> find(UserId user, std::string_view key, std::string_view digest) override;
    void remember(UserId user, std::string_view key, std::string_view digest,
                  wire::Reply const& reply) override;
    void release(UserId user, std::string_view key) override;
    // Forgets keys older than a day.
    std::int64_t remove_old();

private:
    db::Database& database_;
    Clock const& clock_;
};

}  // namespace colonnade::access
