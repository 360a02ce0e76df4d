// Where quotas are kept. What a caller may not see does not exist for them.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "foundation/access/write.hpp"
#include "pillars/operations/goals/attainment.hpp"
#include "pillars/operations/goals/goal.hpp"

namespace colonnade::goals {

struct StoredQuota {
    Quota quota;
    std::string period_key;
    std::string external_id;
    std::string note;
    ChangeId version;
};

struct QuotaFilter {
    std::optional<SubjectKind> subject_kind;
    std::optional<std::int64_t> subject_id;
    std::optional<GoalMeasure> measure;
    std::optional<std::string> period_key;
    std::int64_t after = 0;  // id of the last one seen
    int limit = 50;
};

// By id.
std::vector<StoredQuota> list_quotas(db::Session& session, Caller const& caller, QuotaFilter const& filter);
// Throws Problem "not_found".
StoredQuota get_quota(db::Session& session, Caller const& caller, QuotaId id);
// All quotas of a period and measure, whoever asks: for sums over trees. What is shown is filtered by the
// caller's rows.
std::vector<Quota> quotas_of(db::Session& session, DateRange period, GoalMeasure measure);
// The periods that have quotas, oldest first.
std::vector<Period> quota_periods(db::Session& session);

// A new quota, or a revision of the one this subject has for the measure and period: `seen` is then the
// version the caller has read (zero: they believe there is none). Nobody sets their own, except in solo mode.
StoredQuota save_quota(access::Write& write, StoredQuota const& quota, ChangeId seen);
void remove_quota(access::Write& write, QuotaId id, ChangeId seen);

// What was before, newest first.
struct QuotaRevision {
    std::int64_t amount;
    std::string note;
    Instant at;
    std::string by;
};
std::vector<QuotaRevision> quota_revisions(db::Session& session, Caller const& caller, QuotaId id);

// The words of the tables and of the wire; an unknown word finds nothing.
std::string_view subject_kind_text(SubjectKind kind);
std::string_view measure_text(GoalMeasure measure);
std::optional<GoalMeasure> find_measure(std::string_view text);

}  // namespace colonnade::goals
