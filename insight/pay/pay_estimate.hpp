// What one person is paid in a period as things stand now, before any run and after deals that nobody has
// booked: the plans they are on, over the facts that reach them.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "engine/pay/estimate.hpp"
#include "insight/pay/pay_facts_store.hpp"
#include "insight/pay/period_names.hpp"
#include "pillars/operations/incentives/plan_store.hpp"

namespace colonnade::insight {

// The order that stands for what the person usually sells: the median of their last twelve months.
struct UsualOrder {
    std::optional<OrderId> order;  // absent for somebody who sold nothing
    engine::pay::Deal deal;        // the person's part of it, booked on the day at hand
};

struct PersonPay {
    PersonId person;
    std::string name;
    Period period;
    Currency currency;
    std::vector<incentives::PlanVersion> versions;  // those they are on, with an estimate each
    std::vector<engine::pay::Estimate> plans;
    std::vector<engine::pay::Frame> frames;
    UsualOrder usual;
    PeriodNames names;

    engine::pay::Estimate const& estimate_of(engine::pay::EarnedPart const& part) const {
        return plans[static_cast<std::size_t>(part.plan)];
    }
    plan::Component const& component_of(engine::pay::EarnedPart const& part) const {
        return estimate_of(part).plan().components[static_cast<std::size_t>(part.component)];
    }
    Money money(std::int64_t units) const { return {units, currency}; }
};

// `period` names one as everywhere; absent: what their plan accumulates over, around today.
// `only`: of the plan of that name alone. Throws Problem "not_found" for a person without facts,
// "period.unknown", "plan.<code>" for an approved text that does not compile.
PersonPay person_pay(db::Session& session, PayFacts const& source, PersonId person,
                     std::optional<std::string> const& period, Date today,
                     std::optional<std::string> const& only = {});

}  // namespace colonnade::insight
