// Disputes: what a payee asks of a payout, who answers by when, and what makes it good.
#include <fmt/format.h>

#include "foundation/access/visibility.hpp"
#include "pillars/operations/incentives/case_store.hpp"
#include "pillars/operations/incentives/run_store.hpp"

namespace colonnade::incentives {
namespace {

using MaybeText = std::optional<std::string>;

void read_what_it_is_about(db::Session& session, Dispute& dispute) {
    StoredPayout const stored = payout_of(session, dispute.payout);
    dispute.component = stored.payout.component;
    dispute.period_key = stored.payout.period_key;
    dispute.due = due_of(earning_of(stored.payout));
    dispute.line_credited = {0, dispute.due.currency};
    dispute.adjustment_amount = {0, dispute.due.currency};
    if (dispute.place)
        if (auto const line = session.maybe<OrderId, MaybeText, std::int64_t>(
                "select l.order_id, o.number, l.credited from payout_lines l left join orders o on "
                "o.order_id = l.order_id where l.payout_id = :payout and l.place = :place",
                {{"payout", dispute.payout}, {"place", *dispute.place}})) {
            dispute.order = std::get<0>(*line);
            dispute.order_number = std::get<1>(*line).value_or("");
            dispute.line_credited.units = std::get<2>(*line);
        }
    if (!dispute.adjustment) return;
    auto const [state, amount, currency, period] =
        session.one<std::string, std::int64_t, Currency, std::string>(
            "select a.state, a.amount, a.currency, d.period_key from pay_adjustments a join pay_periods d on "
            "d.pay_period_id = a.pay_period_id where a.adjustment_id = :id",
            {{"id", *dispute.adjustment}});
    dispute.adjustment_state = parse_word<AdjustmentState>(state);
    dispute.adjustment_amount = {amount, currency};
    dispute.adjustment_period = period;
}

std::vector<Dispute> read_disputes(db::Session& session, std::string const& tail, db::Params const& params) {
    std::vector<Dispute> disputes;
    session.each<DisputeId, PayoutId, std::optional<int>, PersonId, std::string, std::string, Instant, Date,
                 std::string, std::string, std::optional<UserId>, std::optional<Instant>,
                 std::optional<AdjustmentId>, ChangeId, MaybeText>(
        "select d.dispute_id, d.payout_id, d.place, d.person_id, s.name, d.question, d.raised_at, "
        "d.answer_due, d.state, d.answer, d.answered_by, d.answered_at, d.adjustment_id, d.change_id, u.name "
        "from pay_disputes d join people s on s.person_id = d.person_id left join users u on u.user_id = "
        "d.answered_by where " +
            tail,
        params,
        [&](DisputeId id, PayoutId payout, std::optional<int> place, PersonId person, std::string const& name,
            std::string const& question, Instant raised, Date due, std::string const& state,
            std::string const& answer, std::optional<UserId> by, std::optional<Instant> at,
            std::optional<AdjustmentId> adjustment, ChangeId version, MaybeText const& by_name) {
            disputes.push_back({id, payout, place, person, name, question, raised, due,
                                parse_word<DisputeState>(state), answer, by, at, adjustment, version,
                                by_name.value_or("")});
        });
    for (Dispute& dispute : disputes) read_what_it_is_about(session, dispute);
    return disputes;
}

Dispute open_dispute(access::Write& write, DisputeId id, ChangeId seen) {
    Dispute dispute = get_dispute(write, write.caller(), id);
    if (dispute.version != seen) throw Problem(ProblemKind::stale, "stale");
    if (dispute.state != DisputeState::open) throw conflict("incentives.decided");
    return dispute;
}

Dispute settle(access::Write& write, Dispute const& dispute) {
    write.keep_history("pay_disputes", "dispute_id", dispute.id);
    write.run(
        "update pay_disputes set state = :state, answer = :answer, answered_by = :by, answered_at = :at, "
        "adjustment_id = :adjustment, change_id = :change where dispute_id = :id",
        {{"state", word(dispute.state)},
         {"answer", dispute.answer},
         {"by", write.caller().user},
         {"at", write.now()},
         {"adjustment", dispute.adjustment},
         {"change", write.change_id()},
         {"id", dispute.id}});
    write.audit("pay_dispute", dispute.id, R"({"state":"open"})",
                fmt::format(R"({{"state":"{}"}})", word(dispute.state)));
    return get_dispute(write, write.caller(), dispute.id);
}

}  // namespace

std::int64_t place_of(Dispute const& dispute) {
    std::int64_t const id = dispute.id.value;
    return dispute.state == DisputeState::open ? id : 2 * DisputeId::limit - id;
}

std::vector<Dispute> list_disputes(db::Session& session, Caller const& caller,
                                   std::optional<DisputeState> state, std::int64_t after, int limit) {
    access::Condition const seen = access::visible_person(caller, Permission::pay_read, "d.person_id");
    // As place_of.
    std::string const place = "case when d.state = 'open' then d.dispute_id else :above - d.dispute_id end";
    db::Params params{{"after", after}, {"limit", limit}, {"above", 2 * DisputeId::limit}};
    std::string where = place + " > :after and " + seen.sql;
    if (state) {
        where += " and d.state = :state";
        params.push_back({"state", word(*state)});
    }
    return read_disputes(session, where + " order by " + place + " limit :limit",
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
        Adjustment correction;
        correction.period = *answer.period;
        correction.person = dispute.person;
        correction.component = dispute.component;
        correction.amount = *answer.amount;
        correction.reason = answer.text;
        correction.dispute = id;
        correction.payout = dispute.payout;
        dispute.adjustment = propose_adjustment(write, correction).id;
    }
    return settle(write, dispute);
}

Dispute withdraw_dispute(access::Write& write, DisputeId id, ChangeId seen) {
    Dispute dispute = open_dispute(write, id, seen);
    if (write.caller().person != dispute.person) throw not_found();
    dispute.state = DisputeState::withdrawn;
    return settle(write, dispute);
}

}  // namespace colonnade::incentives
