#include "foundation/access/access_api.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "foundation/access/access_migrations.hpp"
#include "foundation/access/idempotency_store.hpp"
#include "foundation/access/one_time_code.hpp"
#include "foundation/access/policy.hpp"
#include "foundation/base/problem.hpp"
#include "foundation/db/test_database.hpp"

namespace colonnade::access {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class AccessApi : public testing::Test {
protected:
    AccessApi() {
        api_.use(idempotency_);
        mount_access(api_, accounts_,
                     {[](Caller const& caller) {
                          return CompanyView{"Acme", "EUR", false, caller.today, false};
                      },
                      [this](Write&, Foundation const& foundation) { founded_ = foundation; }});
    }

    // As the browser does it: with the cookie of the last sign-in.
    wire::Reply ask(std::string method, std::string_view target, std::string body = {},
                    std::string if_match = {}, std::string key = {}) {
        wire::Request request = wire::Request::of(std::move(method), target);
        request.body = std::move(body);
        if (!request.body.empty()) request.content_type = "application/json";
        request.if_match = std::move(if_match);
        request.idempotency_key = std::move(key);
        request.remote_address = "10.0.0.1";
        request.language = "pl";
        request.secure = true;
        auto const signed_in = accounts_.of_session(token_, "10.0.0.1");
        wire::Reply reply =
            api_.dispatch(request, signed_in ? signed_in->caller : accounts_.nobody("pl", "10.0.0.1"));
        std::string const cookie(reply.header("Set-Cookie"));
        if (!cookie.empty())
            token_ = cookie.substr(cookie.find('=') + 1, cookie.find(';') - cookie.find('=') - 1);
        return reply;
    }
    boost::json::value json(wire::Reply const& reply) { return boost::json::parse(reply.body); }
    std::string problem(std::string method, std::string_view target, std::string body = {},
                        std::string if_match = {}) {
        try {
            return std::to_string(
                ask(std::move(method), target, std::move(body), std::move(if_match)).status);
        } catch (Problem const& problem) { return problem.code(); }
    }
    void found() {
        std::string const link = *accounts_.first_setup_link();
        ask("POST", "/setup",
            R"({"token":")" + link +
                R"(","company":"Acme","currency":"EUR","name":"Eva",)"
                R"("login":"eva","password":"a quiet blue river"})");
    }

    db::TestDatabase database_{db::Dialect::sqlite, access_migrations()};
    SettableClock clock_{Instant::parse("2026-03-31T12:00:00.000Z")};
    PasswordHasher passwords_{PasswordCost::cheap()};
    Accounts accounts_{*database_, clock_, passwords_, [](Instant at) { return at.date(); }};
    DatabaseIdempotency idempotency_{*database_, clock_};
    wire::Api api_;
    std::string token_;
    Foundation founded_;
};

TEST_F(AccessApi, a_first_start_founds_the_company_by_its_link) {
    std::string const link = *accounts_.first_setup_link();
    EXPECT_EQ(ask("POST", "/setup/link", R"({"token":")" + link + "\"}").body, R"({"first":true})");
    EXPECT_EQ(problem("POST", "/setup", R"({"token":"x","password":"a quiet blue river"})"),
              "access.link_used");
    EXPECT_EQ(problem("POST", "/setup", R"({"token":")" + link + R"(","password":"a quiet blue river"})"),
              "wire.required");
    wire::Reply const reply = ask("POST", "/setup",
                                  R"({"token":")" + link +
                                      R"(","company":"Acme","currency":"EUR","name":"Eva",)"
                                      R"("login":"eva","password":"a quiet blue river"})");
    EXPECT_EQ(founded_.name, "Acme");
    EXPECT_THAT(std::string(reply.header("Set-Cookie")), StartsWith("__Host-colonnade_session="));
    EXPECT_THAT(std::string(reply.header("Set-Cookie")), HasSubstr("HttpOnly; SameSite=Lax; Secure"));
    EXPECT_EQ(json(reply).at("language").as_string(), "pl");
    EXPECT_EQ(json(reply).at("roles"), (boost::json::array{"operations", "administrator"}));
    EXPECT_EQ(problem("POST", "/setup/link", R"({"token":")" + link + "\"}"), "access.link_used");
}

TEST_F(AccessApi, the_session_tells_who_and_what_they_may) {
    found();
    auto const session = json(ask("GET", "/sessions/current"));
    EXPECT_EQ(session.at("login").as_string(), "eva");
    EXPECT_EQ(session.at("permissions").at("goal_read").as_string(), "all");
    EXPECT_EQ(session.at("company").at("today").as_string(), "2026-03-31");
    EXPECT_EQ(session.at("csrf_token").as_string().size(), 43u);
    EXPECT_EQ(json(ask("GET", "/sessions")).as_array().size(), 1u);
    EXPECT_EQ(ask("DELETE", "/sessions/current").status, 204);
    EXPECT_EQ(problem("GET", "/sessions/current"), "wire.sign_in_required");
    EXPECT_EQ(problem("POST", "/sessions", R"({"login":"eva","password":"wrong"})"), "access.sign_in_failed");
    EXPECT_EQ(problem("POST", "/sessions", R"({"login":"EVA","password":"a quiet blue river"})"), "200");
    std::string const first = token_;
    EXPECT_EQ(problem("POST", "/sessions", R"({"login":"eva","password":"a quiet blue river"})"), "200");
    EXPECT_FALSE(accounts_.of_session(first, "").has_value());  // rotated
    EXPECT_EQ(problem("DELETE", "/sessions/99"), "not_found");
}

TEST_F(AccessApi, one_manages_ones_own_account) {
    found();
    EXPECT_EQ(json(ask("PATCH", "/me", R"({"language":"fa","theme":"dark"})")).at("theme").as_string(),
              "dark");
    EXPECT_EQ(problem("PATCH", "/me", R"({"language":"de"})"), "wire.choice");
    EXPECT_EQ(problem("PUT", "/me/password", R"({"present_password":"x","password":"another quiet river"})"),
              "access.password_wrong");
    EXPECT_EQ(
        problem("PUT", "/me/password", R"({"present_password":"a quiet blue river","password":"short"})"),
        "access.password_short");
    EXPECT_EQ(problem("PUT", "/me/password",
                      R"({"present_password":"a quiet blue river","password":"another quiet river"})"),
              "204");

    clock_.advance_seconds(700);
    EXPECT_EQ(problem("POST", "/me/second_factor"), "wire.confirmation_required");
    EXPECT_EQ(problem("POST", "/sessions/current/confirmation", R"({"password":"another quiet river"})"),
              "204");
    auto const factor = json(ask("POST", "/me/second_factor"));
    std::string const secret(factor.at("secret").as_string());
    EXPECT_THAT(std::string(factor.at("uri").as_string()), StartsWith("otpauth://totp/Acme:eva?secret="));
    auto const codes = json(ask("POST", "/me/second_factor/confirmation",
                                R"({"code":")" + code_at(secret, clock_.now()) + "\"}"));
    EXPECT_EQ(codes.at("codes").as_array().size(), 10u);
    EXPECT_TRUE(json(ask("GET", "/me")).at("has_second_factor").as_bool());
    EXPECT_EQ(problem("DELETE", "/me/second_factor"), "204");
    EXPECT_FALSE(json(ask("GET", "/me")).at("has_second_factor").as_bool());
}

TEST_F(AccessApi, a_token_is_shown_once_and_reaches_no_further_than_asked) {
    found();
    EXPECT_EQ(problem("POST", "/me/tokens", R"({"name":"x","permissions":["session_own"],"days":30})"),
              "access.token_permission");
    EXPECT_EQ(problem("POST", "/me/tokens", R"({"name":"x","permissions":["fly"],"days":30})"),
              "access.token_permission");
    wire::Reply const reply =
        ask("POST", "/me/tokens", R"({"name":"report","permissions":["goal_read"],"days":30})", {}, "key-1");
    std::string const secret(json(reply).at("secret").as_string());
    EXPECT_EQ(reply.header("Cache-Control"), "no-store");
    EXPECT_THAT(ask("GET", "/me/tokens").body, Not(HasSubstr(secret)));
    database_->read([&](db::Session& s) {
        EXPECT_FALSE(s.value<std::optional<std::string>>("select reply from idempotency_keys").has_value());
    });
    Caller const program = accounts_.of_token(secret, "");
    EXPECT_THROW(api_.dispatch(wire::Request::of("GET", "/me/tokens"), program), Problem);
    std::int64_t const id = json(ask("GET", "/me/tokens")).as_array()[0].at("token_id").as_int64();
    EXPECT_EQ(problem("DELETE", "/me/tokens/" + std::to_string(id)), "204");
    EXPECT_THROW(accounts_.of_token(secret, ""), Problem);
}

TEST_F(AccessApi, an_administrator_adds_a_user_who_takes_up_the_account) {
    found();
    wire::Reply const made = ask(
        "POST", "/users", R"({"login":"ann","name":"Ann","roles":["seller"],"person_id":7})", {}, "key-2");
    EXPECT_EQ(made.status, 201);
    EXPECT_EQ(
        ask("POST", "/users", R"({"login":"ann","name":"Ann","roles":["seller"],"person_id":7})", {}, "key-2")
            .body,
        made.body);
    std::string const user = std::string(made.header("Location")).substr(4);
    EXPECT_EQ(problem("POST", "/users", R"({"login":"Ann","name":"Ann","roles":[]})"), "access.login_taken");
    EXPECT_THAT(ask("GET", "/users?role=seller").body, HasSubstr("\"ann\""));
    EXPECT_THAT(ask("GET", "/users?limit=1").body, HasSubstr("\"next\""));
    EXPECT_EQ(problem("PATCH", user, R"({"roles":["manager"]})", "\"1\""), "stale");
    std::string const version = "\"" + std::to_string(json(made).at("version").as_int64()) + "\"";
    EXPECT_EQ(json(ask("PATCH", user, R"({"roles":["manager"],"person_id":null})", version)).at("roles"),
              boost::json::array{"manager"});
    std::string const link(json(ask("POST", user + "/setup_links")).at("token").as_string());
    EXPECT_EQ(ask("POST", "/setup/link", R"({"token":")" + link + "\"}").body,
              R"({"first":false,"login":"ann","name":"Ann"})");
    EXPECT_EQ(json(ask("POST", "/setup", R"({"token":")" + link + R"(","password":"my own blue river"})"))
                  .at("login")
                  .as_string(),
              "ann");
    EXPECT_EQ(problem("GET", "/users"), "wire.forbidden");  // now it is Ann who asks
}

TEST_F(AccessApi, the_log_is_listed_and_verified) {
    found();
    auto const page = json(ask("GET", "/audit?limit=1"));
    EXPECT_EQ(page.at("items").as_array()[0].at("operation").as_string(), "setUp");
    EXPECT_TRUE(page.as_object().contains("next"));
    auto const sound = json(ask("GET", "/audit/verification"));
    EXPECT_TRUE(sound.at("sound").as_bool());
    std::string const head = std::string(sound.at("head").at("hash").as_string());
    database_->write(
        [](db::Transaction& t) { t.run("update audit_entries set subject_id = 99 where entry_id = 2"); });
    auto const broken = json(ask("GET", "/audit/verification?entry_id=1&hash=" + head));
    EXPECT_FALSE(broken.at("sound").as_bool());
    EXPECT_THAT(ask("GET", "/audit/verification").body, HasSubstr(R"({"fault":"changed","entry_id":2})"));
}

TEST_F(AccessApi, views_are_ones_own_until_shared) {
    found();
    wire::Reply const made = ask(
        "POST", "/views", R"({"page":"orders","name":"Late","shared":"me","content":{"status":["late"]}})");
    std::string const place = std::string(made.header("Location")).substr(4);
    ask("POST", "/users", R"({"login":"ann","name":"Ann","roles":["seller"]})");
    UserId const ann = database_->read([](db::Session& s) { return find_user(s, "ann")->id; });
    std::string const eva = token_;
    token_ = write(*database_, accounts_.system(), "t", "",
                   [&](Write& w) { return start_session(w, ann, "", "").token; });
    std::string const anns = token_;
    EXPECT_EQ(ask("GET", "/views?page=orders").body, "[]");
    EXPECT_EQ(problem("DELETE", place), "not_found");
    token_ = eva;
    std::string const version = "\"" + std::to_string(json(made).at("version").as_int64()) + "\"";
    EXPECT_EQ(problem("PATCH", place, R"({"shared":"everyone"})", version), "200");
    EXPECT_EQ(problem("PATCH", place, R"({"shared":"me"})", version), "stale");
    token_ = anns;
    EXPECT_THAT(ask("GET", "/views?page=orders").body,
                HasSubstr(R"("content":{"status":["late"]},"own":false)"));
    token_ = eva;
    EXPECT_EQ(problem("DELETE", place), "204");
}

TEST_F(AccessApi, the_policy_is_there_for_everyone_to_read) {
    found();
    auto const view = json(ask("GET", "/policy"));
    EXPECT_EQ(view.at("rows").as_array().size(), permission_count);
    EXPECT_EQ(view.at("rows").as_array()[0].at("scopes").as_object().size(), role_count);
}

TEST_F(AccessApi, a_repeated_request_is_answered_as_before_and_never_done_twice) {
    found();
    std::string const body = R"({"page":"orders","name":"Late","shared":"me","content":{}})";
    EXPECT_EQ(ask("POST", "/views", body, {}, "k").body, ask("POST", "/views", body, {}, "k").body);
    EXPECT_EQ(json(ask("GET", "/views?page=orders")).as_array().size(), 1u);
    EXPECT_EQ(problem("POST", "/views", "{}"), "wire.required");
    // The answer was lost with the process: the change stands, so it is refused.
    database_->write([](db::Transaction& t) { t.run("update idempotency_keys set reply = null"); });
    clock_.advance_seconds(121);
    EXPECT_THROW(ask("POST", "/views", body, {}, "k"), Problem);
    // A claim that changed nothing lapses.
    UserId const eva = database_->read([](db::Session& s) { return find_user(s, "eva")->id; });
    EXPECT_FALSE(idempotency_.find(eva, "k2", "d").has_value());
    EXPECT_THROW(idempotency_.find(eva, "k2", "d"), Problem);
    EXPECT_THROW(idempotency_.find(eva, "k2", "other"), Problem);
    clock_.advance_seconds(121);
    EXPECT_FALSE(idempotency_.find(eva, "k2", "d").has_value());
    idempotency_.release(eva, "k2");
    EXPECT_FALSE(idempotency_.find(eva, "k2", "other").has_value());
    clock_.advance_seconds(25 * 3600);
    EXPECT_GE(idempotency_.remove_old(), 2);
}

}  // namespace
}  // namespace colonnade::access
