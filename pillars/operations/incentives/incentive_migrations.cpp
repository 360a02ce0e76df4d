#include "pillars/operations/incentives/incentive_migrations.hpp"

namespace colonnade::incentives {
namespace {

// submitted_digest and decided_digest are of the text that was submitted and decided on, so that an approval
// of another text shows.
constexpr std::string_view plans = R"(
create table pay_plans (
    plan_id bigint primary key,
    name text not null unique,
    change_id bigint not null
);
create table pay_plans_history (
    plan_id bigint not null,
    name text not null,
    change_id bigint not null,
    ended_by bigint not null
);
create index pay_plans_history_key on pay_plans_history (plan_id);
create index pay_plans_history_ended on pay_plans_history (ended_by);
create table pay_plan_versions (
    version_id bigint primary key,
    plan_id bigint not null references pay_plans (plan_id),
    number bigint not null,
    text text not null,
    digest text not null,
    valid_from text not null,
    state text not null,
    author_id bigint,
    submitted_digest text,
    submitted_at bigint,
    submitted_by bigint,
    decided_digest text,
    decided_at bigint,
    decided_by bigint,
    note text not null,
    change_id bigint not null,
    unique (plan_id, number)
);
create table pay_plan_versions_history (
    version_id bigint not null,
    plan_id bigint not null,
    number bigint not null,
    text text not null,
    digest text not null,
    valid_from text not null,
    state text not null,
    author_id bigint,
    submitted_digest text,
    submitted_at bigint,
    submitted_by bigint,
    decided_digest text,
    decided_at bigint,
    decided_by bigint,
    note text not null,
    change_id bigint not null,
    ended_by bigint not null
);
create index pay_plan_versions_history_key on pay_plan_versions_history (version_id);
create index pay_plan_versions_history_ended on pay_plan_versions_history (ended_by);
create table pay_plan_assignments (
    assignment_id bigint primary key,
    plan_id bigint not null references pay_plans (plan_id),
    assignee_kind text not null,
    person_id bigint,
    role text,
    valid_from text not null,
    valid_to text,
    change_id bigint not null,
    check ((assignee_kind = 'person') = (person_id is not null))
);
create index pay_plan_assignments_plan on pay_plan_assignments (plan_id);
create index pay_plan_assignments_person on pay_plan_assignments (person_id);
create table pay_plan_assignments_history (
    assignment_id bigint not null,
    plan_id bigint not null,
    assignee_kind text not null,
    person_id bigint,
    role text,
    valid_from text not null,
    valid_to text,
    change_id bigint not null,
    ended_by bigint not null
);
create index pay_plan_assignments_history_key on pay_plan_assignments_history (assignment_id);
create index pay_plan_assignments_history_ended on pay_plan_assignments_history (ended_by);
create table pay_plan_acceptances (
    version_id bigint not null references pay_plan_versions (version_id),
    person_id bigint not null,
    digest text not null,
    accepted_at bigint not null,
    change_id bigint not null,
    primary key (version_id, person_id)
);
)";

// The value of money and counts is in ten-thousandths, of rates in 10^-10.
constexpr std::string_view parameters = R"(
create table pay_parameters (
    parameter_id bigint primary key,
    person_id bigint not null references people (person_id),
    name text not null,
    kind text not null,
    value bigint not null,
    currency text not null,
    valid_from text not null,
    valid_to text,
    change_id bigint not null
);
create unique index pay_parameters_person on pay_parameters (person_id, name, valid_from);
create index pay_parameters_change on pay_parameters (change_id);
create table pay_parameters_history (
    parameter_id bigint not null,
    person_id bigint not null,
    name text not null,
    kind text not null,
    value bigint not null,
    currency text not null,
    valid_from text not null,
    valid_to text,
    change_id bigint not null,
    ended_by bigint not null
);
create index pay_parameters_history_key on pay_parameters_history (parameter_id);
create index pay_parameters_history_ended on pay_parameters_history (ended_by);
)";

constexpr std::string_view periods = R"(
create table pay_periods (
    pay_period_id bigint primary key,
    period_key text not null unique,
    valid_from text not null,
    valid_to text,
    state text not null,
    run_id bigint,
    change_id bigint not null
);
create table pay_periods_history (
    pay_period_id bigint not null,
    period_key text not null,
    valid_from text not null,
    valid_to text,
    state text not null,
    run_id bigint,
    change_id bigint not null,
    ended_by bigint not null
);
create index pay_periods_history_key on pay_periods_history (pay_period_id);
create index pay_periods_history_ended on pay_periods_history (ended_by);
create table pay_period_steps (
    step_id bigint primary key,
    pay_period_id bigint not null references pay_periods (pay_period_id),
    from_state text not null,
    to_state text not null,
    run_id bigint,
    user_id bigint,
    at bigint not null,
    note text not null,
    change_id bigint not null
);
create index pay_period_steps_period on pay_period_steps (pay_period_id, step_id);
create table pay_runs (
    run_id bigint primary key,
    label text not null,
    is_trial bigint not null,
    pay_period_id bigint,
    currency text not null,
    inputs_digest text not null,
    results_digest text not null,
    build text not null,
    user_id bigint,
    at bigint not null,
    change_id bigint not null
);
create table pay_run_plans (
    run_id bigint not null references pay_runs (run_id),
    place bigint not null,
    version_id bigint,
    name text not null,
    digest text not null,
    text text not null,
    primary key (run_id, place)
);
create table payouts (
    payout_id bigint primary key,
    run_id bigint not null references pay_runs (run_id),
    person_id bigint not null,
    plan_name text not null,
    component text not null,
    period_key text not null,
    period_from text not null,
    period_to text,
    currency text not null,
    credited bigint not null,
    earned bigint not null,
    held bigint not null,
    drawn bigint not null,
    clawed_back bigint not null
);
create index payouts_run on payouts (run_id, period_from, person_id);
create index payouts_person on payouts (person_id, period_from);
create table payout_lines (
    payout_id bigint not null references payouts (payout_id),
    place bigint not null,
    order_id bigint not null,
    line_id bigint,
    booked_on text not null,
    credited bigint not null,
    share bigint not null,
    amount bigint not null,
    primary key (payout_id, place)
);
create index payout_lines_order on payout_lines (order_id);
create table pay_exceptions (
    exception_id bigint primary key,
    run_id bigint not null references pay_runs (run_id),
    kind text not null,
    person_id bigint,
    component text not null,
    period_key text not null,
    detail text not null,
    decided_by bigint,
    decided_at bigint,
    note text not null,
    change_id bigint not null
);
create index pay_exceptions_run on pay_exceptions (run_id);
)";

// Rows of the ledger are only ever added.
constexpr std::string_view ledger = R"(
create table pay_ledger_batches (
    batch_id bigint primary key,
    kind text not null,
    pay_period_id bigint not null references pay_periods (pay_period_id),
    note text not null,
    user_id bigint,
    at bigint not null,
    change_id bigint not null
);
create index pay_ledger_batches_period on pay_ledger_batches (pay_period_id);
create table pay_ledger_entries (
    batch_id bigint not null references pay_ledger_batches (batch_id),
    place bigint not null,
    person_id bigint not null,
    account text not null,
    component text not null,
    period_key text not null,
    currency text not null,
    amount bigint not null,
    primary key (batch_id, place),
    check (account in ('earned', 'held', 'due', 'drawn', 'paid', 'clawed_back'))
);
create index pay_ledger_entries_person on pay_ledger_entries (person_id, period_key);
)";

constexpr std::string_view cases = R"(
create table pay_adjustments (
    adjustment_id bigint primary key,
    pay_period_id bigint not null references pay_periods (pay_period_id),
    person_id bigint not null,
    component text not null,
    currency text not null,
    amount bigint not null,
    reason text not null,
    state text not null,
    dispute_id bigint,
    author_id bigint,
    decided_by bigint,
    decided_at bigint,
    change_id bigint not null
);
create index pay_adjustments_period on pay_adjustments (pay_period_id);
create table pay_adjustments_history (
    adjustment_id bigint not null,
    pay_period_id bigint not null,
    person_id bigint not null,
    component text not null,
    currency text not null,
    amount bigint not null,
    reason text not null,
    state text not null,
    dispute_id bigint,
    author_id bigint,
    decided_by bigint,
    decided_at bigint,
    change_id bigint not null,
    ended_by bigint not null
);
create index pay_adjustments_history_key on pay_adjustments_history (adjustment_id);
create index pay_adjustments_history_ended on pay_adjustments_history (ended_by);
create table pay_disputes (
    dispute_id bigint primary key,
    payout_id bigint not null references payouts (payout_id),
    place bigint,
    person_id bigint not null,
    question text not null,
    raised_by bigint,
    raised_at bigint not null,
    answer_due text not null,
    state text not null,
    answer text not null,
    answered_by bigint,
    answered_at bigint,
    adjustment_id bigint,
    change_id bigint not null
);
create index pay_disputes_person on pay_disputes (person_id);
create table pay_disputes_history (
    dispute_id bigint not null,
    payout_id bigint not null,
    place bigint,
    person_id bigint not null,
    question text not null,
    raised_by bigint,
    raised_at bigint not null,
    answer_due text not null,
    state text not null,
    answer text not null,
    answered_by bigint,
    answered_at bigint,
    adjustment_id bigint,
    change_id bigint not null,
    ended_by bigint not null
);
create index pay_disputes_history_key on pay_disputes_history (dispute_id);
create index pay_disputes_history_ended on pay_disputes_history (ended_by);
)";

// What a payout's component reckoned with: its named figures (without an input), then the steps of its
// tables.
constexpr std::string_view figures = R"(
create table payout_figures (
    payout_id bigint not null references payouts (payout_id),
    place bigint not null,
    name text not null,
    input_kind text not null,
    value_from text not null,
    value_to text not null,
    value_kind text not null,
    value text not null,
    primary key (payout_id, place)
);
)";

// What an adjustment is about and what its decision said; the order of an exception that one order is; and
// each payroll file that was made, with what it held.
constexpr std::string_view desk = R"(
create table pay_adjustment_details (
    adjustment_id bigint primary key references pay_adjustments (adjustment_id),
    payout_id bigint references payouts (payout_id),
    decision_note text not null
);
alter table pay_exceptions add column order_id bigint;
create table payroll_exports (
    export_id bigint primary key,
    pay_period_id bigint not null references pay_periods (pay_period_id),
    row_count bigint not null,
    digest text not null,
    user_id bigint,
    at bigint not null,
    change_id bigint not null
);
create index payroll_exports_period on payroll_exports (pay_period_id, export_id);
)";

// A run can be done again on what it was made from.
constexpr std::string_view replay = R"(
alter table pay_runs add column inputs_change bigint;
)";

}  // namespace

std::vector<db::Migration> incentive_migrations() {
    return {{350, "incentive plans", plans},
            {351, "pay parameters", parameters},
            {352, "pay periods and runs", periods},
            {353, "pay ledger", ledger},
            {354, "pay adjustments and disputes", cases},
            {360, "figures behind payouts", figures},
            {368, "close desk", desk},
            {369, "what a run was made from", replay}};
}

}  // namespace colonnade::incentives
