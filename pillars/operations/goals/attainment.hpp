// Attainment of people, managers, teams, territories and the company, from how they stand and what they were
// asked for.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "foundation/base/calendar.hpp"
#include "pillars/operations/goals/goal.hpp"
#include "pillars/operations/goals/standing.hpp"

namespace colonnade::goals {

// Whose rows are wanted. `person` is each one's own; `manager` is each one with reports, with the whole tree.
enum class AttainmentBy { person, manager, team, territory, company };
BOOST_DESCRIBE_ENUM(AttainmentBy, person, manager, team, territory, company)

// A quota as the rules need it.
struct Quota {
    QuotaId id;
    SubjectKind subject_kind;
    std::int64_t subject_id;
    GoalMeasure measure;
    DateRange period;
    std::int64_t amount;
    bool is_prorated;
};

// Quotas of one period and measure, found by subject.
class QuotaTable {
public:
    explicit QuotaTable(std::vector<Quota> const& quotas);
    Quota const* find(SubjectKind kind, std::int64_t subject_id) const;

private:
    std::map<std::pair<SubjectKind, std::int64_t>, Quota> quotas_;
};

struct AttainmentRow {
    AttainmentBy by;
    engine::Index index;  // of the person, team or territory; 0 for the company
    std::optional<std::int64_t> quota;
    std::int64_t actual;
    std::optional<Rate> attainment;
    GoalPath path;
};

struct AttainmentAsk {
    AttainmentBy by;
    GoalMeasure measure;
    Period period;
    Date today;
};

// The share of the period behind `today`: by the company's shape of the year before where it has one, else by
// days.
std::optional<Rate> share_behind(Standing const& standing, GoalMeasure measure, DateRange period, Date today);

// What counts as the person's own quota, prorated where it says so.
std::optional<std::int64_t> own_quota(Standing const& standing, QuotaTable const& quotas,
                                      engine::Index person, DateRange period);
// Own and reports' quotas of whoever reports to the person on some day of the period (rule 2); absent where
// none has one.
std::optional<std::int64_t> tree_quota(Standing const& standing, QuotaTable const& quotas,
                                       engine::Index person, DateRange period);

// One row for each subject that `wanted` keeps and that has a quota, an actual, or was active in the period;
// in the order of the standing. For `manager`: those with at least one report on some day of the period.
std::vector<AttainmentRow> attainment_rows(Standing const& standing, QuotaTable const& quotas,
                                           AttainmentAsk const& ask,
                                           std::function<bool(engine::Index)> const& wanted);
// The row of one subject, whether or not it would be listed.
AttainmentRow attainment_row(Standing const& standing, QuotaTable const& quotas, AttainmentAsk const& ask,
                             std::optional<Rate> share, engine::Index index);

}  // namespace colonnade::goals
