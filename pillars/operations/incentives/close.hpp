// What must be done before a pay period can be closed, as a list that says of each whether it is done. Pure.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "pillars/operations/incentives/incentive.hpp"

namespace colonnade::incentives {

enum class CheckKind {
    calculated,
    exceptions_decided,
    adjustments_decided,
    reviewed,
    disputes_answered,
    approved,
    ledger_balanced,
    payroll_exported,
    paid,
    closed
};
BOOST_DESCRIBE_ENUM(CheckKind, calculated, exceptions_decided, adjustments_decided, reviewed,
                    disputes_answered, approved, ledger_balanced, payroll_exported, paid, closed)

// `waits`: something before it is not done yet.
enum class CheckState { done, todo, waits };
BOOST_DESCRIBE_ENUM(CheckState, done, todo, waits)

struct Check {
    CheckKind kind = CheckKind::calculated;
    CheckState state = CheckState::waits;
    std::int64_t count = 0;  // what is left to do; of what is done, of how many things it speaks
    std::string by;          // who did it
    std::optional<Instant> at;
    std::vector<Money> totals;  // of the payroll
    std::string digest;
};

// A step that the period took, and the last payroll file that was made: who and when.
struct StepTaken {
    PayState to = PayState::open;
    std::string by;
    Instant at;
};
struct FileMade {
    std::string digest;
    std::string by;
    Instant at;
};

struct CloseFacts {
    PayState state = PayState::open;
    std::int64_t exceptions = 0, exceptions_open = 0;
    std::int64_t adjustments = 0, adjustments_open = 0;
    std::int64_t disputes_open = 0;  // about this period or an earlier one
    std::int64_t ledger_entries = 0;
    bool ledger_balances = true;   // every batch, in each currency
    std::vector<StepTaken> steps;  // oldest first
    std::int64_t payroll_rows = 0;
    std::vector<Money> payroll_totals;
    std::string payroll_digest;
    std::optional<FileMade> exported;
};

// In the order in which it is done. Open disputes do not hold a period up: they are listed for who closes it.
// A payroll file counts as long as the payroll still is what it held.
std::vector<Check> close_checks(CloseFacts const& facts);

}  // namespace colonnade::incentives
