#include "foundation/access/session_store.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <sstream>

#include "foundation/access/secret.hpp"
#include "foundation/base/problem.hpp"

namespace colonnade::access {
namespace {

constexpr std::size_t hint_characters = 6;
constexpr std::size_t device_characters_max = 200;

std::vector<UserSession> select_sessions(db::Session& session, std::string const& condition,
                                         db::Params const& params) {
    std::vector<UserSession> found;
    session.each<SessionId, UserId, std::string, Instant, Instant, Instant, std::string, std::string>(
        "select session_id, user_id, csrf_token, created_at, seen_at, confirmed_at, address, device from "
        "sessions where " +
            condition,
        params, [&](auto const&... columns) { found.push_back({columns...}); });
    return found;
}

constexpr std::string_view alive = "created_at > :oldest and seen_at > :idle";

db::Params alive_at(Instant now, SessionLimits const& limits) {
    return {{"oldest", now.plus_seconds(-limits.absolute_seconds)},
            {"idle", now.plus_seconds(-limits.idle_seconds)}};
}

std::string words_of(std::vector<Permission> const& permissions) {
    std::string words;
    for (Permission permission : permissions)
        words += (words.empty() ? "" : " ") + std::string(permission_text(permission));
    return words;
}

// Unknown words, left by an older program, open nothing.
std::vector<Permission> permissions_of(std::string const& words) {
    std::vector<Permission> permissions;
    std::istringstream stream(words);
    for (std::string word; stream >> word;)
        if (auto const permission = find_permission(word)) permissions.push_back(*permission);
    return permissions;
}

std::vector<ApiToken> select_tokens(db::Session& session, std::string const& condition,
                                    db::Params const& params) {
    std::vector<ApiToken> found;
    session.each<TokenId, UserId, std::string, std::string, std::string, Instant, Instant,
                 std::optional<Instant>>(
        "select token_id, user_id, name, hint, permissions, created_at, expires_at, used_at from api_tokens "
        "where " +
            condition,
        params,
        [&](TokenId id, UserId user, std::string const& name, std::string const& hint,
            std::string const& words, Instant created_at, Instant expires_at,
            std::optional<Instant> used_at) {
            found.push_back({id, user, name, hint, permissions_of(words), created_at, expires_at, used_at});
        });
    return found;
}

}  // namespace

NewSession start_session(Write& w, UserId user, std::string_view address, std::string_view device) {
    NewSession const started{{w.next_id("sessions")}, random_secret(), random_secret()};
    w.run(
        "insert into sessions (session_id, user_id, token_hash, csrf_token, created_at, seen_at, "
        "confirmed_at, address, "
        "device) values (:id, :user, :hash, :csrf, :now, :now, :now, :address, :device)",
        {{"id", started.id},
         {"user", user},
         {"hash", sha256_hex(started.token)},
         {"csrf", started.csrf_token},
         {"now", w.now()},
         {"address", address},
         {"device", device.substr(0, device_characters_max)}});
    w.audit("user", user, {},
            boost::json::serialize(boost::json::object{{"signed_in_from", std::string(address)}}));
    return started;
}

std::optional<UserSession> find_session(db::Session& session, std::string_view token, Instant now,
                                        SessionLimits const& limits) {
    db::Params params = alive_at(now, limits);
    params.push_back({"hash", sha256_hex(token)});
    auto found = select_sessions(session, "token_hash = :hash and " + std::string(alive), params);
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

std::vector<UserSession> list_sessions(db::Session& session, UserId user, Instant now,
                                       SessionLimits const& limits) {
    db::Params params = alive_at(now, limits);
    params.push_back({"user", user});
    return select_sessions(session, "user_id = :user and " + std::string(alive) + " order by session_id desc",
                           params);
}

UserSession get_session(db::Session& session, UserId user, SessionId id) {
    auto found =
        select_sessions(session, "session_id = :id and user_id = :user", {{"id", id}, {"user", user}});
    if (found.empty()) throw not_found();
    return std::move(found.front());
}

void end_session(Write& w, UserId user, SessionId id) {
    if (w.run("delete from sessions where session_id = :id and user_id = :user",
              {{"id", id}, {"user", user}}) == 0)
        throw not_found();
    w.audit("user", user, {}, R"({"session":"ended"})");
}

void end_sessions_of(Write& w, UserId user, std::optional<SessionId> kept) {
    w.run("delete from sessions where user_id = :user and session_id <> :kept",
          {{"user", user}, {"kept", kept.value_or(SessionId{0})}});
}

void confirm_session(Write& w, SessionId id) {
    w.run("update sessions set confirmed_at = :now where session_id = :id", {{"now", w.now()}, {"id", id}});
}

void touch_session(db::Transaction& transaction, SessionId id, Instant now) {
    transaction.run("update sessions set seen_at = :now where session_id = :id and seen_at < :now",
                    {{"now", now}, {"id", id}});
}

std::int64_t remove_dead_sessions(db::Transaction& transaction, Instant now, SessionLimits const& limits) {
    return transaction.run("delete from sessions where created_at <= :oldest or seen_at <= :idle",
                           alive_at(now, limits));
}

NewToken create_token(Write& w, UserId user, std::string_view name, std::vector<Permission> permissions,
                      Instant expires_at) {
    std::string const secret = std::string(token_prefix) + random_secret();
    ApiToken token{{w.next_id("api_tokens")},
                   user,
                   std::string(name),
                   secret.substr(0, token_prefix.size() + hint_characters),
                   std::move(permissions),
                   w.now(),
                   expires_at,
                   {}};
    w.run(
        "insert into api_tokens (token_id, user_id, name, token_hash, hint, permissions, created_at, "
        "expires_at) "
        "values (:id, :user, :name, :hash, :hint, :permissions, :at, :expires)",
        {{"id", token.id},
         {"user", user},
         {"name", token.name},
         {"hash", sha256_hex(secret)},
         {"hint", token.hint},
         {"permissions", words_of(token.permissions)},
         {"at", w.now()},
         {"expires", expires_at}});
    boost::json::object const image{{"name", token.name}, {"permissions", words_of(token.permissions)}};
    w.audit("token", token.id, {}, boost::json::serialize(image));
    return {std::move(token), secret};
}

std::optional<ApiToken> find_token(db::Session& session, std::string_view secret, Instant now) {
    auto found = select_tokens(session, "token_hash = :hash and expires_at > :now",
                               {{"hash", sha256_hex(secret)}, {"now", now}});
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

std::vector<ApiToken> list_tokens(db::Session& session, UserId user) {
    return select_tokens(session, "user_id = :user order by token_id desc", {{"user", user}});
}

void revoke_token(Write& w, UserId user, TokenId id) {
    if (w.run("delete from api_tokens where token_id = :id and user_id = :user",
              {{"id", id}, {"user", user}}) == 0)
        throw not_found();
    w.audit("token", id, R"({"revoked":false})", R"({"revoked":true})");
}

void touch_token(db::Transaction& transaction, TokenId id, Instant now) {
    transaction.run("update api_tokens set used_at = :now where token_id = :id", {{"now", now}, {"id", id}});
}

std::string create_setup_link(Write& w, std::optional<UserId> user, Instant expires_at) {
    w.run("delete from setup_links where user_id = :user or (user_id is null and :first = 1)",
          {{"user", user}, {"first", user ? 0 : 1}});
    std::string secret = random_secret();
    w.run(
        "insert into setup_links (token_hash, user_id, created_at, expires_at) values (:hash, :user, :now, "
        ":expires)",
        {{"hash", sha256_hex(secret)}, {"user", user}, {"now", w.now()}, {"expires", expires_at}});
    if (user) w.audit("user", *user, {}, R"({"setup_link":"made"})");
    return secret;
}

std::optional<SetupLink> find_setup_link(db::Session& session, std::string_view secret, Instant now) {
    auto const row = session.maybe<std::optional<UserId>, Instant>(
        "select user_id, expires_at from setup_links where token_hash = :hash and expires_at > :now",
        {{"hash", sha256_hex(secret)}, {"now", now}});
    if (!row) return std::nullopt;
    return SetupLink{std::get<0>(*row), std::get<1>(*row)};
}

SetupLink use_setup_link(Write& w, std::string_view secret) {
    auto const link = find_setup_link(w, secret, w.now());
    if (!link) throw conflict("access.link_used");
    w.run("delete from setup_links where token_hash = :hash", {{"hash", sha256_hex(secret)}});
    return *link;
}

}  // namespace colonnade::access
