// Proration by days, holds and clawbacks by hand: what the guide says in sentences, each with a worked
// example.
#include <gmock/gmock.h>

#include "engine/pay/company_test.hpp"

namespace colonnade::engine::pay {
namespace {

using testing::ElementsAre;

std::string const by_attainment =
    "component \"C\"\n    attainment = sales / quota sales\n    rate on attainment, cliff\n"
    "        below 100%  1%\n        above  2%\n    pays sales × rate\n";
std::string const monthly_bonus = "component \"C\"\n    pays 300.00 per month\n";

// Bob is a seller from `from` until `to`; his quota for the first quarter is 9,000.
Company seller(char const* from, char const* to, char const* hired, char const* left) {
    Company company;
    company.facts->assignments = {{1, day(from), day(to)}};
    company.facts->roles = {{1, "seller", day(from), day(to)}};
    company.facts->hired[1] = day(hired);
    company.facts->left = {open_end, day(left), open_end};
    company.facts->to = day("2026-04-01");
    company.facts->quotas = {{1, "sales", day("2026-01-01"), day("2026-04-01"), 9000 * 10'000, false}};
    return company;
}

TEST(Proration, AJoinersQuotaCountsTheDaysFromTheFirst) {
    Company company = seller("2026-03-02", "2030-01-01", "2026-03-02", "2030-01-01");
    company.sells(1, "2026-03-10", 3000);
    // 30 of 90 days: 9,000 × 30 / 90 = 3,000, which is met.
    EXPECT_THAT(
        cents(company.pays(plan_by("quarter", by_attainment, "    prorated by days for joiners\n")), 1),
        ElementsAre(6000));
    // For leavers only, and without proration, the quota stands, and is missed.
    EXPECT_THAT(
        cents(company.pays(plan_by("quarter", by_attainment, "    prorated by days for leavers\n")), 1),
        ElementsAre(3000));
    EXPECT_THAT(cents(company.pays(plan_by("quarter", by_attainment)), 1), ElementsAre(3000));
}

TEST(Proration, ALeaversQuotaCountsTheDaysUntilTheLast) {
    Company company = seller("2020-01-01", "2026-01-31", "2020-01-01", "2026-01-31");
    company.sells(1, "2026-01-10", 3000);
    EXPECT_EQ(
        cents(company.pays(plan_by("quarter", by_attainment, "    prorated by days for leavers\n")), 1)[0],
        6000);
    EXPECT_EQ(
        cents(company.pays(plan_by("quarter", by_attainment, "    prorated by days for joiners\n")), 1)[0],
        3000);
}

TEST(Proration, AChangedRoleIsNeitherJoiningNorLeaving) {
    Company company = seller("2026-03-02", "2030-01-01", "2020-01-01", "2030-01-01");
    company.facts->roles.push_back({1, "support", day("2020-01-01"), day("2026-03-02")});
    company.sells(1, "2026-03-10", 3000);
    EXPECT_EQ(
        cents(company.pays(plan_by("quarter", by_attainment, "    prorated by days for role changes\n")),
              1)[0],
        6000);
    EXPECT_EQ(cents(company.pays(plan_by("quarter", by_attainment,
                                         "    prorated by days for joiners, leavers, leave\n")),
                    1)[0],
              3000);
}

TEST(Proration, EmployedWithoutAPlaceIsOnLeave) {
    Company company = seller("2026-01-01", "2026-01-31", "2020-01-01", "2030-01-01");
    company.facts->assignments.push_back({1, day("2026-03-31"), day("2030-01-01")});
    company.facts->roles.push_back({1, "seller", day("2026-03-31"), day("2030-01-01")});
    company.sells(1, "2026-01-10", 3200);
    // 31 of 90 days: 3,100.
    EXPECT_EQ(
        cents(company.pays(plan_by("quarter", by_attainment, "    prorated by days for leave\n")), 1)[0],
        6400);
    EXPECT_EQ(cents(company.pays(plan_by("quarter", by_attainment,
                                         "    prorated by days for joiners, leavers, role changes\n")),
                    1)[0],
              3200);
}

TEST(Proration, AQuotaThatCountsTheDaysOfEmploymentAlreadyIsNotCutAgain) {
    Company company = seller("2026-03-02", "2030-01-01", "2026-03-02", "2030-01-01");
    company.facts->quotas[0].amount = 3000 * 10'000, company.facts->quotas[0].by_days = true;
    company.sells(1, "2026-03-10", 2900);
    EXPECT_THAT(
        cents(company.pays(plan_by("quarter", by_attainment, "    prorated by days for joiners\n")), 1),
        ElementsAre(2900));
}

TEST(Proration, AFixedAmountCountsTheDaysOfItsOwnMonth) {
    Company const joiner = seller("2026-02-15", "2030-01-01", "2026-02-15", "2030-01-01");
    // February: 14 of 28 days; March whole. January not at all.
    EXPECT_THAT(cents(joiner.pays(plan_by("quarter", monthly_bonus, "    prorated by days\n")), 1),
                ElementsAre(15'000, 30'000));
    EXPECT_THAT(cents(joiner.pays(plan_by("quarter", monthly_bonus)), 1), ElementsAre(30'000, 30'000));
    Company const leaver = seller("2020-01-01", "2026-02-15", "2020-01-01", "2026-02-15");
    EXPECT_THAT(cents(leaver.pays(plan_by("quarter", monthly_bonus, "    prorated by days\n")), 1),
                ElementsAre(30'000, 15'000, 0));
    EXPECT_THAT(cents(leaver.pays(plan_by("quarter", monthly_bonus)), 1), ElementsAre(30'000, 30'000, 0));
}

TEST(Proration, TargetPayIsCutByTheDaysOfItsQuarter) {
    Company company = seller("2026-03-02", "2030-01-01", "2026-03-02", "2030-01-01");
    company.facts->parameters = {{1, "target", day("2020-01-01"), open_end, 900 * one}};
    auto const pay = company.pays(plan_by("quarter", "component \"C\"\n    pays target per quarter\n",
                                          "    prorated by days for joiners\n\nparameter target money\n"));
    EXPECT_THAT(cents(pay, 1), ElementsAre(30'000));
}

TEST(Proration, AComponentsOwnDatesAreNoAbsence) {
    Company const company = seller("2020-01-01", "2030-01-01", "2020-01-01", "2030-01-01");
    auto const pay =
        company.pays(plan_by("quarter", "component \"C\"\n    from 2026-02-15\n    pays 300.00 per month\n",
                             "    prorated by days\n"));
    EXPECT_THAT(cents(pay, 1), ElementsAre(30'000, 30'000));
}

TEST(Proration, AGuaranteeCountsTheDaysOfItsMonth) {
    Company const joiner = seller("2026-02-15", "2030-01-01", "2026-02-15", "2030-01-01");
    auto const pay = joiner.pays(plan_by("quarter", "component \"C\"\n    pays 1% of sales\n",
                                         "    prorated by days for joiners\n\nguarantee 280.00 per month\n"));
    std::vector<std::int64_t> amounts;
    for (Adjustment const& each : pay.adjustments()) amounts.push_back(each.amount / 100);
    EXPECT_THAT(amounts, ElementsAre(14'000, 28'000));
}

std::string const with_clawback =
    "component \"C\"\n    pays 10% of sales\n    claw back 100% within 30 days, 50% within 90 days when "
    "returned\n";

TEST(Clawback, AReturnLineThatNamesItsSaleIsTakenBackByAge) {
    Company company;
    company.sells(1, "2026-01-10", 1200).returns(1, 1, "2026-02-20", 1200);
    // After 41 days half of the 120.00.
    EXPECT_THAT(cents(company.pays(plan_by("month", with_clawback)), 1),
                ElementsAre(12'000, -6000, 0, 0, 0, 0));
    // Too late: nothing.
    Company late;
    late.sells(1, "2026-01-10", 1200).returns(1, 1, "2026-06-20", 1200);
    EXPECT_THAT(cents(late.pays(plan_by("month", with_clawback)), 1), ElementsAre(12'000, 0, 0, 0, 0, 0));
}

TEST(Clawback, AReturnInPartsTakesBackEachPartByItsOwnAgeAndNoMoreThanTheSale) {
    Company company;
    company.sells(1, "2026-01-10", 1200)
        .returns(1, 1, "2026-01-20", 300)
        .returns(1, 1, "2026-02-20", 600)
        .returns(1, 1, "2026-02-25", 9000);
    // 30 in January; in February half of 60 and half of the 30 that are left.
    EXPECT_THAT(cents(company.pays(plan_by("month", with_clawback)), 1),
                ElementsAre(9000, -4500, 0, 0, 0, 0));
}

TEST(Clawback, WhoWasPaidGivesBackThoughTheAccountHasAnotherOwnerSince) {
    Company company;
    company.sells(1, "2026-01-10", 1200).returns(1, 2, "2026-01-20", 1200);
    auto const pay = company.pays(plan_by("month", with_clawback));
    EXPECT_EQ(cents(pay, 1)[0], 0);
    EXPECT_EQ(cents(pay, 2)[0], 0);
}

TEST(Clawback, AReturnThatNamesNoSaleReducesPayWhereItFalls) {
    Company company;
    company.sells(1, "2026-01-10", 1200).sells(1, "2026-06-20", -200);
    EXPECT_THAT(cents(company.pays(plan_by("month", with_clawback)), 1),
                ElementsAre(12'000, 0, 0, 0, 0, -2000));
}

TEST(Clawback, WithoutARuleANamedReturnReducesLikeAnyOther) {
    Company company;
    company.sells(1, "2026-01-10", 1200).returns(1, 1, "2026-06-20", 1200);
    EXPECT_THAT(cents(company.pays(plan_by("month", "component \"C\"\n    pays 10% of sales\n")), 1),
                ElementsAre(12'000, 0, 0, 0, 0, -12'000));
}

TEST(Clawback, ALineLostWhileItsPayIsHeldGivesBackOnlyWhatWasPaid) {
    Company company;
    company.sells(1, "2026-01-10", 1200).returns(1, 1, "2026-02-05", 1200);
    auto const pay = company.pays(plan_by("month", with_clawback + "    hold 75% until paid\n"));
    EXPECT_THAT(cents(pay, 1), ElementsAre(3000, -3000, 0, 0, 0, 0));
    std::int64_t held = 0, back = 0;
    for (Payout const& payout : pay.payouts()) held += payout.held, back += payout.taken_back;
    EXPECT_EQ(held, 0);
    EXPECT_EQ(back, 120 * 10'000);
}

TEST(Hold, OfATeamsPayWaitsForTheTeamsLines) {
    Company company;
    company.sells(1, "2026-01-10", 1000, day("2026-03-05")).sells(2, "2026-01-20", 3000);
    auto const pay = company.pays(
        plan_by("month", "component \"C\"\n    pays 10% of team sales\n    hold 50% until paid\n"));
    EXPECT_THAT(cents(pay, 0), ElementsAre(20'000, 0, 5000, 0, 0, 0));
}

TEST(Hold, AReturnWaitsAsItsSaleAndNeverHoldsMoreThanIsEarned) {
    Company company;
    company.sells(1, "2026-01-10", 3000).returns(1, 1, "2026-01-20", 1000).sells(1, "2026-02-10", 500);
    company.facts->lines.paid[0] = day("2026-04-01"), company.facts->lines.paid[2] = day("2026-02-10");
    auto const pay =
        company.pays(plan_by("month", "component \"C\"\n    pays 10% of sales\n    hold 100% until paid\n"));
    EXPECT_THAT(cents(pay, 1), ElementsAre(0, 5000, 0, 20'000, 0, 0));
}

TEST(Hold, PartsAreRoundedTogether) {
    Company company;
    company.facts->minor = 10'000;
    company.sells(1, "2026-01-10", 30);
    auto const pay = company.pays(plan_by(
        "month", "component \"C\"\n    pays 10% of sales\n    hold 50% until delivered, 50% until paid\n",
        "    rounded half even to 1.00\n"));
    // 1.50 and 1.50 of 3.00, not 2.00 twice.
    EXPECT_THAT(cents(pay, 1), ElementsAre(0, 0, 0, 0, 0, 0));
}

TEST(Limit, OnAllTogetherClampsTheSumReturnsIncluded) {
    Company company;
    company.sells(1, "2026-01-10", 1500).sells(1, "2026-02-10", -300);
    auto const pay = company.pays(
        plan_by("quarter", "component \"C\"\n    pays 10% of sales\n", "    at most 100.00 per quarter\n"));
    std::vector<std::int64_t> amounts;
    for (Adjustment const& each : pay.adjustments()) amounts.push_back(each.amount / 100);
    // 150 less 50; in February 120 to date are still above 100: what fell is given back.
    EXPECT_THAT(amounts, ElementsAre(-5000, 3000));
}

}  // namespace
}  // namespace colonnade::engine::pay
