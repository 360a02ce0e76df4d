#include "pillars/operations/incentives/case_store.hpp"

#include <fmt/format.h>

#include "foundation/access/visibility.hpp"
#include "pillars/operations/incentives/pay_period_store.hpp"
#include "pillars/operations/incentives/run_store.hpp"

namespace colonnade::incentives {
namespace {

std::vector<Adjustment> read_adjustments(db::Session& session, std::string const& tail,
                                         db::Params const& params) {
    using MaybeText = std::optional<std::string>;
    std::vector<Adjustment> adjustments;
    session.each<AdjustmentId, PayPeriodId, PersonId, std::string, Currency, std::int64_t, std::string,
                 std::string, std::optional<DisputeId>, std::optional<UserId>, std::optional<UserId>,
                 std::optional<Instant>, ChangeId, std::optional<PayoutId>, MaybeText, std::string,
                 std::string, MaybeText, MaybeText>(
        "select a.adjustment_id, a.pay_period_id, a.person_id, a.component, a.currency, a.amount, a.reason, "
        "a.state, a.dispute_id, a.author_id, a.decided_by, a.decided_at, a.change_id, m.payout_id, "
        "m.decision_note, d.period_key, s.name, w.name, u.name from pay_adjustments a "
        "join pay_periods d on d.pay_period_id = a.pay_period_id join people s on s.person_id = a.person_id "
        "left join pay_adjustment_details m on m.adjustment_id = a.adjustment_id "
        "left join users w on w.user_id = a.author_id left join users u on u.user_id = a.decided_by where " +
            tail,
        params,
        [&](AdjustmentId id, PayPeriodId period, PersonId person, std::string const& component,
            Currency currency, std::int64_t amount, std::string const& reason, std::string const& state,
            std::optional<DisputeId> dispute, std::optional<UserId> author, std::optional<UserId> by,
            std::optional<Instant> at, ChangeId version, std::optional<PayoutId> payout,
            MaybeText const& note, std::string const& key, std::string const& name,
            MaybeText const& author_name, MaybeText const& by_name) {
            Adjustment one{id, period, person,  component, {amount, currency}, reason, {},  dispute, author,
                           by, at,     version, payout,    note.value_or(""),  key,    name};
            one.state = parse_word<AdjustmentState>(state);
            one.author_name = author_name.value_or("");
            one.decided_by_name = by_name.value_or("");
            adjustments.push_back(std::move(one));
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

Adjustment adjustment_of(db::Session& session, AdjustmentId id) {
    auto found = read_adjustments(session, "a.adjustment_id = :id", {{"id", id}});
    if (found.empty()) throw not_found();
    return std::move(found.front());
}

void insert_adjustment(access::Write& write, Adjustment const& made) {
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
    write.run(
        "insert into pay_adjustment_details (adjustment_id, payout_id, decision_note) values (:id, :payout, "
        "'')",
        {{"id", made.id}, {"payout", made.payout}});
}

}  // namespace

std::vector<Adjustment> list_adjustments(db::Session& session, Caller const& caller,
                                         AdjustmentFilter const& filter, std::int64_t before, int limit) {
    access::Condition const seen = access::visible_person(caller, Permission::pay_read, "a.person_id");
    db::Params params{{"before", before}, {"limit", limit}};
    std::string where = "a.adjustment_id < :before and " + seen.sql;
    if (filter.period) {
        where += " and a.pay_period_id = :period";
        params.push_back({"period", *filter.period});
    }
    if (filter.person) {
        where += " and a.person_id = :person";
        params.push_back({"person", *filter.person});
    }
    if (filter.state) {
        where += " and a.state = :state";
        params.push_back({"state", word(*filter.state)});
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
    if (adjustment.payout && get_payout(write, caller, *adjustment.payout).payout.person != adjustment.person)
        throw not_found();
    Adjustment made = adjustment;
    made.id = AdjustmentId{write.next_id("pay_adjustments")};
    if (caller.user) made.author = caller.user;
    made.version = write.change_id();
    insert_adjustment(write, made);
    write.audit("pay_adjustment", made.id, "", audit_text(made));
    return adjustment_of(write, made.id);
}

Adjustment decide_adjustment(access::Write& write, AdjustmentId id, AdjustmentAnswer const& answer) {
    Caller const& caller = write.caller();
    Adjustment const before = adjustment_of(write, id);
    if (before.version != answer.seen) throw Problem(ProblemKind::stale, "stale");
    if (before.state != AdjustmentState::proposed) throw conflict("incentives.decided");
    require_unsettled(write, before.period);
    check_hands(
        {before.author, caller.user, caller.person, {&before.person, 1}, caller.roles.has(Role::solo)});
    write.keep_history("pay_adjustments", "adjustment_id", id);
    write.run(
        "update pay_adjustments set state = :state, decided_by = :by, decided_at = :at, change_id = :change "
        "where adjustment_id = :id",
        {{"state", word(answer.decision)},
         {"by", caller.user},
         {"at", write.now()},
         {"change", write.change_id()},
         {"id", id}});
    write.run("update pay_adjustment_details set decision_note = :note where adjustment_id = :id",
              {{"note", answer.note}, {"id", id}});
    Adjustment const after = adjustment_of(write, id);
    write.audit("pay_adjustment", id, audit_text(before), audit_text(after));
    return after;
}

}  // namespace colonnade::incentives
