#include "foundation/access/accounts.hpp"

#include <algorithm>

#include "foundation/access/attempt_store.hpp"
#include "foundation/access/one_time_code.hpp"
#include "foundation/access/policy.hpp"
#include "foundation/access/secret.hpp"
#include "foundation/base/problem.hpp"

namespace colonnade::access {
namespace {

constexpr std::int64_t seen_every_seconds = 60;  // how exactly a session's last use is known
constexpr std::int64_t token_seen_every_seconds = 3600;
constexpr std::int64_t link_seconds = 7 * 24 * 3600;
constexpr int recovery_code_count = 10;
constexpr std::size_t recovery_code_half = 5;  // characters; ten of five bits each

// "ABCDE-FGHIJ" as typed: case, spaces and the dash do not matter.
std::string recovery_form(std::string_view code) {
    std::string form;
    for (char c : code) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        if (c != ' ' && c != '-') form += c;
    }
    return form;
}

Problem unauthenticated(std::string code) { return {ProblemKind::unauthenticated, std::move(code)}; }

}  // namespace

Accounts::Accounts(db::Database& database, Clock const& clock, PasswordHasher& passwords,
                   std::function<Date(Instant)> company_day, SessionLimits limits)
    : database_(database),
      clock_(clock),
      passwords_(passwords),
      company_day_(std::move(company_day)),
      limits_(limits) {}

template <class F> auto Accounts::proving(std::string_view key, std::string_view address, F&& work) {
    try {
        return work();
    } catch (Problem const& problem) {
        if (problem.code() == "access.code_wrong")
            database_.write([&](db::Transaction& t) { record_failure(t, key, address, clock_.now()); });
        throw;
    }
}

NewSession Accounts::sign_in(SignIn const& ask) {
    Credentials const credentials = check_password(ask.login, ask.password, ask.code, ask.address);
    Caller caller = nobody("en", ask.address);
    caller.user = credentials.id;
    std::string const key = login_key(ask.login);
    NewSession const started = proving(key, ask.address, [&] {
        return write(database_, caller, "signIn", "", [&](Write& w) {
            use_code(w, credentials, ask.code);
            return start_session(w, credentials.id, ask.address, ask.device);
        });
    });
    database_.write([&](db::Transaction& t) { record_success(t, key, ask.address, clock_.now()); });
    return started;
}

void Accounts::sign_out(Caller const& caller) {
    write(database_, caller, "signOut", "", [&](Write& w) { end_session(w, caller.user, caller.session); });
}

void Accounts::confirm(Caller const& caller, std::string_view password, std::string_view code) {
    if (caller.via_token) throw Problem(ProblemKind::forbidden, "access.token_forbidden");
    Credentials const credentials = check_password(caller.login, password, code, caller.remote_address);
    proving(login_key(caller.login), caller.remote_address, [&] {
        write(database_, caller, "confirmSession", "", [&](Write& w) {
            use_code(w, credentials, code);
            confirm_session(w, caller.session);
        });
    });
}

void Accounts::check_wait(std::string_view key, std::string_view address) {
    std::int64_t const seconds =
        database_.read([&](db::Session& s) { return seconds_to_wait(s, key, address, clock_.now()); });
    if (seconds > 0)
        throw Problem(ProblemKind::too_many, "access.wait", {{"seconds", std::to_string(seconds)}});
}

void Accounts::fail(std::string_view key, std::string_view address, std::string code) {
    database_.write([&](db::Transaction& t) { record_failure(t, key, address, clock_.now()); });
    throw unauthenticated(std::move(code));
}

Credentials Accounts::check_password(std::string_view login, std::string_view password, std::string_view code,
                                     std::string_view address) {
    std::string const key = login_key(login);
    check_wait(key, address);
    auto const credentials = database_.read([&](db::Session& s) { return find_credentials(s, key); });
    bool const usable = credentials && !credentials->disabled;
    bool const matches = passwords_.matches(usable ? credentials->password_hash : std::nullopt, password);
    if (!matches) fail(key, address, "access.sign_in_failed");
    if (credentials->code_secret && code.empty()) throw unauthenticated("access.code_needed");
    return *credentials;
}

void Accounts::use_code(Write& w, Credentials const& credentials, std::string_view code) {
    if (!credentials.code_secret) return;
    auto const step = matching_step(*credentials.code_secret, code, clock_.now(), credentials.last_code_step);
    bool const proved = step ? use_code_step(w, credentials.id, *step)
                             : use_recovery_code(w, credentials.id, sha256_hex(recovery_form(code)));
    if (!proved) throw unauthenticated("access.code_wrong");
}

std::optional<SignedIn> Accounts::of_session(std::string_view token, std::string_view address) {
    Instant const now = clock_.now();
    std::optional<UserSession> found;
    auto signed_in = database_.read([&](db::Session& s) -> std::optional<SignedIn> {
        found = find_session(s, token, now, limits_);
        if (!found) return std::nullopt;
        User const user = get_user(s, found->user);
        if (user.disabled) return std::nullopt;
        SignedIn result{caller_of(user, address), found->csrf_token};
        result.caller.session = found->id;
        result.caller.confirmed_at = found->confirmed_at;
        return result;
    });
    if (signed_in && found->seen_at < now.plus_seconds(-seen_every_seconds))
        database_.write([&](db::Transaction& t) { touch_session(t, found->id, now); });
    return signed_in;
}

Caller Accounts::of_token(std::string_view secret, std::string_view address) {
    Instant const now = clock_.now();
    std::optional<ApiToken> token;
    auto const caller = database_.read([&](db::Session& s) -> std::optional<Caller> {
        token = find_token(s, secret, now);
        if (!token) return std::nullopt;
        User const user = get_user(s, token->user);
        if (user.disabled) return std::nullopt;
        Caller const owner = caller_of(user, address);
        Caller program = owner;
        program.via_token = true;
        program.scopes.fill(Scope::none);
        for (Permission permission : token->permissions) program.grant(permission, owner.scope(permission));
        return program;
    });
    if (!caller) throw unauthenticated("access.token_wrong");
    if (!token->used_at || *token->used_at < now.plus_seconds(-token_seen_every_seconds))
        database_.write([&](db::Transaction& t) { touch_token(t, token->id, now); });
    return *caller;
}

Caller Accounts::of_login(std::string_view login) {
    return database_.read([&](db::Session& s) {
        auto const user = find_user(s, login);
        if (!user || user->disabled)
            throw Problem(ProblemKind::not_found, "access.user_unknown", {{"login", std::string(login)}});
        Caller caller = caller_of(*user, "");
        caller.confirmed_at = caller.now;
        return caller;
    });
}

Caller Accounts::of_user(std::optional<UserId> id) {
    if (!id) return system();
    User const user = database_.read([&](db::Session& s) { return get_user(s, *id); });
    if (user.disabled) throw Problem(ProblemKind::not_found, "access.user_unknown", {{"login", user.login}});
    return caller_of(user, "");
}

Caller Accounts::nobody(std::string_view language, std::string_view address) const {
    Caller caller;
    caller.language = language;
    caller.remote_address = address;
    caller.now = clock_.now();
    caller.today = company_day_(caller.now);
    caller.as_of = caller.today;
    return caller;
}

Caller Accounts::system() const {
    Instant const now = clock_.now();
    return system_caller(now, company_day_(now));
}

Caller Accounts::caller_of(User const& user, std::string_view address) const {
    Caller caller = nobody(user.language, address);
    caller.user = user.id;
    caller.person = user.person;
    caller.roles = user.roles;
    caller.login = user.login;
    caller.name = user.name;
    grant_by_roles(caller);
    return caller;
}

void Accounts::change_password(Caller const& caller, std::string_view present, std::string_view wanted) {
    if (caller.via_token) throw Problem(ProblemKind::forbidden, "access.token_forbidden");
    std::string const key = login_key(caller.login);
    check_wait(key, caller.remote_address);
    check_new_password(wanted, caller.login, caller.name);
    auto const credentials = database_.read([&](db::Session& s) { return get_credentials(s, caller.user); });
    if (!passwords_.matches(credentials.password_hash, present)) {
        database_.write(
            [&](db::Transaction& t) { record_failure(t, key, caller.remote_address, clock_.now()); });
        throw invalid("access.password_wrong", {}, "present_password");
    }
    std::string const hash = passwords_.hash(wanted);
    write(database_, caller, "changePassword", "",
          [&](Write& w) { set_password_hash(w, caller.user, hash, caller.session); });
}

void Accounts::reset_password(Caller const& caller, UserId user, std::string_view wanted) {
    auto const credentials = database_.read([&](db::Session& s) { return get_credentials(s, user); });
    check_new_password(wanted, credentials.login, credentials.name);
    std::string const hash = passwords_.hash(wanted);
    write(database_, caller, "resetPassword", "", [&](Write& w) { set_password_hash(w, user, hash, {}); });
}

SecondFactor Accounts::begin_second_factor(Caller const& caller, std::string_view company) {
    if (caller.via_token) throw Problem(ProblemKind::forbidden, "access.token_forbidden");
    std::string const secret = new_code_secret();
    write(database_, caller, "beginSecondFactor", "",
          [&](Write& w) { set_pending_code_secret(w, caller.user, secret); });
    return {secret, code_secret_uri(secret, company, caller.login)};
}

std::vector<std::string> Accounts::prove_second_factor(Caller const& caller, std::string_view code) {
    auto const credentials = database_.read([&](db::Session& s) { return get_credentials(s, caller.user); });
    if (!credentials.code_secret_pending) throw conflict("access.no_second_factor");
    auto const step = matching_step(*credentials.code_secret_pending, code, clock_.now(), 0);
    if (!step) throw invalid("access.code_wrong", {}, "code");
    std::vector<std::string> codes, hashes;
    for (int i = 0; i < recovery_code_count; ++i) {
        codes.push_back(random_code(recovery_code_half) + "-" + random_code(recovery_code_half));
        hashes.push_back(sha256_hex(recovery_form(codes.back())));
    }
    write(database_, caller, "proveSecondFactor", "", [&](Write& w) {
        activate_code_secret(w, caller.user, *credentials.code_secret_pending, *step, hashes);
    });
    return codes;
}

std::optional<std::string> Accounts::first_setup_link() {
    return write(database_, system(), "makeFirstSetupLink", "", [&](Write& w) -> std::optional<std::string> {
        if (any_user(w)) return std::nullopt;
        return create_setup_link(w, {}, w.now().plus_seconds(link_seconds));
    });
}

std::string Accounts::setup_link_for(Caller const& caller, UserId user) {
    return write(database_, caller, "makeSetupLink", "", [&](Write& w) {
        get_user(w, user);
        return create_setup_link(w, user, w.now().plus_seconds(link_seconds));
    });
}

void Accounts::tidy_up() {
    database_.write([&](db::Transaction& t) {
        remove_dead_sessions(t, clock_.now(), limits_);
        remove_old_attempts(t, clock_.now());
    });
}

}  // namespace colonnade::access
