#include <boost/describe/enum_to_string.hpp>

#include "foundation/access/access_api.hpp"
#include "foundation/access/session_view.hpp"
#include "foundation/base/problem.hpp"

namespace colonnade::access {
using namespace wire;

struct Preferences {
    std::optional<Language> language;
    std::optional<Theme> theme;
};
BOOST_DESCRIBE_STRUCT(Preferences, (), (language, theme))

struct MeView {
    UserId user_id;
    std::string login;
    std::string name;
    std::optional<std::string> email;
    std::optional<PersonId> person_id;
    std::vector<Role> roles;
    std::string language;
    std::string theme;
    bool has_second_factor;
};
BOOST_DESCRIBE_STRUCT(MeView, (),
                      (user_id, login, name, email, person_id, roles, language, theme, has_second_factor))

struct PasswordAsk {
    Secret<400> present_password;
    Secret<400> password;
};
BOOST_DESCRIBE_STRUCT(PasswordAsk, (), (present_password, password))

struct SecondFactorView {
    std::string secret;
    std::string uri;  // for a picture that an authenticator reads
};
BOOST_DESCRIBE_STRUCT(SecondFactorView, (), (secret, uri))

struct CodeAsk {
    Secret<40> code;
};
BOOST_DESCRIBE_STRUCT(CodeAsk, (), (code))

struct RecoveryCodes {
    std::vector<std::string> codes;  // each opens once, without the second factor
};
BOOST_DESCRIBE_STRUCT(RecoveryCodes, (), (codes))

struct TokenView {
    TokenId token_id;
    std::string name;
    std::string hint;
    std::vector<std::string> permissions;
    Instant created_at;
    Instant expires_at;
    std::optional<Instant> used_at;
};
BOOST_DESCRIBE_STRUCT(TokenView, (), (token_id, name, hint, permissions, created_at, expires_at, used_at))

struct TokenAsk {
    Text<80> name;
    std::vector<Text<60>> permissions;
    Whole<1, 366> days;
};
BOOST_DESCRIBE_STRUCT(TokenAsk, (), (name, permissions, days))

struct NewTokenView {
    TokenView token;
    std::string secret;  // shown this once
};
BOOST_DESCRIBE_STRUCT(NewTokenView, (), (token, secret))

struct TokenPath {
    TokenId token_id;
};
BOOST_DESCRIBE_STRUCT(TokenPath, (), (token_id))

namespace {

MeView me_view(User const& user) {
    return {user.id,       user.login,  user.name,
            user.email,    user.person, role_list(user.roles),
            user.language, user.theme,  user.has_second_factor};
}

MeView change_preferences(Accounts& accounts, Caller const& caller, Preferences const& wanted) {
    std::optional<std::string> language, theme;
    if (wanted.language) language = boost::describe::enum_to_string(*wanted.language, "");
    if (wanted.theme) theme = boost::describe::enum_to_string(*wanted.theme, "");
    return write(accounts.database(), caller, "changePreferences", "", [&](Write& w) {
        set_preferences(w, caller.user, language, theme);
        return me_view(get_user(w, caller.user));
    });
}

TokenView token_view(ApiToken const& token) {
    TokenView view{token.id, token.name, token.hint, {}, token.created_at, token.expires_at, token.used_at};
    for (Permission permission : token.permissions)
        view.permissions.emplace_back(permission_text(permission));
    return view;
}

// What a token may be made for: what its owner may, and nothing that is for a person alone.
std::vector<Permission> token_permissions(Caller const& caller, TokenAsk const& ask) {
    std::vector<Permission> permissions;
    for (std::size_t i = 0; i < ask.permissions.size(); ++i) {
        auto const permission = find_permission(ask.permissions[i]);
        bool const fits = permission && caller.may(*permission) && *permission != Permission::session_own &&
                          *permission != Permission::session_public;
        if (!fits)
            throw invalid("access.token_permission", {{"permission", ask.permissions[i]}},
                          "permissions[" + std::to_string(i) + "]");
        permissions.push_back(*permission);
    }
    return permissions;
}

void mount_second_factor(Api& api, Accounts& accounts, CompanyHooks const& hooks) {
    Options const confirmed{.fresh_confirmation = true};
    api.post(
        "/me/second_factor", "beginSecondFactor", "Get a secret for an authenticator",
        Permission::session_own,
        [&accounts, hooks](Caller const& caller) -> Answer<SecondFactorView> {
            SecondFactor const factor = accounts.begin_second_factor(caller, hooks.describe(caller).name);
            return {{factor.secret, factor.uri}, {keep_nowhere}};
        },
        confirmed);
    api.post("/me/second_factor/confirmation", "proveSecondFactor",
             "Switch the second factor on by its first code", Permission::session_own,
             [&accounts](Caller const& caller, Body<CodeAsk> const& ask) -> Answer<RecoveryCodes> {
                 return {{accounts.prove_second_factor(caller, ask.code)}, {keep_nowhere}};
             });
    api.del(
        "/me/second_factor", "removeSecondFactor", "Switch the second factor off", Permission::session_own,
        [&accounts](Caller const& caller) -> NoContent {
            write(accounts.database(), caller, "removeSecondFactor", "",
                  [&](Write& w) { remove_code_secret(w, caller.user); });
            return {};
        },
        confirmed);
}

void mount_tokens(Api& api, Accounts& accounts) {
    api.get("/me/tokens", "listTokens", "List one's own tokens for programs", Permission::session_own,
            [&accounts](Caller const& caller) -> std::vector<TokenView> {
                auto const tokens =
                    accounts.database().read([&](db::Session& s) { return list_tokens(s, caller.user); });
                std::vector<TokenView> views;
                for (ApiToken const& token : tokens) views.push_back(token_view(token));
                return views;
            });
    api.post("/me/tokens", "createToken", "Make a token for a program", Permission::session_own,
             [&accounts](Caller const& caller, Body<TokenAsk> const& ask) -> Answer<NewTokenView> {
                 auto const permissions = token_permissions(caller, ask);
                 NewToken const made = write(accounts.database(), caller, "createToken", "", [&](Write& w) {
                     return create_token(w, caller.user, ask.name, permissions,
                                         w.now().plus_seconds(ask.days * 24 * 3600));
                 });
                 return {{token_view(made.token), made.secret}, {keep_nowhere}};
             },
             {.fresh_confirmation = true});
    api.del("/me/tokens/{token_id}", "revokeToken", "Revoke a token", Permission::session_own,
            [&accounts](Caller const& caller, Path<TokenPath> const& at) -> NoContent {
                write(accounts.database(), caller, "revokeToken", "",
                      [&](Write& w) { revoke_token(w, caller.user, at.token_id); });
                return {};
            });
}

}  // namespace

void mount_me(Api& api, Accounts& accounts, CompanyHooks const& hooks) {
    api.get("/me", "readMe", "Show one's own account", Permission::session_own,
            [&accounts](Caller const& caller) {
                return me_view(
                    accounts.database().read([&](db::Session& s) { return get_user(s, caller.user); }));
            });
    api.patch("/me", "changePreferences", "Change one's language and colours", Permission::session_own,
              [&accounts](Caller const& caller, Body<Preferences> const& wanted) {
                  return change_preferences(accounts, caller, wanted);
              });
    api.put("/me/password", "changePassword", "Change one's password; other sessions end",
            Permission::session_own,
            [&accounts](Caller const& caller, Body<PasswordAsk> const& ask) -> NoContent {
                accounts.change_password(caller, ask.present_password, ask.password);
                return {};
            });
    mount_second_factor(api, accounts, hooks);
    mount_tokens(api, accounts);
}

}  // namespace colonnade::access
