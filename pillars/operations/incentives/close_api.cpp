// The close desk over the API: what is left to do, what the last calculation changed, and the payroll file.
#include <set>

#include "foundation/wire/text.hpp"
#include "pillars/operations/incentives/close_store.hpp"
#include "pillars/operations/incentives/incentive_api.hpp"
#include "pillars/operations/incentives/payroll_api.hpp"
#include "pillars/operations/incentives/run_store.hpp"

namespace colonnade::incentives {
namespace {

using namespace wire;

struct ClosingPath {
    PayPeriodId pay_period_id;
};
BOOST_DESCRIBE_STRUCT(ClosingPath, (), (pay_period_id))

struct CloseCheckView {
    CheckKind kind = CheckKind::calculated;
    CheckState state = CheckState::waits;
    std::int64_t count = 0;
    std::string by;
    std::optional<Instant> at;
    std::vector<Money> totals;
    std::string digest;
};
BOOST_DESCRIBE_STRUCT(CloseCheckView, (), (kind, state, count, by, at, totals, digest))

struct PeriodChangeView {
    PersonId person_id;
    std::string person;
    std::string component;
    std::string period;
    PayCause cause = PayCause::terms;
    Money change;
    Money before;
    Money after;
    Money credited_before;
    Money credited_after;
};
BOOST_DESCRIBE_STRUCT(PeriodChangeView, (),
                      (person_id, person, component, period, cause, change, before, after, credited_before,
                       credited_after))

// Against the run before this one; without one, nothing is compared.
struct PeriodChangesView {
    std::optional<RunId> run_id;
    std::optional<RunId> former_run_id;
    std::optional<Instant> former_at;
    bool same_inputs = false;               // facts and plans are those of the former run
    std::vector<PeriodChangeView> changes;  // the largest first
};
BOOST_DESCRIBE_STRUCT(PeriodChangesView, (), (run_id, former_run_id, former_at, same_inputs, changes))

struct PayrollExportView {
    std::int64_t export_id = 0;
    std::int64_t rows = 0;
    std::vector<Money> totals;
    std::string digest;
    std::string by;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(PayrollExportView, (), (export_id, rows, totals, digest, by, at))

enum class PayrollFormat { csv, xlsx };
BOOST_DESCRIBE_ENUM(PayrollFormat, csv, xlsx)
struct PayrollFileQuery {
    PayrollFormat format = PayrollFormat::csv;
};
BOOST_DESCRIBE_STRUCT(PayrollFileQuery, (), (format))

PeriodChangesView changes_of(db::Session& session, Caller const& caller, PayPeriodId id) {
    PeriodChangesView view;
    PayPeriod const period = get_pay_period(session, caller, id);
    if (!period.run) return view;
    StoredRun const run = get_run(session, caller, *period.run);
    view.run_id = period.run;
    view.former_run_id = former_run(session, id, period.run);
    if (!view.former_run_id) return view;
    StoredRun const former = get_run(session, caller, *view.former_run_id);
    view.former_at = former.at;
    view.same_inputs = former.inputs_digest == run.inputs_digest;
    std::map<PersonId, std::string> names;
    auto const payouts = [&](RunId of) {
        std::vector<Payout> all;
        for (StoredPayout& one : payouts_of_run(session, of)) {
            names[one.payout.person] = one.person_name;
            all.push_back(std::move(one.payout));
        }
        return all;
    };
    for (PayDifference const& d : differences(payouts(former.id), payouts(run.id)))
        view.changes.push_back({d.person, names[d.person], d.component, d.period_key, cause_of(d),
                                d.after - d.before, d.before, d.after, d.credited_before, d.credited_after});
    std::ranges::stable_sort(view.changes, std::greater<>(), [](PeriodChangeView const& change) {
        return change.change.units < 0 ? -change.change.units : change.change.units;
    });
    return view;
}

void mount_checks(Api& api, db::Database& database) {
    api.get("/pay-periods/{pay_period_id}/checklist", "listCloseChecks",
            "Show what is done and what is left to do before a pay period is closed", Permission::pay_read,
            [&database](Caller const& caller, Path<ClosingPath> const& at) -> std::vector<CloseCheckView> {
                std::vector<CloseCheckView> views;
                CloseFacts const facts =
                    database.read([&](db::Session& s) { return close_facts(s, caller, at.pay_period_id); });
                for (Check const& one : close_checks(facts))
                    views.push_back({one.kind, one.state, one.count, one.by, one.at, one.totals, one.digest});
                return views;
            });
    api.get("/pay-periods/{pay_period_id}/changes", "listPayPeriodChanges",
            "Show what the last calculation of a pay period changed, by cause", Permission::pay_read,
            [&database](Caller const& caller, Path<ClosingPath> const& at) -> PeriodChangesView {
                if (caller.scope(Permission::pay_read) != Scope::all) throw not_found();
                PeriodChangesView view =
                    database.read([&](db::Session& s) { return changes_of(s, caller, at.pay_period_id); });
                std::set<PersonId> people;
                for (PeriodChangeView const& change : view.changes) people.insert(change.person_id);
                note_looks(database, caller, std::move(people));
                return view;
            });
}

void mount_exports(Api& api, db::Database& database, TableWriters& tables) {
    api.post("/pay-periods/{pay_period_id}/payroll-exports", "exportPayroll",
             "Record that a period's payroll goes out, with its control total and digest",
             Permission::export_all,
             [&database](Caller const& caller, Path<ClosingPath> const& at) -> PayrollExportView {
                 return access::write(database, caller, "exportPayroll", "", [&](access::Write& w) {
                     Payroll const sheet = payroll(w, caller, at.pay_period_id);
                     if (get_pay_period(w, caller, at.pay_period_id).state < PayState::approved)
                         throw conflict("incentives.payroll_not_approved");
                     PayrollExport const made = record_export(w, at.pay_period_id, sheet);
                     return PayrollExportView{made.id,     made.rows,    sheet.totals,
                                              made.digest, made.by_name, made.at};
                 });
             },
             {.fresh_confirmation = true});
    api.get("/pay-periods/{pay_period_id}/payroll-file", "getPayrollFile",
            "Download a period's payroll, control rows included", Permission::export_all,
            [&database, &tables](Caller const& caller, Path<ClosingPath> const& at,
                                 Query<PayrollFileQuery> const& find) -> Download {
                return database.read([&](db::Session& s) {
                    TableFormat const format = find.format == PayrollFormat::csv ? TableFormat::csv
                                                                                 : TableFormat::xlsx;
                    Payroll const sheet = payroll(s, caller, at.pay_period_id);
                    std::string const key = get_pay_period(s, caller, at.pay_period_id).key;
                    return payroll_file(tables, format, sheet, key);
                });
            });
}

}  // namespace

void mount_close(wire::Api& api, db::Database& database, wire::TableWriters& tables) {
    mount_checks(api, database);
    mount_exports(api, database, tables);
}

}  // namespace colonnade::incentives
