// Pay worked out from the database: plans in force, whom they are assigned to, and the facts of every slice,
// put together for the engine; and its results as the store keeps them. The caller names the build.
#pragma once
#include <string>

#include "insight/pay/pay_facts_store.hpp"
#include "pillars/operations/incentives/pay_period_store.hpp"

namespace colonnade::insight {

// What everybody earned until the end of that period, under the plans in force on its first day; periods that
// are settled already are among the payouts, so that corrections show. Throws Problem "incentives.no_plans".
incentives::RunResult calculate_period(db::Session& session, PayFacts const& source,
                                       incentives::PayPeriod const& period);

// One plan over all there is: every listed period, or every period from the first order to the last. It pays
// those it is assigned to; where it is assigned to nobody, whoever has credit or a quota. Labelled a trial.
incentives::RunResult try_plan(db::Session& session, PayFacts const& source, std::string const& text);

}  // namespace colonnade::insight
