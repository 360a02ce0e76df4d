#include "pillars/operations/company/company.hpp"

#include <gtest/gtest.h>

#include "foundation/base/problem.hpp"

namespace colonnade::company {
namespace {

Date d(char const* text) { return Date::parse(text); }
Currency c(char const* code) { return Currency::parse(code); }
Period listed(char const* key, char const* from, std::optional<Date> to) {
    return {PeriodKind::custom, key, {d(from), to}};
}

TEST(Company, settings_that_cannot_be_are_refused) {
    auto code = [](auto change) {
        Company company;
        change(company);
        try {
            check_company(company);
        } catch (Problem const& problem) { return problem.code(); }
        return std::string("fine");
    };
    EXPECT_EQ(code([](Company&) {}), "fine");
    EXPECT_EQ(code([](Company& o) { o.name = ""; }), "company.name");
    EXPECT_EQ(code([](Company& o) { o.time_zone = "Mars/Olympus"; }), "company.time_zone");
    EXPECT_EQ(code([](Company& o) { o.language = "xx"; }), "company.language");
    EXPECT_EQ(code([](Company& o) { o.calendar = MonthRule{13}; }), "calendar.month");
    EXPECT_EQ(code([](Company& o) { o.calendar = WeekRule{1, 6, "333"}; }), "calendar.pattern");
}

TEST(Periods, are_found_by_key_by_range_or_by_today) {
    Periods const periods(MonthRule{7}, {});
    EXPECT_EQ(periods.named("", d("2026-08-01")).key, "2027-Q1");
    EXPECT_EQ(periods.named("2026-M12", d("2026-08-01")).range.from, d("2026-06-01"));
    EXPECT_EQ(periods.named("2026-01-01..2026-01-31", d("2026-08-01")).range,
              (DateRange{d("2026-01-01"), d("2026-02-01")}));
    for (char const* text : {"2026-Q9", "last week", "2026-02-01..2026-01-01"})
        EXPECT_THROW(periods.named(text, d("2026-08-01")), Problem) << text;
}

TEST(Periods, listed_ones_stand_beside_the_calendar_and_come_first) {
    Periods const periods(MonthRule{1},
                          {listed("P1", "2011-05-31", d("2011-08-31")), listed("P2", "2011-08-31", {})});
    EXPECT_EQ(periods.named("", d("2026-08-01")).key, "P2");
    EXPECT_EQ(periods.named("", d("2001-08-01")).key, "P1");
    EXPECT_EQ(periods.named("2011-Q3", d("2026-08-01")).range.from, d("2011-07-01"));
    EXPECT_EQ(periods.between({d("2011-06-01"), d("2011-07-01")}, PeriodKind::custom).size(), 1u);
    EXPECT_THROW(Periods(MonthRule{1}, {listed("A", "2011-05-31", {}), listed("B", "2011-08-31", {})}),
                 Problem);
}

TEST(Rates, the_pair_counts_else_the_inverse_of_the_opposite_and_never_a_chain) {
    std::vector<ExchangeRate> const all = {{c("USD"), c("EUR"), Rate::parse("0.8"), d("2026-02-01")},
                                           {c("USD"), c("EUR"), Rate::parse("0.9"), d("2026-01-01")},
                                           {c("EUR"), c("CZK"), Rate::parse("25"), d("2026-01-01")}};
    auto const direct = rates_between(all, c("USD"), c("EUR"));
    ASSERT_EQ(direct.size(), 2u);
    EXPECT_EQ(direct[0].rate, Rate::parse("0.9"));
    EXPECT_EQ(rates_between(all, c("CZK"), c("EUR")).at(0).rate, Rate::parse("0.04"));
    EXPECT_EQ(rates_between(all, c("EUR"), c("USD")).at(1).rate, Rate::parse("1.25"));
    EXPECT_TRUE(rates_between(all, c("CZK"), c("USD")).empty());
    EXPECT_EQ(rates_between(all, c("EUR"), c("EUR")).at(0).rate, Rate::one());
}

}  // namespace
}  // namespace colonnade::company
