// Pay periods, their steps, and the ledger that approval and payment write.
#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "foundation/access/write.hpp"
#include "pillars/operations/incentives/run.hpp"

namespace colonnade::incentives {

struct PayPeriod {
    PayPeriodId id;
    std::string key;
    DateRange range;
    PayState state = PayState::open;
    std::optional<RunId> run;  // the one that the state rests on
    ChangeId version;
};
// Oldest first; everybody who may see pay may see how far it is.
std::vector<PayPeriod> list_pay_periods(db::Session& session, Caller const& caller);
// Throws Problem "not_found".
PayPeriod get_pay_period(db::Session& session, Caller const& caller, PayPeriodId id);
std::optional<PayPeriod> find_pay_period(db::Session& session, std::string const& key);
// Throws Problem "incentives.period_taken" or "incentives.overlap".
PayPeriod open_pay_period(access::Write& write, std::string const& key, DateRange range);

struct PeriodStep {
    PayState from = PayState::open, to = PayState::open;
    std::optional<RunId> run;
    std::optional<UserId> by;
    std::string by_name;
    Instant at;
    std::string note;
};
// The steps it took, oldest first.
std::vector<PeriodStep> list_steps(db::Session& session, Caller const& caller, PayPeriodId id);

// The run that the period was last calculated by, before `than` where that is given.
std::optional<RunId> former_run(db::Session& session, PayPeriodId id, std::optional<RunId> than = {});

// What must hold before each step, and what it does (rules 6 to 9); `run` is the new one for `calculated`.
// Throws Problem "incentives.period_step", "incentives.exceptions_open", "incentives.adjustments_open",
// "incentives.own_work" or "incentives.own_pay".
struct StepAsk {
    PayPeriodId id;
    PayState to = PayState::calculated;
    std::optional<RunId> run;
    std::string note;
    ChangeId seen;
};
PayPeriod step_pay_period(access::Write& write, StepAsk const& ask);

// --- The ledger

struct LedgerRow {
    std::int64_t batch = 0;
    std::string kind;
    Instant at;
    LedgerEntry entry;
    std::string person_name;
};
struct LedgerFilter {
    std::optional<PersonId> person;
    std::optional<PayPeriodId> period;  // whose approval or payment booked it
};
// Entries of people in view, oldest first.
std::vector<LedgerRow> list_ledger(db::Session& session, Caller const& caller, LedgerFilter const& filter,
                                   std::int64_t after_batch, int limit);
// A batch, balanced or refused (rule 8).
std::int64_t book(access::Write& write, std::string const& kind, PayPeriodId period, std::string const& note,
                  std::vector<LedgerEntry> const& entries);
// Batches that do not sum to zero in some currency: none, or the store is damaged.
std::vector<std::int64_t> unbalanced_batches(db::Session& session);
// What the ledger says was earned by then, by person, component and period.
std::vector<Settled> settled_earnings(db::Session& session);
// A person's pay by component and pay period, as the ledger has it: what was earned, and where it is now.
struct PayBalance {
    std::string component;
    std::string period_key;
    Money earned, held, due, drawn, paid, clawed_back;
};
// Throws Problem "not_found" for a person out of view.
std::vector<PayBalance> pay_balances(db::Session& session, Caller const& caller, PersonId person);
// Balances of a person by account; of a currency each.
std::map<std::pair<Account, std::string>, std::int64_t> balances(db::Session& session, PersonId person);

// --- The payroll file

struct PayrollRow {
    PersonId person;
    std::string external_id, name;
    Money amount;
};
struct Payroll {
    std::vector<PayrollRow> rows;  // by person: what the period's batches leave due or have paid
    std::vector<Money> totals;     // one for each currency
    std::string digest;            // SHA-256 of the rows
};
Payroll payroll(db::Session& session, Caller const& caller, PayPeriodId id);

// A payroll file that was made: of what it held, so that a later change shows.
struct PayrollExport {
    std::int64_t id = 0;
    PayPeriodId period;
    std::int64_t rows = 0;
    std::string digest;
    std::string by_name;
    Instant at;
};
PayrollExport record_export(access::Write& write, PayPeriodId period, Payroll const& sheet);
std::optional<PayrollExport> last_export(db::Session& session, PayPeriodId period);

}  // namespace colonnade::incentives
