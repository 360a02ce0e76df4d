// What plans cost in small companies that anybody can check by hand.
#include <gmock/gmock.h>

#include "engine/cost/cost.hpp"
#include "engine/cost/curve.hpp"
#include "engine/cost/future.hpp"
#include "engine/plan/compile.hpp"
#include "foundation/base/date.hpp"

namespace colonnade::engine::cost {
namespace {

using testing::ElementsAre;

constexpr std::int64_t euro = 10'000;
Day day(char const* text) { return Date::parse(text).number(); }

plan::Plan plan_of(std::string const& text) {
    plan::Compiled compiled = plan::compile(text, plan::Schema::standard());
    if (!compiled.plan) throw std::runtime_error(compiled.findings.front().text());
    return *compiled.plan;
}

std::string header(std::string const& period) {
    return "plan \"P\"\ncurrency EUR\nperiod " + period +
           "\nmeasure sales = amount of order lines credited as owner or split\n";
}

std::string flat(std::string const& rate, std::string const& period = "quarter, paid monthly") {
    return header(period) + "component \"C\"\npays " + rate + " of sales\n";
}

std::string const tiers = header("quarter, paid monthly, cumulative") +
                          "component \"Base\"\n"
                          "attainment = sales / quota sales\n"
                          "rate on attainment, marginal\n"
                          "up to 50% 2%\nup to 100% 5%\nup to 150% 8%\nabove 10%\n"
                          "pays sales at rate\n";

// Ann (0) leads Bob (1) and Cem (2); half a year.
class Company {
public:
    Company() {
        facts->from = day("2026-01-01"), facts->to = day("2026-07-01");
        facts->people = {"Ann", "Bob", "Cem"};
        Day const ever = day("2020-01-01");
        facts->reports = {{1, 0, ever, open_end}, {2, 0, ever, open_end}};
        facts->hired = {ever, ever, ever};
    }
    Company& pays(Index person) {
        facts->assignments.push_back({person, day("2020-01-01"), open_end});
        return *this;
    }
    Company& sells(Index person, char const* on, std::int64_t euros, std::uint32_t group = 0) {
        pay::Lines& lines = facts->lines;
        lines.id.push_back(static_cast<std::int64_t>(lines.size()) + 1);
        lines.booked.push_back(day(on)), lines.amount.push_back(euros * euro);
        lines.owner.push_back(person), lines.shared.push_back(group);
        return *this;
    }
    Company& has_quota(Index person, char const* from, char const* to, std::int64_t euros) {
        facts->quotas.push_back({person, "", day(from), day(to), euros * euro});
        return *this;
    }
    pay::Calculation under(std::string const& plan) const { return {plan_of(plan), facts}; }
    Cost cost(std::string const& plan, Counted const& counted = {}) const {
        pay::Calculation const calculation = under(plan);
        return cost_of(calculation, credit_of(*facts, calculation.calendar().pays), counted);
    }

    std::shared_ptr<pay::Facts> facts = std::make_shared<pay::Facts>();
};

std::vector<std::int64_t> euros(std::vector<PersonCost> const& people) {
    std::vector<std::int64_t> out;
    for (PersonCost const& person : people) out.push_back(person.pay / euro);
    return out;
}

TEST(Cost, IsTheSumOfPayByPeriodAndByPerson) {
    Company company;
    company.sells(1, "2026-01-10", 1000).sells(1, "2026-02-10", 3000).sells(2, "2026-02-20", 500);
    Cost const cost = company.cost(flat("10%"));
    EXPECT_EQ(cost.pay, 450 * euro);
    EXPECT_EQ(cost.credit, 4500 * euro);
    ASSERT_EQ(cost.periods.size(), 6U);
    EXPECT_EQ(cost.periods[0].pay, 100 * euro);
    EXPECT_EQ(cost.periods[1].pay, 350 * euro);
    EXPECT_EQ(cost.periods[1].credit, 3500 * euro);
    EXPECT_THAT(euros(cost.people), ElementsAre(0, 400, 50));
}

TEST(Cost, OfThoseWhoMayBeSeenOnly) {
    Company company;
    company.sells(1, "2026-01-10", 1000).sells(2, "2026-01-10", 500);
    Cost const cost = company.cost(flat("10%"), {0, 0, 1});
    EXPECT_EQ(cost.pay, 50 * euro);
    EXPECT_EQ(cost.credit, 500 * euro);
    EXPECT_THAT(euros(cost.people), ElementsAre(50));
}

TEST(Cost, CountsHeldPayAndWhatIsPaidBesideTheComponents) {
    Company company;
    company.pays(1).sells(1, "2026-01-10", 1000);
    Cost const cost = company.cost(header("month") +
                                   "guarantee 300.00 per month\n"
                                   "component \"C\"\npays 10% of sales\nhold 50% until paid\n");
    // 100 in January, half of it held; guaranteed up to 300 in each of six months.
    EXPECT_EQ(cost.pay, 100 * euro + 250 * euro + 5 * 300 * euro);
}

TEST(Credit, CountsEveryLineOnceAndLeavesOverlaysOut) {
    Company company;
    auto const shared = company.facts->lines.add_group({{1, pay::CreditKind::split, pay::one / 4},
                                                        {2, pay::CreditKind::split, pay::one / 4 * 3},
                                                        {0, pay::CreditKind::overlay, pay::one}});
    company.sells(nobody, "2026-01-10", 1000, shared).sells(1, "2025-12-31", 7);
    Credit const credit = credit_of(*company.facts, {{day("2026-01-01"), day("2026-02-01")}});
    EXPECT_THAT(credit.amount, ElementsAre(0, 250 * euro, 750 * euro));
}

TEST(Cost, OfALeadersPlanIsHeldAgainstWhatTheTeamSold) {
    Company company;
    company.pays(0).sells(1, "2026-01-10", 1000).sells(2, "2026-01-10", 500);
    Cost const cost = company.cost(header("quarter") + "component \"C\"\npays 1% of team sales\n");
    EXPECT_EQ(cost.pay, 15 * euro);
    EXPECT_EQ(cost.credit, 1500 * euro);
    EXPECT_EQ(cost.people.size(), 1U);
}

TEST(Cost, CountsWhoReachedTheirQuotaOverAllPeriodsThatHaveOne) {
    Company company;
    company.has_quota(1, "2026-01-01", "2026-04-01", 1000).has_quota(1, "2026-04-01", "2026-07-01", 1000);
    company.has_quota(2, "2026-01-01", "2026-04-01", 1000);
    company.sells(1, "2026-01-10", 700).sells(1, "2026-05-10", 1300);  // 2,000 of 2,000
    company.sells(2, "2026-01-10", 999).sells(2, "2026-05-10", 5000);  // 999 of 1,000: the rest had no quota
    Cost const cost = company.cost(tiers);
    ASSERT_EQ(cost.people.size(), 3U);
    EXPECT_FALSE(cost.people[0].is_above_target());
    EXPECT_TRUE(cost.people[1].is_above_target());
    EXPECT_FALSE(cost.people[2].is_above_target());
    EXPECT_THAT(cost.by_attainment, ElementsAre(0, 0, 1, 1, 0, 0));
    EXPECT_TRUE(cost.has_quota);
    EXPECT_FALSE(company.cost(flat("1%")).has_quota);
}

TEST(Cost, ComparesPayWithTheTwelfthsOfAYearsTarget) {
    Company company;
    company.facts->parameters = {
        {1, "target_pay", day("2020-01-01"), open_end, 200 * pay::one},
        {2, "target_pay", day("2020-01-01"), open_end, 200 * pay::one},
    };
    company.sells(1, "2026-01-10", 1000).sells(2, "2026-01-10", 999);
    Cost const cost = company.cost(flat("10%"));
    EXPECT_EQ(cost.people[1].target_pay, 100 * euro);
    EXPECT_TRUE(cost.people[1].is_above_target_pay());
    EXPECT_FALSE(cost.people[2].is_above_target_pay());
    EXPECT_FALSE(cost.people[0].is_above_target_pay());
}

TEST(Compare, TellsWhoGainsAndWhoLosesTheGreatestFirst) {
    Cost before, after;
    before.people = {{0, 100}, {1, 500}, {3, 70}};
    before.pay = 670;
    after.people = {{0, 100}, {1, 200}, {2, 50}, {3, 90}};
    after.pay = 440;
    Comparison const told = compare(before, after);
    EXPECT_EQ(told.change, -230);
    EXPECT_EQ(told.gainers, 2);
    EXPECT_EQ(told.losers, 1);
    EXPECT_EQ(told.unchanged, 1);
    EXPECT_EQ(told.gained, 70);
    EXPECT_EQ(told.lost, 300);
    std::vector<std::int64_t> differences;
    for (PersonChange const& one : told.people) differences.push_back(one.difference);
    EXPECT_THAT(differences, ElementsAre(-300, 50, 20, 0));
}

TEST(NextYear, OfAPastThatNeverChangedIsThatPastAgain) {
    Company company;
    company.pays(1).sells(1, "2026-01-10", 1000).sells(1, "2026-04-10", 1000);
    auto const future = next_year(company.under(flat("10%", "quarter")), {}, 1);
    ASSERT_TRUE(future);
    EXPECT_EQ(future->p10, 400 * euro);
    EXPECT_EQ(future->p50, 400 * euro);
    EXPECT_EQ(future->p90, 400 * euro);
    EXPECT_EQ(future->periods, 2);
}

TEST(NextYear, LiesBetweenTheWorstAndTheBestAndIsTheSameForASeed) {
    Company company;
    company.pays(1).pays(2);
    company.sells(1, "2026-01-10", 1000).sells(2, "2026-02-10", 3000);
    company.sells(1, "2026-04-10", 2000).sells(2, "2026-05-10", 8000);
    pay::Calculation const calculation = company.under(flat("10%", "quarter"));
    auto const future = next_year(calculation, {}, 7);
    ASSERT_TRUE(future);
    EXPECT_GE(future->p10, 4 * 2 * 100 * euro);
    EXPECT_LT(future->p10, future->p50);
    EXPECT_LT(future->p50, future->p90);
    EXPECT_LE(future->p90, 4 * 2 * 800 * euro);
    EXPECT_EQ(next_year(calculation, {}, 7)->p90, future->p90);
    // A mean payee is paid 100 + 300 or 200 + 800 a quarter: half of 1,400 four times a year.
    EXPECT_GT(future->p50, 2400 * euro);
    EXPECT_LT(future->p50, 3200 * euro);
}

TEST(NextYear, OfTwoDraftsTakesTheSameDraws) {
    Company company;
    company.pays(1).pays(2);
    company.sells(1, "2026-01-10", 1000).sells(2, "2026-02-10", 3000).sells(1, "2026-04-10", 2000);
    auto const once = next_year(company.under(flat("10%", "quarter")), {}, 7);
    auto const twice = next_year(company.under(flat("20%", "quarter")), {}, 7);
    EXPECT_EQ(2 * once->p10, twice->p10);
    EXPECT_EQ(2 * once->p50, twice->p50);
    EXPECT_EQ(2 * once->p90, twice->p90);
}

TEST(NextYear, TakesEachSeasonFromItsOwnKindWhereThereAreTwoOfEach) {
    Company company;
    company.facts->from = day("2024-01-01"), company.facts->to = day("2026-01-01");
    company.pays(1);
    for (char const* on : {"2024-01-10", "2025-01-10"}) company.sells(1, on, 4000);  // first quarters only
    auto const future = next_year(company.under(flat("10%", "quarter")), {}, 1);
    EXPECT_TRUE(future->is_by_season);
    EXPECT_EQ(future->p10, 400 * euro);
    EXPECT_EQ(future->p90, 400 * euro);
}

TEST(NextYear, OfNobodyIsNothing) {
    Company company;
    EXPECT_FALSE(next_year(company.under(flat("10%")), {0, 0, 0}, 1));
}

std::int64_t pay_at(Curve const& curve, std::int64_t at) {
    for (CurvePoint const& point : curve.points)
        if (point.at == at) return point.pay;
    ADD_FAILURE() << "no point at " << at;
    return 0;
}

TEST(Curve, IsWhatTheEnginePaysAtEachAttainment) {
    Company company;
    company.has_quota(1, "2026-01-01", "2026-04-01", 100'000).sells(1, "2026-01-10", 75'000).pays(1);
    pay::Calculation const calculation = company.under(tiers);
    std::vector<Curve> const curves = curves_of(calculation.plan(), usual_payee(calculation));
    ASSERT_EQ(curves.size(), 1U);
    EXPECT_EQ(curves[0].ground, Ground::attainment);
    EXPECT_THAT(curves[0].breakpoints, ElementsAre(pay::one / 2, pay::one, pay::one / 2 * 3));
    EXPECT_EQ(pay_at(curves[0], 0), 0);
    EXPECT_EQ(pay_at(curves[0], pay::one / 2), 1000 * euro);      // 50,000 × 2 %
    EXPECT_EQ(pay_at(curves[0], pay::one), 3500 * euro);          // + 50,000 × 5 %
    EXPECT_EQ(pay_at(curves[0], pay::one / 2 * 3), 7500 * euro);  // + 50,000 × 8 %
}

TEST(Curve, StandsUprightAtACliffAndFlatAtACap) {
    Company company;
    company.has_quota(1, "2026-01-01", "2026-04-01", 1000).sells(1, "2026-01-10", 1000).pays(1);
    pay::Calculation const calculation =
        company.under(header("quarter") +
                      "component \"C\"\nfactor on sales / quota sales, cliff\nbelow 100% 0\nabove 1\n"
                      "pays 10% of sales × factor\nat most 110.00 per quarter\n");
    Curve const curve = curves_of(calculation.plan(), usual_payee(calculation)).at(0);
    EXPECT_EQ(pay_at(curve, pay::one - pay::one / 10'000), 0);
    EXPECT_EQ(pay_at(curve, pay::one), 100 * euro);
    EXPECT_EQ(curve.points.back().pay, 110 * euro);
}

TEST(Curve, BeginsWhereAConditionHolds) {
    Company company;
    company.has_quota(1, "2026-01-01", "2026-04-01", 1000).sells(1, "2026-01-10", 1000).pays(1);
    pay::Calculation const calculation = company.under(
        header("quarter") + "component \"C\"\nneeds sales / quota sales >= 85%\npays 50.00 per quarter\n");
    Curve const curve = curves_of(calculation.plan(), usual_payee(calculation)).at(0);
    EXPECT_THAT(curve.breakpoints, ElementsAre(pay::one / 100 * 85));
    EXPECT_EQ(pay_at(curve, pay::one / 100 * 85 - pay::one / 10'000), 0);
    EXPECT_EQ(pay_at(curve, pay::one / 100 * 85), 50 * euro);
}

TEST(Curve, WithoutAQuotaIsDrawnAgainstWhatItCounts) {
    Company company;
    company.sells(1, "2026-01-10", 500).pays(1);
    pay::Calculation const calculation = company.under(flat("10%", "quarter"));
    Curve const curve = curves_of(calculation.plan(), usual_payee(calculation)).at(0);
    EXPECT_EQ(curve.ground, Ground::money);
    EXPECT_EQ(curve.usual.at, 250 * euro);  // the mean of 500 and nothing
    EXPECT_EQ(curve.points.back().pay * 10, curve.points.back().at);
}

}  // namespace
}  // namespace colonnade::engine::cost
