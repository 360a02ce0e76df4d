#include "foundation/access/user_store.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>

#include "foundation/access/policy.hpp"
#include "foundation/access/session_store.hpp"
#include "foundation/base/problem.hpp"
#include "foundation/base/text.hpp"

namespace colonnade::access {
namespace {

constexpr std::size_t login_length_max = 100;

bool is_login_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '@' || c == '+' || c == '-';
}

void check_login(std::string const& login) {
    bool const fits = !login.empty() && login.size() <= login_length_max &&
                      std::all_of(login.begin(), login.end(), is_login_character);
    if (!fits) throw invalid("access.login_form", {{"login", login}}, "login");
}

void check_person_free(Write& w, std::optional<PersonId> person, UserId user) {
    if (!person) return;
    if (w.exists("select 1 from users where person_id = :person and user_id <> :user",
                 {{"person", *person}, {"user", user}}))
        throw conflict("access.person_taken", {}, "person_id");
}

// What the audit log keeps of a user: no secret.
std::string image_of(User const& user) {
    boost::json::array roles;
    for (std::size_t i = 0; i < role_count; ++i)
        if (user.roles.has(static_cast<Role>(i))) roles.emplace_back(role_text(static_cast<Role>(i)));
    boost::json::object image{
        {"login", user.login}, {"name", user.name}, {"roles", roles}, {"disabled", user.disabled}};
    if (user.email) image["email"] = *user.email;
    if (user.person) image["person_id"] = user.person->value;
    return boost::json::serialize(image);
}

void write_roles(Write& w, UserId id, Roles const& roles) {
    w.run("delete from user_roles where user_id = :user", {{"user", id}});
    for (std::size_t i = 0; i < role_count; ++i)
        if (roles.has(static_cast<Role>(i)))
            w.run("insert into user_roles (user_id, role) values (:user, :role)",
                  {{"user", id}, {"role", role_text(static_cast<Role>(i))}});
}

std::vector<User> select_users(db::Session& session, std::string const& condition, db::Params const& params) {
    std::vector<User> users;
    session.each<UserId, std::string, std::string, std::optional<std::string>, std::optional<PersonId>,
                 std::string, std::string, bool, bool, bool, Instant, ChangeId>(
        "select u.user_id, u.login, u.name, u.email, u.person_id, u.language, u.theme, "
        "case when u.password_hash is null then 0 else 1 end, case when u.totp_secret is null then 0 else 1 "
        "end, "
        "case when u.disabled_at is null then 0 else 1 end, u.created_at, u.change_id from users u where " +
            condition,
        params,
        [&](UserId id, std::string const& login, std::string const& name,
            std::optional<std::string> const& email, std::optional<PersonId> person,
            std::string const& language, std::string const& theme, bool has_password, bool has_second_factor,
            bool disabled, Instant created_at, ChangeId version) {
            users.push_back({id,
                             login,
                             name,
                             email,
                             person,
                             language,
                             theme,
                             {},
                             has_password,
                             has_second_factor,
                             disabled,
                             created_at,
                             version});
        });
    for (User& user : users)
        for (auto const& [role] : session.rows<std::string>(
                 "select role from user_roles where user_id = :user", {{"user", user.id}}))
            user.roles.add(parse_role(role));
    return users;
}

void check_somebody_manages_users(Write& w) {
    if (!w.exists("select 1 from user_roles r join users u on u.user_id = r.user_id "
                  "where r.role in ('administrator', 'solo') and u.disabled_at is null"))
        throw conflict("access.last_administrator");
}

std::optional<Credentials> select_credentials(db::Session& session, std::string const& condition,
                                              db::Params const& params) {
    auto const row =
        session.maybe<UserId, std::string, std::string, std::optional<std::string>,
                      std::optional<std::string>, std::optional<std::string>, std::int64_t, bool>(
            "select user_id, login, name, password_hash, totp_secret, totp_pending, totp_step, "
            "case when disabled_at is null then 0 else 1 end from users where " +
                condition,
            params);
    if (!row) return std::nullopt;
    return std::make_from_tuple<Credentials>(*row);
}

}  // namespace

std::string login_key(std::string_view login) {
    std::string key = trimmed(login);
    for (char& c : key)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return key;
}

User create_user(Write& w, NewUser const& user) {
    std::string const login = trimmed(user.login);
    check_login(login);
    std::string const key = login_key(login);
    if (w.exists("select 1 from users where login_key = :key", {{"key", key}}))
        throw conflict("access.login_taken", {{"login", login}}, "login");
    UserId const id{w.next_id("users")};
    check_person_free(w, user.person, id);
    w.run(
        "insert into users (user_id, login, login_key, name, email, person_id, language, theme, created_at, "
        "change_id) "
        "values (:id, :login, :key, :name, :email, :person, :language, 'system', :at, :change)",
        {{"id", id},
         {"login", login},
         {"key", key},
         {"name", normalised(user.name)},
         {"email", user.email},
         {"person", user.person},
         {"language", user.language},
         {"at", w.now()},
         {"change", w.change_id()}});
    write_roles(w, id, user.roles);
    User created = get_user(w, id);
    w.audit("user", id, {}, image_of(created));
    return created;
}

User get_user(db::Session& session, UserId id) {
    auto users = select_users(session, "u.user_id = :id", {{"id", id}});
    if (users.empty()) throw not_found();
    return std::move(users.front());
}

std::optional<User> find_user(db::Session& session, std::string_view login) {
    auto users = select_users(session, "u.login_key = :key", {{"key", login_key(login)}});
    if (users.empty()) return std::nullopt;
    return std::move(users.front());
}

std::vector<User> list_users(db::Session& session, UserFilter const& filter, std::string_view after,
                             std::int64_t limit) {
    std::string condition = "u.login_key > :after";
    db::Params params{{"after", after}, {"limit", limit}};
    if (filter.text) {
        condition += " and (u.login_key like :text or lower(u.name) like :text)";
        params.push_back({"text", "%" + login_key(*filter.text) + "%"});
    }
    if (filter.role) {
        condition +=
            " and exists (select 1 from user_roles r where r.user_id = u.user_id and r.role = :role)";
        params.push_back({"role", role_text(*filter.role)});
    }
    if (filter.disabled)
        condition += *filter.disabled ? " and u.disabled_at is not null" : " and u.disabled_at is null";
    return select_users(session, condition + " order by u.login_key limit :limit", params);
}

bool any_user(db::Session& session) { return session.exists("select 1 from users limit 1"); }

User update_user(Write& w, UserId id, ChangeId seen, UserChange const& change) {
    User const before = get_user(w, id);
    if (before.version != seen) throw Problem(ProblemKind::stale, "stale");
    User after = before;
    if (change.name) after.name = normalised(*change.name);
    if (change.email) after.email = *change.email;
    if (change.person) after.person = *change.person;
    if (change.roles) after.roles = *change.roles;
    if (change.disabled) after.disabled = *change.disabled;
    check_person_free(w, after.person, id);
    w.run(
        "update users set name = :name, email = :email, person_id = :person, "
        "disabled_at = case when :disabled = 0 then null else coalesce(disabled_at, :at) end, change_id = "
        ":change "
        "where user_id = :id",
        {{"name", after.name},
         {"email", after.email},
         {"person", after.person},
         {"disabled", after.disabled ? 1 : 0},
         {"at", w.now()},
         {"change", w.change_id()},
         {"id", id}});
    if (!(after.roles == before.roles)) write_roles(w, id, after.roles);
    bool const is_other = !(after.roles == before.roles) || after.disabled != before.disabled ||
                          after.person != before.person;
    if (is_other) end_sessions_of(w, id, {});
    check_somebody_manages_users(w);
    w.audit("user", id, image_of(before), image_of(after));
    return get_user(w, id);
}

void set_preferences(Write& w, UserId id, std::optional<std::string> const& language,
                     std::optional<std::string> const& theme) {
    User const user = get_user(w, id);
    w.run(
        "update users set language = :language, theme = :theme where user_id = :id",
        {{"language", language.value_or(user.language)}, {"theme", theme.value_or(user.theme)}, {"id", id}});
}

std::optional<Credentials> find_credentials(db::Session& session, std::string_view login) {
    return select_credentials(session, "login_key = :key", {{"key", login_key(login)}});
}

Credentials get_credentials(db::Session& session, UserId id) {
    auto credentials = select_credentials(session, "user_id = :id", {{"id", id}});
    if (!credentials) throw not_found();
    return std::move(*credentials);
}

void set_password_hash(Write& w, UserId id, std::string const& hash, std::optional<SessionId> kept) {
    w.run("update users set password_hash = :hash, password_at = :at where user_id = :id",
          {{"hash", hash}, {"at", w.now()}, {"id", id}});
    w.run("delete from setup_links where user_id = :id", {{"id", id}});
    end_sessions_of(w, id, kept);
    w.audit("user", id, {}, R"({"password":"changed"})");
}

void set_pending_code_secret(Write& w, UserId id, std::string const& secret) {
    w.run("update users set totp_pending = :secret where user_id = :id", {{"secret", secret}, {"id", id}});
}

void activate_code_secret(Write& w, UserId id, std::string const& secret, std::int64_t step,
                          std::vector<std::string> const& recovery_hashes) {
    w.run(
        "update users set totp_secret = :secret, totp_pending = null, totp_step = :step where user_id = :id",
        {{"secret", secret}, {"step", step}, {"id", id}});
    w.run("delete from recovery_codes where user_id = :id", {{"id", id}});
    for (std::string const& hash : recovery_hashes)
        w.run("insert into recovery_codes (user_id, code_hash) values (:id, :hash)",
              {{"id", id}, {"hash", hash}});
    w.audit("user", id, {}, R"({"second_factor":"on"})");
}

void remove_code_secret(Write& w, UserId id) {
    w.run("update users set totp_secret = null, totp_pending = null where user_id = :id", {{"id", id}});
    w.run("delete from recovery_codes where user_id = :id", {{"id", id}});
    w.audit("user", id, {}, R"({"second_factor":"off"})");
}

bool use_code_step(Write& w, UserId id, std::int64_t step) {
    return w.run("update users set totp_step = :step where user_id = :id and totp_step < :step",
                 {{"step", step}, {"id", id}}) == 1;
}

bool use_recovery_code(Write& w, UserId id, std::string const& hash) {
    return w.run("delete from recovery_codes where user_id = :id and code_hash = :hash",
                 {{"id", id}, {"hash", hash}}) == 1;
}

}  // namespace colonnade::access
