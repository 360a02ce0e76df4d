#include "insight/pay/pay_calculation.hpp"

#include <algorithm>

#include "engine/pay/pay.hpp"
#include "foundation/access/secret.hpp"
#include "insight/pay/pay_review.hpp"
#include "insight/pay/period_names.hpp"
#include "insight/pay/plan_facts.hpp"
#include "insight/pay/run_results.hpp"
#include "pillars/operations/incentives/run_store.hpp"

namespace colonnade::insight {

namespace pay = engine::pay;
using incentives::RunResult;

RunResult calculate_period(db::Session& session, PayFacts const& source,
                           incentives::PayPeriod const& period) {
    auto const versions = incentives::versions_in_force(session, period.range.from);
    if (versions.empty()) throw conflict("incentives.no_plans");
    PeriodNames const names = period_names(session);
    Date from = period.range.from;
    for (incentives::PayPeriod const& one : names.pay_periods()) from = std::min(from, one.range.from);
    Date const booked = booked_between(source.facts, period.range.from).second;
    Date const to = period.range.to.value_or(std::max(booked, period.range.from.plus_days(1)));
    auto const assignments = incentives::all_assignments(session);
    RunResult result;
    std::string inputs;
    for (incentives::PlanVersion const& version : versions) {
        std::vector<pay::Assignment> people = assigned(assignments, version.plan, source);
        if (people.empty()) continue;
        pay::Facts facts = source.facts;
        facts.assignments = std::move(people);
        set_time(session, facts, from, to);
        inputs += plan_inputs(facts);
        plan::Plan plan = checked_plan(version.text);
        check_currency(plan, source);
        pay::Calculation const calculation(std::move(plan), std::make_shared<pay::Facts>(std::move(facts)));
        add_results(result, source, calculation, names);
        for (incentives::RunException& one : bunched(calculation, source, period.range)) {
            one.period_key = period.key;
            result.exceptions.push_back(std::move(one));
        }
        result.plans.push_back({version.id, version.name, version.digest, version.text});
    }
    if (result.plans.empty()) throw conflict("incentives.no_plans");
    finish(result, source, inputs);
    result.inputs_change = latest_change(session);
    review_period(session, source, names, period, result);
    return result;
}

RunResult try_plan(db::Session& session, PayFacts const& source, std::string const& text) {
    plan::Plan plan = checked_plan(text);
    check_currency(plan, source);
    PeriodNames const names = period_names(session);
    auto const [from, to] = booked_between(source.facts, Date::of(2000, 1, 1));
    auto const facts = std::make_shared<pay::Facts>(source.facts);
    set_time(session, *facts, from, to);
    if (plan.roles.empty()) facts->assignments = everybody_who_sells(*facts);
    RunResult result;
    result.label = "trial: " + plan.name;
    result.is_trial = true;
    result.plans.push_back({{}, plan.name, access::sha256_hex(text), text});
    pay::Calculation const calculation(std::move(plan), facts);
    add_results(result, source, calculation, names);
    finish(result, source, plan_inputs(*facts));
    result.inputs_change = latest_change(session);
    return result;
}

}  // namespace colonnade::insight
