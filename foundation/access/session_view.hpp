// What several routes of access say alike.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "foundation/access/access_api.hpp"

namespace colonnade::access {

enum class Language { en, it, pl, fa, cs, es };
BOOST_DESCRIBE_ENUM(Language, en, it, pl, fa, cs, es)

enum class Theme { light, dark, system };
BOOST_DESCRIBE_ENUM(Theme, light, dark, system)

// Who is signed in, and what they may.
struct SessionView {
    UserId user_id;
    std::string login;
    std::string name;
    std::optional<PersonId> person_id;
    std::vector<Role> roles;
    std::map<std::string, Scope> permissions;  // without those of scope none
    std::string language;
    std::string theme;
    std::string csrf_token;  // to be repeated in X-CSRF-Token on writes
    CompanyView company;
};
BOOST_DESCRIBE_STRUCT(SessionView, (),
                      (user_id, login, name, person_id, roles, permissions, language, theme, csrf_token,
                       company))

// The set of roles as a list in the order of the roles, and back.
std::vector<Role> role_list(Roles const& roles);
Roles roles_of(std::vector<Role> const& roles);

// What the browser gets after signing in and at its start; reads the caller's user.
SessionView session_view(Accounts& accounts, CompanyHooks const& hooks, Caller const& caller,
                         std::string const& csrf_token);

// The cookie with a new session's token, and the one that takes it away.
wire::Header session_cookie_header(std::string_view token, Accounts const& accounts, bool secure);
wire::Header no_session_cookie_header(bool secure);

// Marks an answer that holds a secret: nothing on the way keeps it.
inline wire::Header const keep_nowhere{"Cache-Control", "no-store"};

}  // namespace colonnade::access
