// The facts of one plan: those of the company, for the people it pays and the periods it is worked out for.
#pragma once
#include <string_view>
#include <utility>
#include <vector>

#include "engine/plan/plan.hpp"
#include "insight/pay/pay_facts_store.hpp"
#include "pillars/operations/incentives/plan_store.hpp"

namespace colonnade::insight {

// The checked plan of a text, for the facts that every company has. Throws a Problem "plan.<code>" whose path
// is "line:column", with the others found.
plan::Plan checked_plan(std::string_view text);

// Throws Problem "incentives.plan_currency" {plan, currency, company} where the plan is not in the company's
// currency, and "incentives.plan_conversion" {plan} where it converts orders in other currencies otherwise
// than at the rate of the day they were booked, and there are such orders.
void check_currency(plan::Plan const& plan, PayFacts const& source);

// Whom a plan pays: those named, and holders of positions of a role while they hold them.
std::vector<engine::pay::Assignment> assigned(std::vector<incentives::Assignment> const& all,
                                              incentives::PlanId plan, PayFacts const& source);
// Whoever has credit for a line or a quota of their own, since always.
std::vector<engine::pay::Assignment> everybody_who_sells(engine::pay::Facts const& facts);

// What is calculated: the company's listed periods where it has any, else whole months from the beginning of
// the fiscal year of `from` until `to`.
void set_time(db::Session& session, engine::pay::Facts& facts, Date from, Date to);
// From the first day on which something was booked to the day after the last; `otherwise` where nothing was.
std::pair<Date, Date> booked_between(engine::pay::Facts const& facts, Date otherwise);

}  // namespace colonnade::insight
