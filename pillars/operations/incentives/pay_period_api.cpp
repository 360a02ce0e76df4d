#include "foundation/wire/figure.hpp"
#include "foundation/wire/text.hpp"
#include "pillars/operations/incentives/incentive_api.hpp"
#include "pillars/operations/incentives/run_store.hpp"

namespace colonnade::incentives {
namespace {

using namespace wire;

struct PayPeriodView {
    PayPeriodId pay_period_id;
    std::string period;
    Date valid_from;
    std::optional<Date> valid_to;
    PayState state = PayState::open;
    std::optional<RunId> run_id;
    ChangeId version;
};
BOOST_DESCRIBE_STRUCT(PayPeriodView, (),
                      (pay_period_id, period, valid_from, valid_to, state, run_id, version))

struct OpenPayPeriod {
    Text<60> period;
};
BOOST_DESCRIBE_STRUCT(OpenPayPeriod, (), (period))

struct PayPeriodPath {
    PayPeriodId pay_period_id;
};
BOOST_DESCRIBE_STRUCT(PayPeriodPath, (), (pay_period_id))

struct PayPeriodStepView {
    PayState from_state = PayState::open;
    PayState to_state = PayState::open;
    std::optional<RunId> run_id;
    std::optional<UserId> user_id;
    std::string by;
    Instant at;
    std::string note;
};
BOOST_DESCRIBE_STRUCT(PayPeriodStepView, (), (from_state, to_state, run_id, user_id, by, at, note))

enum class ReviewStep { open, reviewed };
BOOST_DESCRIBE_ENUM(ReviewStep, open, reviewed)
struct ReviewPayPeriod {
    ReviewStep to = ReviewStep::reviewed;
    std::optional<Prose<2000>> note;
};
BOOST_DESCRIBE_STRUCT(ReviewPayPeriod, (), (to, note))

enum class SettleStep { approved, paid, closed };
BOOST_DESCRIBE_ENUM(SettleStep, approved, paid, closed)
struct SettlePayPeriod {
    SettleStep to = SettleStep::approved;
    std::optional<Prose<2000>> note;
};
BOOST_DESCRIBE_STRUCT(SettlePayPeriod, (), (to, note))

struct PayExceptionView {
    ExceptionId exception_id;
    std::string kind;
    std::optional<PersonId> person_id;
    std::string person;
    std::optional<OrderId> order_id;
    std::string order;
    std::string component;
    std::string period;
    std::string detail;
    std::optional<UserId> decided_by;
    std::string decider;
    std::optional<Instant> decided_at;
    std::string note;
};
BOOST_DESCRIBE_STRUCT(PayExceptionView, (),
                      (exception_id, kind, person_id, person, order_id, order, component, period, detail,
                       decided_by, decider, decided_at, note))

struct PayExceptionPath {
    ExceptionId exception_id;
};
BOOST_DESCRIBE_STRUCT(PayExceptionPath, (), (exception_id))

struct DecidePayException {
    Prose<2000, 1> note;
};
BOOST_DESCRIBE_STRUCT(DecidePayException, (), (note))

struct PayrollRowView {
    PersonId person_id;
    std::string external_id;
    std::string name;
    Money amount;
};
BOOST_DESCRIBE_STRUCT(PayrollRowView, (), (person_id, external_id, name, amount))

struct PayrollControlView {
    std::int64_t rows = 0;
    std::vector<Money> totals;
    std::string digest;
};
BOOST_DESCRIBE_STRUCT(PayrollControlView, (), (rows, totals, digest))

struct LastPayrollRow {
    std::int64_t place = 0;
};
BOOST_DESCRIBE_STRUCT(LastPayrollRow, (), (place))

PayPeriodView view_of(PayPeriod const& p) {
    return {p.id, p.key, p.range.from, p.range.to, p.state, p.run, p.version};
}

PayExceptionView view_of(StoredException const& e) {
    return {e.id,
            e.exception.kind,
            e.exception.person,
            e.person_name,
            e.exception.order,
            e.order_number,
            e.exception.component,
            e.exception.period_key,
            e.exception.detail,
            e.decided_by,
            e.decided_by_name,
            e.decided_at,
            e.note};
}

std::string text_of(std::optional<Prose<2000>> const& note) { return note ? std::string(*note) : ""; }

void mount_reading(Api& api, db::Database& database) {
    api.get("/pay-periods", "listPayPeriods", "List pay periods and how far they are", Permission::pay_read,
            [&database](Caller const& caller) -> std::vector<PayPeriodView> {
                std::vector<PayPeriodView> views;
                for (PayPeriod const& one :
                     database.read([&](db::Session& s) { return list_pay_periods(s, caller); }))
                    views.push_back(view_of(one));
                return views;
            });
    api.get("/pay-periods/{pay_period_id}", "getPayPeriod", "Show one pay period", Permission::pay_read,
            [&database](Caller const& caller, Path<PayPeriodPath> const& at) -> PayPeriodView {
                return view_of(database.read(
                    [&](db::Session& s) { return get_pay_period(s, caller, at.pay_period_id); }));
            });
    api.get(
        "/pay-periods/{pay_period_id}/steps", "listPayPeriodSteps",
        "Show who moved a pay period, when and on which run", Permission::pay_read,
        [&database](Caller const& caller, Path<PayPeriodPath> const& at) -> std::vector<PayPeriodStepView> {
            std::vector<PayPeriodStepView> views;
            for (PeriodStep const& one :
                 database.read([&](db::Session& s) { return list_steps(s, caller, at.pay_period_id); }))
                views.push_back({one.from, one.to, one.run, one.by, one.by_name, one.at, one.note});
            return views;
        });
    api.get(
        "/pay-periods/{pay_period_id}/exceptions", "listPayExceptions",
        "Show what a period's run could not place or what looks wrong", Permission::pay_read,
        [&database](Caller const& caller, Path<PayPeriodPath> const& at) -> std::vector<PayExceptionView> {
            return database.read([&](db::Session& s) {
                std::vector<PayExceptionView> views;
                PayPeriod const period = get_pay_period(s, caller, at.pay_period_id);
                if (!period.run) return views;
                for (StoredException const& one : list_exceptions(s, caller, *period.run))
                    views.push_back(view_of(one));
                return views;
            });
        });
}

void mount_steps(Api& api, db::Database& database, Sources const& sources) {
    api.post(
        "/pay-periods", "openPayPeriod", "Open a pay period", Permission::pay_run,
        [&database, sources](Caller const& caller, Body<OpenPayPeriod> const& ask) -> Created<PayPeriodView> {
            auto const made = access::write(database, caller, "openPayPeriod", "", [&](access::Write& w) {
                Period const period = sources.period(w, ask.period, caller.today);
                return open_pay_period(w, period.key, period.range);
            });
            return {view_of(made), "/pay-periods/" + std::to_string(made.id.value)};
        });
    api.post(
        "/pay-periods/{pay_period_id}/calculation", "calculatePayPeriod",
        "Calculate a pay period under the plans in force", Permission::pay_run,
        [&database, sources](Caller const& caller, Path<PayPeriodPath> const& at,
                             IfMatch const& seen) -> PayPeriodView {
            return view_of(access::write(database, caller, "calculatePayPeriod", "", [&](access::Write& w) {
                PayPeriod const period = get_pay_period(w, caller, at.pay_period_id);
                check_period_step(period.state, PayState::calculated);
                std::optional<RunId> const former = former_run(w, period.id);
                RunId const run = save_run(w, sources.calculate(w, period), period.id);
                if (former) carry_decisions(w, *former, run);
                return step_pay_period(w, {period.id, PayState::calculated, run, "", seen.version});
            }));
        });
    api.post("/pay-periods/{pay_period_id}/review", "reviewPayPeriod",
             "Say that a period is reviewed, or open it again", Permission::pay_run,
             [&database](Caller const& caller, Path<PayPeriodPath> const& at,
                         Body<ReviewPayPeriod> const& ask, IfMatch const& seen) -> PayPeriodView {
                 PayState const to = ask.to == ReviewStep::open ? PayState::open : PayState::reviewed;
                 return view_of(access::write(database, caller, "reviewPayPeriod", "", [&](access::Write& w) {
                     return step_pay_period(w, {at.pay_period_id, to, {}, text_of(ask.note), seen.version});
                 }));
             });
    api.post("/pay-periods/{pay_period_id}/settlement", "settlePayPeriod",
             "Approve a reviewed period, mark it paid, or close it", Permission::pay_approve,
             [&database, sources](Caller const& caller, Path<PayPeriodPath> const& at,
                                  Body<SettlePayPeriod> const& ask, IfMatch const& seen) -> PayPeriodView {
                 PayState const to = parse_word<PayState>(word(ask.to));
                 return view_of(access::write(database, caller, "settlePayPeriod", "", [&](access::Write& w) {
                     PayPeriod const moved =
                         step_pay_period(w, {at.pay_period_id, to, {}, text_of(ask.note), seen.version});
                     if (moved.state == PayState::closed) sources.closed(w, moved);
                     return moved;
                 }));
             },
             {.fresh_confirmation = true});
    api.post("/pay-exceptions/{exception_id}/decision", "decidePayException",
             "Decide an exception, with the reason", Permission::pay_run,
             [&database](Caller const& caller, Path<PayExceptionPath> const& at,
                         Body<DecidePayException> const& ask) -> NoContent {
                 access::write(database, caller, "decidePayException", ask.note,
                               [&](access::Write& w) { decide_exception(w, at.exception_id, ask.note); });
                 return {};
             });
}

void mount_payroll(Api& api, db::Database& database) {
    api.get("/pay-periods/{pay_period_id}/payroll", "listPayroll",
            "What a period pays to whom; as CSV or XLSX for payroll", Permission::pay_read,
            [&database](Caller const& caller, Path<PayPeriodPath> const& at,
                        Paging const& paging) -> Page<PayrollRowView> {
                auto const first = paging.after<LastPayrollRow>().value_or(LastPayrollRow{}).place;
                Payroll const sheet =
                    database.read([&](db::Session& s) { return payroll(s, caller, at.pay_period_id); });
                std::vector<PayrollRowView> views;
                auto const end = static_cast<std::int64_t>(sheet.rows.size());
                for (std::int64_t i = first; i < end && i < first + paging.limit; ++i) {
                    PayrollRow const& row = sheet.rows[static_cast<std::size_t>(i)];
                    views.push_back({row.person, row.external_id, row.name, row.amount});
                }
                Page<PayrollRowView> page;
                page.items = std::move(views);
                page.total = end;
                LastPayrollRow const last{first + paging.limit};
                if (last.place < end) page.next = encode_cursor(type_of<LastPayrollRow>(), &last);
                return page;
            });
    api.get("/pay-periods/{pay_period_id}/payroll-control", "getPayrollControl",
            "Row count, control totals and digest of a period's payroll", Permission::pay_read,
            [&database](Caller const& caller, Path<PayPeriodPath> const& at) -> PayrollControlView {
                Payroll const sheet =
                    database.read([&](db::Session& s) { return payroll(s, caller, at.pay_period_id); });
                return {static_cast<std::int64_t>(sheet.rows.size()), sheet.totals, sheet.digest};
            });
}

}  // namespace

void mount_pay_periods(wire::Api& api, db::Database& database, Sources sources) {
    mount_reading(api, database);
    mount_steps(api, database, sources);
    mount_payroll(api, database);
}

void mount_incentives(wire::Api& api, db::Database& database, Sources sources) {
    wire::TableWriters& tables = *sources.tables;
    mount_plans(api, database);
    mount_pay_periods(api, database, std::move(sources));
    mount_pay(api, database);
    mount_pay_adjustments(api, database);
    mount_pay_disputes(api, database);
    mount_close(api, database, tables);
    mount_payees(api, database);
    mount_parameters(api, database);
}

}  // namespace colonnade::incentives
