#include "pillars/operations/goals/goal_loader.hpp"

namespace colonnade::goals {

Outcome GoalLoader::add(QuotaRow const& row) {
    if (row.amount < 0) return Outcome::refuse(invalid("goals.negative", {}, "amount"));
    std::string const key = std::string(subject_kind_text(row.subject_kind)) + " " +
                            std::to_string(row.subject_id) + " " + std::string(measure_text(row.measure)) +
                            " " + row.period.key;
    if (!seen_.emplace(key, row.amount).second)
        return Outcome::refuse(conflict("goals.twice_in_file", {{"period", row.period.key}}, "period"));
    auto const known = write_.maybe<QuotaId, std::int64_t, bool>(
        "select quota_id, amount, is_prorated from quotas where subject_kind = :kind and subject_id = "
        ":subject and "
        "measure = :measure and period_key = :period",
        {{"kind", subject_kind_text(row.subject_kind)},
         {"subject", row.subject_id},
         {"measure", measure_text(row.measure)},
         {"period", row.period.key}});
    if (!known) {
        write_.run(
            "insert into quotas (quota_id, external_id, subject_kind, subject_id, measure, period_key, "
            "valid_from, valid_to, amount, is_prorated, change_id) values (:id, :external, :kind, :subject, "
            ":measure, :key, :from, :to, :amount, :prorated, :change)",
            {{"id", write_.next_id("quotas")},
             {"external", row.external_id},
             {"kind", subject_kind_text(row.subject_kind)},
             {"subject", row.subject_id},
             {"measure", measure_text(row.measure)},
             {"key", row.period.key},
             {"from", row.period.range.from},
             {"to", row.period.range.to},
             {"amount", row.amount},
             {"prorated", row.is_prorated},
             {"change", write_.change_id()}});
        return Outcome::of(LoadResult::inserted);
    }
    auto const& [id, amount, is_prorated] = *known;
    if (amount == row.amount && is_prorated == row.is_prorated) return Outcome::of(LoadResult::unchanged);
    write_.keep_history("quotas", "quota_id", id);
    write_.run(
        "update quotas set amount = :amount, is_prorated = :prorated, change_id = :change where quota_id = "
        ":id",
        {{"amount", row.amount}, {"prorated", row.is_prorated}, {"change", write_.change_id()}, {"id", id}});
    return Outcome::of(LoadResult::updated);
}

}  // namespace colonnade::goals
