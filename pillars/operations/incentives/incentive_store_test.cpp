#include "pillars/operations/incentives/incentive_store_test.hpp"

namespace colonnade::incentives {
namespace {

COLONNADE_STORE_SUITE(IncentiveStore);

TEST_P(IncentiveStore, a_plan_is_approved_as_it_was_submitted_and_by_another) {
    Fixture f(GetParam());
    PlanVersion const plan = f.submitted({2, 6});
    auto decide = [&](std::string const& digest) {
        return
            [&, digest](access::Write& w) { decide_version(w, plan.id, VersionState::approved, digest, ""); };
    };
    EXPECT_EQ(f.code(operations(), decide(plan.digest)), "incentives.own_work");
    EXPECT_EQ(f.code(finance(6), decide(plan.digest)), "incentives.own_pay");
    EXPECT_EQ(f.code(finance(), decide("another")), "incentives.other_text");
    EXPECT_EQ(f.code(finance(), decide(plan.digest)), "");
    EXPECT_EQ(f.code(finance(), decide(plan.digest)), "incentives.version_state");
    f.db->read([&](db::Session& s) {
        EXPECT_EQ(versions_in_force(s, d("2025-12-31")).size(), 0U);
        ASSERT_EQ(versions_in_force(s, d("2026-01-01")).size(), 1U);
    });
}

TEST_P(IncentiveStore, an_edit_voids_the_submission_and_an_approved_text_stays) {
    Fixture f(GetParam());
    PlanVersion version = f.submitted({2});
    version = f.as(operations(), [&](access::Write& w) {
        return edit_version(w, version.id, "other", d("2026-01-01"), version.version);
    });
    EXPECT_EQ(version.state, VersionState::draft);
    EXPECT_FALSE(version.submitted);
    version =
        f.as(operations(), [&](access::Write& w) { return submit_version(w, version.id, version.version); });
    version = f.as(finance(), [&](access::Write& w) {
        return decide_version(w, version.id, VersionState::approved, version.digest, "good");
    });
    PlanVersion const next = f.as(operations(), [&](access::Write& w) {
        return edit_version(w, version.id, "third", d("2026-02-01"), version.version);
    });
    EXPECT_EQ(next.number, 2);
    EXPECT_NE(next.id, version.id);
    f.db->read([&](db::Session& s) {
        EXPECT_EQ(get_version(s, operations(), version.id).text, "other");
        EXPECT_EQ(versions_in_force(s, d("2026-03-01")).front().id, version.id);
    });
}

TEST_P(IncentiveStore, plans_are_seen_by_those_they_pay_and_accepted_by_digest) {
    Fixture f(GetParam());
    PlanVersion const plan = f.submitted({2});
    auto seen = [&](Caller const& who) {
        return f.db->read([&](db::Session& s) { return list_versions(s, who, {}, 1'000'000, 9).size(); });
    };
    EXPECT_EQ(seen(seller(2)), 0U) << "not before it is approved";
    f.as(finance(),
         [&](access::Write& w) { decide_version(w, plan.id, VersionState::approved, plan.digest, ""); });
    EXPECT_EQ(seen(seller(2)), 1U);
    EXPECT_EQ(seen(leader()), 1U);
    EXPECT_EQ(seen(seller(3)), 0U);
    auto accept = [&](std::string const& digest) {
        return [&, digest](access::Write& w) { accept_version(w, plan.id, digest); };
    };
    EXPECT_EQ(f.code(seller(3), accept(plan.digest)), "not_found");
    EXPECT_EQ(f.code(leader(), accept(plan.digest)), "incentives.not_assigned");
    EXPECT_EQ(f.code(seller(2), accept("x")), "incentives.other_text");
    EXPECT_EQ(f.code(seller(2), accept(plan.digest)), "");
    f.db->read([&](db::Session& s) { EXPECT_EQ(list_acceptances(s, leader(), plan.id).size(), 1U); });
}

TEST_P(IncentiveStore, assignments_do_not_overlap_and_nobody_assigns_themselves) {
    Fixture f(GetParam());
    PlanVersion const plan = f.submitted({2});
    auto assign = [&](std::optional<int> person, std::optional<std::string> role, char const* from) {
        return [=](access::Write& w) {
            Assignment assignment;
            assignment.plan = plan.plan;
            if (person) assignment.person = PersonId{*person};
            assignment.role = role;
            assignment.valid = {d(from), std::nullopt};
            assign_plan(w, assignment);
        };
    };
    EXPECT_EQ(f.code(operations(), assign(2, {}, "2026-03-01")), "incentives.overlap");
    EXPECT_EQ(f.code(operations(), assign(3, {}, "2026-03-01")), "");
    EXPECT_EQ(f.code(operations(), assign(4, {}, "2026-03-01")), "incentives.own_pay");
    EXPECT_EQ(f.code(operations(), assign({}, {}, "2026-03-01")), "incentives.assignee");
    EXPECT_EQ(f.code(operations(), assign({}, "salesperson", "2026-03-01")), "");
    EXPECT_EQ(f.code(operations(), assign({}, "salesperson", "2027-03-01")), "incentives.overlap");
}

TEST_P(IncentiveStore, a_new_value_of_a_parameter_ends_the_one_before_it) {
    Fixture f(GetParam());
    Parameter rate;
    rate.person = PersonId{2};
    rate.name = "rate";
    rate.kind = ParameterKind::rate;
    rate.value = Rate::percent(2).count;
    rate.valid = {d("2026-01-01"), std::nullopt};
    f.as(operations(), [&](access::Write& w) { save_parameter(w, rate); });
    rate.value = Rate::percent(3).count;
    rate.valid.from = d("2026-04-01");
    f.as(operations(),
         [&](access::Write& w) { EXPECT_EQ(ParameterLoader(w).add(rate).result, LoadResult::inserted); });
    f.as(operations(),
         [&](access::Write& w) { EXPECT_EQ(ParameterLoader(w).add(rate).result, LoadResult::unchanged); });
    f.db->read([&](db::Session& s) {
        auto const all = all_parameters(s);
        ASSERT_EQ(all.size(), 2U);
        EXPECT_EQ(all[0].valid.to, d("2026-04-01"));
        EXPECT_EQ(list_parameters(s, seller(2), {}, 9).size(), 2U);
        EXPECT_EQ(list_parameters(s, seller(3), {}, 9).size(), 0U);
    });
    rate.person = PersonId{4};
    EXPECT_EQ(f.code(operations(), [&](access::Write& w) { save_parameter(w, rate); }), "incentives.own_pay");
}

TEST_P(IncentiveStore, a_period_goes_its_way_and_the_ledger_balances) {
    Fixture f(GetParam());
    PayPeriod period = f.open("P1", "2026-01-01", "2026-02-01");
    RunException const odd{"zero_pay", PersonId{3}, "", "P1", ""};
    RunId const run = f.run(period.id, {{2, "P1", 100}, {3, "P1", 40}}, {odd});
    period = f.step(operations(), period, PayState::calculated, run);
    auto step = [&](PayState to) {
        return [&, to](access::Write& w) { step_pay_period(w, {period.id, to, {}, "", period.version}); };
    };
    EXPECT_EQ(f.code(operations(), step(PayState::reviewed)), "incentives.exceptions_open");
    EXPECT_EQ(f.payouts_seen(seller(2)), 0U) << "a payee sees what is approved";
    auto const exceptions = f.db->read([&](db::Session& s) { return list_exceptions(s, finance(), run); });
    f.as(operations(), [&](access::Write& w) { decide_exception(w, exceptions.at(0).id, "is right"); });
    period = f.step(operations(), period, PayState::reviewed);
    EXPECT_EQ(f.code(operations(), step(PayState::approved)), "incentives.own_work");
    EXPECT_EQ(f.code(finance(), step(PayState::paid)), "incentives.period_step");
    period = f.step(finance(), period, PayState::approved);
    EXPECT_EQ(f.balance(2, Account::earned), -100);
    EXPECT_EQ(f.balance(2, Account::due), 100);
    period = f.step(finance(), period, PayState::paid);
    EXPECT_EQ(f.balance(2, Account::due), 0);
    EXPECT_EQ(f.balance(2, Account::paid), 100);
    period = f.step(finance(), period, PayState::closed);
    f.db->read([&](db::Session& s) {
        EXPECT_TRUE(unbalanced_batches(s).empty());
        EXPECT_EQ(list_steps(s, finance(), period.id).size(), 5U);
        Payroll const sheet = payroll(s, finance(), period.id);
        ASSERT_EQ(sheet.rows.size(), 2U);
        EXPECT_EQ(sheet.totals.at(0), eur(140));
        EXPECT_EQ(payroll(s, finance(), period.id).digest, sheet.digest);
        EXPECT_THROW(payroll(s, leader(), period.id), Problem);
    });
    f.db->read([&](db::Session& s) {
        auto const own = pay_balances(s, seller(2), PersonId{2});
        ASSERT_EQ(own.size(), 1U);
        EXPECT_EQ(own[0].earned, eur(100));
        EXPECT_EQ(own[0].paid, eur(100));
        EXPECT_EQ(own[0].due, eur(0));
        EXPECT_THROW(pay_balances(s, seller(2), PersonId{3}), Problem);
    });
    EXPECT_EQ(f.payouts_seen(seller(2)), 1U);
    EXPECT_EQ(f.payouts_seen(leader()), 1U);
    EXPECT_EQ(f.payouts_seen(finance()), 2U);
}

TEST_P(IncentiveStore, the_checker_finds_a_batch_that_does_not_balance) {
    Fixture f(GetParam());
    PayPeriod const period = f.open("P1", "2026-01-01", "2026-02-01");
    std::vector<LedgerEntry> const half{{PersonId{2}, Account::due, "C", "P1", eur(5)}};
    EXPECT_EQ(f.code(operations(), [&](access::Write& w) { book(w, "earning", period.id, "", half); }),
              "incentives.unbalanced");
    f.as(operations(), [&](access::Write& w) {
        book(w, "earning", period.id, "", {{PersonId{2}, Account::earned, "C", "P1", eur(-5)}, half.front()});
        w.run("update pay_ledger_entries set amount = 6 where amount = 5");
    });
    f.db->read([&](db::Session& s) { EXPECT_EQ(unbalanced_batches(s).size(), 1U); });
}

TEST_P(IncentiveStore, a_correction_after_close_falls_due_in_the_open_period) {
    Fixture f(GetParam());
    PayPeriod first = f.open("P1", "2026-01-01", "2026-02-01");
    first = f.approved(first, f.run(first.id, {{2, "P1", 100}}));
    first = f.step(finance(), first, PayState::paid);
    first = f.step(finance(), first, PayState::closed);
    PayPeriod second = f.open("P2", "2026-02-01", "2026-03-01");
    second = f.approved(second, f.run(second.id, {{2, "P1", 70}, {2, "P2", 50}}));
    EXPECT_EQ(f.balance(2, Account::due), 20) << "50 of the period less 30 that the first paid too much";
    f.db->read([&](db::Session& s) {
        EXPECT_EQ(payroll(s, finance(), first.id).totals.at(0), eur(100)) << "the closed period stays";
        EXPECT_EQ(payroll(s, finance(), second.id).totals.at(0), eur(20));
    });
    PayPeriod third = f.open("P3", "2026-03-01", "2026-04-01");
    f.approved(third, f.run(third.id, {{2, "P1", 70}, {2, "P2", 50}, {2, "P3", 1}}));
    EXPECT_EQ(f.balance(2, Account::due), 21) << "what was corrected is not corrected again";
}

TEST_P(IncentiveStore, an_adjustment_counts_once_another_approved_it) {
    Fixture f(GetParam());
    PayPeriod period = f.open("P1", "2026-01-01", "2026-02-01");
    Adjustment ask;
    ask.period = period.id;
    ask.person = PersonId{2};
    ask.component = "Commission";
    ask.amount = eur(15);
    ask.reason = "a deal entered late";
    Adjustment const made = f.as(operations(), [&](access::Write& w) { return propose_adjustment(w, ask); });
    auto decide = [&](access::Write& w) {
        decide_adjustment(w, made.id, {AdjustmentState::approved, "seen", made.version});
    };
    RunId const run = f.run(period.id, {{2, "P1", 100}});
    period = f.step(operations(), period, PayState::calculated, run);
    period = f.step(operations(), period, PayState::reviewed);
    EXPECT_EQ(f.code(finance(),
                     [&](access::Write& w) {
                         step_pay_period(w, {period.id, PayState::approved, {}, "", period.version});
                     }),
              "incentives.adjustments_open");
    EXPECT_EQ(f.code(operations(), decide), "incentives.own_work");
    EXPECT_EQ(f.code(finance(), decide), "");
    f.step(finance(), period, PayState::approved);
    EXPECT_EQ(f.balance(2, Account::due), 115);
    EXPECT_EQ(f.code(operations(), [&](access::Write& w) { propose_adjustment(w, ask); }),
              "incentives.period_settled");
}

TEST_P(IncentiveStore, a_dispute_is_the_payees_has_a_day_and_is_answered_by_another) {
    Fixture f(GetParam());
    PayPeriod first = f.open("P1", "2026-01-01", "2026-02-01");
    f.approved(first, f.run(first.id, {{2, "P1", 100}}));
    PayPeriod const second = f.open("P2", "2026-02-01", "2026-03-01");
    PayoutId const payout =
        f.db->read([&](db::Session& s) { return list_payouts(s, seller(2), {}).at(0).id; });
    auto raise = [&](access::Write& w) { raise_dispute(w, payout, 1, "Where is order 9?"); };
    EXPECT_EQ(f.code(seller(3), raise), "not_found");
    EXPECT_EQ(f.code(leader(), raise), "not_found");
    Dispute const dispute =
        f.as(seller(2), [&](access::Write& w) { return raise_dispute(w, payout, 1, "Where is order 9?"); });
    EXPECT_EQ(dispute.answer_due, d("2026-02-11"));
    Answer granted{DisputeState::granted, "You are right", {}, {}};
    auto answer = [&](access::Write& w) { answer_dispute(w, dispute.id, granted, dispute.version); };
    EXPECT_EQ(f.code(operations(), answer), "incentives.grant_needs_amount");
    granted.amount = eur(12);
    granted.period = second.id;
    EXPECT_EQ(f.code(operations(), answer), "");
    EXPECT_EQ(f.code(operations(), answer), "stale");
    f.db->read([&](db::Session& s) {
        auto const adjustments = list_adjustments(s, seller(2), {second.id, {}, {}}, 1'000'000, 9);
        ASSERT_EQ(adjustments.size(), 1U);
        EXPECT_EQ(adjustments[0].amount, eur(12));
        EXPECT_EQ(adjustments[0].dispute, dispute.id);
        EXPECT_EQ(list_disputes(s, seller(3), {}, 0, 9).size(), 0U);
    });
}

}  // namespace
}  // namespace colonnade::incentives
