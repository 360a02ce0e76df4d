// What the checked plan says, the layout, the comparison, and that every plan that ships is right.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "engine/plan/compile.hpp"
#include "engine/plan/syntax.hpp"

namespace colonnade::plan {
namespace {

std::string const issue_plan = R"(plan "Account executive 2026"
    for       role account_executive
    currency  USD
    period    quarter, paid monthly, cumulative

measure bookings = amount of order lines credited as owner or split
measure focus    = bookings where product.family in ("Road", "Touring") and order.type = new
measure csat     = kpi "csat"

component "Base commission"
    attainment = bookings / quota bookings
    rate on attainment, marginal
        up to  50%    2%
        up to 100%    5%
        up to 150%    8%
        above        10%
    pays bookings at rate

component "Team override"
    for role sales_manager
    attainment = team bookings / quota team bookings
    multiplier on attainment, cliff
        below  70%    0
        up to 100%    1
        above         1.5
    pays 1% of team bookings × multiplier

component "Focus products"
    pays 0.5% of focus
    at most 5,000.00 per quarter

component "Keeps its customers"
    needs csat >= 85%
    pays 500.00 per quarter

example "at 120 % of quota"
    quota bookings 100,000.00   bookings 120,000.00
    pays "Base commission" 5,100.00
)";

Plan compiled(std::string const& text) {
    Compiled made = compile(text, Schema::standard());
    for (Finding const& one : made.findings)
        EXPECT_NE(one.severity, Severity::error) << one.text() << "\n" << text;
    return made.plan.value_or(Plan{});
}

std::string with(std::string const& rest) {
    return "plan \"P\"\ncurrency EUR\nperiod quarter\nmeasure sales = amount of order lines\n"
           "measure pieces = units of order lines\n" +
           rest;
}

// Operands stand before what is reckoned from them.
void expect_in_order(Plan const& plan) {
    for (std::size_t i = 0; i < plan.nodes.size(); ++i) {
        Node const& node = plan.nodes[i];
        bool const refers = node.op == Op::measure || node.op == Op::quota || node.op == Op::parameter ||
                            node.op == Op::attribute || node.op == Op::rank || node.op == Op::component_pay ||
                            node.op == Op::look_up || node.op == Op::constant;
        if (refers) continue;
        EXPECT_LT(node.a, static_cast<Index>(i));
        if (node.op == Op::apply || node.op == Op::any_of) continue;
        EXPECT_LT(node.b, static_cast<Index>(i));
        EXPECT_LT(node.c, static_cast<Index>(i));
    }
}

TEST(Plan, the_manuals_example_is_read_as_it_is_written) {
    Plan const plan = compiled(issue_plan);
    EXPECT_EQ(plan.name, "Account executive 2026");
    EXPECT_EQ(plan.roles, std::vector<std::string>{"account_executive"});
    EXPECT_EQ(plan.currency.code(), "USD");
    EXPECT_EQ(plan.period, AccumulationPeriod::quarter);
    EXPECT_EQ(plan.pay, PayFrequency::monthly);
    EXPECT_TRUE(plan.cumulative);
    ASSERT_EQ(plan.components.size(), 4u);
    expect_in_order(plan);

    Table const& rate = plan.tables[plan.components[0].tables.at(0)];
    EXPECT_EQ(rate.kind, TableKind::marginal);
    EXPECT_EQ(rate.type, Type::rate);
    ASSERT_EQ(rate.steps.size(), 4u);
    EXPECT_EQ(rate.steps[1].bound, Rate::percent(100).count);
    EXPECT_EQ(plan.nodes[rate.steps[1].value].value, Rate::percent(5).count);
    EXPECT_EQ(plan.nodes[plan.components[0].payments[0].amount].op, Op::apply);

    Table const& factor = plan.tables[plan.components[1].tables.at(0)];
    EXPECT_EQ(factor.steps[0].kind, Bound::below);
    EXPECT_EQ(plan.nodes[factor.steps[2].value].value, Rate::scale * 3 / 2);
    EXPECT_EQ(plan.components[1].roles, std::vector<std::string>{"sales_manager"});

    Measure const& focus = plan.measures[1];
    EXPECT_EQ(focus.refines, 0);
    EXPECT_EQ(plan.nodes[focus.filter].op, Op::both);
    Limit const& cap = plan.components[2].limits.at(0);
    EXPECT_EQ(plan.nodes[cap.amount].value, 5'000 * Money::scale);
    EXPECT_EQ(cap.per, Per::quarter);
    EXPECT_EQ(plan.components[3].payments[0].per, Per::quarter);
    ASSERT_EQ(plan.examples.size(), 1u);
    EXPECT_EQ(plan.examples[0].given[1].value, 120'000 * Money::scale);
    EXPECT_EQ(plan.examples[0].expected[0].component, 0);
    EXPECT_EQ(plan.examples[0].expected[0].amount, 5'100 * Money::scale);
}

TEST(Plan, a_plain_number_takes_the_type_of_what_stands_beside_it) {
    Plan const plan =
        compiled(with("component \"C\"\nneeds pieces > 5\npays 5.00 × pieces\n"
                      "pays least(sales × 2%, 1,000.00)\npays 2 × sales\n"));
    auto const& nodes = plan.nodes;
    Component const& c = plan.components[0];
    EXPECT_EQ(nodes[nodes[c.needs[0]].b].value, 5 * Quantity::scale);
    Node const& priced = nodes[c.payments[0].amount];
    EXPECT_EQ(nodes[priced.a].type, Type::money);
    EXPECT_EQ(nodes[priced.a].value, 5 * Money::scale);
    EXPECT_EQ(nodes[nodes[c.payments[1].amount].b].value, 1'000 * Money::scale);
    EXPECT_EQ(nodes[nodes[c.payments[2].amount].a].value, 2 * Rate::scale);
}

TEST(Plan, a_table_of_plain_numbers_takes_the_type_it_is_needed_in) {
    Plan const plan =
        compiled(with("component \"C\"\nbonus on sales / quota sales, cliff\nbelow 100% 0\n"
                      "above 1,000.00\npays bonus × 80%\n"));
    EXPECT_EQ(plan.tables[0].type, Type::money);
    EXPECT_EQ(plan.nodes[plan.tables[0].steps[1].value].value, 1'000 * Money::scale);
    EXPECT_EQ(plan.nodes[plan.components[0].payments[0].amount].type, Type::money);
    expect_in_order(plan);
}

TEST(Plan, holds_every_construct_of_the_language) {
    Plan const plan = compiled(
        "plan \"P\"\nfor roles a, b\ncurrency EUR, converted at period end\nperiod year, paid quarterly, not "
        "cumulative\n"
        "rounded down to 1.00\nprorated by days for joiners, role changes\nat most own × 2 per year\n"
        "parameter own money default 50.00\n"
        "draw own per month, not recoverable, for the first 6 months\n"
        "guarantee 5.00 per quarter, from 2026-01-01 to 2026-06-30\n"
        "measure n = count of distinct customers credited as territory where customer.is_new when paid\n"
        "component \"A\"\nfor each order where order.amount > 10.00 credited as overlay\n"
        "pays 1% of order.amount + 2.00\nat most 9.00 per deal\n"
        "hold 50% until delivered\nclaw back 50% within 90 days when cancelled, in 2 instalments\n"
        "component \"B\"\nfrom 2026-02-01\npays if rank of n <= 3 then 10.00 × n × 80% else 0\npays 5% of "
        "pay "
        "of \"A\"\n"
        "component \"C\"\npool 100.00 × n, divided by n, for each team\n"
        "example \"e\"\nrole b\nmonths employed 3 own 20.00 all n 7 rank n 2 members 3\n"
        "line amount 10.00 order \"X\" order.type new delivered returned after 45 days\n"
        "takes back \"A\" 1.00\npays -2.00\n");
    EXPECT_TRUE(plan.convert_at_period_end);
    EXPECT_FALSE(plan.cumulative);
    EXPECT_EQ(plan.rounding, Rounding::down);
    EXPECT_EQ(plan.rounding_step, Money::scale);
    EXPECT_EQ(plan.proration, prorate_joiners | prorate_role);
    EXPECT_EQ(plan.limits.at(0).per, Per::year);
    EXPECT_FALSE(plan.draws.at(0).recoverable);
    EXPECT_EQ(plan.draws[0].first_months, 6);
    EXPECT_EQ(plan.guarantees.at(0).to, Date::parse("2026-06-30"));
    EXPECT_EQ(plan.measures[0].aggregate, Aggregate::customers);
    EXPECT_EQ(plan.measures[0].day, Event::paid);
    EXPECT_EQ(plan.measures[0].credits, credit_territory);
    Component const& a = plan.components[0];
    EXPECT_EQ(a.each, Each::order);
    EXPECT_EQ(a.credits, credit_overlay);
    EXPECT_NE(a.each_where, none);
    EXPECT_EQ(a.holds.at(0).share, Rate::percent(50));
    EXPECT_EQ(a.clawbacks.at(0).steps.at(0).days, 90);
    EXPECT_EQ(a.clawbacks[0].instalments, 2);
    EXPECT_EQ(plan.components[1].payments.size(), 2u);
    EXPECT_EQ(plan.components[2].pool->members, Scope::team);
    Example const& e = plan.examples.at(0);
    EXPECT_EQ(e.role, "b");
    ASSERT_EQ(e.given.size(), 5u);
    EXPECT_EQ(e.given[2].scope, Scope::all);
    EXPECT_EQ(e.given[3].kind, Given::Kind::rank);
    EXPECT_EQ(e.lines.at(0).lost_after_days, 45);
    EXPECT_EQ(e.expected.at(1).amount, -2 * Money::scale);
    expect_in_order(plan);
}

TEST(PlanFormat, is_canonical_and_keeps_comments) {
    std::string const loose =
        "# top\nplan   \"P\"  # name\ncurrency EUR\nperiod quarter,paid once\n"
        "measure s=amount of order lines\n\n\ncomponent \"C\"\n# about the rate\n"
        "  rate on s/ quota s,cliff\nbelow 80 % 1%\nabove -2%   # falls\n"
        "pays s*1.5\n  * rate\n# end\n";
    std::string const laid_out =
        "# top\nplan \"P\"  # name\n    currency  EUR\n    period    quarter, paid once\n\n"
        "measure s = amount of order lines\n\ncomponent \"C\"\n    # about the rate\n"
        "    rate on s / quota s, cliff\n        below 80%  1%\n"
        "        above      -2%  # falls\n    pays s × 1.5 × rate\n\n# end\n";
    EXPECT_EQ(format(loose), laid_out);
    EXPECT_EQ(format(laid_out), laid_out);
    EXPECT_EQ(format("plan \"unclosed"), "plan \"unclosed");
}

TEST(PlanCompare, tells_two_versions_apart_in_words) {
    std::vector<Finding> findings;
    std::string changed = issue_plan;
    auto const put = [&](std::string const& old, std::string const& now) {
        ASSERT_NE(changed.find(old), std::string::npos);
        changed.replace(changed.find(old), old.size(), now);
    };
    put("up to 100%    5%", "up to 100%    6%");
    put("up to 150%    8%\n", "up to 200%    8%\n");
    put("at most 5,000.00", "at most 6,000.00");
    put("\"Keeps its customers\"", "\"Kept customers\"");
    put("paid monthly", "paid quarterly");
    std::vector<std::string> told;
    for (Change const& one : compare(parse(issue_plan, findings), parse(changed, findings)))
        told.push_back(one.text());
    EXPECT_EQ(told,
              (std::vector<std::string>{
                  "component_removed name=Keeps its customers",
                  "header_changed before=period quarter, paid monthly, cumulative after=period quarter, paid "
                  "quarterly, "
                  "cumulative",
                  "step_changed component=Base commission table=rate bound=up to 100% before=5% after=6%",
                  "step_removed component=Base commission table=rate bound=up to 150% before=8%",
                  "step_added component=Base commission table=rate bound=up to 200% after=8%",
                  "line_changed component=Focus products before=at most 5,000.00 per quarter after=at most "
                  "6,000.00 "
                  "per quarter",
                  "component_added name=Kept customers"}));
    std::string const spaced = format(issue_plan);
    EXPECT_TRUE(compare(parse(issue_plan, findings), parse(spaced, findings)).empty());
    EXPECT_TRUE(findings.empty());
}

TEST(PlanExamples, every_plan_that_ships_compiles_and_is_laid_out) {
    int plans = 0;
    for (auto const& entry :
         std::filesystem::recursive_directory_iterator(COLONNADE_SOURCE_DIR "/examples")) {
        if (entry.path().extension() != ".plan") continue;
        std::ifstream in(entry.path());
        std::stringstream text;
        text << in.rdbuf();
        Plan const plan = compiled(text.str());
        EXPECT_FALSE(plan.examples.empty()) << entry.path();
        EXPECT_EQ(format(text.str()), text.str()) << entry.path();
        expect_in_order(plan);
        ++plans;
    }
    EXPECT_GE(plans, 22);
}

}  // namespace
}  // namespace colonnade::plan
