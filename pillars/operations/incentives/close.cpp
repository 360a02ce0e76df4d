#include "pillars/operations/incentives/close.hpp"

#include <algorithm>

namespace colonnade::incentives {
namespace {

CheckState state_of(bool is_done, bool may_begin) {
    if (is_done) return CheckState::done;
    return may_begin ? CheckState::todo : CheckState::waits;
}

// A step of the period, with the hand that took it last.
Check step(CloseFacts const& facts, CheckKind kind, PayState to, bool may_begin) {
    Check check{kind, state_of(facts.state >= to, may_begin), 0, "", {}, {}, ""};
    if (check.state != CheckState::done) return check;
    auto const last = std::find_if(facts.steps.rbegin(), facts.steps.rend(),
                                   [&](StepTaken const& taken) { return taken.to == to; });
    if (last == facts.steps.rend()) return check;
    check.by = last->by;
    check.at = last->at;
    return check;
}

Check counted(CheckKind kind, std::int64_t open, std::int64_t all, bool may_begin) {
    bool const is_done = may_begin && open == 0;
    return {kind, state_of(is_done, may_begin), open > 0 ? open : all, "", {}, {}, ""};
}

Check export_check(CloseFacts const& facts, bool is_approved) {
    bool const holds = facts.exported && facts.exported->digest == facts.payroll_digest;
    Check check{CheckKind::payroll_exported,
                state_of(is_approved && holds, is_approved),
                facts.payroll_rows,
                "",
                {},
                facts.payroll_totals,
                facts.payroll_digest};
    if (check.state != CheckState::done) return check;
    check.by = facts.exported->by;
    check.at = facts.exported->at;
    return check;
}

}  // namespace

std::vector<Check> close_checks(CloseFacts const& facts) {
    bool const is_calculated = facts.state >= PayState::calculated;
    bool const is_approved = facts.state >= PayState::approved;
    bool const may_review = is_calculated && facts.exceptions_open == 0;
    bool const may_approve = facts.state == PayState::reviewed && facts.adjustments_open == 0;
    bool const is_balanced = is_approved && facts.ledger_balances;
    return {step(facts, CheckKind::calculated, PayState::calculated, true),
            counted(CheckKind::exceptions_decided, facts.exceptions_open, facts.exceptions, is_calculated),
            counted(CheckKind::adjustments_decided, facts.adjustments_open, facts.adjustments, true),
            step(facts, CheckKind::reviewed, PayState::reviewed, may_review),
            counted(CheckKind::disputes_answered, facts.disputes_open, 0, true),
            step(facts, CheckKind::approved, PayState::approved, may_approve),
            {CheckKind::ledger_balanced,
             state_of(is_balanced, is_approved),
             facts.ledger_entries,
             "",
             {},
             {},
             ""},
            export_check(facts, is_approved),
            step(facts, CheckKind::paid, PayState::paid, is_approved),
            step(facts, CheckKind::closed, PayState::closed, facts.state == PayState::paid)};
}

}  // namespace colonnade::incentives
