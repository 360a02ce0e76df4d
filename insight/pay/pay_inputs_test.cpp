// What pay asks of goals, returns and currencies, over the small company.
#include <gmock/gmock.h>

#include "engine/pay/pay.hpp"
#include "engine/plan/compile.hpp"
#include "insight/pay/pay_calculation.hpp"
#include "insight/pay/pay_facts_store.hpp"
#include "insight/pay/plan_facts.hpp"
#include "insight/test_company.hpp"
#include "pillars/operations/kpis/kpi_store.hpp"

namespace colonnade::insight {
namespace {

COLONNADE_STORE_SUITE(PayInputs);

constexpr std::int64_t euro = Money::scale;

PayFacts facts_of(Company& company) {
    return company.db->read([](db::Session& session) { return read_pay_facts(session); });
}

void add_goal(Company& company, char const* person, goals::GoalMeasure measure, char const* amount) {
    std::int64_t const id = company.id("person", person);
    company.write([&](access::Write& w) {
        goals::GoalLoader quotas(w);
        Period const quarter{
            PeriodKind::quarter, "2026-Q2", {Date::parse("2026-04-01"), Date::parse("2026-07-01")}};
        Company::expect_taken(quotas.add(
            {goals::SubjectKind::person, id, measure, quarter, Company::amount(amount).count, false, ""}));
    });
}

// What `quota` of the measure comes to in the second quarter of 2026; nothing where there is none.
std::optional<std::int64_t> quota(Company& company, char const* person, std::string const& measure,
                                  std::string const& what) {
    plan::Compiled compiled =
        plan::compile("plan \"P\"\ncurrency EUR\nperiod quarter, paid once\n" + measure +
                          "\ncomponent \"C\"\npays 1.00 × (" + what + " / 1.00)\n",
                      plan::Schema::standard());
    EXPECT_TRUE(compiled.plan) << compiled.findings.front().text();
    PayFacts const source = facts_of(company);
    auto facts = std::make_shared<engine::pay::Facts>(source.facts);
    facts->from = Date::parse("2026-04-01").number(), facts->to = Date::parse("2026-07-01").number();
    facts->assignments = {{source.index_of(PersonId{company.id("person", person)}), 0, engine::open_end}};
    engine::pay::Calculation const pay(*compiled.plan, facts);
    if (!pay.exceptions().empty()) return {};
    return pay.payouts().front().payout;
}

TEST_P(PayInputs, a_measure_has_the_goal_on_what_it_counts) {
    Company company(GetParam());
    add_goal(company, "P2", goals::GoalMeasure::margin, "300");
    std::string const sales = "measure sales = amount of order lines",
                      gain = "measure gain = margin of order lines where order.type = new",
                      pieces = "measure pieces = units of order lines";
    EXPECT_EQ(quota(company, "P2", sales, "quota sales"), 1000 * euro);
    EXPECT_EQ(quota(company, "P2", gain, "quota gain"), 300 * euro);
    EXPECT_EQ(quota(company, "P2", "measure m = average of orders", "quota m"), std::nullopt);
    EXPECT_EQ(quota(company, "P3", gain, "quota gain"), std::nullopt);
}

TEST_P(PayInputs, a_measure_named_as_a_goal_has_that_goal) {
    Company company(GetParam());
    add_goal(company, "P2", goals::GoalMeasure::margin, "300");
    EXPECT_EQ(quota(company, "P2", "measure margin = amount of order lines", "quota margin"), 300 * euro);
}

TEST_P(PayInputs, a_teams_quota_is_its_leaders_and_everybodys_below) {
    Company company(GetParam());
    std::string const sales = "measure sales = amount of order lines";
    EXPECT_EQ(quota(company, "P1", sales, "quota team sales"), 1900 * euro);
    // Tom's whole quota and Liv's by the 76 of 91 days that she is there, as the goals have it.
    EXPECT_EQ(quota(company, "P4", sales, "quota team sales"), (900 + 760) * euro);
    EXPECT_EQ(quota(company, "P1", sales, "quota sales"), std::nullopt);
    add_goal(company, "P1", goals::GoalMeasure::revenue, "50");
    EXPECT_EQ(quota(company, "P1", sales, "quota team sales"), 1950 * euro);
}

TEST_P(PayInputs, a_kpi_is_what_was_rated_for_the_period) {
    Company company(GetParam());
    std::string const csat = "measure csat = kpi \"csat\"", pays = "csat × 100.00";
    EXPECT_EQ(quota(company, "P2", csat, pays), std::nullopt);
    std::int64_t const sam = company.id("person", "P2");
    std::string const before = facts_of(company).digest;
    company.write([&](access::Write& w) {
        kpis::KpiValue value;
        value.person = PersonId{sam}, value.name = "csat", value.value = Rate::parse("0.85");
        value.valid = {Date::parse("2026-06-01"), {}};
        kpis::put_value(w, value);
    });
    EXPECT_EQ(quota(company, "P2", csat, pays), 85 * euro);
    EXPECT_NE(facts_of(company).digest, before);
}

TEST_P(PayInputs, a_return_takes_back_the_line_of_its_order_with_the_same_product) {
    Company company(GetParam());
    company.write([](access::Write& w) {
        w.run(
            "update orders set original_order_id = (select order_id from orders where external_id = '100'), "
            "change_id = :change where external_id = '106'",
            {{"change", w.change_id()}});
    });
    PayFacts const facts = facts_of(company);
    auto const& lines = facts.facts.lines;
    std::int64_t const sold = company.id("order", "100"), returned = company.id("order", "106");
    int named = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines.of_sale[i] == engine::pay::no_line) continue;
        ++named;
        EXPECT_EQ(facts.lines[i].order.value, returned);
        std::size_t const sale = static_cast<std::size_t>(lines.of_sale[i]);
        EXPECT_EQ(facts.lines[sale].order.value, sold);
        EXPECT_EQ(lines.amount[sale], 1'000'001);  // the anvil, not the bolts
    }
    EXPECT_EQ(named, 1);
}

TEST_P(PayInputs, the_same_facts_and_plan_give_the_same_result) {
    Company company(GetParam());
    auto const run = [&] {
        return company.db->read([](db::Session& session) {
            auto const result =
                try_plan(session, read_pay_facts(session),
                         "plan \"P\"\ncurrency EUR\nperiod quarter\nmeasure sales = amount of "
                         "order lines\ncomponent \"C\"\npays 1% of team sales\n");
            EXPECT_FALSE(result.payouts.empty());
            return result.inputs_digest + incentives::canonical_text(result.payouts);
        });
    };
    std::string const before = run();
    EXPECT_EQ(run(), before);
    add_goal(company, "P2", goals::GoalMeasure::units, "3");
    EXPECT_NE(run(), before);
}

std::string refusal(Company& company, std::string const& currency) {
    try {
        company.db->read([&](db::Session& session) {
            return try_plan(session, read_pay_facts(session),
                            "plan \"P\"\ncurrency " + currency +
                                "\nperiod quarter\nmeasure sales = amount of order lines\n"
                                "component \"C\"\npays 1% of sales\n");
        });
    } catch (Problem const& problem) { return problem.code(); }
    return "";
}

TEST_P(PayInputs, a_plan_that_would_be_paid_wrong_amounts_is_refused) {
    Company company(GetParam());
    EXPECT_EQ(refusal(company, "EUR"), "");
    EXPECT_EQ(refusal(company, "USD"), "incentives.plan_currency");
    // There are orders in dollars, which are reckoned at the rate of their booking.
    EXPECT_EQ(refusal(company, "EUR, converted when invoiced"), "incentives.plan_conversion");
    EXPECT_EQ(refusal(company, "EUR, converted when booked"), "");
}

}  // namespace
}  // namespace colonnade::insight
