// Pay worked out on request, over the API: nothing here is kept.
#pragma once
#include "foundation/db/database.hpp"
#include "foundation/wire/api.hpp"
#include "insight/asked.hpp"
#include "insight/pay/pay_facts_keeper.hpp"
#include "insight/pay/plan_costs.hpp"

namespace colonnade::insight {

// What drafts of a plan would have paid.
void mount_plan_costs(wire::Api& api, db::Database& database, PayFactsKeeper& facts, PlanCosts& costs,
                      Translate translate);

}  // namespace colonnade::insight
