#include "insight/data_health.hpp"

#include <algorithm>

namespace colonnade::insight {
namespace {

using engine::Index;
using goals::Rollup;

std::int64_t territories_without_holder(Asked const& asked) {
    auto const& territories = asked.standing().territories;
    std::int64_t count = 0;
    for (std::size_t i = 0; i < territories.size(); ++i)
        count += territories[i].active.contains(asked.ask.today) &&
                 asked.book().facts().territory_holders.holder(static_cast<Index>(i),
                                                               asked.ask.today.number()) == engine::nobody;
    return count;
}

std::int64_t customers_without_owner(Asked const& asked) {
    engine::Facts const& facts = asked.book().facts();
    std::int64_t count = 0;
    for (std::size_t i = 0; i < facts.customer_count; ++i)
        count += facts.owners.holder(static_cast<Index>(i), asked.ask.today.number()) == engine::nobody;
    return count;
}

// Employed, reporting to nobody, and leading nobody: whoever leads the house reports to nobody rightly.
std::int64_t people_without_manager(Asked const& asked) {
    auto const& people = asked.standing().people;
    engine::Day const today = asked.ask.today.number();
    std::vector<bool> placed(people.size(), false);
    for (std::size_t i = 0; i < people.size(); ++i)
        for (Rollup::Part const& part : asked.standing().reports.of(static_cast<Index>(i)))
            if (part.depth > 0 && part.from <= today && today < part.to)
                placed[i] = placed[part.index] = true;
    std::int64_t count = 0;
    for (std::size_t i = 0; i < people.size(); ++i)
        count += !placed[i] && people[i].active.contains(asked.ask.today);
    return people.size() == 1 ? 0 : count;
}

// People who were credited in the period and have no quota for it.
std::int64_t quotas_missing(Asked const& asked) {
    std::int64_t count = 0;
    for (std::size_t i = 0; i < asked.standing().people.size(); ++i) {
        Index const person = static_cast<Index>(i);
        count += !asked.book().credits_of(person, asked.days()).empty() &&
                 !asked.quotas.find(goals::SubjectKind::person, asked.standing().people[i].id);
    }
    return count;
}

// Where a company lists its periods, an order of a day in none of them is in nobody's figures.
std::int64_t orders_outside_periods(Asked const& asked, std::vector<Period> const& listed) {
    if (listed.empty()) return 0;
    std::vector<engine::Days> periods;
    for (Period const& period : listed) periods.push_back(goals::engine_days(period.range));
    return std::ranges::count_if(asked.book().facts().orders.day, [&](engine::Day day) {
        return std::ranges::none_of(
            periods, [&](engine::Days const& period) { return period.from <= day && day < period.to; });
    });
}

}  // namespace

std::vector<Finding> data_findings(Asked const& asked, std::vector<Period> const& listed) {
    std::vector<Finding> findings{
        {"orders_without_rate", static_cast<std::int64_t>(asked.book().orders_without_rate().size()),
         "/settings/calendar", Permission::order_read},
        {"orders_outside_periods", orders_outside_periods(asked, listed), "/settings/calendar",
         Permission::order_read},
        {"orders_uncredited", static_cast<std::int64_t>(asked.book().uncredited_orders(asked.days()).size()),
         "/process/orders", Permission::order_read},
        {"territories_without_holder", territories_without_holder(asked), "/operations/territories",
         Permission::territory_read},
        {"customers_without_owner", customers_without_owner(asked), "/process/customers",
         Permission::customer_read},
        {"people_without_manager", people_without_manager(asked), "/operations/structure",
         Permission::structure_read},
        {"quotas_missing", quotas_missing(asked), "/operations/goals", Permission::goal_read}};
    std::erase_if(findings, [&](Finding const& one) {
        return one.count == 0 || asked.caller.scope(one.permission) != Scope::all;
    });
    return findings;
}

}  // namespace colonnade::insight
