#include "insight/pay/pay_quota_store.hpp"

#include <map>
#include <tuple>

#include "pillars/operations/goals/attainment.hpp"
#include "pillars/operations/goals/goal_store.hpp"

namespace colonnade::insight {
namespace {

namespace pay = engine::pay;
using engine::Index;
using goals::GoalMeasure;

// What a plan's measure must count for the goal to be its quota; new customers have theirs by name only.
std::optional<plan::Aggregate> counted_by(GoalMeasure measure) {
    switch (measure) {
        case GoalMeasure::revenue: return plan::Aggregate::amount;
        case GoalMeasure::margin: return plan::Aggregate::margin;
        case GoalMeasure::units: return plan::Aggregate::units;
        case GoalMeasure::orders: return plan::Aggregate::orders;
        case GoalMeasure::new_customers: break;
    }
    return {};
}

void add_quotas(goals::Standing const& standing, std::vector<goals::Quota> const& quotas,
                std::vector<pay::Quota>& into) {
    goals::Quota const& first = quotas.front();
    goals::QuotaTable const table(quotas);
    pay::Quota quota{};
    quota.measure = std::string(goals::measure_text(first.measure));
    quota.from = first.period.from.number();
    quota.to = first.period.to ? first.period.to->number() : engine::open_end;
    quota.counts = counted_by(first.measure);
    for (Index person = 0; person < static_cast<Index>(standing.people.size()); ++person) {
        quota.person = person;
        std::int64_t const id = standing.people[static_cast<std::size_t>(person)].id;
        goals::Quota const* const own = table.find(goals::SubjectKind::person, id);
        if (own) {
            quota.is_team = false, quota.by_days = own->is_prorated;
            quota.amount = *goals::own_quota(standing, table, person, first.period);
            into.push_back(quota);
        }
        if (standing.reports.of(person).size() < 2) continue;
        if (auto const team = goals::tree_quota(standing, table, person, first.period)) {
            quota.is_team = true, quota.by_days = true, quota.amount = *team;
            into.push_back(quota);
        }
    }
}

}  // namespace

std::vector<pay::Quota> read_pay_quotas(db::Session& session, goals::Standing const& standing) {
    using Key = std::tuple<std::string, Date, std::optional<Date>>;
    std::map<Key, std::vector<goals::Quota>> by_period;
    session.each<std::int64_t, std::string, Date, std::optional<Date>, std::int64_t, bool>(
        "select subject_id, measure, valid_from, valid_to, amount, is_prorated from quotas where "
        "subject_kind = 'person' order by subject_id, measure, valid_from, quota_id",
        {},
        [&](std::int64_t person, std::string const& measure, Date from, std::optional<Date> to,
            std::int64_t amount, bool is_prorated) {
            auto const goal = goals::find_measure(measure);
            if (!goal) return;
            by_period[{measure, from, to}].push_back(
                {{}, goals::SubjectKind::person, person, *goal, {from, to}, amount, is_prorated});
        });
    std::vector<pay::Quota> out;
    for (auto const& [key, quotas] : by_period) add_quotas(standing, quotas, out);
    return out;
}

}  // namespace colonnade::insight
