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

TEST_P(CompanyStore, the_rate_of_a_day_is_that_of_rule_one) {
    Fixture f(GetParam());
    auto const currency = [](char const* code) { return Currency::parse(code); };
    auto const rate_of = [&](char const* code, char const* day) {
        return f.db->read([&](db::Session& s) { return rate_on(s, currency(code), Date::parse(day)); });
    };
    f.write([&](access::Write& w) {
        auto const put = [&](char const* from, char const* to, char const* rate, char const* day) {
            save_rate(w, {currency(from), currency(to), Rate::parse(rate), Date::parse(day)});
        };
        put("USD", "EUR", "0.9", "2026-01-01"), put("USD", "EUR", "0.8", "2026-02-01");
        put("EUR", "USD", "5", "2025-01-01");  // not asked: the pair has rates of its own
        put("EUR", "CZK", "25", "2026-01-01"), put("USD", "GBP", "0.7", "2026-01-01");
    });
    EXPECT_EQ(rate_of("EUR", "2020-01-01"), Rate::one());
    EXPECT_EQ(rate_of("USD", "2026-01-31"), Rate::parse("0.9"));
    EXPECT_EQ(rate_of("USD", "2026-02-01"), Rate::parse("0.8"));
    EXPECT_EQ(rate_of("USD", "2025-06-01"), std::nullopt);
    EXPECT_EQ(rate_of("CZK", "2026-03-01"), Rate::parse("0.04"));
    EXPECT_EQ(rate_of("GBP", "2026-03-01"), std::nullopt);
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
