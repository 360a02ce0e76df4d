// What is promised is what is paid: estimates against runs of the same period.
#include "insight/pay/pay_estimate.hpp"

#include "insight/pay/paid_company_test.hpp"

namespace colonnade::insight {
namespace {

COLONNADE_STORE_SUITE(PayEstimated);

TEST_P(PayEstimated, is_what_a_run_of_the_period_pays) {
    Paid company(GetParam());
    for (char const* person : {"P1", "P2", "P3", "P4", "P5"})
        EXPECT_EQ(engine::pay::earned_now(company.pay_of(person).plans).earned, company.run(person))
            << person;
    EXPECT_GT(company.run("P2"), 0);
}

TEST_P(PayEstimated, with_deals_is_what_a_run_pays_once_they_are_entered) {
    Paid company(GetParam());
    std::vector<engine::pay::Deal> deals(2);
    deals[0].booked = deals[1].booked = Company::today.number();
    deals[0].amount = 700 * Money::scale;
    deals[0].attributes = {{"product.family", "Tools"}};
    deals[1].amount = 123'4500;
    PersonPay const before = company.pay_of("P2");
    std::int64_t const promised = engine::pay::earned_with(before.plans, deals).earned;
    ASSERT_GT(promised, engine::pay::earned_now(before.plans).earned);
    company.write([](access::Write& w) {
        Company::add_order(w, "901", "C3", "", "2026-06-20", "EUR", {{"P2", {}}}, "700",
                           {{"A", "1", "700", ""}});
        Company::add_order(w, "902", "C3", "", "2026-06-20", "EUR", {{"P2", {}}}, "123.45",
                           {{"B", "1", "123.45", ""}});
    });
    EXPECT_EQ(company.run("P2"), promised);
    EXPECT_EQ(engine::pay::earned_now(company.pay_of("P2").plans).earned, promised);
}

TEST_P(PayEstimated, selling_what_is_said_to_be_enough_is_enough_and_one_less_is_not) {
    Paid company(GetParam());
    PersonPay const pay = company.pay_of("P2");
    engine::pay::Deal like;
    like.booked = Company::today.number();
    auto const needed = engine::pay::needed(pay.plans, like, 60 * Money::scale);
    ASSERT_TRUE(needed.amount);
    like.amount = *needed.amount;
    EXPECT_GE(engine::pay::earned_with(pay.plans, {like}).earned, 60 * Money::scale);
    like.amount -= Money::scale;
    EXPECT_LT(engine::pay::earned_with(pay.plans, {like}).earned, 60 * Money::scale);
}

TEST_P(PayEstimated, takes_the_median_order_of_the_last_year_for_the_usual_one) {
    Paid company(GetParam());
    PersonPay const pay = company.pay_of("P2");
    // Sam's orders: 107.0001, and a third of 917.309173 (101); the return is none.
    ASSERT_TRUE(pay.usual.order);
    EXPECT_EQ(pay.usual.order->value, company.id("order", "101"));
    EXPECT_EQ(pay.usual.deal.booked, Company::today.number());
    EXPECT_TRUE(company.pay_of("P4").usual.deal.amount == 0);
}

}  // namespace
}  // namespace colonnade::insight
