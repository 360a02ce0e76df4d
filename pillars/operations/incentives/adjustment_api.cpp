// Adjustments over the API: proposed by one, decided by another.
#include "foundation/wire/text.hpp"
#include "pillars/operations/incentives/case_store.hpp"
#include "pillars/operations/incentives/incentive_api.hpp"

namespace colonnade::incentives {
namespace {

using namespace wire;

struct PayAdjustmentView {
    AdjustmentId adjustment_id;
    PayPeriodId pay_period_id;
    std::string period;
    PersonId person_id;
    std::string person;
    std::string component;
    Money amount;
    std::string reason;
    AdjustmentState state = AdjustmentState::proposed;
    std::optional<DisputeId> dispute_id;
    std::optional<PayoutId> payout_id;
    std::optional<UserId> author_id;
    std::string author;
    std::optional<UserId> decided_by;
    std::string decider;
    std::optional<Instant> decided_at;
    std::string note;
    ChangeId version;
};
BOOST_DESCRIBE_STRUCT(PayAdjustmentView, (),
                      (adjustment_id, pay_period_id, period, person_id, person, component, amount, reason,
                       state, dispute_id, payout_id, author_id, author, decided_by, decider, decided_at, note,
                       version))

struct FindPayAdjustments {
    std::optional<PayPeriodId> pay_period_id;
    std::optional<PersonId> person_id;
    std::optional<AdjustmentState> state;
};
BOOST_DESCRIBE_STRUCT(FindPayAdjustments, (), (pay_period_id, person_id, state))

struct ProposePayAdjustment {
    PayPeriodId pay_period_id;
    PersonId person_id;
    Text<120> component;
    Money amount;
    Prose<2000, 1> reason;
    std::optional<PayoutId> payout_id;  // what it makes good
};
BOOST_DESCRIBE_STRUCT(ProposePayAdjustment, (),
                      (pay_period_id, person_id, component, amount, reason, payout_id))

enum class AdjustmentDecision { approved, refused };
BOOST_DESCRIBE_ENUM(AdjustmentDecision, approved, refused)
struct DecidePayAdjustment {
    AdjustmentDecision decision = AdjustmentDecision::refused;
    std::optional<Prose<2000>> note;
};
BOOST_DESCRIBE_STRUCT(DecidePayAdjustment, (), (decision, note))

struct PayAdjustmentPath {
    AdjustmentId adjustment_id;
};
BOOST_DESCRIBE_STRUCT(PayAdjustmentPath, (), (adjustment_id))

struct LastAdjustment {
    std::int64_t id = 0;
};
BOOST_DESCRIBE_STRUCT(LastAdjustment, (), (id))

PayAdjustmentView view_of(Adjustment const& a) {
    return {a.id,          a.period,     a.period_key,      a.person,     a.person_name,   a.component,
            a.amount,      a.reason,     a.state,           a.dispute,    a.payout,        a.author,
            a.author_name, a.decided_by, a.decided_by_name, a.decided_at, a.decision_note, a.version};
}

}  // namespace

void mount_pay_adjustments(wire::Api& api, db::Database& database) {
    api.get("/pay-adjustments", "listPayAdjustments", "List adjustments by hand, newest first",
            Permission::pay_read,
            [&database](Caller const& caller, Query<FindPayAdjustments> const& find,
                        Paging const& paging) -> Page<PayAdjustmentView> {
                auto const before =
                    paging.after<LastAdjustment>().value_or(LastAdjustment{AdjustmentId::limit});
                AdjustmentFilter const filter{find.pay_period_id, find.person_id, find.state};
                std::vector<PayAdjustmentView> views;
                for (Adjustment const& one : database.read([&](db::Session& s) {
                         return list_adjustments(s, caller, filter, before.id, int(paging.limit) + 1);
                     }))
                    views.push_back(view_of(one));
                return paging.cut(std::move(views), [](PayAdjustmentView const& view) {
                    return LastAdjustment{view.adjustment_id.value};
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
                 adjustment.payout = ask.payout_id;
                 return view_of(
                     access::write(database, caller, "proposePayAdjustment", ask.reason,
                                   [&](access::Write& w) { return propose_adjustment(w, adjustment); }));
             });
    api.post("/pay-adjustments/{adjustment_id}/decision", "decidePayAdjustment",
             "Approve or refuse an adjustment", Permission::pay_approve,
             [&database](Caller const& caller, Path<PayAdjustmentPath> const& at,
                         Body<DecidePayAdjustment> const& ask, IfMatch const& seen) -> PayAdjustmentView {
                 std::string const note = ask.note ? std::string(*ask.note) : "";
                 AdjustmentAnswer const answer{parse_word<AdjustmentState>(word(ask.decision)), note,
                                               seen.version};
                 return view_of(access::write(
                     database, caller, "decidePayAdjustment", note,
                     [&](access::Write& w) { return decide_adjustment(w, at.adjustment_id, answer); }));
             },
             {.fresh_confirmation = true});
}

}  // namespace colonnade::incentives
