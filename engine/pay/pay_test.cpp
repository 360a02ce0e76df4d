// Pay by hand: small companies whose payouts anybody can check.
#include <gmock/gmock.h>

#include "engine/pay/company_test.hpp"
#include "foundation/base/problem.hpp"

namespace colonnade::engine::pay {
namespace {

using testing::ElementsAre;

std::string const sales = "\n\nmeasure sales = amount of order lines credited as owner or split\n";

TEST(Split, GivesWhatIsLeftToTheLargestRemainderAndReturnsMirrorSales) {
    CreditPart const thirds[] = {{0, CreditKind::split, one / 3 + 1},
                                 {1, CreditKind::split, one / 3},
                                 {2, CreditKind::split, one / 3}};
    std::int64_t out[3];
    split_amount(1'000'000, 100, thirds, 3, out);
    EXPECT_THAT(out, ElementsAre(333'400, 333'300, 333'300));
    split_amount(-1'000'000, 100, thirds, 3, out);
    EXPECT_THAT(out, ElementsAre(-333'400, -333'300, -333'300));
}

TEST(Split, OverlaysComeOnTop) {
    CreditPart const parts[] = {{0, CreditKind::owner, one}, {1, CreditKind::overlay, one / 2}};
    std::int64_t out[2];
    split_amount(1'000'100, 100, parts, 2, out);
    EXPECT_THAT(out, ElementsAre(1'000'100, 500'000));  // 50.005, half to even
}

TEST(RollUp, FollowsTheTreeOfTheLinesDate) {
    Company company;
    company.facts->reports = {{1, 0, day("2020-01-01"), day("2026-02-15")},
                              {1, 2, day("2026-02-15"), open_end}};
    company.sells(1, "2026-02-14", 1000).sells(1, "2026-02-15", 2000);
    auto const pay = company.pays("plan \"P\"\n    currency EUR\n    period month, paid monthly, cumulative" +
                                  sales + "\ncomponent \"C\"\n    pays 1% of team sales\n");
    EXPECT_EQ(cents(pay, 0)[1], 1000);
    EXPECT_EQ(cents(pay, 2)[1], 2000);
    EXPECT_EQ(cents(pay, 1)[1], 3000);
}

TEST(Missing, AQuotaThatIsNotTherePaysNothingAndIsAnException) {
    Company company;
    company.sells(1, "2026-01-10", 1000);
    auto const pay = company.pays(
        "plan \"P\"\n    currency EUR\n    period month, paid monthly, cumulative" + sales +
        "\ncomponent \"C\"\n    attainment = sales / quota sales\n    rate on attainment, cliff\n"
        "        up to 100%  1%\n        above  2%\n    pays sales × rate\n");
    EXPECT_THAT(cents(pay, 1), ElementsAre(0, 0, 0, 0, 0, 0));
    ASSERT_FALSE(pay.exceptions().empty());
    EXPECT_EQ(pay.exceptions().front().lack, Lack::quota);
}

TEST(Tree, ThatBitesItsTailIsRefused) {
    Company company;
    company.facts->reports.push_back({0, 1, day("2020-01-01"), open_end});
    try {
        company.pays("plan \"P\"\n    currency EUR\n    period month, paid monthly, cumulative" + sales +
                     "\ncomponent \"C\"\n    pays 1% of team sales\n");
        FAIL() << "accepted";
    } catch (Problem const& problem) { EXPECT_EQ(problem.code(), "pay.reporting_cycle"); }
}

TEST(Hold, IsReleasedInTheMonthInWhichTheCustomerPays) {
    Company company;
    company.sells(1, "2026-01-10", 1000, day("2026-03-05")).sells(1, "2026-01-20", 3000);
    auto const pay =
        company.pays("plan \"P\"\n    currency EUR\n    period month, paid monthly, cumulative" + sales +
                     "\ncomponent \"C\"\n    pays 10% of sales\n    hold 50% until paid\n");
    // 400 earned, half of it held; a quarter of that, the first line's, comes in March.
    EXPECT_THAT(cents(pay, 1), ElementsAre(20'000, 0, 5'000, 0, 0, 0));
}

TEST(Clawback, TakesBackByAgeInInstalments) {
    Company company;
    company.sells(1, "2026-01-10", 1200).loses_the_last("2026-02-20", Loss::returned);
    auto const pay =
        company.pays("plan \"P\"\n    currency EUR\n    period month, paid monthly, cumulative" + sales +
                     "\ncomponent \"C\"\n    pays 10% of sales\n    claw back 100% within 30 days, 50% "
                     "within 90 days when returned, in 3 instalments\n");
    EXPECT_THAT(cents(pay, 1), ElementsAre(12'000, -2'000, -2'000, -2'000, 0, 0));
}

TEST(Draw, IsAdvancedAndKeptBackFromLaterPay) {
    Company company;
    company.sells(1, "2026-01-10", 5000).sells(1, "2026-02-10", 12'000).sells(1, "2026-03-10", 30'000);
    company.facts->assignments = {{1, day("2026-01-01"), day("2026-04-01")}};
    auto const pay = company.pays(
        "plan \"P\"\n    currency EUR\n    period month, paid monthly, cumulative\n\n"
        "draw 1,000.00 per month, recoverable" +
        sales + "\ncomponent \"C\"\n    pays 10% of sales\n");
    std::vector<std::pair<int, std::int64_t>> adjusted;
    for (Adjustment const& each : pay.adjustments()) adjusted.emplace_back(each.pay, each.amount / 100);
    // 500 advanced in January; February exceeds the draw by 200, March by 2,000, of which 300 are still owed.
    EXPECT_THAT(adjusted, ElementsAre(std::pair(0, 50'000), std::pair(1, -20'000), std::pair(2, -30'000)));
}

TEST(Return, InALaterMonthOfThePeriodTakesBackToTheLowerTier) {
    Company company;
    company.facts->quotas = {{1, "sales", day("2026-01-01"), day("2026-04-01"), 1000 * 10'000, false}};
    company.sells(1, "2026-01-10", 1500).sells(1, "2026-02-10", -800);
    auto const pay = company.pays(
        "plan \"P\"\n    currency EUR\n    period quarter, paid monthly, cumulative" + sales +
        "\ncomponent \"C\"\n    attainment = sales / quota sales\n    rate on attainment, marginal\n"
        "        up to 100%  2%\n        above  10%\n    pays sales at rate\n");
    // 20 + 50 in January; to date 700 × 2 % = 14 in February.
    std::vector<std::int64_t> const payouts = cents(pay, 1);
    EXPECT_EQ(payouts[0], 7000);
    EXPECT_EQ(payouts[1], 1400 - 7000);
    EXPECT_EQ(payouts[2], 0);
}

TEST(ListedPeriods, AreAccumulatedAndPaidByThemselves) {
    Company company;
    company.facts->periods = {{day("2026-01-15"), day("2026-02-20")}, {day("2026-02-20"), open_end}};
    company.sells(1, "2026-02-19", 1000).sells(1, "2026-02-20", 2000).sells(1, "2030-01-01", 4000);
    auto const pay =
        company.pays("plan \"P\"\n    currency EUR\n    period quarter, paid monthly, cumulative" + sales +
                     "\ncomponent \"C\"\n    pays 1% of sales\n");
    EXPECT_THAT(cents(pay, 1), ElementsAre(1000, 6000));
}

}  // namespace
}  // namespace colonnade::engine::pay
