// The file that goes to payroll: a row for each person, then the rows by which the receiver checks that
// nothing was lost or changed: how many rows, the control total of each currency, and the digest.
#pragma once
#include "foundation/wire/table.hpp"
#include "pillars/operations/incentives/pay_period_store.hpp"

namespace colonnade::incentives {

// The columns are person_id, external_id, name, amount, currency; a control row has the word "control" in the
// first and what it says in the second. The same payroll gives the same CSV bytes.
wire::Download payroll_file(wire::TableWriters& tables, wire::TableFormat format, Payroll const& sheet,
                            std::string const& period_key);

}  // namespace colonnade::incentives
