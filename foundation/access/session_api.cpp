#include <boost/describe/enum_to_string.hpp>

#include "foundation/access/access_api.hpp"
#include "foundation/access/policy.hpp"
#include "foundation/access/session_view.hpp"
#include "foundation/base/problem.hpp"

namespace colonnade::access {
using namespace wire;

struct SignInAsk {
    Text<100> login;
    Secret<400> password;
    std::optional<Secret<40>> code;
};
BOOST_DESCRIBE_STRUCT(SignInAsk, (), (login, password, code))

struct ConfirmAsk {
    Secret<400> password;
    std::optional<Secret<40>> code;
};
BOOST_DESCRIBE_STRUCT(ConfirmAsk, (), (password, code))

struct UserSessionView {
    SessionId session_id;
    Instant created_at;
    Instant seen_at;
    std::string address;
    std::string device;
    bool current;
};
BOOST_DESCRIBE_STRUCT(UserSessionView, (), (session_id, created_at, seen_at, address, device, current))

struct SessionPath {
    SessionId session_id;
};
BOOST_DESCRIBE_STRUCT(SessionPath, (), (session_id))

struct SetUpAsk {
    Secret<100> token;
    std::optional<Text<120>> company;
    std::optional<Currency> currency;
    std::optional<bool> solo;
    std::optional<Text<120>> name;
    std::optional<Text<100>> login;
    Secret<400> password;
};
BOOST_DESCRIBE_STRUCT(SetUpAsk, (), (token, company, currency, solo, name, login, password))

struct SetUpLinkAsk {
    Secret<100> token;
};
BOOST_DESCRIBE_STRUCT(SetUpLinkAsk, (), (token))

struct SetUpLinkView {
    bool first;  // makes the first administrator; otherwise sets this user's password
    std::optional<std::string> login;
    std::optional<std::string> name;
};
BOOST_DESCRIBE_STRUCT(SetUpLinkView, (), (first, login, name))

std::vector<Role> role_list(Roles const& roles) {
    std::vector<Role> list;
    for (std::size_t i = 0; i < role_count; ++i)
        if (roles.has(static_cast<Role>(i))) list.push_back(static_cast<Role>(i));
    return list;
}

Roles roles_of(std::vector<Role> const& roles) {
    Roles set;
    for (Role role : roles) set.add(role);
    return set;
}

SessionView session_view(Accounts& accounts, CompanyHooks const& hooks, Caller const& caller,
                         std::string const& csrf_token) {
    User const user = accounts.database().read([&](db::Session& s) { return get_user(s, caller.user); });
    SessionView view{caller.user, user.login,    user.name,  user.person, role_list(caller.roles),
                     {},          user.language, user.theme, csrf_token,  hooks.describe(caller)};
    for (std::size_t i = 0; i < permission_count; ++i) {
        auto const permission = static_cast<Permission>(i);
        if (caller.may(permission))
            view.permissions[std::string(permission_text(permission))] = caller.scope(permission);
    }
    return view;
}

wire::Header session_cookie_header(std::string_view token, Accounts const& accounts, bool secure) {
    return {"Set-Cookie", (secure ? "__Host-" : "") + std::string(session_cookie) + "=" + std::string(token) +
                              "; Path=/; Max-Age=" + std::to_string(accounts.limits().absolute_seconds) +
                              "; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : "")};
}

wire::Header no_session_cookie_header(bool secure) {
    return {"Set-Cookie", (secure ? "__Host-" : "") + std::string(session_cookie) +
                              "=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : "")};
}

namespace {

std::string text_or_empty(std::optional<Secret<40>> const& code) { return code ? std::string(*code) : ""; }

// The answer to whoever has just been given a session.
Answer<SessionView> welcome(Accounts& accounts, CompanyHooks const& hooks, NewSession const& started,
                            RequestInfo const& request) {
    auto const signed_in = accounts.of_session(started.token, request.remote_address);
    if (!signed_in) throw Problem(ProblemKind::unauthenticated, "access.sign_in_failed");
    return {session_view(accounts, hooks, signed_in->caller, signed_in->csrf_token),
            {session_cookie_header(started.token, accounts, request.secure)}};
}

SessionView read_session(Accounts& accounts, CompanyHooks const& hooks, Caller const& caller) {
    if (!caller.session) return session_view(accounts, hooks, caller, "");
    UserSession const session =
        accounts.database().read([&](db::Session& s) { return get_session(s, caller.user, caller.session); });
    return session_view(accounts, hooks, caller, session.csrf_token);
}

std::vector<UserSessionView> sessions_of(Accounts& accounts, Caller const& caller) {
    auto const sessions = accounts.database().read(
        [&](db::Session& s) { return list_sessions(s, caller.user, caller.now, accounts.limits()); });
    std::vector<UserSessionView> views;
    for (UserSession const& one : sessions)
        views.push_back(
            {one.id, one.created_at, one.seen_at, one.address, one.device, one.id == caller.session});
    return views;
}

template <class T> T const& needed(std::optional<T> const& given, char const* path) {
    if (!given) throw invalid("wire.required", {}, path);
    return *given;
}

// The first administrator: signs in at once, and the company has its name.
NewSession found_company(Accounts& accounts, CompanyHooks const& hooks, Caller const& caller,
                         SetUpAsk const& ask, RequestInfo const& request) {
    Foundation const foundation{needed(ask.company, "company"), needed(ask.currency, "currency").text(),
                                ask.solo.value_or(false)};
    NewUser const user{needed(ask.login, "login"),
                       needed(ask.name, "name"),
                       {},
                       {},
                       request.language,
                       foundation.solo ? Roles{Role::solo} : Roles{Role::administrator, Role::operations}};
    check_new_password(ask.password, user.login, user.name);
    std::string const hash = accounts.passwords().hash(ask.password);
    return write(accounts.database(), caller, "setUp", "", [&](Write& w) {
        use_setup_link(w, ask.token);
        if (any_user(w)) throw conflict("access.link_used");
        UserId const id = create_user(w, user).id;
        set_password_hash(w, id, hash, {});
        hooks.found(w, foundation);
        return start_session(w, id, request.remote_address, request.user_agent);
    });
}

NewSession take_up_account(Accounts& accounts, Caller const& caller, SetUpAsk const& ask, UserId user,
                           RequestInfo const& request) {
    User const known = accounts.database().read([&](db::Session& s) { return get_user(s, user); });
    if (known.disabled || known.has_second_factor) throw conflict("access.link_used");
    check_new_password(ask.password, known.login, known.name);
    std::string const hash = accounts.passwords().hash(ask.password);
    return write(accounts.database(), caller, "setUp", "", [&](Write& w) {
        use_setup_link(w, ask.token);
        set_password_hash(w, user, hash, {});
        return start_session(w, user, request.remote_address, request.user_agent);
    });
}

SetupLink link_of(Accounts& accounts, std::string_view token) {
    auto const link = accounts.database().read(
        [&](db::Session& s) { return find_setup_link(s, token, accounts.clock().now()); });
    if (!link) throw conflict("access.link_used");
    return *link;
}

void mount_setup(Api& api, Accounts& accounts, CompanyHooks const& hooks) {
    api.post("/setup/link", "readSetUpLink", "Show what a one-time link is for", Permission::session_public,
             [&accounts](Body<SetUpLinkAsk> const& ask) -> SetUpLinkView {
                 SetupLink const link = link_of(accounts, ask.token);
                 if (!link.user) return {true, {}, {}};
                 User const user =
                     accounts.database().read([&](db::Session& s) { return get_user(s, *link.user); });
                 return {false, user.login, user.name};
             });
    api.post("/setup", "setUp", "Use a one-time link: found the company, or set one's password",
             Permission::session_public,
             [&accounts, hooks](Caller const& caller, RequestInfo const& request,
                                Body<SetUpAsk> const& ask) -> Answer<SessionView> {
                 SetupLink const link = link_of(accounts, ask.token);
                 NewSession const started = link.user
                                                ? take_up_account(accounts, caller, ask, *link.user, request)
                                                : found_company(accounts, hooks, caller, ask, request);
                 return welcome(accounts, hooks, started, request);
             });
}

}  // namespace

void mount_sessions(Api& api, Accounts& accounts, CompanyHooks const& hooks) {
    api.post("/sessions", "signIn", "Sign in", Permission::session_public,
             [&accounts, hooks](Caller const& caller, RequestInfo const& request,
                                Body<SignInAsk> const& ask) -> Answer<SessionView> {
                 NewSession const started =
                     accounts.sign_in({ask.login, ask.password, text_or_empty(ask.code),
                                       request.remote_address, request.user_agent});
                 if (caller.session) accounts.sign_out(caller);
                 return welcome(accounts, hooks, started, request);
             });
    api.get("/sessions", "listSessions", "List one's own sessions", Permission::session_own,
            [&accounts](Caller const& caller) { return sessions_of(accounts, caller); });
    api.get("/sessions/current", "readSession", "Show who is signed in and what they may",
            Permission::session_own,
            [&accounts, hooks](Caller const& caller) { return read_session(accounts, hooks, caller); });
    api.del("/sessions/current", "signOut", "Sign out", Permission::session_own,
            [&accounts](Caller const& caller, RequestInfo const& request) -> Answer<NoContent> {
                accounts.sign_out(caller);
                return {{}, {no_session_cookie_header(request.secure)}};
            });
    api.del("/sessions/{session_id}", "endSession", "End one of one's own sessions", Permission::session_own,
            [&accounts](Caller const& caller, Path<SessionPath> const& at) -> NoContent {
                write(accounts.database(), caller, "endSession", "",
                      [&](Write& w) { end_session(w, caller.user, at.session_id); });
                return {};
            });
    api.post("/sessions/current/confirmation", "confirmSession",
             "Confirm that it is you, for what asks for it", Permission::session_own,
             [&accounts](Caller const& caller, Body<ConfirmAsk> const& ask) -> NoContent {
                 accounts.confirm(caller, ask.password, text_or_empty(ask.code));
                 return {};
             });
    mount_setup(api, accounts, hooks);
}

void mount_access(Api& api, Accounts& accounts, CompanyHooks hooks) {
    mount_sessions(api, accounts, hooks);
    mount_me(api, accounts, hooks);
    mount_users(api, accounts);
    mount_audit(api, accounts);
    mount_views(api, accounts);
}

}  // namespace colonnade::access
