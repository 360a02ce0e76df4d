#include <boost/describe/enum_to_string.hpp>

#include "foundation/access/access_api.hpp"
#include "foundation/access/session_view.hpp"

namespace colonnade::access {
using namespace wire;

struct UserView {
    UserId user_id;
    std::string login;
    std::string name;
    std::optional<std::string> email;
    std::optional<PersonId> person_id;
    std::string language;
    std::vector<Role> roles;
    bool has_password;
    bool has_second_factor;
    bool disabled;
    Instant created_at;
    ChangeId version;
};
BOOST_DESCRIBE_STRUCT(UserView, (),
                      (user_id, login, name, email, person_id, language, roles, has_password,
                       has_second_factor, disabled, created_at, version))

struct UserPath {
    UserId user_id;
};
BOOST_DESCRIBE_STRUCT(UserPath, (), (user_id))

struct FindUsers {
    std::optional<Text<100>> text;
    std::optional<Role> role;
    std::optional<bool> disabled;
};
BOOST_DESCRIBE_STRUCT(FindUsers, (), (text, role, disabled))

struct CreateUser {
    Text<100> login;
    Text<120> name;
    std::optional<Text<200>> email;
    std::optional<PersonId> person_id;
    std::optional<Language> language;
    std::vector<Role> roles;
};
BOOST_DESCRIBE_STRUCT(CreateUser, (), (login, name, email, person_id, language, roles))

struct ChangeUser {
    std::optional<Text<120>> name;
    Patch<Text<200>> email;
    Patch<PersonId> person_id;
    std::optional<std::vector<Role>> roles;
    std::optional<bool> disabled;
};
BOOST_DESCRIBE_STRUCT(ChangeUser, (), (name, email, person_id, roles, disabled))

struct UserKey {
    std::string login_key;
};
BOOST_DESCRIBE_STRUCT(UserKey, (), (login_key))

struct NewSetUpLinkView {
    std::string token;  // shown this once; the address is /setup?token=…
};
BOOST_DESCRIBE_STRUCT(NewSetUpLinkView, (), (token))

namespace {

UserView view_of(User const& user) {
    return {user.id,
            user.login,
            user.name,
            user.email,
            user.person,
            user.language,
            role_list(user.roles),
            user.has_password,
            user.has_second_factor,
            user.disabled,
            user.created_at,
            user.version};
}

Page<UserView> page_of_users(Accounts& accounts, FindUsers const& find, Paging const& paging) {
    UserFilter filter{{}, find.role, find.disabled};
    if (find.text) filter.text = *find.text;
    auto const after = paging.after<UserKey>();
    auto const users = accounts.database().read([&](db::Session& s) {
        return list_users(s, filter, after ? after->login_key : "", paging.limit + 1);
    });
    std::vector<UserView> views;
    for (User const& user : users) views.push_back(view_of(user));
    return paging.cut(std::move(views), [](UserView const& view) { return UserKey{login_key(view.login)}; });
}

Created<UserView> create(Accounts& accounts, Caller const& caller, CreateUser const& ask) {
    NewUser user{ask.login, ask.name, {}, ask.person_id, "en", roles_of(ask.roles)};
    if (ask.email) user.email = *ask.email;
    if (ask.language) user.language = boost::describe::enum_to_string(*ask.language, "");
    UserView view = write(accounts.database(), caller, "createUser", "",
                          [&](Write& w) { return view_of(create_user(w, user)); });
    std::string const place = "/users/" + std::to_string(view.user_id.value);
    return {std::move(view), place};
}

UserView change(Accounts& accounts, Caller const& caller, UserId id, ChangeId seen, ChangeUser const& ask) {
    UserChange wanted;
    if (ask.name) wanted.name = *ask.name;
    if (ask.email.given) wanted.email.emplace(ask.email.value);
    if (ask.person_id.given) wanted.person = ask.person_id.value;
    if (ask.roles) wanted.roles = roles_of(*ask.roles);
    wanted.disabled = ask.disabled;
    return write(accounts.database(), caller, "changeUser", "",
                 [&](Write& w) { return view_of(update_user(w, id, seen, wanted)); });
}

}  // namespace

void mount_users(Api& api, Accounts& accounts) {
    Options const confirmed{.fresh_confirmation = true};
    api.get("/users", "listUsers", "List users", Permission::user_read,
            [&accounts](Query<FindUsers> const& find, Paging const& paging) {
                return page_of_users(accounts, find, paging);
            });
    api.post(
        "/users", "createUser", "Add a user", Permission::user_write,
        [&accounts](Caller const& caller, Body<CreateUser> const& ask) {
            return create(accounts, caller, ask);
        },
        confirmed);
    api.get(
        "/users/{user_id}", "readUser", "Show a user", Permission::user_read,
        [&accounts](Path<UserPath> const& at) {
            return view_of(accounts.database().read([&](db::Session& s) { return get_user(s, at.user_id); }));
        });
    api.patch(
        "/users/{user_id}", "changeUser", "Change a user, their roles, or whether they may sign in",
        Permission::user_write,
        [&accounts](Caller const& caller, Path<UserPath> const& at, IfMatch const& seen,
                    Body<ChangeUser> const& ask) {
            return change(accounts, caller, at.user_id, seen.version, ask);
        },
        confirmed);
    api.post(
        "/users/{user_id}/setup_links", "createSetUpLink", "Make a one-time link to set a password",
        Permission::user_write,
        [&accounts](Caller const& caller, Path<UserPath> const& at) -> Answer<NewSetUpLinkView> {
            return {{accounts.setup_link_for(caller, at.user_id)}, {keep_nowhere}};
        },
        confirmed);
    api.del(
        "/users/{user_id}/second_factor", "removeUsersSecondFactor",
        "Switch a user's second factor off, when they lost it", Permission::user_write,
        [&accounts](Caller const& caller, Path<UserPath> const& at) -> NoContent {
            write(accounts.database(), caller, "removeUsersSecondFactor", "", [&](Write& w) {
                get_user(w, at.user_id);
                remove_code_secret(w, at.user_id);
            });
            return {};
        },
        confirmed);
}

}  // namespace colonnade::access
