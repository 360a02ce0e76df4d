// Requests that may be sent again: the first answer under an Idempotency-Key is kept and given to every
// repetition.
#pragma once
#include <optional>
#include <string_view>

#include "foundation/base/id.hpp"
#include "foundation/wire/request.hpp"

namespace colonnade::wire {

// Implemented over the database, so that a repetition may reach another server. Safe to call from any thread.
class IdempotencyStore {
public:
    virtual ~IdempotencyStore() = default;
    // Claims the key for this user, or finds what was answered before. Throws Problem conflict
    // "wire.idempotency_reused" when the key was used with another digest, and "wire.idempotency_running"
    // while the first request is still at work.
    virtual std::optional<Reply> find(UserId user, std::string_view key, std::string_view digest) = 0;
    // Keeps the answer to the claimed key.
    virtual void remember(UserId user, std::string_view key, std::string_view digest, Reply const& reply) = 0;
    // Gives the claim up: the request failed and changed nothing. A claim that is neither kept nor given up
    // (the process died) lapses after a while.
    virtual void release(UserId user, std::string_view key) = 0;
};

}  // namespace colonnade::wire
