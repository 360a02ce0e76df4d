// Signing in, and who is behind a session or a token: the rules over the stores of users, sessions and failed
// attempts.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "foundation/access/caller.hpp"
#include "foundation/access/password.hpp"
#include "foundation/access/session_store.hpp"
#include "foundation/access/user_store.hpp"
#include "foundation/base/clock.hpp"
#include "foundation/db/database.hpp"

namespace colonnade::access {

// The cookie that holds a session's token, without the prefix it gets behind TLS.
inline constexpr std::string_view session_cookie = "colonnade_session";
// The header that repeats the session's csrf_token on writes.
inline constexpr std::string_view csrf_header = "X-CSRF-Token";

struct SignIn {
    std::string login;
    std::string password;
    std::string code;     // of the second factor, or a recovery code; empty when not given
    std::string address;  // where from
    std::string device;
};

// Who is behind a session.
struct SignedIn {
    Caller caller;
    std::string csrf_token;
};

struct SecondFactor {
    std::string secret;
    std::string uri;
};

// Safe to use from any thread.
class Accounts {
public:
    // `company_day` gives the day it is in the company's time zone. The others must outlive the accounts.
    Accounts(db::Database& database, Clock const& clock, PasswordHasher& passwords,
             std::function<Date(Instant)> company_day, SessionLimits limits = {});

    // Throws Problem "access.wait" {seconds}, "access.sign_in_failed" (whatever was wrong with login or
    // password), "access.code_needed" or "access.code_wrong".
    NewSession sign_in(SignIn const& ask);
    void sign_out(Caller const& caller);
    // A fresh confirmation of the caller's session. Throws as sign_in.
    void confirm(Caller const& caller, std::string_view password, std::string_view code);

    // Read anew for each request, so that a role, a place or an account taken away is gone at once. Nothing
    // when the session is over. `as_of` and the language of the request are the server's to set.
    std::optional<SignedIn> of_session(std::string_view token, std::string_view address);
    // Throws Problem unauthenticated "access.token_wrong".
    Caller of_token(std::string_view secret, std::string_view address);
    // For the command line's own use. Throws Problem "access.user_unknown" {login}.
    Caller of_login(std::string_view login);
    // Behind a job that outlives its session; without a user the program itself. Throws as of_login.
    Caller of_user(std::optional<UserId> user);
    // Nobody, for the routes before signing in.
    Caller nobody(std::string_view language, std::string_view address) const;
    // The program itself.
    Caller system() const;

    // Throws Problem "access.password_wrong", or what check_new_password refuses. Other sessions end.
    void change_password(Caller const& caller, std::string_view present, std::string_view wanted);
    // Without knowing the present one: the command line's, and one-time links'.
    void reset_password(Caller const& caller, UserId user, std::string_view wanted);

    // A new secret; it counts once a code has proved that it arrived.
    SecondFactor begin_second_factor(Caller const& caller, std::string_view company);
    // Returns the recovery codes, shown once. Throws Problem "access.code_wrong" or
    // "access.no_second_factor".
    std::vector<std::string> prove_second_factor(Caller const& caller, std::string_view code);

    // A link for the first administrator, while there is no user at all; nothing afterwards.
    std::optional<std::string> first_setup_link();
    std::string setup_link_for(Caller const& caller, UserId user);

    // Routine: forgets sessions and attempts that are over.
    void tidy_up();

    db::Database& database() { return database_; }
    Clock const& clock() const { return clock_; }
    PasswordHasher& passwords() { return passwords_; }
    SessionLimits const& limits() const { return limits_; }

private:
    Caller caller_of(User const& user, std::string_view address) const;
    void check_wait(std::string_view key, std::string_view address);
    [[noreturn]] void fail(std::string_view key, std::string_view address, std::string code);
    // Uses up the second factor, where there is one; throws Problem "access.code_wrong".
    void use_code(Write& w, Credentials const& credentials, std::string_view code);
    // Does the work, and counts a wrong code as a failed attempt.
    template <class F> auto proving(std::string_view key, std::string_view address, F&& work);
    Credentials check_password(std::string_view login, std::string_view password, std::string_view code,
                               std::string_view address);

    db::Database& database_;
    Clock const& clock_;
    PasswordHasher& passwords_;
    std::function<Date(Instant)> company_day_;
    SessionLimits limits_;
};

}  // namespace colonnade::access
