// Sessions of the browser, tokens of programs, one-time links: each a random secret of which only the hash is
// stored.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "foundation/access/write.hpp"

namespace colonnade::access {

struct SessionLimits {
    std::int64_t idle_seconds = 8 * 3600;
    std::int64_t absolute_seconds = 7 * 24 * 3600;
};

struct UserSession {
    SessionId id;
    UserId user;
    std::string csrf_token;
    Instant created_at;
    Instant seen_at;
    Instant confirmed_at;  // when the password was last given
    std::string address;
    std::string device;  // what the browser called itself
};

struct NewSession {
    SessionId id;
    std::string token;  // for the cookie; never to be had again
    std::string csrf_token;
};

NewSession start_session(Write& w, UserId user, std::string_view address, std::string_view device);
// The live session of that token.
std::optional<UserSession> find_session(db::Session& session, std::string_view token, Instant now,
                                        SessionLimits const& limits);
// Newest first.
std::vector<UserSession> list_sessions(db::Session& session, UserId user, Instant now,
                                       SessionLimits const& limits);
// Throws not_found() where the session is not this user's.
UserSession get_session(db::Session& session, UserId user, SessionId id);
void end_session(Write& w, UserId user, SessionId id);
void end_sessions_of(Write& w, UserId user, std::optional<SessionId> kept);
void confirm_session(Write& w, SessionId id);
// Bookkeeping without a change of its own.
void touch_session(db::Transaction& transaction, SessionId id, Instant now);
std::int64_t remove_dead_sessions(db::Transaction& transaction, Instant now, SessionLimits const& limits);

using TokenId = Id<struct TokenKind>;

struct ApiToken {
    TokenId id;
    UserId user;
    std::string name;
    std::string hint;  // its first characters, to tell tokens apart
    std::vector<Permission> permissions;
    Instant created_at;
    Instant expires_at;
    std::optional<Instant> used_at;
};

struct NewToken {
    ApiToken token;
    std::string secret;  // shown once
};

// The beginning of every token, so that one that leaked is recognised.
inline constexpr std::string_view token_prefix = "colonnade_";

NewToken create_token(Write& w, UserId user, std::string_view name, std::vector<Permission> permissions,
                      Instant expires_at);
std::optional<ApiToken> find_token(db::Session& session, std::string_view secret, Instant now);
std::vector<ApiToken> list_tokens(db::Session& session, UserId user);
// Throws not_found() where the token is not this user's.
void revoke_token(Write& w, UserId user, TokenId id);
void touch_token(db::Transaction& transaction, TokenId id, Instant now);

// A link that lets its holder set a password once: without a user it makes the first administrator.
struct SetupLink {
    std::optional<UserId> user;
    Instant expires_at;
};

// Takes the place of earlier links of the same user; returns the secret.
std::string create_setup_link(Write& w, std::optional<UserId> user, Instant expires_at);
std::optional<SetupLink> find_setup_link(db::Session& session, std::string_view secret, Instant now);
// Uses the link up; throws Problem "access.link_used" when it is not, or no longer, there.
SetupLink use_setup_link(Write& w, std::string_view secret);

}  // namespace colonnade::access
