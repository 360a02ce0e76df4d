// The review of a calculation: what it could not place, order by order, and what looks wrong.
#pragma once
#include "engine/pay/pay.hpp"
#include "insight/pay/pay_facts_store.hpp"
#include "insight/pay/period_names.hpp"
#include "pillars/operations/incentives/pay_period_store.hpp"
#include "pillars/operations/incentives/run.hpp"

namespace colonnade::insight {

// What one plan's calculation shows that its payouts do not: people carried over a bound of attainment in the
// last days of the period, and deals gathered above a bound.
std::vector<incentives::RunException> bunched(engine::pay::Calculation const& calculation,
                                              PayFacts const& source, DateRange const& period);

// Leaves the exceptions that concern the period, and adds what is to be looked at in it. What was decided
// with a settled period is not asked again.
void review_period(db::Session& session, PayFacts const& source, PeriodNames const& names,
                   incentives::PayPeriod const& period, incentives::RunResult& result);

// An exception for each order that could not be placed, of those that stand in `orders`.
void add_unplaced(incentives::RunResult& result, PayFacts const& source);

}  // namespace colonnade::insight
