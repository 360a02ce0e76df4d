// Quotas from files.
#pragma once
#include <string>
#include <unordered_map>

#include "foundation/access/write.hpp"
#include "foundation/base/load.hpp"
#include "pillars/operations/goals/goal_store.hpp"

namespace colonnade::goals {

// One row of the canonical file `quotas`. The caller has found the subject and the period.
struct QuotaRow {
    SubjectKind subject_kind = SubjectKind::person;
    std::int64_t subject_id = 0;
    GoalMeasure measure = GoalMeasure::revenue;
    Period period;
    std::int64_t amount = 0;  // ten-thousandths
    bool is_prorated = false;
    std::string external_id;
};

class GoalLoader {
public:
    explicit GoalLoader(access::Write& write) : write_(write) {}

    // A second row for the same subject, measure and period in one file is refused: neither can be trusted.
    Outcome add(QuotaRow const& row);

private:
    access::Write& write_;
    std::unordered_map<std::string, std::int64_t> seen_;
};

}  // namespace colonnade::goals
