// What a calculation asks somebody to decide: orders that nobody is paid for, and shares that changed late.
#include "insight/pay/pay_review.hpp"

#include "insight/pay/paid_company_test.hpp"
#include "pillars/operations/incentives/run_store.hpp"

namespace colonnade::insight {
namespace {

COLONNADE_STORE_SUITE(PayReview);

struct Reviewed : Paid {
    explicit Reviewed(db::Dialect dialect) : Paid(dialect) {}

    incentives::RunResult calculate(char const* key) {
        return db->read([&](db::Session& session) {
            return calculate_period(session, *facts.read(session),
                                    *incentives::find_pay_period(session, key));
        });
    }
    std::vector<incentives::RunException> found(char const* key, std::string const& kind) {
        auto all = calculate(key).exceptions;
        std::erase_if(all, [&](incentives::RunException const& one) { return one.kind != kind; });
        return all;
    }
    // Takes the quarter to approved, with everything in it decided.
    void settle(char const* key) {
        auto const result = calculate(key);
        write([&](access::Write& w) {
            auto period = *incentives::find_pay_period(w, key);
            auto const run = incentives::save_run(w, result, period.id);
            auto step = [&](incentives::PayState to, std::optional<incentives::RunId> on) {
                period = incentives::step_pay_period(w, {period.id, to, on, "", period.version});
            };
            step(incentives::PayState::calculated, run);
            for (auto const& one : incentives::list_exceptions(w, w.caller(), run))
                incentives::decide_exception(w, one.id, "is right");
            step(incentives::PayState::reviewed, {});
            step(incentives::PayState::approved, {});
        });
    }
};

TEST_P(PayReview, asks_for_each_order_that_nobody_is_paid_for_and_once_only) {
    Reviewed company(GetParam());
    auto const orders = company.found("2026-Q2", "order_without_payee");
    ASSERT_EQ(orders.size(), 1U);
    EXPECT_EQ(orders[0].order, OrderId{company.id("order", "105")});
    EXPECT_EQ(orders[0].period_key, "2026-Q2");
    EXPECT_EQ(orders[0].detail,
              R"({"on":{"date":"2026-06-13"},"amount":{"money":"31.00","currency":"EUR"}})");
    company.settle("2026-Q2");
    company.write([](access::Write& w) {
        incentives::open_pay_period(w, "2026-Q3", {Date::parse("2026-07-01"), Date::parse("2026-10-01")});
        Company::add_order(w, "905", "C3", "T3", "2026-06-30", "EUR", {}, "12", {{"B", "1", "12", ""}});
    });
    auto const next = company.found("2026-Q3", "order_without_payee");
    ASSERT_EQ(next.size(), 1U) << "105 was decided with its quarter";
    EXPECT_EQ(next[0].order, OrderId{company.id("order", "905")}) << "entered late, it is asked for now";
}

TEST_P(PayReview, finds_shares_that_changed_in_the_last_days) {
    Reviewed company(GetParam());
    auto const give_to = [&](char const* seller, char const* at) {
        access::write(
            *company.db, access::system_caller(Instant::parse(at), Company::today), "test", "",
            [&](access::Write& w) {
                Company::add_order(w, "102", "C1", "T1", "2026-05-20", "EUR", {{seller, {}}}, "50.5", {});
            });
    };
    give_to("P2", "2026-06-25T12:00:00.000Z");
    EXPECT_TRUE(company.found("2026-Q2", "late_split").empty()) << "six days before the end";
    give_to("P3", "2026-06-26T12:00:00.000Z");
    auto const late = company.found("2026-Q2", "late_split");
    ASSERT_EQ(late.size(), 1U);
    EXPECT_EQ(late[0].order, OrderId{company.id("order", "102")});
}

}  // namespace
}  // namespace colonnade::insight
