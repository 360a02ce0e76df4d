// The users of the company: who may sign in, under which roles, and as which person of the structure.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "foundation/access/write.hpp"

namespace colonnade::access {

struct User {
    UserId id;
    std::string login;
    std::string name;
    std::optional<std::string> email;
    std::optional<PersonId> person;
    std::string language;
    std::string theme;
    Roles roles;
    bool has_password = false;
    bool has_second_factor = false;
    bool disabled = false;
    Instant created_at;
    ChangeId version;
};

struct NewUser {
    std::string login;  // letters, digits and . _ @ + -; told apart without minding case
    std::string name;
    std::optional<std::string> email;
    std::optional<PersonId> person;
    std::string language = "en";
    Roles roles;
};

// What is to be as given; the rest stays.
struct UserChange {
    std::optional<std::string> name;
    std::optional<std::optional<std::string>> email;
    std::optional<std::optional<PersonId>> person;
    std::optional<Roles> roles;
    std::optional<bool> disabled;
};

struct UserFilter {
    std::optional<std::string> text;  // within the login or the name
    std::optional<Role> role;
    std::optional<bool> disabled;
};

// What the check of a sign-in needs; never leaves the server.
struct Credentials {
    UserId id;
    std::string login;
    std::string name;
    std::optional<std::string> password_hash;
    std::optional<std::string> code_secret;
    std::optional<std::string> code_secret_pending;
    std::int64_t last_code_step = 0;
    bool disabled = false;
};

// The form under which a login is unique: trimmed, lower case.
std::string login_key(std::string_view login);

// Throws Problem "access.login_form", "access.login_taken" or "access.person_taken", each with its path.
User create_user(Write& w, NewUser const& user);
// Throws not_found().
User get_user(db::Session& session, UserId id);
std::optional<User> find_user(db::Session& session, std::string_view login);
// By login, after the login key `after`.
std::vector<User> list_users(db::Session& session, UserFilter const& filter, std::string_view after,
                             std::int64_t limit);
bool any_user(db::Session& session);

// Throws Problem "stale" when `seen` is not the present version, and "access.last_administrator" when nobody
// would be left to manage users. Another set of roles, or disabling, ends the user's sessions.
User update_user(Write& w, UserId id, ChangeId seen, UserChange const& change);
// What a user may change about themselves; absent stays.
void set_preferences(Write& w, UserId id, std::optional<std::string> const& language,
                     std::optional<std::string> const& theme);

std::optional<Credentials> find_credentials(db::Session& session, std::string_view login);
Credentials get_credentials(db::Session& session, UserId id);
// Sets the password and ends the user's sessions but `kept`.
void set_password_hash(Write& w, UserId id, std::string const& hash, std::optional<SessionId> kept);

// The second factor: a secret waits until a code proves it; then it stands, with these recovery codes'
// hashes.
void set_pending_code_secret(Write& w, UserId id, std::string const& secret);
void activate_code_secret(Write& w, UserId id, std::string const& secret, std::int64_t step,
                          std::vector<std::string> const& recovery_hashes);
void remove_code_secret(Write& w, UserId id);
// Uses up the step's code, or the recovery code; false when it was used before.
bool use_code_step(Write& w, UserId id, std::int64_t step);
bool use_recovery_code(Write& w, UserId id, std::string const& hash);

}  // namespace colonnade::access
