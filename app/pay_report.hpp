// What people earned, over all periods of a run, as a table.
#pragma once
#include <map>
#include <ostream>
#include <string>
#include <vector>

#include "app/program.hpp"
#include "pillars/operations/incentives/run_store.hpp"

namespace colonnade {

struct PayReport {
    struct Row {
        std::string id;  // the external id; ours where there is none
        std::string name;
        DateRange period;
        std::string component;
        std::int64_t credited = 0;  // ten-thousandths of the company's currency
        std::int64_t payout = 0;    // earned less held and taken back, draws added
    };
    std::vector<Row> rows;
};

// Rows of a run by period, name, component, as the caller sees them: the newest run where none is named.
// `user` is a sign-in name, or empty for the program itself. Throws Problem "not_found" where there is no
// run.
PayReport pay_report(Program& program, std::string const& user, std::optional<incentives::RunId> run);
void write_csv(PayReport const& report, std::ostream& out);
void write_table(PayReport const& report, std::ostream& out);

// What one calculation came to.
struct CalculatedRun {
    incentives::RunId id;
    std::int64_t payouts = 0;
    Money total;
    std::map<std::string, std::int64_t> exceptions;  // how many of each kind
};
// Tries the plan of that text over the database and keeps a labelled trial run. With an empty text:
// calculates every pay period that is not reviewed yet, under the assigned plans.
std::vector<CalculatedRun> calculate_from_database(Program& program, std::string const& plan_text);

}  // namespace colonnade
