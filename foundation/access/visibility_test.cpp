#include "foundation/access/visibility.hpp"

#include <gtest/gtest.h>

#include <chrono>

#include "foundation/access/access_migrations.hpp"
#include "foundation/base/problem.hpp"
#include "foundation/db/test_database.hpp"

namespace colonnade::access {
namespace {

COLONNADE_STORE_SUITE(VisibilityOn);

db::Migration const facts{90, "facts", R"(
create table facts (
    fact_id bigint primary key,
    person_id bigint,
    happened_on text not null
);
)"};

std::vector<db::Migration> migrations() {
    auto all = access_migrations();
    all.push_back(facts);
    return all;
}

Date day(std::string_view text) { return Date::parse(text); }
Date const today = day("2026-06-15");
PersonId const ann{1}, bob{2}, cem{3}, dan{4};

Caller caller_of(std::optional<PersonId> person, Scope scope) {
    Caller caller;
    caller.user = {9};
    caller.person = person;
    caller.today = today;
    caller.grant(Permission::goal_read, scope);
    return caller;
}

// Ann leads Bob; she led Cem until 2026; Dan's deputy she is for June only.
std::vector<ScopeRow> tree() {
    return {{ann, ann, {Date::beginning(), {}}, 0, ScopeKind::line},
            {ann, bob, {day("2025-01-01"), {}}, 1, ScopeKind::line},
            {ann, cem, {day("2025-01-01"), day("2026-01-01")}, 1, ScopeKind::line},
            {ann, dan, {day("2026-06-01"), day("2026-07-01")}, 1, ScopeKind::deputy}};
}

void fill(db::TestDatabase& db) {
    write(*db, system_caller({1}, today), "test", "", [](Write& w) {
        replace_scopes(w, tree());
        int id = 0;
        for (auto const& [person, on] :
             std::vector<std::pair<std::optional<PersonId>, char const*>>{{ann, "2024-05-01"},
                                                                          {bob, "2024-05-01"},
                                                                          {bob, "2026-05-01"},
                                                                          {cem, "2025-12-31"},
                                                                          {cem, "2026-01-01"},
                                                                          {dan, "2026-01-01"},
                                                                          {std::nullopt, "2026-05-01"}})
            w.run("insert into facts (fact_id, person_id, happened_on) values (:id, :person, :on)",
                  {{"id", ++id}, {"person", person}, {"on", day(on)}});
    });
}

std::vector<std::int64_t> facts_seen(db::TestDatabase& db, Condition const& seen) {
    return db->read([&](db::Session& s) {
        std::vector<std::int64_t> ids;
        for (auto const& [id] :
             s.rows<std::int64_t>("select f.fact_id from facts f where f.fact_id > :low and " + seen.sql +
                                      " order by f.fact_id",
                                  joined({{"low", 0}}, seen.params)))
            ids.push_back(id);
        return ids;
    });
}

TEST_P(VisibilityOn, each_scope_opens_its_rows) {
    db::TestDatabase db(GetParam(), migrations());
    fill(db);
    using Ids = std::vector<std::int64_t>;
    auto person = [&](Caller const& c) {
        return facts_seen(db, visible_person(c, Permission::goal_read, "f.person_id"));
    };
    auto fact = [&](Caller const& c) {
        return facts_seen(db, visible_fact(c, Permission::goal_read, "f.person_id", "f.happened_on"));
    };
    for (auto const& seen : {person(caller_of(ann, Scope::all)), fact(caller_of(ann, Scope::all))})
        EXPECT_EQ(seen, (Ids{1, 2, 3, 4, 5, 6, 7}));
    for (auto const& seen : {person(caller_of(ann, Scope::own)), fact(caller_of(ann, Scope::own))})
        EXPECT_EQ(seen, Ids{1});
    for (auto const& seen : {person(caller_of(ann, Scope::none)), fact(caller_of({}, Scope::team)),
                             person(caller_of({}, Scope::own))})
        EXPECT_EQ(seen, Ids{});
    EXPECT_EQ(person(caller_of(ann, Scope::team)), (Ids{1, 2, 3, 6}));
    EXPECT_EQ(fact(caller_of(ann, Scope::team)),
              (Ids{1, 2, 3, 4, 6}));                            // Cem's fact of Ann's time, none after it
    EXPECT_EQ(fact(caller_of(bob, Scope::team)), (Ids{2, 3}));  // nobody below: themselves
}

TEST_P(VisibilityOn, one_person_is_seen_or_not_found) {
    db::TestDatabase db(GetParam(), migrations());
    fill(db);
    db->read([](db::Session& s) {
        Caller const manager = caller_of(ann, Scope::team);
        auto sees = [&](Caller const& c, PersonId person, char const* on) {
            return can_see_person(s, c, Permission::goal_read, person, day(on));
        };
        EXPECT_TRUE(sees(manager, ann, "2020-01-01"));
        EXPECT_TRUE(sees(manager, bob, "2020-01-01"));
        EXPECT_TRUE(sees(manager, cem, "2025-12-31"));
        EXPECT_FALSE(sees(manager, cem, "2026-01-01"));
        EXPECT_FALSE(sees(caller_of(bob, Scope::team), ann, "2026-01-01"));
        EXPECT_FALSE(sees(caller_of(ann, Scope::own), bob, "2026-01-01"));
        EXPECT_FALSE(sees(caller_of({}, Scope::team), bob, "2026-01-01"));
        EXPECT_TRUE(sees(caller_of({}, Scope::all), bob, "2026-01-01"));
        EXPECT_THROW(require_person_in_view(s, manager, Permission::goal_read, cem, today), Problem);
    });
}

TEST_P(VisibilityOn, replacing_writes_only_what_differs) {
    db::TestDatabase db(GetParam(), migrations());
    fill(db);
    auto rows = tree();
    rows.erase(rows.begin() + 1);          // Bob leaves
    rows[1].range.to = day("2026-02-01");  // Cem stayed a month longer
    rows.push_back({bob, bob, {Date::beginning(), {}}, 0, ScopeKind::line});
    write(*db, system_caller({1}, today), "test", "", [&](Write& w) { replace_scopes(w, rows); });
    db->read([&](db::Session& s) {
        EXPECT_EQ(s.value<std::int64_t>("select count(*) from person_scopes"), 4);
        EXPECT_EQ(s.value<Date>("select valid_to from person_scopes where viewer_id = 1 and person_id = 3"),
                  day("2026-02-01"));
        EXPECT_FALSE(s.exists("select 1 from person_scopes where viewer_id = 1 and person_id = 2"));
    });
}

TEST_P(VisibilityOn, ten_thousand_people_take_less_than_a_second) {
    db::TestDatabase db(GetParam(), migrations());
    std::vector<ScopeRow> rows;  // each leads ten: five levels
    for (int person = 1; person <= 10'000; ++person) {
        int depth = 0;
        for (int above = person; above > 0; above = above == 1 ? 0 : (above + 8) / 10)
            rows.push_back({{above}, {person}, {Date::beginning(), {}}, depth++, ScopeKind::line});
    }
    Caller const system = system_caller({1}, today);
    write(*db, system, "test", "", [&](Write& w) { replace_scopes(w, rows); });
    rows.pop_back();
    auto const before = std::chrono::steady_clock::now();
    write(*db, system, "test", "", [&](Write& w) { replace_scopes(w, rows); });
    EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(1));
    EXPECT_EQ(
        db->read([](db::Session& s) { return s.value<std::int64_t>("select count(*) from person_scopes"); }),
        static_cast<std::int64_t>(rows.size()));
}

}  // namespace
}  // namespace colonnade::access
