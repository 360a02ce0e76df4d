#include "foundation/access/accounts.hpp"

#include <gtest/gtest.h>

#include "foundation/access/access_migrations.hpp"
#include "foundation/access/attempt_store.hpp"
#include "foundation/access/one_time_code.hpp"
#include "foundation/base/problem.hpp"
#include "foundation/db/test_database.hpp"

namespace colonnade::access {
namespace {

COLONNADE_STORE_SUITE(AccountsOn);

constexpr std::string_view good = "a quiet blue river";

class House {
public:
    explicit House(db::Dialect dialect) : db(dialect, access_migrations()) {
        add("root", {Role::administrator});
        ann = add("Ann", {Role::seller}, PersonId{7});
    }
    UserId add(std::string login, Roles roles, std::optional<PersonId> person = {}) {
        UserId const id = write(*db, accounts.system(), "test", "", [&](Write& w) {
            return create_user(w, {login, login + " Name", {}, person, "en", roles}).id;
        });
        accounts.reset_password(accounts.system(), id, good);
        return id;
    }
    std::string sign_in_code(std::string login, std::string_view password, std::string code = "",
                             std::string address = "10.0.0.1") {
        try {
            token = accounts.sign_in({login, std::string(password), code, address, "Firefox"}).token;
        } catch (Problem const& problem) { return problem.code(); }
        return "in";
    }
    Caller caller() { return accounts.of_session(token, "10.0.0.1")->caller; }
    bool alive(std::string const& session) { return accounts.of_session(session, "10.0.0.1").has_value(); }
    User user(UserId id) {
        return db->read([&](db::Session& s) { return get_user(s, id); });
    }
    void change(UserId id, UserChange const& change) {
        write(*db, accounts.system(), "test", "",
              [&](Write& w) { update_user(w, id, get_user(w, id).version, change); });
    }

    db::TestDatabase db;
    SettableClock clock{Instant::parse("2026-03-31T12:00:00.000Z")};
    PasswordHasher passwords{PasswordCost::cheap()};
    Accounts accounts{*db, clock, passwords, [](Instant at) { return at.date(); }};
    UserId ann;
    std::string token;
};

std::string code_of(auto&& work) {
    try {
        work();
    } catch (Problem const& problem) { return problem.code(); }
    return "";
}

TEST_P(AccountsOn, a_session_says_who_is_behind_it) {
    House house(GetParam());
    EXPECT_EQ(house.sign_in_code(" ANN ", good), "in");
    Caller const caller = house.caller();
    EXPECT_EQ(caller.user, house.ann);
    EXPECT_EQ(caller.person, PersonId{7});
    EXPECT_EQ(caller.login, "Ann");
    EXPECT_EQ(caller.scope(Permission::goal_read), Scope::own);
    EXPECT_EQ(caller.today.text(), "2026-03-31");
    EXPECT_TRUE(caller.confirmed_at.has_value());
    EXPECT_FALSE(house.alive("nonsense"));
    house.db->read([&](db::Session& s) {
        EXPECT_NE(s.value<std::string>("select token_hash from sessions"), house.token);
    });
}

TEST_P(AccountsOn, the_same_answer_for_a_wrong_password_and_for_nobody) {
    House house(GetParam());
    EXPECT_EQ(house.sign_in_code("ann", "a quiet blue rivet"), "access.sign_in_failed");
    EXPECT_EQ(house.sign_in_code("nobody", good), "access.sign_in_failed");
    UserChange off;
    off.disabled = true;
    house.change(house.ann, off);
    EXPECT_EQ(house.sign_in_code("ann", good), "access.sign_in_failed");
}

TEST_P(AccountsOn, sessions_end_by_time_by_hand_by_password_and_by_role) {
    House house(GetParam());
    auto fresh = [&] { return house.sign_in_code("ann", good), house.token; };
    std::string session = fresh();
    house.clock.advance_seconds(8 * 3600 - 1);
    EXPECT_TRUE(house.alive(session));  // and seen now
    house.clock.advance_seconds(8 * 3600 - 1);
    EXPECT_TRUE(house.alive(session));
    house.clock.advance_seconds(8 * 3600);
    EXPECT_FALSE(house.alive(session));

    session = fresh();
    for (int hours = 0; hours < 7 * 24; ++hours) house.clock.advance_seconds(3600), house.alive(session);
    EXPECT_FALSE(house.alive(session));

    session = fresh();
    house.accounts.sign_out(house.caller());
    EXPECT_FALSE(house.alive(session));

    std::string const other = fresh();
    session = fresh();
    house.accounts.change_password(house.caller(), good, "another quiet river");
    EXPECT_TRUE(house.alive(session));
    EXPECT_FALSE(house.alive(other));

    UserChange promoted;
    promoted.roles = Roles{Role::manager};
    house.change(house.ann, promoted);
    EXPECT_FALSE(house.alive(session));
}

TEST_P(AccountsOn, guessing_is_slowed_and_the_owner_is_not_locked_out) {
    House house(GetParam());
    house.sign_in_code("ann", good, "", "10.0.0.1");  // the owner's own address, known from now on
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(house.sign_in_code("ann", "wrong", "", "6.6.6.6"), "access.sign_in_failed");
    EXPECT_EQ(house.sign_in_code("ann", good, "", "6.6.6.6"), "access.wait");
    house.clock.advance_seconds(2);
    EXPECT_EQ(house.sign_in_code("ann", "wrong", "", "6.6.6.6"), "access.sign_in_failed");
    house.clock.advance_seconds(1);
    EXPECT_EQ(house.sign_in_code("ann", good, "", "6.6.6.6"), "access.wait");  // it has doubled
    for (int i = 0; i < 10; ++i) house.sign_in_code("ann", "wrong", "", "6.6.6." + std::to_string(i + 10));
    EXPECT_EQ(house.sign_in_code("ann", good, "", "6.6.6.99"), "access.wait");  // many addresses, one login
    EXPECT_EQ(house.sign_in_code("ann", good, "", "10.0.0.1"), "in");
    for (int i = 0; i < 40; ++i) house.sign_in_code("u" + std::to_string(i), "wrong", "", "7.7.7.7");
    EXPECT_EQ(house.sign_in_code("root", good, "", "7.7.7.7"), "access.wait");  // one address, many logins
    house.clock.advance_seconds(3601);
    EXPECT_EQ(house.sign_in_code("root", good, "", "7.7.7.7"), "in");
}

TEST_P(AccountsOn, the_second_factor_opens_once_per_step) {
    House house(GetParam());
    house.sign_in_code("ann", good);
    SecondFactor const factor = house.accounts.begin_second_factor(house.caller(), "Acme");
    EXPECT_EQ(house.sign_in_code("ann", good), "in");  // not before it is proved
    EXPECT_EQ(code_of([&] { house.accounts.prove_second_factor(house.caller(), "000000x"); }),
              "access.code_wrong");
    auto const codes =
        house.accounts.prove_second_factor(house.caller(), code_at(factor.secret, house.clock.now()));
    EXPECT_EQ(codes.size(), 10u);

    EXPECT_EQ(house.sign_in_code("ann", good), "access.code_needed");
    EXPECT_EQ(house.sign_in_code("ann", good, code_at(factor.secret, house.clock.now())),
              "access.code_wrong");  // used
    house.clock.advance_seconds(60);
    std::string const code = code_at(factor.secret, house.clock.now());
    EXPECT_EQ(house.sign_in_code("ann", good, code), "in");
    EXPECT_EQ(house.sign_in_code("ann", good, code), "access.code_wrong");
    std::string lower = codes[0];
    for (char& c : lower) c = static_cast<char>(std::tolower(c));
    EXPECT_EQ(house.sign_in_code("ann", good, lower), "in");
    EXPECT_EQ(house.sign_in_code("ann", good, codes[0]), "access.code_wrong");
    house.db->read([](db::Session& s) {  // a refused code leaves no change behind, and counts as a failure
        EXPECT_EQ(s.value<std::int64_t>("select count(*) from changes where operation = 'signIn'"), 4);
        EXPECT_EQ(s.value<int>("select failures from login_attempts where kind = 'login'"), 1);
    });
}

TEST_P(AccountsOn, confirming_makes_the_session_fresh) {
    House house(GetParam());
    house.sign_in_code("ann", good);
    house.clock.advance_seconds(3600);
    EXPECT_EQ(code_of([&] { house.accounts.confirm(house.caller(), "wrong", ""); }), "access.sign_in_failed");
    EXPECT_LT(house.caller().confirmed_at, house.clock.now());
    house.accounts.confirm(house.caller(), good, "");
    EXPECT_EQ(house.caller().confirmed_at, house.clock.now());
}

TEST_P(AccountsOn, a_token_may_what_it_lists_and_its_owner_may) {
    House house(GetParam());
    std::string const secret = write(*house.db, house.accounts.system(), "test", "", [&](Write& w) {
        return create_token(w, house.ann, "report", {Permission::goal_read, Permission::user_write},
                            house.clock.now().plus_seconds(3600))
            .secret;
    });
    Caller const program = house.accounts.of_token(secret, "");
    EXPECT_TRUE(program.via_token);
    EXPECT_EQ(program.scope(Permission::goal_read), Scope::own);
    EXPECT_EQ(program.scope(Permission::user_write), Scope::none);  // the owner may not
    EXPECT_EQ(program.scope(Permission::order_read), Scope::none);  // not listed
    EXPECT_EQ(program.scope(Permission::session_own), Scope::none);
    EXPECT_EQ(code_of([&] { house.accounts.confirm(program, good, ""); }), "access.token_forbidden");
    EXPECT_EQ(code_of([&] { house.accounts.of_token(secret + "x", ""); }), "access.token_wrong");
    house.clock.advance_seconds(3600);
    EXPECT_EQ(code_of([&] { house.accounts.of_token(secret, ""); }), "access.token_wrong");
}

TEST_P(AccountsOn, links_open_once_and_the_first_only_while_there_is_no_user) {
    House house(GetParam());
    EXPECT_FALSE(house.accounts.first_setup_link().has_value());
    std::string const first = house.accounts.setup_link_for(house.accounts.system(), house.ann);
    std::string const link = house.accounts.setup_link_for(house.accounts.system(), house.ann);
    auto use = [&](std::string const& secret) {
        return code_of([&] {
            write(*house.db, house.accounts.system(), "t", "", [&](Write& w) { use_setup_link(w, secret); });
        });
    };
    EXPECT_EQ(use(first), "access.link_used");  // a newer one took its place
    EXPECT_EQ(use(link), "");
    EXPECT_EQ(use(link), "access.link_used");

    db::TestDatabase empty(GetParam(), access_migrations());
    Accounts fresh(*empty, house.clock, house.passwords, [](Instant at) { return at.date(); });
    EXPECT_TRUE(fresh.first_setup_link().has_value());
}

TEST_P(AccountsOn, users_are_told_apart_and_somebody_always_manages_them) {
    House house(GetParam());
    auto create = [&](NewUser const& user) {
        return code_of([&] {
            write(*house.db, house.accounts.system(), "t", "", [&](Write& w) { create_user(w, user); });
        });
    };
    EXPECT_EQ(create({"ANN", "x", {}, {}, "en", {}}), "access.login_taken");
    EXPECT_EQ(create({"a b", "x", {}, {}, "en", {}}), "access.login_form");
    EXPECT_EQ(create({"bob", "x", {}, PersonId{7}, "en", {}}), "access.person_taken");
    UserId const root = house.db->read([](db::Session& s) { return find_user(s, "root")->id; });
    UserChange demoted;
    demoted.roles = Roles{Role::seller};
    EXPECT_EQ(code_of([&] { house.change(root, demoted); }), "access.last_administrator");
    EXPECT_TRUE(house.user(root).roles.has(Role::administrator));
    EXPECT_EQ(code_of([&] {
                  write(*house.db, house.accounts.system(), "t", "",
                        [&](Write& w) { update_user(w, root, {9999}, {}); });
              }),
              "stale");
    house.db->read([](db::Session& s) {
        EXPECT_EQ(list_users(s, {}, "", 10).size(), 2u);
        EXPECT_EQ(list_users(s, {}, "ann", 10).size(), 1u);
        UserFilter filter;
        filter.text = "nn";
        filter.role = Role::seller;
        filter.disabled = false;
        EXPECT_EQ(list_users(s, filter, "", 10).front().login, "Ann");
    });
}

TEST_P(AccountsOn, a_user_is_known_without_a_session_while_they_may_sign_in) {
    House house(GetParam());
    EXPECT_EQ(house.accounts.of_user(house.ann).scope(Permission::goal_read), Scope::own);
    EXPECT_EQ(house.accounts.of_login("ANN").user, house.ann);
    EXPECT_TRUE(house.accounts.of_user({}).is_nobody());
    UserChange off;
    off.disabled = true;
    house.change(house.ann, off);
    EXPECT_EQ(code_of([&] { house.accounts.of_user(house.ann); }), "access.user_unknown");
    EXPECT_EQ(code_of([&] { house.accounts.of_login("ann"); }), "access.user_unknown");
}

TEST_P(AccountsOn, tidying_up_leaves_what_is_alive) {
    House house(GetParam());
    house.sign_in_code("ann", good);
    house.clock.advance_seconds(8 * 3600);
    house.sign_in_code("root", good);
    house.accounts.tidy_up();
    EXPECT_EQ(
        house.db->read([](db::Session& s) { return s.value<std::int64_t>("select count(*) from sessions"); }),
        1);
}

}  // namespace
}  // namespace colonnade::access
