// Pay worked out from the database: plans in force, whom they are assigned to, and the facts of every slice,
// put together for the engine; and its results as the store keeps them.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "app/program.hpp"
#include "engine/plan/plan.hpp"
#include "pillars/operations/incentives/pay_period_store.hpp"

namespace colonnade {

// The checked plan of a text, for the facts that every company has. Throws a Problem "plan.<code>" whose path
// is "line:column", with the others found.
plan::Plan checked_plan(std::string_view text);

// What everybody earned until the end of that period, under the plans in force on its first day; periods that
// are settled already are among the payouts, so that corrections show. Throws Problem "incentives.no_plans".
incentives::RunResult calculate_period(db::Session& session, incentives::PayPeriod const& period);

// One plan over all there is: every listed period, or every period from the first order to the last. It pays
// those it is assigned to; where it is assigned to nobody, whoever has credit or a quota. Labelled a trial.
incentives::RunResult try_plan(db::Session& session, std::string const& text);
// Keeps the run; of a pay period, which is calculated by it.
incentives::RunId store_run(Program& program, incentives::RunResult const& result,
                            std::optional<incentives::PayPeriod> const& period);
// The periods that may still be calculated, oldest first.
std::vector<incentives::PayPeriod> open_pay_periods(Program& program);

}  // namespace colonnade
