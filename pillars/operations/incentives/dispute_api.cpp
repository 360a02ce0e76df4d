// Disputes over the API: raised by the payee, answered by another within ten days.
#include "foundation/wire/text.hpp"
#include "pillars/operations/incentives/case_store.hpp"
#include "pillars/operations/incentives/incentive_api.hpp"

namespace colonnade::incentives {
namespace {

using namespace wire;

struct PayDisputeView {
    DisputeId dispute_id;
    PayoutId payout_id;
    std::string component;
    std::string period;
    Money due;  // of the payout
    std::optional<int> place;
    std::optional<OrderId> order_id;  // of the line
    std::string order;
    std::optional<Money> line_credited;
    PersonId person_id;
    std::string person;
    std::string question;
    Instant raised_at;
    Date answer_due;
    int days_left = 0;  // of an open one; below zero once it is late
    bool is_late = false;
    DisputeState state = DisputeState::open;
    std::string answer;
    std::optional<UserId> answered_by;
    std::string answerer;
    std::optional<Instant> answered_at;
    std::optional<AdjustmentId> adjustment_id;
    std::optional<AdjustmentState> adjustment_state;
    std::optional<Money> adjustment_amount;
    std::string adjustment_period;
    ChangeId version;
};
BOOST_DESCRIBE_STRUCT(PayDisputeView, (),
                      (dispute_id, payout_id, component, period, due, place, order_id, order, line_credited,
                       person_id, person, question, raised_at, answer_due, days_left, is_late, state, answer,
                       answered_by, answerer, answered_at, adjustment_id, adjustment_state, adjustment_amount,
                       adjustment_period, version))

struct FindPayDisputes {
    std::optional<DisputeState> state;
};
BOOST_DESCRIBE_STRUCT(FindPayDisputes, (), (state))

struct RaisePayDispute {
    std::optional<int> place;  // of the line; absent: the whole payout
    Prose<2000, 1> question;
};
BOOST_DESCRIBE_STRUCT(RaisePayDispute, (), (place, question))

enum class DisputeDecision { granted, declined };
BOOST_DESCRIBE_ENUM(DisputeDecision, granted, declined)
struct AnswerPayDispute {
    DisputeDecision decision = DisputeDecision::declined;
    Prose<2000, 1> answer;
    std::optional<Money> amount;  // what makes it good, in the open period named
    std::optional<PayPeriodId> pay_period_id;
};
BOOST_DESCRIBE_STRUCT(AnswerPayDispute, (), (decision, answer, amount, pay_period_id))

struct PayDisputePath {
    DisputeId dispute_id;
};
BOOST_DESCRIBE_STRUCT(PayDisputePath, (), (dispute_id))

struct DisputedPayoutPath {
    PayoutId payout_id;
};
BOOST_DESCRIBE_STRUCT(DisputedPayoutPath, (), (payout_id))

struct LastCaseRow {
    std::int64_t id = 0;
};
BOOST_DESCRIBE_STRUCT(LastCaseRow, (), (id))

PayDisputeView view_of(Dispute const& d, Date today) {
    bool const is_open = d.state == DisputeState::open;
    PayDisputeView view;
    view.dispute_id = d.id;
    view.payout_id = d.payout;
    view.component = d.component;
    view.period = d.period_key;
    view.due = d.due;
    view.place = d.place;
    view.order_id = d.order;
    view.order = d.order_number;
    if (d.order) view.line_credited = d.line_credited;
    view.person_id = d.person;
    view.person = d.person_name;
    view.question = d.question;
    view.raised_at = d.raised_at;
    view.answer_due = d.answer_due;
    view.days_left = is_open ? d.answer_due.number() - today.number() : 0;
    view.is_late = is_open && today > d.answer_due;
    view.state = d.state;
    view.answer = d.answer;
    view.answered_by = d.answered_by;
    view.answerer = d.answered_by_name;
    view.answered_at = d.answered_at;
    view.adjustment_id = d.adjustment;
    view.adjustment_state = d.adjustment_state;
    if (d.adjustment) view.adjustment_amount = d.adjustment_amount;
    view.adjustment_period = d.adjustment_period;
    view.version = d.version;
    return view;
}

LastCaseRow key_of(PayDisputeView const& view) {
    Dispute row;
    row.id = view.dispute_id;
    row.state = view.state;
    return {place_of(row)};
}

void mount_disputes(Api& api, db::Database& database) {
    api.get("/pay-disputes", "listPayDisputes", "List disputes, the open ones first", Permission::pay_read,
            [&database](Caller const& caller, Query<FindPayDisputes> const& find,
                        Paging const& paging) -> Page<PayDisputeView> {
                auto const after = paging.after<LastCaseRow>().value_or(LastCaseRow{}).id;
                std::vector<PayDisputeView> views;
                for (Dispute const& one : database.read([&](db::Session& s) {
                         return list_disputes(s, caller, find.state, after, int(paging.limit) + 1);
                     }))
                    views.push_back(view_of(one, caller.today));
                return paging.cut(std::move(views), key_of);
            });
    api.get("/pay-disputes/{dispute_id}", "getPayDispute", "Show one dispute", Permission::pay_read,
            [&database](Caller const& caller, Path<PayDisputePath> const& at) -> PayDisputeView {
                return view_of(
                    database.read([&](db::Session& s) { return get_dispute(s, caller, at.dispute_id); }),
                    caller.today);
            });
    api.post("/payouts/{payout_id}/disputes", "raisePayDispute", "Dispute one's own payout or a line of it",
             Permission::pay_dispute,
             [&database](Caller const& caller, Path<DisputedPayoutPath> const& at,
                         Body<RaisePayDispute> const& ask) -> Created<PayDisputeView> {
                 auto const made =
                     access::write(database, caller, "raisePayDispute", "", [&](access::Write& w) {
                         return raise_dispute(w, at.payout_id, ask.place, ask.question);
                     });
                 return {view_of(made, caller.today), "/pay-disputes/" + std::to_string(made.id.value)};
             });
    api.post("/pay-disputes/{dispute_id}/answer", "answerPayDispute", "Answer a dispute", Permission::pay_run,
             [&database](Caller const& caller, Path<PayDisputePath> const& at,
                         Body<AnswerPayDispute> const& ask, IfMatch const& seen) -> PayDisputeView {
                 Answer const answer{parse_word<DisputeState>(word(ask.decision)), ask.answer, ask.amount,
                                     ask.pay_period_id};
                 return view_of(access::write(database, caller, "answerPayDispute", "",
                                              [&](access::Write& w) {
                                                  return answer_dispute(w, at.dispute_id, answer,
                                                                        seen.version);
                                              }),
                                caller.today);
             });
    api.post("/pay-disputes/{dispute_id}/withdrawal", "withdrawPayDispute", "Withdraw one's own dispute",
             Permission::pay_dispute,
             [&database](Caller const& caller, Path<PayDisputePath> const& at,
                         IfMatch const& seen) -> PayDisputeView {
                 return view_of(access::write(database, caller, "withdrawPayDispute", "",
                                              [&](access::Write& w) {
                                                  return withdraw_dispute(w, at.dispute_id, seen.version);
                                              }),
                                caller.today);
             });
}

}  // namespace

void mount_pay_disputes(wire::Api& api, db::Database& database) { mount_disputes(api, database); }

}  // namespace colonnade::incentives
