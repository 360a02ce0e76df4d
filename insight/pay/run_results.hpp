// What a calculation gave, as the store keeps it.
#pragma once
#include "engine/pay/pay.hpp"
#include "insight/pay/pay_facts_store.hpp"
#include "insight/pay/period_names.hpp"
#include "pillars/operations/incentives/run.hpp"

namespace colonnade::insight {

// Why something paid nothing, and what is paid beside the components, as stored and on the wire.
std::string_view lack_word(engine::pay::Lack lack);
std::string_view adjustment_word(engine::pay::Adjustment::Kind kind);

// Adds one plan's payouts, adjustments and exceptions.
void add_results(incentives::RunResult& result, PayFacts const& source,
                 engine::pay::Calculation const& calculation, PeriodNames const& names);

// When all plans are in: currency, digest of the inputs, orders that could not be placed, the order of rows.
// `plan_inputs`: what the plans were given beside the facts.
void finish(incentives::RunResult& result, PayFacts const& source, std::string const& plan_inputs);

// Whom a plan pays and when, and what it is worked out for, as text.
std::string plan_inputs(engine::pay::Facts const& facts);

}  // namespace colonnade::insight
