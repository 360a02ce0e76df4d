// Why pay changed, over the API.
#include <algorithm>

#include "insight/pages.hpp"
#include "insight/pay/my_pay_api.hpp"
#include "insight/pay/pay_change.hpp"
#include "insight/pay/pay_views.hpp"
#include "insight/source_store.hpp"

namespace colonnade::insight {
namespace {

using namespace wire;

struct ChangedPayee {
    PersonId person_id;
};
BOOST_DESCRIBE_STRUCT(ChangedPayee, (), (person_id))

struct PayChangeQuery {
    std::optional<std::string> period;
    std::optional<incentives::RunId> since;  // absent: the newest run
};
BOOST_DESCRIBE_STRUCT(PayChangeQuery, (), (period, since))

struct EarlierRunView {
    incentives::RunId run_id;
    Instant at;
    Figure earned;
};
BOOST_DESCRIBE_STRUCT(EarlierRunView, (), (run_id, at, earned))

struct PayCauseView {
    PayCauseKind kind = PayCauseKind::other;
    std::string name;  // of the plan, value, order or adjustment
    std::optional<OrderId> order_id;
    Figure amount;
};
BOOST_DESCRIBE_STRUCT(PayCauseView, (), (kind, name, order_id, amount))

struct PayChangeCausesView {
    std::string period;
    std::vector<EarlierRunView> runs;        // to compare with, newest first
    std::optional<incentives::RunId> since;  // absent: nothing was calculated yet
    Figure before;
    Figure after;
    Figure change;
    std::vector<PayCauseView> causes;  // they sum to the change
};
BOOST_DESCRIBE_STRUCT(PayChangeCausesView, (), (period, runs, since, before, after, change, causes))

PayCauseView cause_view(db::Session& session, PersonPay const& pay, PayCause const& cause) {
    PayCauseView view{cause.kind, cause.name, cause.order, money_figure(pay.money(cause.amount))};
    if (cause.order) view.name = order_label(session, cause.order->value).number;
    return view;
}

PayChangeCausesView change_view(db::Session& session, SeenPay const& seen,
                                std::optional<incentives::RunId> const& since) {
    PersonPay const& pay = seen.pay;
    std::int64_t const now = engine::pay::earned_now(pay.plans).earned;
    PayChangeCausesView view;
    view.period = pay.period.key;
    view.before = view.after = money_figure(pay.money(now)), view.change = money_figure(pay.money(0));
    auto const runs = earlier_runs(session, pay.person, pay.period.range);
    for (EarlierRun const& run : runs)
        view.runs.push_back({run.id, run.at, money_figure(pay.money(run.earned))});
    if (runs.empty()) return view;
    auto const found = since ? std::ranges::find(runs, *since, &EarlierRun::id) : runs.begin();
    if (found == runs.end()) throw not_found();
    PayChange const change = pay_change(pay, *seen.facts, read_pay_then(session, pay, *found));
    view.since = found->id;
    view.before = money_figure(pay.money(change.before));
    view.after = money_figure(pay.money(change.after));
    view.change = money_figure(pay.money(subtract_checked(change.after, change.before)));
    for (PayCause const& cause : change.causes) view.causes.push_back(cause_view(session, pay, cause));
    return view;
}

}  // namespace

void mount_pay_changes(Api& api, MyPay const& sources) {
    api.get("/people/{person_id}/pay-changes", "explainPayChange",
            "Show why a person's pay of a period is another than an earlier run said, cause by cause",
            Permission::pay_read,
            [sources](Caller const& caller, Path<ChangedPayee> const& at,
                      Query<PayChangeQuery> const& query) -> PayChangeCausesView {
                SeenPay const seen = see_pay(sources, caller, at.person_id, query.period);
                return sources.database.read(
                    [&](db::Session& session) { return change_view(session, seen, query.since); });
            });
}

}  // namespace colonnade::insight
