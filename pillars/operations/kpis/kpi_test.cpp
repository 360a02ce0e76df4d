#include "pillars/operations/kpis/kpi.hpp"

#include <gtest/gtest.h>

#include "foundation/access/access_migrations.hpp"
#include "foundation/access/visibility.hpp"
#include "foundation/base/problem.hpp"
#include "foundation/db/test_database.hpp"
#include "pillars/operations/kpis/kpi_loader.hpp"
#include "pillars/operations/kpis/kpi_migrations.hpp"
#include "pillars/operations/kpis/kpi_store.hpp"

namespace colonnade::kpis {
namespace {

COLONNADE_STORE_SUITE(Kpis);

Date d(char const* text) { return Date::parse(text); }

KpiValue value(int person, char const* from, char const* text, char const* to = nullptr) {
    KpiValue value;
    value.person = PersonId{person}, value.name = "csat", value.value = Rate::parse(text);
    value.valid = {d(from), to ? std::optional(d(to)) : std::nullopt};
    return value;
}

template <class F> std::string refusal(F&& work) {
    try {
        work();
    } catch (Problem const& problem) { return problem.code(); }
    return "";
}

TEST(Kpi, is_zero_or_above_and_a_rating_no_more_than_all) {
    KpiValue one = value(1, "2026-01-01", "1.2");
    EXPECT_EQ(refusal([&] { check_value(one); }), "");
    one.source = KpiSource::rated;
    EXPECT_EQ(refusal([&] { check_value(one); }), "kpis.above_full");
    one.value = Rate::one();
    EXPECT_EQ(refusal([&] { check_value(one); }), "");
    one.value = Rate::parse("-0.1");
    EXPECT_EQ(refusal([&] { check_value(one); }), "kpis.negative");
    EXPECT_EQ(refusal([] { check_value(value(1, "2026-01-02", "1", "2026-01-02")); }), "kpis.range");
}

// Person 1 leads person 2; person 3 is in another branch.
struct Fixture {
    static std::vector<db::Migration> migrations() {
        auto all = access::access_migrations();
        for (db::Migration const& migration : kpi_migrations()) all.push_back(migration);
        return all;
    }
    template <class F> auto system_write(F&& f) {
        return access::write(*db, access::system_caller(Instant{1'000}, d("2026-02-01")), "test", "",
                             std::forward<F>(f));
    }
    KpiValue save_as(Caller const& caller, KpiValue const& one) {
        return access::write(*db, caller, "setKpiValue", "",
                             [&](access::Write& w) { return save_value(w, one); });
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
    std::vector<KpiValue> all() {
        return db->read([](db::Session& s) { return all_values(s); });
    }
    std::vector<KpiValue> seen_by(Caller const& caller) {
        return db->read([&](db::Session& s) { return list_values(s, caller, {}); });
    }
    LoadResult load(KpiValue const& one) {
        return system_write([&](access::Write& w) { return KpiLoader(w).add(one).result; });
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

TEST_P(Kpis, a_manager_rates_their_reports_and_nobody_else) {
    Fixture f(GetParam());
    Caller const lead = caller(1, Scope::team);
    EXPECT_EQ(f.save_as(lead, value(2, "2026-01-01", "0.8")).source, KpiSource::rated);
    EXPECT_EQ(refusal([&] { f.save_as(lead, value(3, "2026-01-01", "0.8")); }), "not_found");
    EXPECT_EQ(refusal([&] { f.save_as(lead, value(1, "2026-01-01", "0.8")); }), "kpis.own");
    EXPECT_EQ(refusal([&] { f.save_as(lead, value(2, "2026-01-01", "1.01")); }), "kpis.above_full");
    EXPECT_EQ(f.save_as(caller(9, Scope::all), value(3, "2026-01-01", "1.5")).source, KpiSource::entered);
    EXPECT_EQ(f.seen_by(lead).size(), 1u);
    EXPECT_EQ(f.seen_by(caller(3, Scope::own)).size(), 1u);
    EXPECT_EQ(f.seen_by(caller(9, Scope::all)).size(), 2u);
}

TEST_P(Kpis, a_later_value_ends_the_one_before_and_the_same_day_replaces_it) {
    Fixture f(GetParam());
    Caller const all = caller(9, Scope::all);
    f.save_as(all, value(2, "2026-04-01", "0.7"));
    KpiValue const second = f.save_as(all, value(2, "2026-07-01", "0.9"));
    auto const values = f.all();
    ASSERT_EQ(values.size(), 2u);
    EXPECT_EQ(values[0].valid.to, d("2026-07-01"));
    EXPECT_EQ(values[1].valid.to, std::nullopt);
    EXPECT_EQ(f.save_as(all, value(2, "2026-07-01", "0.95")).id, second.id);
    EXPECT_EQ(f.all()[1].value, Rate::parse("0.95"));
    EXPECT_EQ(refusal([&] { f.save_as(all, value(2, "2026-06-01", "0.5")); }), "kpis.overlap");
    f.save_as(all, value(2, "2026-01-01", "0.5", "2026-04-01"));
    EXPECT_EQ(f.all().size(), 3u);
}

TEST_P(Kpis, a_removed_value_is_gone_and_only_as_it_was_seen) {
    Fixture f(GetParam());
    Caller const lead = caller(1, Scope::team);
    KpiValue const one = f.save_as(lead, value(2, "2026-01-01", "0.8"));
    auto const remove = [&](Caller const& by, ChangeId seen) {
        access::write(*f.db, by, "removeKpiValue", "",
                      [&](access::Write& w) { remove_value(w, one.id, seen); });
    };
    EXPECT_EQ(refusal([&] { remove(lead, {}); }), "stale");
    EXPECT_EQ(refusal([&] { remove(caller(3, Scope::own), one.version); }), "not_found");
    remove(lead, one.version);
    EXPECT_TRUE(f.all().empty());
}

TEST_P(Kpis, the_same_file_twice_changes_nothing) {
    Fixture f(GetParam());
    EXPECT_EQ(f.load(value(2, "2026-01-01", "0.8")), LoadResult::inserted);
    EXPECT_EQ(f.load(value(2, "2026-01-01", "0.8")), LoadResult::unchanged);
    EXPECT_EQ(f.load(value(2, "2026-01-01", "0.9")), LoadResult::updated);
    EXPECT_EQ(f.load(value(2, "2026-01-01", "-1")), LoadResult::refused);
    EXPECT_EQ(f.all().at(0).source, KpiSource::imported);
    f.system_write([](access::Write& w) {
        KpiLoader loader(w);
        loader.add(value(3, "2026-01-01", "0.8"));
        EXPECT_EQ(loader.add(value(3, "2026-01-01", "0.7")).result, LoadResult::refused);
    });
}

}  // namespace
}  // namespace colonnade::kpis
