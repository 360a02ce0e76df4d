// What stands behind a statement beyond its own period: the lines of a run, what settled periods are
// corrected by and why, and the year so far.
#pragma once
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "foundation/db/session.hpp"
#include "pillars/operations/statements/statement.hpp"

namespace colonnade::insight {

// A person's component of a period: person, component, period.
using ComponentKey = std::tuple<std::int64_t, std::string, std::string>;

// The payouts of a period in a run, of everybody or of one person.
struct PaidPart {
    std::int64_t run = 0;
    std::string period_key;
    std::optional<PersonId> person;
    Currency currency;
};

// Each order line behind them, by payout and day.
void each_paid_line(
    db::Session& session, PaidPart const& part,
    std::function<void(std::int64_t payout, ComponentKey const&, statements::StatementLine)> const& take);

// What approval would correct: settled periods as the run has them, less what the ledger has of them.
std::map<ComponentKey, Money> foreseen_corrections(db::Session& session, PaidPart const& part);

// The lines of those corrected periods whose credit differs between the run that was settled last before
// `from` and this one.
std::map<ComponentKey, std::vector<statements::CorrectionCause>> correction_causes(
    db::Session& session, PaidPart const& part, Date from, std::set<std::string> const& periods);

// The sums of the settled periods that begin from `year_from` on and before `from`, by person: as their own
// runs and batches have them.
std::map<std::int64_t, statements::StatementTotals> earlier_in_year(db::Session& session,
                                                                    PaidPart const& part, Date year_from,
                                                                    Date from);

}  // namespace colonnade::insight
