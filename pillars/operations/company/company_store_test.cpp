#include "pillars/operations/company/company_store.hpp"

#include <gtest/gtest.h>

#include "foundation/access/access_migrations.hpp"
#include "foundation/base/problem.hpp"
#include "foundation/db/test_database.hpp"
#include "pillars/operations/company/company_loader.hpp"
#include "pillars/operations/company/company_migrations.hpp"

namespace colonnade::company {
namespace {

COLONNADE_STORE_SUITE(CompanyStore);

struct Fixture {
    explicit Fixture(db::Dialect dialect) : db(dialect, migrations()) {}
    static std::vector<db::Migration> migrations() {
        auto all = access::access_migrations();
        for (db::Migration const& migration : company_migrations()) all.push_back(migration);
        return all;
    }
    template <class F> auto write(F&& f) {
        return access::write(*db, caller, "test", "", std::forward<F>(f));
    }
    db::TestDatabase db;
    Caller caller = access::system_caller(Instant{1'000}, Date::parse("2026-01-01"));
};

Period listed(char const* key, char const* from, std::optional<Date> to) {
    return {PeriodKind::custom, key, {Date::parse(from), to}};
}

TEST_P(CompanyStore, settings_come_back_and_a_stale_write_is_refused) {
    Fixture f(GetParam());
    EXPECT_FALSE(f.db->read([](db::Session& s) { return read_company(s).version; }));
    Company company;
    company.name = "Kolonáda";
    company.calendar = WeekRule{1, 6, "454"};
    ChangeId const first =
        f.write([&](access::Write& w) { return save_company(w, company, {}, CurrencyChange::refused); });
    StoredCompany const stored = f.db->read([](db::Session& s) { return read_company(s); });
    EXPECT_EQ(stored.version, first);
    EXPECT_EQ(stored.company.name, "Kolonáda");
    EXPECT_EQ(std::get<WeekRule>(stored.company.calendar).pattern, "454");
    EXPECT_THROW(
        f.write([&](access::Write& w) { return save_company(w, company, {}, CurrencyChange::allowed); }),
        Problem);
}

TEST_P(CompanyStore, the_currency_is_fixed_once_there_are_orders) {
    Fixture f(GetParam());
    Company company;
    ChangeId const seen =
        f.write([&](access::Write& w) { return save_company(w, company, {}, CurrencyChange::allowed); });
    company.currency = Currency::parse("CZK");
    EXPECT_THROW(
        f.write([&](access::Write& w) { return save_company(w, company, seen, CurrencyChange::refused); }),
        Problem);
    f.write([&](access::Write& w) { return save_company(w, company, seen, CurrencyChange::allowed); });
}

TEST_P(CompanyStore, loading_the_same_again_changes_nothing) {
    Fixture f(GetParam());
    ExchangeRate const rate{Currency::parse("USD"), Currency::parse("EUR"), Rate::parse("0.9"),
                            Date::parse("2026-01-01")};
    for (LoadResult expected : {LoadResult::inserted, LoadResult::unchanged})
        f.write([&](access::Write& w) {
            CompanyLoader loader(w);
            EXPECT_EQ(loader.add_period(listed("P1", "2011-05-31", Date::parse("2011-08-31"))).result,
                      expected);
            EXPECT_EQ(loader.add_rate(rate).result, expected);
            loader.finish();
        });
    f.write([&](access::Write& w) {
        CompanyLoader loader(w);
        EXPECT_EQ(loader.add_rate({rate.from, rate.to, Rate::parse("0.8"), rate.valid_from}).result,
                  LoadResult::updated);
        EXPECT_EQ(loader.add_rate({rate.from, rate.from, Rate::parse("0.8"), rate.valid_from}).result,
                  LoadResult::refused);
        EXPECT_EQ(loader.add_rate({rate.from, rate.to, Rate{0}, rate.valid_from}).result,
                  LoadResult::refused);
        EXPECT_EQ(w.value<std::int64_t>("select count(*) from exchange_rates_history"), 1);
    });
}

TEST_P(CompanyStore, overlapping_periods_leave_nothing_behind) {
    Fixture f(GetParam());
    EXPECT_THROW(f.write([&](access::Write& w) {
        CompanyLoader loader(w);
        loader.add_period(listed("P1", "2011-05-31", std::nullopt));
        loader.add_period(listed("P2", "2011-08-31", std::nullopt));
        loader.finish();
    }),
                 Problem);
    EXPECT_TRUE(f.db->read([](db::Session& s) { return read_listed_periods(s); }).empty());
}

}  // namespace
}  // namespace colonnade::company
