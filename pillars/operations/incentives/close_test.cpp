#include "pillars/operations/incentives/close.hpp"

#include "pillars/operations/incentives/close_store.hpp"
#include "pillars/operations/incentives/incentive_store_test.hpp"
#include "pillars/operations/incentives/payee_store.hpp"
#include "pillars/operations/incentives/payroll_api.hpp"

namespace colonnade::incentives {
namespace {

COLONNADE_STORE_SUITE(CloseDesk);

CheckState state(CloseFacts const& facts, CheckKind kind) {
    for (Check const& check : close_checks(facts))
        if (check.kind == kind) return check.state;
    return CheckState::waits;
}

TEST(CloseChecks, a_step_waits_for_what_comes_before_it) {
    CloseFacts facts;
    EXPECT_EQ(state(facts, CheckKind::calculated), CheckState::todo);
    EXPECT_EQ(state(facts, CheckKind::reviewed), CheckState::waits);
    facts.state = PayState::calculated;
    facts.exceptions = facts.exceptions_open = 2;
    EXPECT_EQ(state(facts, CheckKind::exceptions_decided), CheckState::todo);
    EXPECT_EQ(state(facts, CheckKind::reviewed), CheckState::waits) << "exceptions are decided first";
    facts.exceptions_open = 0;
    EXPECT_EQ(state(facts, CheckKind::exceptions_decided), CheckState::done);
    EXPECT_EQ(state(facts, CheckKind::reviewed), CheckState::todo);
    facts.state = PayState::reviewed;
    facts.adjustments_open = 1;
    EXPECT_EQ(state(facts, CheckKind::approved), CheckState::waits) << "adjustments are decided first";
    facts.adjustments_open = 0;
    EXPECT_EQ(state(facts, CheckKind::approved), CheckState::todo);
    EXPECT_EQ(state(facts, CheckKind::payroll_exported), CheckState::waits);
    facts.disputes_open = 1;
    EXPECT_EQ(state(facts, CheckKind::disputes_answered), CheckState::todo);
    EXPECT_EQ(state(facts, CheckKind::approved), CheckState::todo) << "an open dispute holds nothing up";
}

TEST(CloseChecks, a_payroll_file_counts_while_the_payroll_is_what_it_held) {
    CloseFacts facts;
    facts.state = PayState::approved;
    facts.payroll_digest = "a";
    EXPECT_EQ(state(facts, CheckKind::payroll_exported), CheckState::todo);
    facts.exported = FileMade{"a", "Fay", Instant{5}};
    EXPECT_EQ(state(facts, CheckKind::payroll_exported), CheckState::done);
    facts.payroll_digest = "b";
    EXPECT_EQ(state(facts, CheckKind::payroll_exported), CheckState::todo) << "it changed since";
    EXPECT_EQ(state(facts, CheckKind::ledger_balanced), CheckState::done);
    facts.ledger_balances = false;
    EXPECT_EQ(state(facts, CheckKind::ledger_balanced), CheckState::todo);
}

TEST(CloseChecks, a_difference_names_its_cause) {
    auto const cause = [](std::int64_t before, std::int64_t after, std::int64_t credited,
                          std::int64_t credited_after) {
        return cause_of({PersonId{1}, "C", "P", eur(before), eur(after), eur(credited), eur(credited_after)});
    };
    EXPECT_EQ(cause(0, 5, 0, 50), PayCause::began);
    EXPECT_EQ(cause(5, 0, 50, 0), PayCause::ended);
    EXPECT_EQ(cause(5, 6, 50, 60), PayCause::credit);
    EXPECT_EQ(cause(5, 6, 50, 50), PayCause::terms);
}

// A table as lines of text.
struct TextTables : wire::TableWriters {
    struct Text : wire::TableWriter {
        std::string text, name;
        void row(std::span<wire::Cell const> cells) override {
            for (wire::Cell const& cell : cells) text += cell + ";";
            text += "\n";
        }
        wire::Download finish() override { return {text, {}, name, ""}; }
    };
    std::unique_ptr<wire::TableWriter> open(wire::TableFormat, std::string name,
                                            std::vector<wire::Column> columns, std::string const&) override {
        auto table = std::make_unique<Text>();
        table->name = std::move(name);
        for (wire::Column const& column : columns) table->text += column.key + ";";
        table->text += "\n";
        return table;
    }
};

TEST(PayrollFile, carries_row_count_control_total_and_digest) {
    Payroll sheet;
    sheet.rows = {{PersonId{2}, "E2", "Ana", eur(1'000'000)}, {PersonId{3}, "", "Bo", eur(400'000)}};
    sheet.totals = {eur(1'400'000)};
    sheet.digest = "abc";
    TextTables tables;
    auto const file = payroll_file(tables, wire::TableFormat::csv, sheet, "2026-Q1");
    EXPECT_EQ(file.name, "payroll-2026-Q1");
    EXPECT_EQ(file.bytes,
              "person_id;external_id;name;amount;currency;\n2;E2;Ana;100.00;EUR;\n3;;Bo;40.00;EUR;\n"
              "control;rows;2;;;\ncontrol;total;;140.00;EUR;\ncontrol;digest;abc;;;\n");
}

Caller with(Caller caller, std::vector<std::pair<Permission, Scope>> const& scopes) {
    caller.scopes.fill(Scope::none);
    for (auto const& [permission, scope] : scopes) caller.grant(permission, scope);
    return caller;
}
Caller clerk() {
    return with(operations(), {{Permission::pay_read, Scope::all},
                               {Permission::pay_run, Scope::all},
                               {Permission::plan_read, Scope::all},
                               {Permission::plan_write, Scope::all}});
}
Caller treasurer(int id = 5) {
    return with(finance(id), {{Permission::pay_read, Scope::all},
                              {Permission::pay_approve, Scope::all},
                              {Permission::plan_read, Scope::all},
                              {Permission::plan_approve, Scope::all}});
}
Caller payee(int id) {
    return with(seller(id), {{Permission::pay_read, Scope::own},
                             {Permission::plan_read, Scope::own},
                             {Permission::pay_dispute, Scope::own}});
}

std::string waiting(Fixture& f, Caller const& caller) {
    std::string text;
    f.db->read([&](db::Session& s) {
        for (Waiting const& one : pay_waiting(s, caller))
            text += (text.empty() ? "" : " ") + one.code + "=" + std::to_string(one.count) +
                    (one.is_late ? "!" : "");
    });
    return text;
}

TEST_P(CloseDesk, a_period_closes_with_its_checks_done_and_its_file_made) {
    Fixture f(GetParam());
    PayPeriod period = f.open("P1", "2026-01-01", "2026-02-01");
    auto checks = [&] {
        return f.db->read([&](db::Session& s) { return close_facts(s, clerk(), period.id); });
    };
    EXPECT_EQ(state(checks(), CheckKind::calculated), CheckState::todo);
    period = f.approved(period, f.run(period.id, {{2, "P1", 100}, {3, "P1", 40}}));
    CloseFacts facts = checks();
    EXPECT_EQ(state(facts, CheckKind::approved), CheckState::done);
    EXPECT_EQ(facts.ledger_entries, 4);
    EXPECT_EQ(state(facts, CheckKind::ledger_balanced), CheckState::done);
    EXPECT_EQ(state(facts, CheckKind::payroll_exported), CheckState::todo);
    f.as(treasurer(),
         [&](access::Write& w) { record_export(w, period.id, payroll(w, treasurer(), period.id)); });
    EXPECT_EQ(state(checks(), CheckKind::payroll_exported), CheckState::done);
    f.as(operations(),
         [&](access::Write& w) { w.run("update pay_ledger_entries set amount = 7 where place = 1"); });
    EXPECT_EQ(state(checks(), CheckKind::ledger_balanced), CheckState::todo) << "the checker reads the rows";
    EXPECT_THROW(f.db->read([&](db::Session& s) { return close_facts(s, payee(2), period.id); }), Problem);
}

TEST_P(CloseDesk, what_waits_is_told_to_those_who_can_do_it) {
    Fixture f(GetParam());
    PayPeriod first = f.open("P1", "2026-01-01", "2026-02-01");
    EXPECT_EQ(waiting(f, clerk()), "periods_to_calculate=1");
    EXPECT_EQ(waiting(f, payee(2)), "");
    first = f.step(operations(), first, PayState::calculated, f.run(first.id, {{2, "P1", 100}}));
    EXPECT_EQ(waiting(f, clerk()), "periods_to_review=1");
    first = f.step(operations(), first, PayState::reviewed);
    EXPECT_EQ(waiting(f, treasurer()), "periods_to_approve=1");
    first = f.step(finance(), first, PayState::approved);
    PayPeriod const second = f.open("P2", "2026-02-01", "2026-03-01");
    PayoutId const payout =
        f.db->read([&](db::Session& s) { return list_payouts(s, payee(2), {}).at(0).id; });
    Dispute const dispute =
        f.as(payee(2), [&](access::Write& w) { return raise_dispute(w, payout, 1, "Where is order 9?"); });
    EXPECT_EQ(waiting(f, clerk()), "disputes_to_answer=1");
    Caller later = clerk();
    later.today = d("2026-02-12");
    EXPECT_EQ(waiting(f, later), "disputes_to_answer=1!");
    Caller const chief = with(leader(), {{Permission::pay_read, Scope::team}});
    EXPECT_EQ(waiting(f, chief), "disputes_of_team=1");
    Answer const granted{DisputeState::granted, "You are right", eur(12), second.id};
    f.as(operations(), [&](access::Write& w) { answer_dispute(w, dispute.id, granted, dispute.version); });
    EXPECT_EQ(waiting(f, clerk()), "");
    EXPECT_EQ(waiting(f, treasurer()), "adjustments_to_decide=1 periods_to_pay=1");
    EXPECT_EQ(waiting(f, treasurer(4)), "periods_to_pay=1") << "who proposed it does not decide it";
    EXPECT_EQ(waiting(f, payee(2)), "answers_received=1");
    f.db->read([&](db::Session& s) {
        Dispute const seen = get_dispute(s, payee(2), dispute.id);
        EXPECT_EQ(seen.component, "Commission");
        EXPECT_EQ(seen.due, eur(100));
        EXPECT_EQ(seen.order, OrderId{9});
        EXPECT_EQ(seen.line_credited, eur(1000));
        EXPECT_EQ(seen.adjustment_amount, eur(12));
        EXPECT_EQ(seen.adjustment_period, "P2");
        EXPECT_EQ(seen.adjustment_state, AdjustmentState::proposed);
    });
}

TEST_P(CloseDesk, open_disputes_stand_before_answered_ones_whatever_the_page) {
    Fixture f(GetParam());
    PayPeriod const first = f.open("P1", "2026-01-01", "2026-02-01");
    f.approved(first, f.run(first.id, {{2, "P1", 100}}));
    PayoutId const payout =
        f.db->read([&](db::Session& s) { return list_payouts(s, payee(2), {}).at(0).id; });
    std::vector<Dispute> raised;
    for (int i = 0; i < 4; ++i)
        raised.push_back(
            f.as(payee(2), [&](access::Write& w) { return raise_dispute(w, payout, {}, "Why?"); }));
    for (int answered : {0, 2})
        f.as(operations(), [&](access::Write& w) {
            Dispute const& one = raised[static_cast<std::size_t>(answered)];
            answer_dispute(w, one.id, {DisputeState::declined, "It is right", {}, {}}, one.version);
        });
    std::vector<std::int64_t> seen;
    std::int64_t after = 0;
    for (int page = 0; page < 2; ++page)
        f.db->read([&](db::Session& s) {
            for (Dispute const& one : list_disputes(s, payee(2), {}, after, 2)) {
                seen.push_back(one.id.value);
                after = place_of(one);
            }
        });
    EXPECT_EQ(seen, (std::vector<std::int64_t>{raised[1].id.value, raised[3].id.value, raised[2].id.value,
                                               raised[0].id.value}));
}

TEST_P(CloseDesk, a_new_version_asks_its_payees_again) {
    Fixture f(GetParam());
    PlanVersion version = f.submitted({2, 3});
    EXPECT_EQ(waiting(f, treasurer()), "plans_to_approve=1");
    EXPECT_EQ(waiting(f, treasurer(4)), "") << "who submitted it does not approve it";
    auto approve = [&](PlanVersion const& plan) {
        return f.as(finance(), [&](access::Write& w) {
            return decide_version(w, plan.id, VersionState::approved, plan.digest, "");
        });
    };
    version = approve(version);
    EXPECT_EQ(waiting(f, payee(2)), "plans_to_accept=1");
    f.as(seller(2), [&](access::Write& w) { accept_version(w, version.id, version.digest); });
    EXPECT_EQ(waiting(f, payee(2)), "");
    auto payees = [&](Caller const& caller) {
        std::string text;
        f.db->read([&](db::Session& s) {
            for (Payee const& one : plan_payees(s, caller, version.plan))
                text += one.name + ":" + std::to_string(one.accepted_number.value_or(0)) +
                        (one.is_current ? "+ " : "- ");
        });
        return text;
    };
    EXPECT_EQ(payees(clerk()), "P2:1+ P3:0- ");
    EXPECT_EQ(payees(leader()), "P2:1+ ") << "a manager sees their tree";
    PlanVersion next = f.as(operations(), [&](access::Write& w) {
        return edit_version(w, version.id, "other", d("2026-02-01"), version.version);
    });
    next = f.as(operations(), [&](access::Write& w) { return submit_version(w, next.id, next.version); });
    approve(next);
    EXPECT_EQ(payees(clerk()), "P2:1- P3:0- ");
    EXPECT_EQ(waiting(f, payee(2)), "plans_to_accept=1");
}

TEST_P(CloseDesk, what_was_decided_holds_for_the_same_exception_of_the_next_run) {
    Fixture f(GetParam());
    PayPeriod const period = f.open("P1", "2026-01-01", "2026-02-01");
    RunException const odd{"zero_pay", PersonId{3}, "", "P1", "40.00"};
    RunException const order{"order_without_payee", {}, "", "P1", "2026-01-05", OrderId{9}};
    RunId const before = f.run(period.id, {{2, "P1", 100}}, {odd, order});
    f.step(operations(), period, PayState::calculated, before);
    for (StoredException const& one :
         f.db->read([&](db::Session& s) { return list_exceptions(s, operations(), before); }))
        f.as(operations(), [&](access::Write& w) { decide_exception(w, one.id, "is right"); });
    RunException changed = odd;
    changed.detail = "50.00";
    RunId const after = f.run(period.id, {{2, "P1", 100}}, {changed, order});
    f.as(operations(), [&](access::Write& w) {
        EXPECT_EQ(former_run(w, period.id), before);
        carry_decisions(w, before, after);
    });
    f.db->read([&](db::Session& s) {
        auto const exceptions = list_exceptions(s, operations(), after);
        ASSERT_EQ(exceptions.size(), 2U);
        EXPECT_FALSE(exceptions[0].decided_at) << "another amount is asked again";
        EXPECT_EQ(exceptions[1].note, "is right");
        EXPECT_EQ(exceptions[1].exception.order, OrderId{9});
        EXPECT_EQ(count_open_exceptions(s, after), 1);
    });
}

}  // namespace
}  // namespace colonnade::incentives
