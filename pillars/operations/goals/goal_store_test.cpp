#include "pillars/operations/goals/goal_store.hpp"

#include <gtest/gtest.h>

#include "foundation/access/access_migrations.hpp"
#include "foundation/access/visibility.hpp"
#include "foundation/base/problem.hpp"
#include "foundation/db/test_database.hpp"
#include "pillars/operations/goals/goal_loader.hpp"
#include "pillars/operations/goals/goal_migrations.hpp"

namespace colonnade::goals {
namespace {

COLONNADE_STORE_SUITE(GoalStore);

Date d(char const* text) { return Date::parse(text); }

// Person 1 leads person 2; person 3 is in another branch.
struct Fixture {
    static std::vector<db::Migration> migrations() {
        auto all = access::access_migrations();
        for (db::Migration const& migration : goal_migrations()) all.push_back(migration);
        return all;
    }
    template <class F> auto system_write(F&& f) {
        return access::write(*db, access::system_caller(Instant{1'000}, d("2026-02-01")), "test", "",
                             std::forward<F>(f));
    }
    template <class F> auto write_as(Caller const& caller, F&& f) {
        return access::write(*db, caller, "setQuota", "", std::forward<F>(f));
    }
    explicit Fixture(db::Dialect dialect) : db(dialect, migrations()) {
        system_write([](access::Write& w) {
            DateRange const always{Date::beginning(), std::nullopt};
            auto row = [&](int viewer, int person, int depth) {
                return access::ScopeRow{PersonId{viewer}, PersonId{person}, always, depth,
                                        access::ScopeKind::line};
            };
            access::replace_scopes(w, {row(1, 1, 0), row(1, 2, 1), row(2, 2, 0), row(3, 3, 0)});
        });
    }
    std::size_t seen_by(Caller const& caller) {
        return db->read([&](db::Session& s) { return list_quotas(s, caller, {}).size(); });
    }
    db::TestDatabase db;
};

Caller caller(int person, Scope scope) {
    Caller caller = access::system_caller(Instant{1'000}, d("2026-02-01"));
    caller.person = PersonId{person};
    caller.roles = {Role::manager};
    caller.grant(Permission::goal_read, scope);
    caller.grant(Permission::goal_write, scope);
    return caller;
}

StoredQuota quota(SubjectKind kind, int subject, std::int64_t amount) {
    DateRange const range{d("2026-01-01"), d("2026-04-01")};
    return {{{}, kind, subject, GoalMeasure::revenue, range, amount, false}, "2026-Q1", "", "", {}};
}

TEST_P(GoalStore, quotas_are_seen_as_their_people_are) {
    Fixture f(GetParam());
    f.system_write([](access::Write& w) {
        for (int person : {1, 2, 3}) save_quota(w, quota(SubjectKind::person, person, 100), {});
        save_quota(w, quota(SubjectKind::company, 0, 300), {});
    });
    EXPECT_EQ(f.seen_by(caller(2, Scope::own)), 1u);
    EXPECT_EQ(f.seen_by(caller(1, Scope::team)), 3u);
    EXPECT_EQ(f.seen_by(caller(3, Scope::all)), 4u);
    EXPECT_EQ(f.seen_by(caller(3, Scope::none)), 0u);
    f.db->read([](db::Session& s) {
        EXPECT_THROW(get_quota(s, caller(1, Scope::team), QuotaId{3}), Problem);
        EXPECT_EQ(quotas_of(s, {d("2026-01-01"), d("2026-04-01")}, GoalMeasure::revenue).size(), 4u);
        EXPECT_EQ(quotas_of(s, {d("2026-01-01"), std::nullopt}, GoalMeasure::revenue).size(), 0u);
    });
}

TEST_P(GoalStore, nobody_sets_their_own_or_one_out_of_view) {
    Fixture f(GetParam());
    Caller const leader = caller(1, Scope::team);
    auto code = [&](SubjectKind kind, int subject) {
        try {
            f.write_as(leader, [&](access::Write& w) { save_quota(w, quota(kind, subject, 5), {}); });
        } catch (Problem const& problem) { return problem.code(); }
        return std::string("set");
    };
    EXPECT_EQ(code(SubjectKind::person, 2), "set");
    EXPECT_EQ(code(SubjectKind::person, 1), "goals.own_quota");
    EXPECT_EQ(code(SubjectKind::person, 3), "not_found");
    EXPECT_EQ(code(SubjectKind::company, 0), "not_found");
}

TEST_P(GoalStore, a_revision_keeps_what_was_and_needs_the_version_seen) {
    Fixture f(GetParam());
    StoredQuota const first = f.system_write(
        [](access::Write& w) { return save_quota(w, quota(SubjectKind::person, 2, 100), {}); });
    EXPECT_THROW(
        f.system_write([](access::Write& w) { save_quota(w, quota(SubjectKind::person, 2, 90), {}); }),
        Problem);
    StoredQuota const second = f.system_write(
        [&](access::Write& w) { return save_quota(w, quota(SubjectKind::person, 2, 90), first.version); });
    EXPECT_EQ(second.quota.id, first.quota.id);
    f.db->read([&](db::Session& s) {
        auto const revisions =
            quota_revisions(s, access::system_caller(Instant{}, d("2026-02-01")), first.quota.id);
        ASSERT_EQ(revisions.size(), 2u);
        EXPECT_EQ(revisions[0].amount, 90);
        EXPECT_EQ(revisions[1].amount, 100);
    });
    f.system_write([&](access::Write& w) { remove_quota(w, first.quota.id, second.version); });
    EXPECT_EQ(f.seen_by(caller(3, Scope::all)), 0u);
}

TEST_P(GoalStore, loading_twice_changes_nothing_and_a_double_row_is_refused) {
    Fixture f(GetParam());
    QuotaRow row;
    row.subject_id = 2;
    row.amount = 100;
    row.period = {PeriodKind::custom, "P1", {d("2026-01-01"), std::nullopt}};
    for (LoadResult expected : {LoadResult::inserted, LoadResult::unchanged})
        f.system_write([&](access::Write& w) {
            GoalLoader loader(w);
            EXPECT_EQ(loader.add(row).result, expected);
            EXPECT_EQ(loader.add(row).result, LoadResult::refused);
        });
    row.amount = 120;
    f.system_write([&](access::Write& w) { EXPECT_EQ(GoalLoader(w).add(row).result, LoadResult::updated); });
    row.amount = -1;
    f.system_write([&](access::Write& w) { EXPECT_EQ(GoalLoader(w).add(row).result, LoadResult::refused); });
}

}  // namespace
}  // namespace colonnade::goals
