#include "pillars/operations/goals/goal.hpp"

#include <gtest/gtest.h>

namespace colonnade::goals {
namespace {

Date d(char const* text) { return Date::parse(text); }
DateRange const quarter{d("2026-01-01"), d("2026-04-01")};  // 90 days

TEST(Goal, a_prorated_quota_counts_the_days_employed) {
    EXPECT_EQ(prorated(90'0000, quarter, {d("2020-01-01"), std::nullopt}), 90'0000);
    EXPECT_EQ(prorated(90'0000, quarter, {d("2026-02-01"), std::nullopt}), 59'0000);
    EXPECT_EQ(prorated(90'0000, quarter, {d("2026-01-01"), d("2026-01-02")}), 1'0000);
    EXPECT_EQ(prorated(90'0000, quarter, {d("2026-04-01"), std::nullopt}), 0);
    EXPECT_EQ(prorated(1, quarter, {d("2026-01-01"), d("2026-02-15")}), 0);  // exactly half: to even
    EXPECT_EQ(prorated(90'0000, {d("2026-01-01"), std::nullopt}, {d("2026-02-01"), std::nullopt}), 90'0000);
}

TEST(Goal, attainment_needs_a_quota_above_or_below_zero_and_is_not_capped) {
    EXPECT_EQ(attainment(150, 100), Rate::percent(150));
    EXPECT_EQ(attainment(-50, 100), Rate::percent(-50));
    EXPECT_EQ(attainment(50, 0), std::nullopt);
    EXPECT_EQ(attainment(50, std::nullopt), std::nullopt);
}

TEST(Goal, today_counts_as_behind_us) {
    EXPECT_EQ(share_of_days(quarter, d("2025-12-31")), Rate{0});
    EXPECT_EQ(share_of_days(quarter, d("2026-01-09")), Rate::percent(10));
    EXPECT_EQ(share_of_days(quarter, d("2026-03-31")), Rate::one());
    EXPECT_EQ(share_of_days(quarter, d("2027-01-01")), Rate::one());
    EXPECT_EQ(share_of_days({d("2026-01-01"), std::nullopt}, d("2026-03-31")), std::nullopt);
}

TEST(Goal, the_shape_of_last_year_is_used_only_where_it_means_something) {
    EXPECT_EQ(share_by_shape(30, 100), Rate::percent(30));
    for (auto [part, whole] : {std::pair{1, 0}, {5, -10}, {-1, 10}, {11, 10}})
        EXPECT_EQ(share_by_shape(part, whole), std::nullopt) << part << "/" << whole;
    auto const before = year_before(quarter, d("2026-02-28"));
    ASSERT_TRUE(before);
    EXPECT_EQ(before->period, (DateRange{d("2025-01-01"), d("2025-04-01")}));
    EXPECT_EQ(before->behind_until, d("2025-03-01"));
    EXPECT_EQ(year_before(quarter, d("2030-01-01"))->behind_until, d("2025-04-01"));
    EXPECT_FALSE(year_before({d("2026-01-01"), std::nullopt}, d("2026-02-28")));
}

TEST(Goal, the_path_says_where_one_should_be_is_and_will_end) {
    GoalPath const halfway = path(60, 100, Rate::percent(50));
    EXPECT_EQ(halfway, (GoalPath{50, 120, 10, GoalStatus::ahead}));
    EXPECT_EQ(path(48, 100, Rate::percent(50)).status, GoalStatus::on_track);
    EXPECT_EQ(path(47, 100, Rate::percent(50)).status, GoalStatus::behind);
    EXPECT_EQ(path(90, 100, Rate::one()), (GoalPath{100, 90, -10, GoalStatus::behind}));
}

TEST(Goal, nothing_is_expected_or_projected_where_it_cannot_be) {
    EXPECT_EQ(path(10, 100, std::nullopt), GoalPath{});
    EXPECT_EQ(path(10, std::nullopt, Rate::percent(50)),
              (GoalPath{std::nullopt, 20, std::nullopt, GoalStatus::no_goal}));
    EXPECT_EQ(path(10, 100, Rate::percent(4)).projected, std::nullopt);
    EXPECT_EQ(path(0, 100, Rate{0}).status, GoalStatus::on_track);
}

}  // namespace
}  // namespace colonnade::goals
