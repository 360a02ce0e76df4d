#include "pillars/operations/incentives/review.hpp"

#include <gtest/gtest.h>

namespace colonnade::incentives {
namespace {

Money eur(std::int64_t units) { return {units * Money::scale, Currency::parse("EUR")}; }
Date d(char const* text) { return Date::parse(text); }
Currency euro() { return Currency::parse("EUR"); }
Rate percent(std::int64_t hundredths) { return {hundredths * Rate::scale / 10'000}; }

Payout payout(std::int64_t person, std::int64_t credited, std::int64_t earned) {
    Payout one;
    one.person = PersonId{person};
    one.plan_name = "Sellers";
    one.component = "Commission";
    one.period_key = "P1";
    one.credited = eur(credited);
    one.earned = eur(earned);
    one.held = one.drawn = one.clawed_back = eur(0);
    return one;
}

ReviewFacts facts(std::vector<Payout> payouts) {
    return {euro(), "P1", {d("2026-01-01"), d("2026-04-01")}, std::move(payouts), {}, {}};
}
Earned earned(std::int64_t credited, std::int64_t amount) {
    return {credited * Money::scale, amount * Money::scale};
}

std::string found(ReviewFacts const& asked) {
    std::string text;
    for (RunException const& one : review(asked))
        text += one.kind + ":" + std::to_string(one.person->value) + " ";
    return text;
}

TEST(Review, nothing_for_credit_is_looked_at) {
    EXPECT_EQ(found(facts({payout(1, 1000, 0), payout(2, 1000, 10), payout(3, 0, 0)})), "zero_pay:1 ");
}

TEST(Review, pay_that_moves_with_sales_is_usual_and_another_rate_is_not) {
    ReviewFacts asked = facts({payout(1, 100'000, 2'000), payout(2, 30'000, 300), payout(3, 100'000, 5'000),
                               payout(4, 1'000, 50), payout(5, 100'000, 900), payout(6, 100'000, 2'500)});
    for (std::int64_t person : {1, 2, 3, 4, 5})
        asked.former[person] = {earned(50'000, 1'000), earned(0, 0), earned(20'000, 400)};
    EXPECT_EQ(found(asked), "rate_change:3 rate_change:5 ")
        << "double is usual, half is (2), a small sum is (4), and without a past nothing is compared (6)";
    EXPECT_EQ(review(asked).front().detail, R"({"rate":{"rate":"0.05"},"usual":{"rate":"0.02"},)"
                                            R"("amount":{"money":"3000.00","currency":"EUR"}})");
}

TEST(Review, the_usual_is_the_middle_of_the_last_four_settled_periods) {
    ReviewFacts asked = facts({payout(1, 100'000, 5'000)});
    asked.former[1] = {earned(1'000, 50), earned(1'000, 50), earned(1'000, 20), earned(1'000, 20),
                       earned(1'000, 20)};
    EXPECT_EQ(found(asked), "") << "5 % twice, then 2 % twice: the middle of four is the upper";
    asked.former[1].erase(asked.former[1].begin(), asked.former[1].begin() + 2);
    EXPECT_EQ(found(asked), "rate_change:1 ");
}

TEST(Review, pay_far_above_target_or_above_others_on_the_plan) {
    std::vector<Payout> payouts;
    for (std::int64_t person = 1; person <= 5; ++person) payouts.push_back(payout(person, 1'000, 1'000));
    payouts.push_back(payout(6, 1'000, 3'000));
    payouts.push_back(payout(7, 1'000, 3'001));
    EXPECT_EQ(found(facts(payouts)), "above_median:7 ");
    ReviewFacts asked = facts(payouts);
    asked.target_by_person[7] = 12'000 * Money::scale;  // 90 of 365 days: 2,958.90
    asked.target_by_person[6] = 6'000 * Money::scale;   // 1,479.45
    EXPECT_EQ(found(asked), "above_target:6 ") << "target pay is what 7 is measured by";
    payouts.resize(3);
    payouts.push_back(payout(7, 1'000, 9'000));
    EXPECT_EQ(found(facts(payouts)), "") << "four are too few to compare";
}

std::string bunch(std::int64_t attainment, std::int64_t last, std::vector<Rate> bounds = {percent(10'000)}) {
    Reach const reach{
        PersonId{1},        "Bonus", percent(attainment), std::move(bounds), 100'000 * Money::scale,
        last * Money::scale};
    auto const one = bunched_at_tier(reach, euro());
    return one ? one->kind : "";
}

TEST(Review, a_tier_reached_by_the_last_days_alone) {
    EXPECT_EQ(bunch(10'100, 2'000), "bunched_tier");
    EXPECT_EQ(bunch(10'200, 3'000), "bunched_tier") << "a fiftieth over is just over";
    EXPECT_EQ(bunch(10'201, 3'000), "") << "more than a fiftieth over";
    EXPECT_EQ(bunch(9'999, 2'000), "") << "missed";
    EXPECT_EQ(bunch(10'100, 900), "") << "reached without the last days";
    EXPECT_EQ(bunch(10'100, 0), "");
    EXPECT_EQ(bunch(5'050, 2'000, {percent(5'000), percent(10'000)}), "bunched_tier") << "any of the bounds";
}

TEST(Review, deals_gathered_just_above_a_threshold) {
    auto const kind = [](std::vector<std::int64_t> amounts) {
        for (std::int64_t& amount : amounts) amount *= Money::scale;
        auto const one =
            bunched_deals({PersonId{1}, "Deals", {10'000 * Money::scale}, std::move(amounts)}, euro());
        return one ? one->kind : "";
    };
    EXPECT_EQ(kind({10'000, 10'010, 10'100, 10'150, 10'200}), "bunched_deals");
    EXPECT_EQ(kind({10'000, 10'010, 10'100, 10'150}), "") << "four may be chance";
    EXPECT_EQ(kind({10'000, 10'010, 10'100, 10'150, 10'201}), "") << "one is too far above";
    EXPECT_EQ(kind({10'000, 10'010, 10'100, 10'150, 10'200, 9'900, 9'950}), "") << "as many lie below";
    EXPECT_EQ(kind({10'000, 10'010, 10'100, 10'150, 10'200, 9'900}), "bunched_deals");
}

TEST(Review, shares_changed_in_the_last_days_or_later) {
    DateRange const period{d("2026-01-01"), d("2026-04-01")};
    auto const change = [](std::int64_t order, char const* booked, char const* changed) {
        return SplitChange{OrderId{order}, d(booked), d(changed)};
    };
    auto const one =
        late_splits({change(1, "2026-02-01", "2026-03-26"), change(2, "2026-02-01", "2026-03-27"),
                     change(3, "2026-03-30", "2026-05-01"), change(3, "2026-03-30", "2026-04-02"),
                     change(4, "2026-04-01", "2026-04-02")},
                    period, "P1");
    ASSERT_EQ(one.size(), 2U);
    EXPECT_EQ(one[0].order, OrderId{2});
    EXPECT_EQ(one[1].order, OrderId{3});
    EXPECT_EQ(one[1].detail, R"({"on":{"date":"2026-05-01"},"booked":{"date":"2026-03-30"}})");
    EXPECT_EQ(one[1].period_key, "P1");
}

}  // namespace
}  // namespace colonnade::incentives
