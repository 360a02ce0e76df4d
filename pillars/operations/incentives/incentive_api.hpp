// Incentives over the API: plans, pay periods, pay, adjustments and disputes.
#pragma once
#include <functional>
#include <set>
#include <string>

#include "foundation/base/calendar.hpp"
#include "foundation/db/database.hpp"
#include "foundation/wire/api.hpp"
#include "pillars/operations/incentives/pay_period_store.hpp"

namespace colonnade::incentives {

// What the slice is told by others, handed over by app/.
struct Sources {
    // The range of a period's key, such as "2026-Q1"; throws Problem "period.unknown".
    std::function<Period(db::Session&, std::string const& key, Date today)> period;
    // Works out what everybody earned until the end of that period, under the plans in force. Throws Problem
    // "incentives.no_plans".
    std::function<RunResult(db::Session&, PayPeriod const&)> calculate;
    // Called in the change that closes a period: what is sealed with it.
    std::function<void(access::Write&, PayPeriod const&)> closed = [](access::Write&, PayPeriod const&) {};
    // Writes the payroll file.
    wire::TableWriters* tables = nullptr;
};

void mount_incentives(wire::Api& api, db::Database& database, Sources sources);

// Writes into the audit log that the caller saw these people's pay, once for each that is not the caller
// (rule 13).
void note_looks(db::Database& database, Caller const& caller, std::set<PersonId> people);

// Its parts, a file each.
void mount_plans(wire::Api& api, db::Database& database);
void mount_pay_periods(wire::Api& api, db::Database& database, Sources sources);
void mount_pay(wire::Api& api, db::Database& database);
void mount_pay_disputes(wire::Api& api, db::Database& database);
void mount_pay_adjustments(wire::Api& api, db::Database& database);
void mount_close(wire::Api& api, db::Database& database, wire::TableWriters& tables);
void mount_parameters(wire::Api& api, db::Database& database);
void mount_payees(wire::Api& api, db::Database& database);

}  // namespace colonnade::incentives
