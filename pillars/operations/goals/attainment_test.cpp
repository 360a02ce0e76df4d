#include "pillars/operations/goals/attainment.hpp"

#include <gtest/gtest.h>

namespace colonnade::goals {
namespace {

Date d(char const* text) { return Date::parse(text); }
Period const first_quarter{PeriodKind::quarter, "2026-Q1", {d("2026-01-01"), d("2026-04-01")}};
Subject subject(std::int64_t id, char const* name, char const* from = "2020-01-01") {
    return {id, "", name, {d(from), std::nullopt}};
}

void order(engine::Facts& facts, char const* day, std::int64_t amount, engine::Index seller,
           engine::Index territory) {
    engine::OrderColumns& o = facts.orders;
    o.id.push_back(static_cast<std::int64_t>(o.id.size()) + 1);
    o.day.push_back(d(day).number());
    o.customer.push_back(engine::nobody);
    o.territory.push_back(territory);
    o.currency.push_back(0);
    o.amount.push_back(amount);
    o.reduces.push_back(amount < 0);
    if (seller != engine::nobody) {
        o.seller_person.push_back(seller);
        o.seller_share.push_back(Rate::scale);
    }
    o.seller_start.push_back(static_cast<std::uint32_t>(o.seller_person.size()));
}

// Ada leads Ben all along, and Eva from 1 March; Ben leads Eva before that. West and its part Coast are
// territories.
Standing firm() {
    engine::Facts facts;
    facts.person_count = 3;
    facts.territory_count = 2;
    facts.rates.of_currency = {{{Date::beginning().number(), Rate::scale}}};
    facts.rules = {true, false, false};
    order(facts, "2026-01-10", 100, 0, 0);
    order(facts, "2026-02-28", 200, 2, 1);
    order(facts, "2026-03-01", 400, 2, 1);
    order(facts, "2026-03-02", -50, 1, 1);
    order(facts, "2026-03-05", 7, engine::nobody, 1);
    Standing standing;
    standing.book = std::make_shared<engine::CreditBook>(std::move(facts));
    standing.people = {subject(11, "Ada"), subject(12, "Ben"), subject(13, "Eva", "2026-02-15")};
    standing.territories = {subject(21, "West"), subject(22, "Coast")};
    standing.person_index = {{11, 0}, {12, 1}, {13, 2}};
    engine::Day const begin = Date::beginning().number(), march = d("2026-03-01").number(),
                      open = engine::open_end;
    standing.reports.start = {0, 3, 5, 6};
    standing.reports.parts = {{0, begin, open, 0}, {1, begin, open, 1},  {2, begin, open, 2},
                              {1, begin, open, 0}, {2, begin, march, 1}, {2, begin, open, 0}};
    standing.territory_tree.start = {0, 2, 3};
    standing.territory_tree.parts = {{0, begin, open, 0}, {1, begin, open, 1}, {1, begin, open, 0}};
    return standing;
}

QuotaTable quotas() {
    auto quota = [](std::int64_t person, std::int64_t amount, bool is_prorated) {
        return Quota{QuotaId{person}, SubjectKind::person, person, GoalMeasure::revenue, first_quarter.range,
                     amount,          is_prorated};
    };
    return QuotaTable({quota(12, 100, false), quota(13, 900, true)});
}

AttainmentAsk ask(AttainmentBy by) { return {by, GoalMeasure::revenue, first_quarter, d("2026-12-31")}; }
bool everybody(engine::Index) { return true; }

TEST(Attainment, a_manager_has_the_reports_of_each_orders_day) {
    Standing const standing = firm();
    auto const rows = attainment_rows(standing, quotas(), ask(AttainmentBy::manager), everybody);
    ASSERT_EQ(rows.size(), 2u);
    EXPECT_EQ(rows[0].actual, 650);  // Ada: all of it
    EXPECT_EQ(rows[1].actual, 150);  // Ben: own -50 and Eva's until March
}

TEST(Attainment, a_managers_quota_is_the_sum_of_the_trees_prorated_where_it_says_so) {
    Standing const standing = firm();
    auto const rows = attainment_rows(standing, quotas(), ask(AttainmentBy::manager), everybody);
    EXPECT_EQ(rows[0].quota, 100 + 900 * 45 / 90);
    auto const people = attainment_rows(standing, quotas(), ask(AttainmentBy::person), everybody);
    ASSERT_EQ(people.size(), 3u);
    EXPECT_EQ(people[0].quota, std::nullopt);
    EXPECT_EQ(people[2].quota, 450);
    EXPECT_EQ(people[2].attainment, ratio(600, 450));
    EXPECT_EQ(people[1].path.status, GoalStatus::behind);
}

TEST(Attainment, a_territory_counts_all_orders_in_it_and_below_with_or_without_a_seller) {
    Standing const standing = firm();
    auto const rows = attainment_rows(standing, quotas(), ask(AttainmentBy::territory), everybody);
    ASSERT_EQ(rows.size(), 2u);
    EXPECT_EQ(rows[0].actual, 657);
    EXPECT_EQ(rows[1].actual, 557);
    auto const company = attainment_rows(standing, quotas(), ask(AttainmentBy::company), everybody);
    EXPECT_EQ(company.at(0).actual, 657);
}

TEST(Attainment, only_wanted_rows_come) {
    auto const rows =
        attainment_rows(firm(), quotas(), ask(AttainmentBy::person), [](engine::Index i) { return i == 1; });
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0].index, 1);
}

TEST(Attainment, the_share_follows_the_shape_of_the_year_before) {
    Standing const standing = firm();
    Period const next{PeriodKind::quarter, "2027-Q1", {d("2027-01-01"), d("2027-04-01")}};
    // By 28 February 2026, 300 of 657 had been booked.
    EXPECT_EQ(share_behind(standing, GoalMeasure::revenue, next.range, d("2027-02-28")), ratio(300, 657));
    EXPECT_EQ(share_behind(standing, GoalMeasure::revenue, first_quarter.range, d("2026-01-09")),
              Rate::percent(10));
}

}  // namespace
}  // namespace colonnade::goals
