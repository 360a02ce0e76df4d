// Why pay changed: each kind of cause, and that the causes sum to the difference.
#include "insight/pay/pay_change.hpp"

#include "insight/pay/paid_company_test.hpp"
#include "pillars/operations/incentives/parameter_store.hpp"

namespace colonnade::insight {
namespace {

COLONNADE_STORE_SUITE(PayChanged);

std::map<PayCauseKind, std::int64_t> by_kind(PayChange const& change) {
    std::map<PayCauseKind, std::int64_t> sums;
    std::int64_t sum = 0;
    for (PayCause const& cause : change.causes) sums[cause.kind] += cause.amount, sum += cause.amount;
    EXPECT_EQ(sum, change.after - change.before);
    return sums;
}

struct Changed : Paid {
    explicit Changed(db::Dialect dialect) : Paid(dialect) { calculate(); }

    void calculate() {
        auto result = db->read([&](db::Session& session) {
            return calculate_period(session, *facts.read(session),
                                    *incentives::find_pay_period(session, "2026-Q2"));
        });
        write([&](access::Write& w) { incentives::save_run(w, result, {}); });
    }
    PayChange change(char const* person) {
        PersonPay const now = pay_of(person);
        return db->read([&](db::Session& session) {
            auto const runs = earlier_runs(session, now.person, now.period.range);
            return pay_change(now, *facts.read(session), read_pay_then(session, now, runs.back()));
        });
    }
};

TEST_P(PayChanged, by_nothing_has_no_causes) {
    Changed company(GetParam());
    PayChange const change = company.change("P2");
    EXPECT_EQ(change.before, change.after);
    EXPECT_TRUE(change.causes.empty());
}

TEST_P(PayChanged, by_an_order_and_a_return) {
    Changed company(GetParam());
    std::int64_t const before = engine::pay::earned_now(company.pay_of("P2").plans).earned;
    company.write([](access::Write& w) {
        Company::add_order(w, "901", "C3", "", "2026-06-18", "EUR", {{"P2", {}}}, "300",
                           {{"B", "1", "300", ""}});
    });
    std::int64_t const with_order = engine::pay::earned_now(company.pay_of("P2").plans).earned;
    company.write([](access::Write& w) {
        Company::add_order(w, "902", "C1", "T1", "2026-06-19", "EUR", {{"P2", {}}}, "-40",
                           {{"A", "-1", "-40", ""}}, "return");
    });
    auto const causes = by_kind(company.change("P2"));
    ASSERT_EQ(causes.size(), 2u);
    EXPECT_EQ(causes.at(PayCauseKind::order_added), with_order - before);
    EXPECT_LT(causes.at(PayCauseKind::return_added), 0);
}

TEST_P(PayChanged, by_a_quota_a_share_and_an_amount) {
    Changed company(GetParam());
    company.write([&](access::Write& w) {
        w.keep_history("quotas", "quota_id", std::int64_t{1});
        w.run("update quotas set amount = 5000000, change_id = :change where quota_id = 1",
              {{"change", w.change_id()}});
    });
    auto const of_quota = by_kind(company.change("P2"));
    ASSERT_EQ(of_quota.size(), 1u);
    EXPECT_NE(of_quota.at(PayCauseKind::quota), 0);
}

TEST_P(PayChanged, by_a_plan) {
    Changed company(GetParam());
    company.write([](access::Write& w) {
        auto plan = incentives::versions_in_force(w, Date::parse("2026-04-01")).front();
        std::string text = plan.text;
        text.replace(text.find("5%"), 2, "6%");
        plan = incentives::edit_version(w, plan.id, text, Date::parse("2026-04-01"), plan.version);
        plan = incentives::submit_version(w, plan.id, plan.version);
        incentives::decide_version(w, plan.id, incentives::VersionState::approved, plan.digest, "");
    });
    auto const causes = by_kind(company.change("P2"));
    ASSERT_EQ(causes.size(), 1u);
    EXPECT_GT(causes.at(PayCauseKind::plan), 0);
}

}  // namespace
}  // namespace colonnade::insight
