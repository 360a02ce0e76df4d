// Who asks: read once per request from the session or the token, handed to every handler and every store.
#pragma once
#include <array>
#include <optional>
#include <string>

#include "foundation/caller/permission.hpp"
#include "foundation/base/date.hpp"
#include "foundation/base/id.hpp"

namespace colonnade {

using SessionId = Id<struct SessionKind>;

// The caller's promise that two sendings are one request: the Idempotency-Key and the digest of what was
// asked. Set by the dispatcher, so that a write can record it in its own transaction.
struct Idempotency {
    std::string key;
    std::string digest;
};

struct Caller {
    UserId user;  // zero: nobody is signed in
    std::optional<PersonId> person;
    Roles roles;
    std::string login;
    std::string name;
    std::string language = "en";
    Date today;  // in the company's time zone
    Date as_of;  // the day asked about; today unless the request names another
    Instant now;
    std::optional<Instant> known_at;      // facts as known at this instant; absent: as known now
    std::optional<Instant> confirmed_at;  // when the password or second factor was last given
    SessionId session;
    bool via_token = false;  // a program with an API token: cannot confirm, approve or make tokens
    std::string remote_address;
    std::string operation;  // the operation id of the route being served
    std::optional<Idempotency> idempotency;
    // From the policy table, by permission; a token's caller has fewer.
    std::array<Scope, permission_count> scopes{};

    bool is_nobody() const { return !user; }
    Scope scope(Permission permission) const {
        if (permission == Permission::session_public) return Scope::all;
        return scopes[static_cast<std::size_t>(permission)];
    }
    bool may(Permission permission) const { return scope(permission) != Scope::none; }
    void grant(Permission permission, Scope scope) { scopes[static_cast<std::size_t>(permission)] = scope; }
};

}  // namespace colonnade
