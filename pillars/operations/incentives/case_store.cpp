#include "pillars/operations/incentives/case_store.hpp"

#include <fmt/format.h>

#include "foundation/access/visibility.hpp"
#include "pillars/operations/incentives/pay_period_store.hpp"
#include "pillars/operations/incentives/run_store.hpp"

namespace colonnade::incentives {
namespace {

std::vector<Adjustment> read_adjustments(db::Session& session, std::string const& tail,
                                         db::Params const& params) {
    std::vector<Adjustment> adjustments;
    session.each<AdjustmentId, PayPeriodId, PersonId, std::string, Currency, std::int64_t, std::string,
                 std::string, std::optional<DisputeId>, std::optional<UserId>, std::optional<UserId>,
                 std::optional<Instant>, ChangeId>(
        "select a.adjustment_id, a.pay_period_id, a.person_id, a.component, a.currency, a.amount, a.reason, "
        "a.state, a.dispute_id, a.author_id, a.decided_by, a.decided_at, a.change_id from pay_adjustments a "
        "where " +
            tail,
        params,
        [&](AdjustmentId id, PayPeriodId period, PersonId person, std::string const& component,
            Currency currency, std::int64_t amount, std::string const& reason, std::string const& state,
            std::optional<DisputeId> dispute, std::optional<UserId> author, std::optional<UserId> by,
            std::optional<Instant> at, ChangeId version) {
            adjustments.push_back({id,
                                   period,
                                   person,
                                   component,
                                   {amount, currency},
                                   reason,
                                   parse_word<AdjustmentState>(state),
                                   dispute,
                                   author,
                                   by,
                                   at,
                                   version});
        });
    return adjustments;
}

std::string audit_text(Adjustment const& adjustment) {
    return fmt::format(R"({{"person":{},"amount":"{}","state":"{}"}})", adjustment.person.value,
                       adjustment.amount.amount_text(2), word(adjustment.state));
}

void require_unsettled(access::Write& write, PayPeriodId id) {
    PayPeriod const period = get_pay_period(write, write.caller(), id);
    if (period.state >= PayState::approved)
        throw conflict("incentives.period_settled", {{"state", word(period.state)}}, "pay_period_id");
}

std::vector<Dispute> read_disputes(db::Session& session, std::string const& tail, db::Params const& params) {
    std::vector<Dispute> disputes;
    session.each<DisputeId, PayoutId, std::optional<int>, PersonId, std::string, std::string, Instant, Date,
                 std::string, std::string, std::optional<UserId>, std::optional<Instant>,
                 std::optional<AdjustmentId>, ChangeId>(
        "select d.dispute_id, d.payout_id, d.place, d.person_id, s.name, d.question, d.raised_at, "
        "d.answer_due, d.state, d.answer, d.answered_by, d.answered_at, d.adjustment_id, d.change_id "
        "from pay_disputes d join people s on s.person_id = d.person_id where " +
            tail,
        params,
        [&](DisputeId id, PayoutId payout, std::optional<int> place, PersonId person, std::string const& name,
            std::string const& question, Instant raised, Date due, std::string const& state,
            std::string const& answer, std::optional<UserId> by, std::optional<Instant> at,
            std::optional<AdjustmentId> adjustment, ChangeId version) {
            disputes.push_back({id, payout, place, person, name, question, raised, due,
                                parse_word<DisputeState>(state), answer, by, at, adjustment, version});
        });
    return disputes;
}

Dispute open_dispute(access::Write& write, DisputeId id, ChangeId seen) {
    Dispute dispute = get_dispute(write, write.caller(), id);
    if (dispute.version != seen) throw Problem(ProblemKind::stale, "stale");
    if (dispute.state != DisputeState::open) throw conflict("incentives.decided");
    return dispute;
}

Dispute settle(access::Write& write, Dispute dispute) {
    write.keep_history("pay_disputes", "dispute_id", dispute.id);
    dispute.version = write.change_id();
    dispute.answered_by = write.caller().user;
    dispute.answered_at = write.now();
    write.run(
        "update pay_disputes set state = :state, answer = :answer, answered_by = :by, answered_at = :at, "
        "adjustment_id = :adjustment, change_id = :change where dispute_id = :id",
        {{"state", word(dispute.state)},
         {"answer", dispute.answer},
         {"by", dispute.answered_by},
         {"at", dispute.answered_at},
         {"adjustment", dispute.adjustment},
         {"change", dispute.version},
         {"id", dispute.id}});
    write.audit("pay_dispute", dispute.id, R"({"state":"open"})",
                fmt::format(R"({{"state":"{}"}})", word(dispute.state)));
    return dispute;
}

}  // namespace

std::vector<Adjustment> list_adjustments(db::Session& session, Caller const& caller,
                                         std::optional<PayPeriodId> period, std::int64_t before, int limit) {
    access::Condition const seen = access::visible_person(caller, Permission::pay_read, "a.person_id");
    db::Params params{{"before", before}, {"limit", limit}};
    std::string where = "a.adjustment_id < :before and " + seen.sql;
    if (period) {
        where += " and a.pay_period_id = :period";
        params.push_back({"period", *period});
    }
    return read_adjustments(session, where + " order by a.adjustment_id desc limit :limit",
                            access::joined(params, seen.params));
}

std::vector<Adjustment> adjustments_of(db::Session& session, PayPeriodId period) {
    return read_adjustments(session, "a.pay_period_id = :period order by a.adjustment_id",
                            {{"period", period}});
}

Adjustment propose_adjustment(access::Write& write, Adjustment const& adjustment) {
    Caller const& caller = write.caller();
    require_unsettled(write, adjustment.period);
    if (!write.exists("select 1 from people where person_id = :id", {{"id", adjustment.person}}))
        throw not_found();
    check_hands({{}, caller.user, caller.person, {&adjustment.person, 1}, caller.roles.has(Role::solo)});
    Adjustment made = adjustment;
    made.id = AdjustmentId{write.next_id("pay_adjustments")};
    if (caller.user) made.author = caller.user;
    made.version = write.change_id();
    write.run(
        "insert into pay_adjustments (adjustment_id, pay_period_id, person_id, component, currency, amount, "
        "reason, state, dispute_id, author_id, change_id) values (:id, :period, :person, :component, "
        ":currency, :amount, :reason, 'proposed', :dispute, :author, :change)",
        {{"id", made.id},
         {"period", made.period},
         {"person", made.person},
         {"component", made.component},
         {"currency", made.amount.currency},
         {"amount", made.amount.units},
         {"reason", made.reason},
         {"dispute", made.dispute},
         {"author", made.author},
         {"change", made.version}});
    write.audit("pay_adjustment", made.id, "", audit_text(made));
    return made;
}

Adjustment decide_adjustment(access::Write& write, AdjustmentId id, AdjustmentState decision, ChangeId seen) {
    Caller const& caller = write.caller();
    auto const found = read_adjustments(write, "a.adjustment_id = :id", {{"id", id}});
    if (found.empty()) throw not_found();
    Adjustment const& before = found.front();
    if (before.version != seen) throw Problem(ProblemKind::stale, "stale");
    if (before.state != AdjustmentState::proposed) throw conflict("incentives.decided");
    require_unsettled(write, before.period);
    check_hands(
        {before.author, caller.user, caller.person, {&before.person, 1}, caller.roles.has(Role::solo)});
    Adjustment after = before;
    after.state = decision;
    after.decided_by = caller.user;
    after.decided_at = write.now();
    after.version = write.change_id();
    write.keep_history("pay_adjustments", "adjustment_id", id);
    write.run(
        "update pay_adjustments set state = :state, decided_by = :by, decided_at = :at, change_id = :change "
        "where adjustment_id = :id",
        {{"state", word(decision)},
         {"by", after.decided_by},
         {"at", after.decided_at},
         {"change", after.version},
         {"id", id}});
    write.audit("pay_adjustment", id, audit_text(before), audit_text(after));
    return after;
}

std::vector<Dispute> list_disputes(db::Session& session, Caller const& caller,
                                   std::optional<DisputeState> state, std::int64_t before, int limit) {
    access::Condition const seen = access::visible_person(caller, Permission::pay_read, "d.person_id");
    db::Params params{{"before", before}, {"limit", limit}};
    std::string where = "d.dispute_id < :before and " + seen.sql;
    if (state) {
        where += " and d.state = :state";
        params.push_back({"state", word(*state)});
    }
    return read_disputes(session, where + " order by d.dispute_id desc limit :limit",
                         access::joined(params, seen.params));
}

Dispute get_dispute(db::Session& session, Caller const& caller, DisputeId id) {
    access::Condition const seen = access::visible_person(caller, Permission::pay_read, "d.person_id");
    auto found = read_disputes(session, "d.dispute_id = :id and " + seen.sql,
                               access::joined({{"id", id}}, seen.params));
    if (found.empty()) throw not_found();
    return std::move(found.front());
}

Dispute raise_dispute(access::Write& write, PayoutId payout, std::optional<int> place,
                      std::string const& question) {
    Caller const& caller = write.caller();
    StoredPayout const disputed = get_payout(write, caller, payout);
    if (caller.person != disputed.payout.person) throw not_found();
    bool const has_line = !place ||
                          write.exists("select 1 from payout_lines where payout_id = :id and place = :place",
                                       {{"id", payout}, {"place", *place}});
    if (!has_line) throw not_found();
    DisputeId const id{write.next_id("pay_disputes")};
    write.run(
        "insert into pay_disputes (dispute_id, payout_id, place, person_id, question, raised_by, raised_at, "
        "answer_due, state, answer, change_id) values (:id, :payout, :place, :person, :question, :by, :at, "
        ":due, 'open', '', :change)",
        {{"id", id},
         {"payout", payout},
         {"place", place},
         {"person", disputed.payout.person},
         {"question", question},
         {"by", caller.user},
         {"at", write.now()},
         {"due", answer_due(caller.today)},
         {"change", write.change_id()}});
    write.audit("pay_dispute", id, "", R"({"state":"open"})");
    return get_dispute(write, caller, id);
}

Dispute answer_dispute(access::Write& write, DisputeId id, Answer const& answer, ChangeId seen) {
    Caller const& caller = write.caller();
    Dispute dispute = open_dispute(write, id, seen);
    check_hands({{}, caller.user, caller.person, {&dispute.person, 1}, caller.roles.has(Role::solo)});
    dispute.state = answer.decision;
    dispute.answer = answer.text;
    if (answer.decision == DisputeState::granted) {
        if (!answer.amount || !answer.period) throw invalid("incentives.grant_needs_amount", {}, "amount");
        StoredPayout const disputed = get_payout(write, caller, dispute.payout);
        Adjustment correction;
        correction.period = *answer.period;
        correction.person = dispute.person;
        correction.component = disputed.payout.component;
        correction.amount = *answer.amount;
        correction.reason = answer.text;
        correction.dispute = id;
        dispute.adjustment = propose_adjustment(write, correction).id;
    }
    return settle(write, std::move(dispute));
}

Dispute withdraw_dispute(access::Write& write, DisputeId id, ChangeId seen) {
    Dispute dispute = open_dispute(write, id, seen);
    if (write.caller().person != dispute.person) throw not_found();
    dispute.state = DisputeState::withdrawn;
    return settle(write, std::move(dispute));
}

}  // namespace colonnade::incentives
