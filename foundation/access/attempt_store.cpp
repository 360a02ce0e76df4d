#include "foundation/access/attempt_store.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace colonnade::access {
namespace {

constexpr std::int64_t forgotten_after_seconds = 3600;
constexpr std::int64_t known_for_seconds = 90 * 24 * 3600;

// What is counted: so many failures are free, then the wait doubles from one second up to the longest.
struct Counter {
    std::string_view kind;
    int free;
    std::int64_t wait_max;  // seconds
};
constexpr Counter of_pair{"pair", 5, 300};         // one login from one address
constexpr Counter of_address{"address", 30, 300};  // one address, any login
constexpr Counter of_login{"login", 10, 60};       // one login, any address that is not known

std::string pair_of(std::string_view login_key, std::string_view address) {
    return std::string(login_key) + " " + std::string(address);
}

std::int64_t wait_of(db::Session& session, Counter const& counter, std::string_view subject, Instant now) {
    auto const row = session.maybe<int, Instant>(
        "select failures, last_at from login_attempts where kind = :kind and subject = :subject and last_at "
        "> :old",
        {{"kind", counter.kind}, {"subject", subject}, {"old", now.plus_seconds(-forgotten_after_seconds)}});
    if (!row || std::get<0>(*row) < counter.free) return 0;
    std::int64_t const full =
        std::min(counter.wait_max, std::int64_t{1} << std::min(std::get<0>(*row) - counter.free, 20));
    std::int64_t const left = std::get<1>(*row).milliseconds + full * 1000 - now.milliseconds;
    return std::max<std::int64_t>(0, (left + 999) / 1000);
}

bool is_known(db::Session& session, std::string const& pair, Instant now) {
    return session.exists(
        "select 1 from login_attempts where kind = 'known' and subject = :pair and last_at > :old",
        {{"pair", pair}, {"old", now.plus_seconds(-known_for_seconds)}});
}

void count(db::Transaction& transaction, std::string_view kind, std::string_view subject, Instant now) {
    db::Params const params{{"kind", kind},
                            {"subject", subject},
                            {"now", now},
                            {"old", now.plus_seconds(-forgotten_after_seconds)}};
    transaction.run(
        "insert into login_attempts (kind, subject, failures, last_at) values (:kind, :subject, 1, :now) "
        "on conflict (kind, subject) do update set last_at = excluded.last_at, "
        "failures = case when login_attempts.last_at > :old then login_attempts.failures + 1 else 1 end",
        params);
}

}  // namespace

std::int64_t seconds_to_wait(db::Session& session, std::string_view login_key, std::string_view address,
                             Instant now) {
    std::string const pair = pair_of(login_key, address);
    std::int64_t const own = wait_of(session, of_pair, pair, now);
    if (is_known(session, pair, now)) return own;
    return std::max(
        {own, wait_of(session, of_address, address, now), wait_of(session, of_login, login_key, now)});
}

void record_failure(db::Transaction& transaction, std::string_view login_key, std::string_view address,
                    Instant now) {
    count(transaction, of_pair.kind, pair_of(login_key, address), now);
    count(transaction, of_address.kind, address, now);
    count(transaction, of_login.kind, login_key, now);
}

void record_success(db::Transaction& transaction, std::string_view login_key, std::string_view address,
                    Instant now) {
    std::string const pair = pair_of(login_key, address);
    transaction.run(
        "delete from login_attempts where (kind = 'pair' and subject = :pair) or (kind = 'login' and subject "
        "= :login)",
        {{"pair", pair}, {"login", login_key}});
    count(transaction, "known", pair, now);
}

std::int64_t remove_old_attempts(db::Transaction& transaction, Instant now) {
    return transaction.run(
        "delete from login_attempts where last_at <= :known or (kind <> 'known' and last_at <= :old)",
        {{"known", now.plus_seconds(-known_for_seconds)},
         {"old", now.plus_seconds(-forgotten_after_seconds)}});
}

}  // namespace colonnade::access
