// Rules of statements, worked by hand.
#include "pillars/operations/statements/statement.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "foundation/base/problem.hpp"

namespace colonnade::statements {
namespace {

Date d(char const* text) { return Date::parse(text); }
Money eur(std::int64_t whole) { return {whole * Money::scale, Currency::parse("EUR")}; }

StatementComponent paid(std::int64_t earned, std::int64_t held = 0, std::int64_t drawn = 0,
                        std::int64_t clawed = 0) {
    StatementComponent component;
    component.component = "Commission";
    component.credited = eur(10 * earned);
    component.earned = eur(earned), component.held = eur(held);
    component.drawn = eur(drawn), component.clawed_back = eur(clawed);
    return component;
}

StatementLine line(char const* order, char const* day, std::int64_t credit) {
    StatementLine one;
    one.order = order;
    one.booked_on = d(day);
    one.credited = eur(credit);
    one.share = Rate::one();
    one.amount = eur(0);
    return one;
}

Statement statement(std::vector<StatementComponent> components) {
    Statement one;
    one.person = "Ann";
    one.currency = Currency::parse("EUR");
    one.components = std::move(components);
    return one;
}

// Rule 2: 1,000 + 200 earned, 150 held and 40 released, 300 drawn and 120 recovered, 60 clawed back, 75 added
// by hand, 25 taken back for an earlier period: 1,200 + 75 - 25 - 150 + 40 + 300 - 120 - 60 = 1,260.
TEST(Statement, due_is_the_sum_of_its_parts) {
    Statement one = statement({paid(1000, 150, 300, 60), paid(200, -40, -120)});
    one.adjustments.push_back({"Commission", eur(75), "Late order"});
    one.corrections.push_back({"2026-Q1", "Commission", eur(-25), {}, 0});
    StatementTotals const totals = totals_of(one);
    EXPECT_EQ(totals.earned, eur(1200));
    EXPECT_EQ(totals.adjusted, eur(75));
    EXPECT_EQ(totals.corrected, eur(-25));
    EXPECT_EQ(totals.held, eur(150));
    EXPECT_EQ(totals.released, eur(40));
    EXPECT_EQ(totals.drawn, eur(300));
    EXPECT_EQ(totals.recovered, eur(120));
    EXPECT_EQ(totals.clawed_back, eur(60));
    EXPECT_EQ(totals.due, eur(1260));
}

TEST(Statement, is_refused_where_the_ledger_has_another_due) {
    StatementTotals const none = no_totals(Currency::parse("EUR"));
    EXPECT_EQ(finished(statement({paid(1000)}), none, Booked{eur(1000)}).totals.due, eur(1000));
    try {
        finished(statement({paid(1000)}), none, Booked{eur(999)});
        FAIL() << "a statement that differs from the ledger was given";
    } catch (Problem const& problem) { EXPECT_EQ(problem.code(), "statements.unequal"); }
}

TEST(Statement, the_year_goes_on_from_its_earlier_periods) {
    StatementTotals const before = totals_of(statement({paid(500, 100)}));
    Statement const one = finished(statement({paid(1000, -100)}), before, {});
    EXPECT_EQ(one.year_to_date.earned, eur(1500));
    EXPECT_EQ(one.year_to_date.held, eur(100));
    EXPECT_EQ(one.year_to_date.released, eur(100));
    EXPECT_EQ(one.year_to_date.due, eur(1500));
}

TEST(Statement, other_currencies_stand_beside_what_is_due) {
    Statement one = statement({paid(1000)});
    Money const dollars{50 * Money::scale, Currency::parse("USD")};
    one.adjustments.push_back({"Bonus", dollars, "Fair"});
    one.adjustments.push_back({"Bonus", dollars, "Fair again"});
    one = finished(std::move(one), no_totals(Currency::parse("EUR")), {});
    EXPECT_EQ(one.totals.due, eur(1000));
    EXPECT_THAT(one.due_beside, testing::ElementsAre(dollars + dollars));
}

// Rule 4.
TEST(Statement, keeps_the_largest_lines_in_the_order_of_their_days) {
    StatementComponent component = paid(100);
    component.lines = {line("A", "2026-01-05", 10), line("B", "2026-01-04", -300),
                       line("C", "2026-01-03", 20), line("D", "2026-01-02", 200)};
    limit_lines(component, 2);
    ASSERT_EQ(component.lines.size(), 2u);
    EXPECT_EQ(component.lines[0].order, "D");
    EXPECT_EQ(component.lines[1].order, "B");
    EXPECT_EQ(component.lines_left_out, 2);
    EXPECT_EQ(component.credit_left_out, eur(30));
}

// Rule 5: an order that came later, one that was lowered, one that stayed.
TEST(Statement, a_correction_names_the_orders_that_changed) {
    auto const causes = causes_of({line("A", "2026-01-05", 100), line("B", "2026-01-06", 50)},
                                  {line("A", "2026-01-05", 60), line("B", "2026-01-06", 50),
                                   line("C", "2026-01-07", 10), line("C", "2026-01-07", 5)});
    ASSERT_EQ(causes.size(), 2u);
    EXPECT_EQ(causes[0].order, "A");
    EXPECT_EQ(causes[0].before, eur(100));
    EXPECT_EQ(causes[0].after, eur(60));
    EXPECT_EQ(causes[1].order, "C");
    EXPECT_EQ(causes[1].before, eur(0));
    EXPECT_EQ(causes[1].after, eur(15));
    StatementCorrection correction{"2026-Q1", "Commission", eur(1), causes, 0};
    limit_causes(correction, 1);
    EXPECT_EQ(correction.causes.front().order, "A");
    EXPECT_EQ(correction.causes_left_out, 1);
}

}  // namespace
}  // namespace colonnade::statements
