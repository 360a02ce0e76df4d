// Estimates against the calculation of everything: what is promised is what would be paid.
#include <gmock/gmock.h>

#include <random>

#include "engine/pay/estimate.hpp"
#include "engine/plan/compile.hpp"
#include "foundation/base/date.hpp"

namespace colonnade::engine::pay {
namespace {

Day day(char const* text) { return Date::parse(text).number(); }
constexpr std::int64_t euro = 10'000;

plan::Plan plan_of(std::string const& text) {
    plan::Compiled compiled = plan::compile(text, plan::Schema::standard());
    if (!compiled.plan) throw std::runtime_error(compiled.findings.front().text());
    return *compiled.plan;
}

std::string const head =
    "plan \"P\"\n    currency EUR\n    period quarter, paid monthly, cumulative\n\n"
    "measure sales = amount of order lines credited as owner or split\n\n";
std::string const tiers =
    "component \"Commission\"\n    attainment = sales / quota sales\n    rate on attainment, marginal\n"
    "        up to 50%  1%\n        up to 100%  2%\n        above  4%\n    pays sales at rate\n\n";
std::string const bonus =
    "component \"Bonus\"\n    attainment = sales / quota sales\n    needs attainment >= 100%\n"
    "    pays 500.00 per quarter\n\n";

// Ann (0) leads Bob (1) and Cem (2); Dan (3) is somebody else's.
Facts company(unsigned seed) {
    Facts facts;
    facts.from = day("2026-01-01"), facts.to = day("2026-07-01");
    facts.people = {"Ann", "Bob", "Cem", "Dan"};
    facts.reports = {{1, 0, day("2020-01-01"), open_end}, {2, 0, day("2020-01-01"), day("2026-05-01")}};
    for (Index person = 0; person < 4; ++person) {
        facts.assignments.push_back({person, day("2020-01-01"), open_end});
        facts.quotas.push_back({person, "", day("2026-04-01"), day("2026-07-01"), 10'000 * euro, false});
        facts.quotas.push_back({person, "", day("2026-01-01"), day("2026-04-01"), 8'000 * euro, false});
    }
    std::mt19937 random(seed);
    Lines& lines = facts.lines;
    for (int i = 0; i < 60; ++i) {
        lines.id.push_back(i);
        lines.order.push_back(i / 2);
        lines.booked.push_back(day("2026-01-01") + static_cast<Day>(random() % 160));
        lines.amount.push_back(static_cast<std::int64_t>(random() % 90'000 + 1) * 100);
        bool const is_shared = random() % 4 == 0;
        Index const first = static_cast<Index>(random() % 4), second = (first + 1) % 4;
        lines.owner.push_back(is_shared ? nobody : first);
        lines.shared.push_back(is_shared ? lines.add_group({{first, CreditKind::split, one / 3},
                                                            {second, CreditKind::split, one - one / 3}})
                                         : 0);
    }
    return facts;
}

Span const quarter{day("2026-04-01"), day("2026-07-01")};

std::int64_t earned_of_all(plan::Plan const& plan, Facts facts, Index person) {
    std::int64_t sum = 0;
    Calculation const pay(plan, std::make_shared<Facts>(std::move(facts)));
    for (Payout const& payout : pay.payouts())
        if (payout.person == person &&
            pay.calendar().pays[static_cast<std::size_t>(payout.pay)].from >= quarter.from)
            sum += payout.earned;
    return sum;
}

TEST(Estimate, IsWhatTheCalculationOfEverythingPaysWhenTheDealsAreEntered) {
    std::vector<std::string> const plans{
        head + tiers, head + tiers + bonus,
        head + "component \"Override\"\n    pays 1% of team sales\n    at most 400.00 per quarter\n\n" +
            tiers,
        head + "component \"Pool\"\n    pool 1% of sales, divided by sales\n\n",
        head +
            "component \"Each\"\n    for each order\n    pays 3% of order.amount\n    at most 90.00 per "
            "deal\n\n"};
    for (unsigned seed = 1; seed <= 12; ++seed)
        for (std::string const& text : plans) {
            plan::Plan plan;
            try {
                plan = plan_of(text);
            } catch (std::runtime_error const& error) { FAIL() << text << error.what(); }
            Facts const facts = company(seed);
            for (Index person = 0; person < 4; ++person) {
                Estimate const estimate(plan, facts, frame_of(facts), person, quarter);
                EXPECT_EQ(estimate.now().earned, earned_of_all(plan, facts, person)) << text << seed;
                Deal whole, half;
                whole.booked = day("2026-06-20"), whole.amount = 4'321'07 * 100;
                half = whole, half.amount = 7'000 * euro, half.share = one / 2;
                Facts entered = facts;
                Lines& lines = entered.lines;
                for (Deal const& deal : {whole, half}) {
                    lines.id.push_back(static_cast<std::int64_t>(lines.size()));
                    lines.order.push_back(static_cast<Index>(lines.size()));
                    lines.booked.push_back(deal.booked), lines.amount.push_back(deal.amount);
                    bool const is_whole = deal.share == one;
                    // The other half is Dan's, or Ann's where Dan sells: neither leads the other.
                    Index const other = person == 3 ? 0 : 3;
                    lines.owner.push_back(is_whole ? person : nobody);
                    lines.shared.push_back(is_whole ? 0
                                                    : lines.add_group({{person, CreditKind::split, one / 2},
                                                                       {other, CreditKind::split, one / 2}}));
                }
                bool const by_all = text.find("pool") != std::string::npos;
                if (by_all) continue;  // who has the other half has a part in it
                EXPECT_EQ(estimate.with({whole, half}).earned, earned_of_all(plan, entered, person))
                    << text << seed << " " << person;
            }
        }
}

// Bob sold 6,000 of 10,000.
Facts one_seller() {
    Facts facts = company(1);
    facts.lines = {};
    facts.lines.id = {1}, facts.lines.order = {0}, facts.lines.booked = {day("2026-04-10")};
    facts.lines.amount = {6'000 * euro}, facts.lines.owner = {1}, facts.lines.shared = {0};
    return facts;
}

std::vector<Estimate> bobs(plan::Plan plan) {
    Facts const facts = one_seller();
    std::vector<Estimate> plans;
    plans.emplace_back(std::move(plan), facts, frame_of(facts), 1, quarter);
    return plans;
}

Deal deal_of(std::int64_t amount) {
    Deal deal;
    deal.booked = day("2026-06-20"), deal.amount = amount;
    return deal;
}

TEST(Estimate, CurveBendsAtEveryTierAndJumpsAtTheGate) {
    auto const plans = bobs(plan_of(head + tiers + bonus));
    auto const points = curve(plans, deal_of(1'000 * euro));
    ASSERT_GT(points.size(), 4U);
    EXPECT_EQ(points.front().sold, -6'000 * euro);
    EXPECT_EQ(points.front().pay.earned, 0);
    EXPECT_GE(points.back().sold, 5'000 * euro);
    std::vector<std::pair<std::int64_t, std::int64_t>> commission, gate;
    for (CurvePoint const& point : points) {
        commission.emplace_back(point.sold, point.pay.parts[0].earned);
        gate.emplace_back(point.sold, point.pay.parts[1].earned);
    }
    std::vector<std::int64_t> bends, jumps;
    for (std::size_t const at : corners(commission, 300)) bends.push_back(commission[at].first / euro);
    for (std::size_t const at : corners(gate, 300)) jumps.push_back(gate[at].first / euro);
    ASSERT_EQ(bends.size(), 4U);
    EXPECT_NEAR(static_cast<long>(bends[1]), -1'000, 10);  // 50 %, as near as cents tell
    EXPECT_NEAR(static_cast<long>(bends[2]), 4'000, 10);   // 100 %
    EXPECT_THAT(jumps, testing::ElementsAre(-6'000, 3'999, 4'000, points.back().sold / euro));
    for (CurvePoint const& point : points) {
        if (point.sold <= 0) continue;
        EXPECT_EQ(point.pay.earned, plans[0].with({deal_of(point.sold)}).earned);
    }
}

TEST(Estimate, SaysTheLeastThatMustBeSold) {
    auto const plans = bobs(plan_of(head + tiers + bonus));
    EXPECT_EQ(plans[0].now().earned, 70 * euro);  // 50 + 20
    EXPECT_EQ(needed(plans, deal_of(euro), 70 * euro).amount, 0);
    EXPECT_EQ(needed(plans, deal_of(euro), 90 * euro).amount, 1'000 * euro);
    // At quota 150 and the bonus: the least for 200 is reaching quota.
    EXPECT_EQ(needed(plans, deal_of(euro), 200 * euro).amount, 4'000 * euro);
    EXPECT_EQ(needed(plans, deal_of(euro), 1'050 * euro).amount, 14'000 * euro);
    EXPECT_EQ(needed(plans, deal_of(euro), 40'000 * euro).amount, 987'750 * euro);
}

TEST(Estimate, NamesTheCapThatStandsInTheWay) {
    std::string const capped =
        head + tiers.substr(0, tiers.size() - 1) + "    at most 300.00 per quarter\n\n";
    auto const plans = bobs(plan_of(capped));
    Needed const within = needed(plans, deal_of(euro), 300 * euro);
    EXPECT_EQ(within.amount, 7'750 * euro);
    Needed const beyond = needed(plans, deal_of(euro), 301 * euro);
    EXPECT_FALSE(beyond.amount);
    EXPECT_EQ(beyond.pay.earned, 300 * euro);
    ASSERT_EQ(beyond.barriers.size(), 1U);
    EXPECT_EQ(beyond.barriers[0].kind, Barrier::Kind::cap);
    EXPECT_EQ(beyond.barriers[0].component, "Commission");
    EXPECT_EQ(beyond.barriers[0].limit, 300 * euro);
}

TEST(Estimate, SaysThatAQuotaIsMissing) {
    Facts facts = one_seller();
    facts.quotas.clear();
    std::vector<Estimate> plans;
    plans.emplace_back(plan_of(head + tiers), facts, frame_of(facts), 1, quarter);
    Needed const answer = needed(plans, deal_of(euro), 100 * euro);
    EXPECT_FALSE(answer.amount);
    ASSERT_FALSE(answer.barriers.empty());
    EXPECT_EQ(answer.barriers[0].kind, Barrier::Kind::lack);
}

TEST(Estimate, OfTwoPlansIsTheSumOfBoth) {
    Facts const facts = one_seller();
    std::vector<Estimate> plans;
    plans.emplace_back(plan_of(head + tiers), facts, frame_of(facts), 1, quarter);
    plans.emplace_back(plan_of(head + bonus), facts, frame_of(facts), 1, quarter);
    EXPECT_EQ(earned_with(plans, {deal_of(4'000 * euro)}).earned, (150 + 500) * euro);
    EXPECT_EQ(needed(plans, deal_of(euro), 200 * euro).amount, 4'000 * euro);
}

TEST(Estimate, KnowsTheTierAndTheNextOne) {
    auto const plans = bobs(plan_of(head + tiers));
    auto const position = plans[0].position(plans[0].calculation(), 0);
    ASSERT_TRUE(position);
    EXPECT_EQ(position->step, 1);
    EXPECT_EQ(position->value, one / 50);
    EXPECT_EQ(position->next_at, one);
    EXPECT_EQ(position->next_value, one / 25);
}

}  // namespace
}  // namespace colonnade::engine::pay
