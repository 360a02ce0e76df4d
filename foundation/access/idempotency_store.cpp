#include "foundation/access/idempotency_store.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "foundation/base/problem.hpp"

namespace colonnade::access {
namespace {

constexpr std::int64_t claim_seconds = 120;  // after which a claim that changed nothing lapses
constexpr std::int64_t kept_seconds = 24 * 3600;

std::string text_of(wire::Reply const& reply) {
    boost::json::array headers;
    for (auto const& [name, value] : reply.headers) headers.push_back(boost::json::array{name, value});
    return boost::json::serialize(boost::json::object{{"status", reply.status},
                                                      {"content_type", reply.content_type},
                                                      {"headers", headers},
                                                      {"body", reply.body}});
}

wire::Reply reply_of(std::string const& text) {
    boost::json::value const kept = boost::json::parse(text);
    wire::Reply reply;
    reply.status = static_cast<int>(kept.at("status").as_int64());
    reply.content_type = kept.at("content_type").as_string();
    reply.body = kept.at("body").as_string();
    for (boost::json::value const& header : kept.at("headers").as_array())
        reply.headers.emplace_back(header.at(0).as_string(), header.at(1).as_string());
    return reply;
}

bool holds_secret(wire::Reply const& reply) {
    return reply.file || !reply.header("Set-Cookie").empty() || reply.header("Cache-Control") == "no-store";
}

}  // namespace

std::optional<wire::Reply> DatabaseIdempotency::find(UserId user, std::string_view key,
                                                     std::string_view digest) {
    Instant const now = clock_.now();
    return database_.write([&](db::Transaction& t) -> std::optional<wire::Reply> {
        db::Params const params{{"user", user}, {"key", key}};
        auto const row = t.maybe<std::string, Instant, std::optional<ChangeId>, std::optional<std::string>>(
            "select digest, claimed_at, change_id, reply from idempotency_keys where user_id = :user and "
            "idempotency_key = :key",
            params);
        if (row) {
            auto const& [kept_digest, claimed_at, change, reply] = *row;
            if (kept_digest != digest) throw conflict("wire.idempotency_reused");
            if (reply) return reply_of(*reply);
            bool const lapsed = claimed_at < now.plus_seconds(-claim_seconds);
            if (change && lapsed) throw conflict("access.repeated_request");
            if (!lapsed) throw conflict("wire.idempotency_running");
            t.run("delete from idempotency_keys where user_id = :user and idempotency_key = :key", params);
        }
        t.run(
            "insert into idempotency_keys (user_id, idempotency_key, digest, claimed_at) "
            "values (:user, :key, :digest, :now)",
            {{"user", user}, {"key", key}, {"digest", digest}, {"now", now}});
        return std::nullopt;
    });
}

void DatabaseIdempotency::remember(UserId user, std::string_view key, std::string_view digest,
                                   wire::Reply const& reply) {
    if (holds_secret(reply)) return;
    database_.write([&](db::Transaction& t) {
        t.run(
            "update idempotency_keys set reply = :reply where user_id = :user and idempotency_key = :key and "
            "digest = :digest",
            {{"reply", text_of(reply)}, {"user", user}, {"key", key}, {"digest", digest}});
    });
}

void DatabaseIdempotency::release(UserId user, std::string_view key) {
    database_.write([&](db::Transaction& t) {
        t.run(
            "delete from idempotency_keys where user_id = :user and idempotency_key = :key and change_id is "
            "null and "
            "reply is null",
            {{"user", user}, {"key", key}});
    });
}

std::int64_t DatabaseIdempotency::remove_old() {
    return database_.write([&](db::Transaction& t) {
        return t.run("delete from idempotency_keys where claimed_at < :old",
                     {{"old", clock_.now().plus_seconds(-kept_seconds)}});
    });
}

}  // namespace colonnade::access
