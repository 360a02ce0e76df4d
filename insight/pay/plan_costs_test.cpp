// What drafts would have paid, over the small company.
#include "insight/pay/plan_costs.hpp"

#include <gmock/gmock.h>

#include "engine/plan/compile.hpp"
#include "insight/pay/pay_facts_keeper.hpp"
#include "insight/test_company.hpp"

namespace colonnade::insight {
namespace {

COLONNADE_STORE_SUITE(PlanCost);

constexpr std::int64_t euro = Money::scale;

std::string flat(std::string const& rate) {
    return "plan \"P\"\ncurrency EUR\nperiod quarter\nmeasure sales = amount of order lines\n"
           "component \"C\"\npays " +
           rate + " of sales\n";
}

class Desk {
public:
    explicit Desk(db::Dialect dialect) : company(dialect), keeper(company.keeper) {}

    std::shared_ptr<PlanFigures const> ask(Caller const& caller, std::string const& text,
                                           CostRange range = CostRange::two_years) {
        CostFrame const frame = company.db->read(
            [&](db::Session& s) { return cost_frame(s, caller, keeper.read(s), std::nullopt, range); });
        plan::Compiled compiled = plan::compile(text, plan::Schema::standard());
        return costs.figures(frame, text, std::move(*compiled.plan));
    }

    Company company;
    PayFactsKeeper keeper;
    PlanCosts costs;
};

TEST_P(PlanCost, is_of_whole_quarters_that_are_over) {
    Desk desk(GetParam());
    Caller const all = desk.company.caller(Role::operations);
    // Of last year there is one order, of 500; the second quarter of 2026 is not over.
    auto const figures = desk.ask(all, flat("10%"));
    EXPECT_EQ(figures->cost.pay, 50 * euro);
    EXPECT_EQ(figures->cost.credit, 500 * euro);
    EXPECT_EQ(figures->cost.periods.size(), 15u);  // 2025 and the first quarter of 2026, month by month
    EXPECT_EQ(desk.ask(all, flat("10%"), CostRange::this_year)->cost.pay, 0);
    EXPECT_EQ(desk.ask(all, flat("10%"), CostRange::last_year)->cost.pay, 50 * euro);
}

TEST_P(PlanCost, follows_the_text_whatever_was_asked_before) {
    Desk desk(GetParam());
    Caller const all = desk.company.caller(Role::operations);
    EXPECT_EQ(desk.ask(all, flat("10%"))->cost.pay, 50 * euro);
    EXPECT_EQ(desk.ask(all, flat("20%"))->cost.pay, 100 * euro);
    std::string other = flat("20%");
    other.replace(other.find("order lines"), 11, "order lines where line.amount > 500.00");
    EXPECT_EQ(desk.ask(all, other)->cost.pay, 0);  // other credit: nothing is above 500
    EXPECT_EQ(desk.ask(all, flat("10%"))->cost.pay, 50 * euro);
    EXPECT_EQ(desk.ask(all, flat("10%")), desk.ask(all, flat("10%")));  // from memory
}

TEST_P(PlanCost, follows_the_facts) {
    Desk desk(GetParam());
    Caller const all = desk.company.caller(Role::operations);
    EXPECT_EQ(desk.ask(all, flat("10%"))->cost.pay, 50 * euro);
    desk.company.write([](access::Write& w) {
        Company::add_order(w, "110", "C1", "T1", "2025-06-20", "EUR", {{"P2", {}}}, "100",
                           {{"A", "1", "100", "5"}});
    });
    EXPECT_EQ(desk.ask(all, flat("10%"))->cost.pay, 60 * euro);
}

TEST_P(PlanCost, is_that_of_the_people_in_view) {
    Desk desk(GetParam());
    desk.company.write([](access::Write& w) {
        Company::add_order(w, "110", "C1", "T1", "2025-06-20", "EUR", {{"P2", {}}}, "100",
                           {{"A", "1", "100", "5"}});
    });
    EXPECT_EQ(desk.ask(desk.company.caller(Role::finance), flat("10%"))->cost.pay, 60 * euro);
    EXPECT_EQ(desk.ask(desk.company.caller(Role::manager, "P1"), flat("10%"))->cost.pay, 10 * euro);  // Sam's
    EXPECT_EQ(desk.ask(desk.company.caller(Role::manager, "P4"), flat("10%"))->cost.pay, 50 * euro);  // Liv's
    EXPECT_EQ(desk.ask(desk.company.caller(Role::seller, "P3"), flat("10%"))->cost.pay, 0);
}

TEST(Structure, of_texts_that_differ_in_rates_and_caps_is_one) {
    std::string const text = flat("10%");
    EXPECT_EQ(structure_of(text), structure_of(flat("12%") + "at most 5.00 per quarter\n"));
    std::string measured = text;
    measured.replace(measured.find("amount"), 6, "margin");
    EXPECT_NE(structure_of(text), structure_of(measured));
}

}  // namespace
}  // namespace colonnade::insight
