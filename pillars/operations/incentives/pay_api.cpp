// What people earned, down to the order line. A look at another's pay is written into the audit log.
#include <set>

#include "foundation/wire/text.hpp"
#include "pillars/operations/incentives/incentive_api.hpp"
#include "pillars/operations/incentives/run_store.hpp"

namespace colonnade::incentives {
namespace {

using namespace wire;

struct PayoutView {
    PayoutId payout_id;
    RunId run_id;
    PersonId person_id;
    std::string person;
    std::string plan;
    std::string component;
    std::string period;
    Date period_from;
    std::optional<Date> period_to;
    Money credited;
    Money earned;
    Money held;
    Money drawn;
    Money clawed_back;
    Money due;
};
BOOST_DESCRIBE_STRUCT(PayoutView, (),
                      (payout_id, run_id, person_id, person, plan, component, period, period_from, period_to,
                       credited, earned, held, drawn, clawed_back, due))

struct FindPayouts {
    std::optional<PersonId> person_id;
    std::optional<RunId> run_id;
    std::optional<std::string> period;
};
BOOST_DESCRIBE_STRUCT(FindPayouts, (), (person_id, run_id, period))

struct PayoutPath {
    PayoutId payout_id;
};
BOOST_DESCRIBE_STRUCT(PayoutPath, (), (payout_id))

struct PayoutLineView {
    int place = 0;
    OrderId order_id;
    std::string order;
    std::optional<std::int64_t> line_id;
    Date booked_on;
    Money credited;
    Rate share;
    Money amount;
};
BOOST_DESCRIBE_STRUCT(PayoutLineView, (),
                      (place, order_id, order, line_id, booked_on, credited, share, amount))

struct PayRunView {
    RunId run_id;
    std::string label;
    bool is_trial = false;
    std::optional<PayPeriodId> pay_period_id;
    std::string inputs_digest;
    std::string results_digest;
    std::string build;
    std::optional<UserId> user_id;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(PayRunView, (),
                      (run_id, label, is_trial, pay_period_id, inputs_digest, results_digest, build, user_id,
                       at))

struct PayRunPath {
    RunId run_id;
};
BOOST_DESCRIBE_STRUCT(PayRunPath, (), (run_id))

struct LedgerRowView {
    std::int64_t entry_id = 0;
    std::string batch_kind;
    Instant at;
    PersonId person_id;
    std::string person;
    Account account = Account::earned;
    std::string component;
    std::string period;
    Money amount;
};
BOOST_DESCRIBE_STRUCT(LedgerRowView, (),
                      (entry_id, batch_kind, at, person_id, person, account, component, period, amount))

struct PayBalanceView {
    std::string component;
    std::string period;
    Money earned;
    Money held;
    Money due;
    Money drawn;
    Money paid;
    Money clawed_back;
};
BOOST_DESCRIBE_STRUCT(PayBalanceView, (), (component, period, earned, held, due, drawn, paid, clawed_back))

struct PaidPersonPath {
    PersonId person_id;
};
BOOST_DESCRIBE_STRUCT(PaidPersonPath, (), (person_id))

struct PayDifferenceView {
    PersonId person_id;
    std::string component;
    std::string period;
    Money before;
    Money after;
    Money change;
    Money credited_before;
    Money credited_after;
};
BOOST_DESCRIBE_STRUCT(PayDifferenceView, (),
                      (person_id, component, period, before, after, change, credited_before, credited_after))

struct AgainstRun {
    RunId against;
};
BOOST_DESCRIBE_STRUCT(AgainstRun, (), (against))

struct FindLedger {
    std::optional<PersonId> person_id;
    std::optional<PayPeriodId> pay_period_id;
};
BOOST_DESCRIBE_STRUCT(FindLedger, (), (person_id, pay_period_id))

struct LastPayRow {
    std::int64_t id = 0;
};
BOOST_DESCRIBE_STRUCT(LastPayRow, (), (id))

PayoutView view_of(StoredPayout const& stored) {
    Payout const& p = stored.payout;
    return {stored.id,   stored.run,   p.person,      stored.person_name, p.plan_name,
            p.component, p.period_key, p.period.from, p.period.to,        p.credited,
            p.earned,    p.held,       p.drawn,       p.clawed_back,      due_of(earning_of(p))};
}

PayRunView view_of(StoredRun const& r) {
    return {r.id, r.label, r.is_trial, r.period, r.inputs_digest, r.results_digest, r.build, r.by, r.at};
}

void mount_payouts(Api& api, db::Database& database) {
    api.get("/payouts", "listPayouts", "List what people earned, by component and period",
            Permission::pay_read,
            [&database](Caller const& caller, Query<FindPayouts> const& find,
                        Paging const& paging) -> Page<PayoutView> {
                PayoutFilter filter;
                filter.run = find.run_id;
                filter.person = find.person_id;
                filter.period_key = find.period;
                filter.settled_only = !find.run_id;
                filter.after = paging.after<LastPayRow>().value_or(LastPayRow{}).id;
                filter.limit = int(paging.limit) + 1;
                std::vector<PayoutView> views;
                std::set<PersonId> people;
                for (StoredPayout const& one :
                     database.read([&](db::Session& s) { return list_payouts(s, caller, filter); })) {
                    views.push_back(view_of(one));
                    people.insert(one.payout.person);
                }
                note_looks(database, caller, std::move(people));
                return paging.cut(std::move(views),
                                  [](PayoutView const& view) { return LastPayRow{view.payout_id.value}; });
            });
    api.get("/payouts/{payout_id}", "getPayout", "Show one payout", Permission::pay_read,
            [&database](Caller const& caller, Path<PayoutPath> const& at) -> PayoutView {
                auto const found =
                    database.read([&](db::Session& s) { return get_payout(s, caller, at.payout_id); });
                note_looks(database, caller, {found.payout.person});
                return view_of(found);
            });
    api.get("/payouts/{payout_id}/lines", "listPayoutLines", "Show the order lines behind a payout",
            Permission::pay_read,
            [&database](Caller const& caller, Path<PayoutPath> const& at,
                        Paging const& paging) -> Page<PayoutLineView> {
                auto const after = paging.after<LastPayRow>().value_or(LastPayRow{}).id;
                StoredPayout const payout =
                    database.read([&](db::Session& s) { return get_payout(s, caller, at.payout_id); });
                Currency const currency = payout.payout.earned.currency;
                std::vector<PayoutLineView> views;
                for (StoredLine const& one : database.read([&](db::Session& s) {
                         return payout_lines(s, caller, at.payout_id, int(after), int(paging.limit) + 1);
                     }))
                    views.push_back({one.place,
                                     one.line.order,
                                     one.order_number,
                                     one.line.line_id,
                                     one.line.booked_on,
                                     {one.line.credited, currency},
                                     one.line.share,
                                     {one.line.amount, currency}});
                note_looks(database, caller, {payout.payout.person});
                return paging.cut(std::move(views),
                                  [](PayoutLineView const& view) { return LastPayRow{view.place}; });
            });
}

void mount_runs(Api& api, db::Database& database) {
    api.get("/pay-runs", "listPayRuns", "List calculations with their manifests, newest first",
            Permission::pay_run, [&database](Caller const& caller, Paging const& paging) -> Page<PayRunView> {
                auto const before = paging.after<LastPayRow>().value_or(LastPayRow{RunId::limit}).id;
                std::vector<PayRunView> views;
                for (StoredRun const& one : database.read(
                         [&](db::Session& s) { return list_runs(s, caller, before, int(paging.limit) + 1); }))
                    views.push_back(view_of(one));
                return paging.cut(std::move(views),
                                  [](PayRunView const& view) { return LastPayRow{view.run_id.value}; });
            });
    api.get("/pay-runs/{run_id}", "getPayRun", "Show one calculation's manifest", Permission::pay_run,
            [&database](Caller const& caller, Path<PayRunPath> const& at) -> PayRunView {
                return view_of(database.read([&](db::Session& s) { return get_run(s, caller, at.run_id); }));
            });
    api.get("/pay-runs/{run_id}/difference", "comparePayRuns",
            "Show what differs between an earlier run and this one, by person, period and component",
            Permission::pay_run,
            [&database](Caller const& caller, Path<PayRunPath> const& at,
                        Query<AgainstRun> const& find) -> std::vector<PayDifferenceView> {
                auto const payouts = [&](RunId run) {
                    return database.read([&](db::Session& s) {
                        get_run(s, caller, run);
                        std::vector<Payout> all;
                        for (StoredPayout& one : payouts_of_run(s, run)) all.push_back(std::move(one.payout));
                        return all;
                    });
                };
                std::vector<PayDifferenceView> views;
                std::set<PersonId> people;
                for (PayDifference const& d : differences(payouts(find.against), payouts(at.run_id))) {
                    views.push_back({d.person, d.component, d.period_key, d.before, d.after,
                                     d.after - d.before, d.credited_before, d.credited_after});
                    people.insert(d.person);
                }
                note_looks(database, caller, std::move(people));
                return views;
            });
}

void mount_balances(Api& api, db::Database& database) {
    api.get("/people/{person_id}/pay", "getPay",
            "Show what a person earned by component and period, and what of it is held, due and paid",
            Permission::pay_read,
            [&database](Caller const& caller, Path<PaidPersonPath> const& at) -> std::vector<PayBalanceView> {
                std::vector<PayBalanceView> views;
                for (PayBalance const& one :
                     database.read([&](db::Session& s) { return pay_balances(s, caller, at.person_id); }))
                    views.push_back({one.component, one.period_key, one.earned, one.held, one.due, one.drawn,
                                     one.paid, one.clawed_back});
                note_looks(database, caller, {at.person_id});
                return views;
            });
    api.get("/pay-ledger", "listPayLedger", "List the ledger: what was earned, held, due and paid",
            Permission::pay_read,
            [&database](Caller const& caller, Query<FindLedger> const& find,
                        Paging const& paging) -> Page<LedgerRowView> {
                auto const after = paging.after<LastPayRow>().value_or(LastPayRow{}).id;
                std::vector<LedgerRowView> views;
                std::set<PersonId> people;
                for (LedgerRow const& one : database.read([&](db::Session& s) {
                         return list_ledger(s, caller, {find.person_id, find.pay_period_id}, after,
                                            int(paging.limit) + 1);
                     })) {
                    LedgerEntry const& e = one.entry;
                    views.push_back({one.batch, one.kind, one.at, e.person, one.person_name, e.account,
                                     e.component, e.period_key, e.amount});
                    people.insert(e.person);
                }
                note_looks(database, caller, std::move(people));
                return paging.cut(std::move(views),
                                  [](LedgerRowView const& view) { return LastPayRow{view.entry_id}; });
            });
}

}  // namespace

void note_looks(db::Database& database, Caller const& caller, std::set<PersonId> people) {
    if (caller.person) people.erase(*caller.person);
    if (people.empty() || caller.is_nobody()) return;
    access::write(database, caller, "lookAtPay", "", [&](access::Write& w) {
        for (PersonId person : people) w.audit("pay", person, "", R"({"looked":true})");
    });
}

void mount_pay(wire::Api& api, db::Database& database) {
    mount_payouts(api, database);
    mount_runs(api, database);
    mount_balances(api, database);
}

}  // namespace colonnade::incentives
