#include "foundation/wire/text.hpp"
#include "pillars/operations/incentives/case_store.hpp"
#include "pillars/operations/incentives/incentive_api.hpp"

namespace colonnade::incentives {
namespace {

using namespace wire;

struct PayAdjustmentView {
    AdjustmentId adjustment_id;
    PayPeriodId pay_period_id;
    PersonId person_id;
    std::string component;
    Money amount;
    std::string reason;
    AdjustmentState state = AdjustmentState::proposed;
    std::optional<DisputeId> dispute_id;
    std::optional<UserId> author_id;
    std::optional<UserId> decided_by;
    std::optional<Instant> decided_at;
    ChangeId version;
};
BOOST_DESCRIBE_STRUCT(PayAdjustmentView, (),
                      (adjustment_id, pay_period_id, person_id, component, amount, reason, state, dispute_id,
                       author_id, decided_by, decided_at, version))

struct FindPayAdjustments {
    std::optional<PayPeriodId> pay_period_id;
};
BOOST_DESCRIBE_STRUCT(FindPayAdjustments, (), (pay_period_id))

struct ProposePayAdjustment {
    PayPeriodId pay_period_id;
    PersonId person_id;
    Text<120> component;
    Money amount;
    Prose<2000, 1> reason;
};
BOOST_DESCRIBE_STRUCT(ProposePayAdjustment, (), (pay_period_id, person_id, component, amount, reason))

enum class AdjustmentDecision { approved, refused };
BOOST_DESCRIBE_ENUM(AdjustmentDecision, approved, refused)
struct DecidePayAdjustment {
    AdjustmentDecision decision = AdjustmentDecision::refused;
};
BOOST_DESCRIBE_STRUCT(DecidePayAdjustment, (), (decision))

struct PayAdjustmentPath {
    AdjustmentId adjustment_id;
};
BOOST_DESCRIBE_STRUCT(PayAdjustmentPath, (), (adjustment_id))

struct PayDisputeView {
    DisputeId dispute_id;
    PayoutId payout_id;
    std::optional<int> place;
    PersonId person_id;
    std::string person;
    std::string question;
    Instant raised_at;
    Date answer_due;
    bool is_late = false;
    DisputeState state = DisputeState::open;
    std::string answer;
    std::optional<UserId> answered_by;
    std::optional<Instant> answered_at;
    std::optional<AdjustmentId> adjustment_id;
    ChangeId version;
};
BOOST_DESCRIBE_STRUCT(PayDisputeView, (),
                      (dispute_id, payout_id, place, person_id, person, question, raised_at, answer_due,
                       is_late, state, answer, answered_by, answered_at, adjustment_id, version))

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

PayAdjustmentView view_of(Adjustment const& a) {
    return {a.id,    a.period,  a.person, a.component,  a.amount,     a.reason,
            a.state, a.dispute, a.author, a.decided_by, a.decided_at, a.version};
}

PayDisputeView view_of(Dispute const& d, Date today) {
    bool const late = d.state == DisputeState::open && today > d.answer_due;
    return {d.id, d.payout, d.place,  d.person,      d.person_name, d.question,   d.raised_at, d.answer_due,
            late, d.state,  d.answer, d.answered_by, d.answered_at, d.adjustment, d.version};
}

void mount_adjustments(Api& api, db::Database& database) {
    api.get("/pay-adjustments", "listPayAdjustments", "List adjustments by hand, newest first",
            Permission::pay_read,
            [&database](Caller const& caller, Query<FindPayAdjustments> const& find,
                        Paging const& paging) -> Page<PayAdjustmentView> {
                auto const before = paging.after<LastCaseRow>().value_or(LastCaseRow{AdjustmentId::limit}).id;
                std::vector<PayAdjustmentView> views;
                for (Adjustment const& one : database.read([&](db::Session& s) {
                         return list_adjustments(s, caller, find.pay_period_id, before,
                                                 int(paging.limit) + 1);
                     }))
                    views.push_back(view_of(one));
                return paging.cut(std::move(views), [](PayAdjustmentView const& view) {
                    return LastCaseRow{view.adjustment_id.value};
                });
            });
    api.post("/pay-adjustments", "proposePayAdjustment", "Propose an adjustment, with the reason",
             Permission::pay_run,
             [&database](Caller const& caller, Body<ProposePayAdjustment> const& ask) -> PayAdjustmentView {
                 Adjustment adjustment;
                 adjustment.period = ask.pay_period_id;
                 adjustment.person = ask.person_id;
                 adjustment.component = ask.component;
                 adjustment.amount = ask.amount;
                 adjustment.reason = ask.reason;
                 return view_of(
                     access::write(database, caller, "proposePayAdjustment", ask.reason,
                                   [&](access::Write& w) { return propose_adjustment(w, adjustment); }));
             });
    api.post(
        "/pay-adjustments/{adjustment_id}/decision", "decidePayAdjustment", "Approve or refuse an adjustment",
        Permission::pay_approve,
        [&database](Caller const& caller, Path<PayAdjustmentPath> const& at,
                    Body<DecidePayAdjustment> const& ask, IfMatch const& seen) -> PayAdjustmentView {
            AdjustmentState const decision = parse_word<AdjustmentState>(word(ask.decision));
            return view_of(access::write(database, caller, "decidePayAdjustment", "", [&](access::Write& w) {
                return decide_adjustment(w, at.adjustment_id, decision, seen.version);
            }));
        },
        {.fresh_confirmation = true});
}

void mount_disputes(Api& api, db::Database& database) {
    api.get("/pay-disputes", "listPayDisputes", "List disputes, newest first", Permission::pay_read,
            [&database](Caller const& caller, Query<FindPayDisputes> const& find,
                        Paging const& paging) -> Page<PayDisputeView> {
                auto const before = paging.after<LastCaseRow>().value_or(LastCaseRow{DisputeId::limit}).id;
                std::vector<PayDisputeView> views;
                for (Dispute const& one : database.read([&](db::Session& s) {
                         return list_disputes(s, caller, find.state, before, int(paging.limit) + 1);
                     }))
                    views.push_back(view_of(one, caller.today));
                return paging.cut(std::move(views), [](PayDisputeView const& view) {
                    return LastCaseRow{view.dispute_id.value};
                });
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

void mount_pay_cases(wire::Api& api, db::Database& database) {
    mount_adjustments(api, database);
    mount_disputes(api, database);
}

}  // namespace colonnade::incentives
