#include "pillars/operations/goals/attainment.hpp"

#include <algorithm>

#include "foundation/base/decimal.hpp"

namespace colonnade::goals {
namespace {

engine::Measure engine_measure(GoalMeasure measure) { return static_cast<engine::Measure>(measure); }
static_assert(static_cast<int>(GoalMeasure::new_customers) ==
              static_cast<int>(engine::Measure::new_customers));

std::optional<std::int64_t> amount_of(Quota const* quota) {
    return quota ? std::optional(quota->amount) : std::nullopt;
}

std::vector<Subject> const& subjects(Standing const& standing, AttainmentBy by) {
    if (by == AttainmentBy::team) return standing.teams;
    return by == AttainmentBy::territory ? standing.territories : standing.people;
}

std::optional<std::int64_t> quota_of(Standing const& standing, QuotaTable const& quotas,
                                     AttainmentAsk const& ask, engine::Index index) {
    switch (ask.by) {
        case AttainmentBy::person: return own_quota(standing, quotas, index, ask.period.range);
        case AttainmentBy::manager: return tree_quota(standing, quotas, index, ask.period.range);
        case AttainmentBy::team: return amount_of(quotas.find(SubjectKind::team, standing.teams[index].id));
        case AttainmentBy::territory:
            return amount_of(quotas.find(SubjectKind::territory, standing.territories[index].id));
        case AttainmentBy::company: return amount_of(quotas.find(SubjectKind::company, 0));
    }
    return std::nullopt;
}

std::int64_t actual_of(Standing const& standing, AttainmentAsk const& ask, engine::Index index) {
    engine::Days const days = engine_days(ask.period.range);
    engine::Measure const measure = engine_measure(ask.measure);
    switch (ask.by) {
        case AttainmentBy::person: return own_figure(standing, index, measure, days);
        case AttainmentBy::manager: return tree_figure(standing, index, measure, days);
        case AttainmentBy::team: return team_figure(standing, index, measure, days);
        case AttainmentBy::territory: return territory_figure(standing, index, measure, days);
        case AttainmentBy::company: return standing.book->whole(measure, days);
    }
    return 0;
}

bool has_reports(Standing const& standing, engine::Index person, DateRange period) {
    engine::Days const days = engine_days(period);
    return std::ranges::any_of(standing.reports.of(person), [&](Rollup::Part const& part) {
        engine::Days const common = within(part, days);
        return part.depth > 0 && common.from < common.to;
    });
}

bool is_listed(Standing const& standing, AttainmentAsk const& ask, AttainmentRow const& row) {
    if (ask.by == AttainmentBy::company) return true;
    if (ask.by == AttainmentBy::manager) return has_reports(standing, row.index, ask.period.range);
    return row.quota || row.actual != 0;
}

}  // namespace

QuotaTable::QuotaTable(std::vector<Quota> const& quotas) {
    for (Quota const& quota : quotas) quotas_.insert_or_assign({quota.subject_kind, quota.subject_id}, quota);
}

Quota const* QuotaTable::find(SubjectKind kind, std::int64_t subject_id) const {
    auto const at = quotas_.find({kind, subject_id});
    return at == quotas_.end() ? nullptr : &at->second;
}

std::optional<Rate> share_behind(Standing const& standing, GoalMeasure measure, DateRange period,
                                 Date today) {
    std::optional<Rate> const by_days = share_of_days(period, today);
    if (!by_days || by_days->count == 0 || *by_days == Rate::one()) return by_days;
    std::optional<YearBefore> const before = year_before(period, today);
    if (!before) return by_days;
    auto const booked = [&](DateRange range) {
        return standing.book->whole(engine_measure(measure), engine_days(range));
    };
    std::optional<Rate> const by_shape =
        share_by_shape(booked({before->period.from, before->behind_until}), booked(before->period));
    return by_shape ? by_shape : by_days;
}

std::optional<std::int64_t> own_quota(Standing const& standing, QuotaTable const& quotas,
                                      engine::Index person, DateRange period) {
    Subject const& subject = standing.people[person];
    Quota const* const quota = quotas.find(SubjectKind::person, subject.id);
    if (!quota) return std::nullopt;
    return quota->is_prorated ? prorated(quota->amount, period, subject.active) : quota->amount;
}

std::optional<std::int64_t> tree_quota(Standing const& standing, QuotaTable const& quotas,
                                       engine::Index person, DateRange period) {
    engine::Days const days = engine_days(period);
    std::optional<std::int64_t> sum;
    std::vector<engine::Index> counted;
    for (Rollup::Part const& part : standing.reports.of(person)) {
        engine::Days const common = within(part, days);
        if (common.from >= common.to) continue;
        counted.push_back(part.index);
    }
    std::ranges::sort(counted);
    counted.erase(std::unique(counted.begin(), counted.end()), counted.end());
    for (engine::Index report : counted)
        if (auto const quota = own_quota(standing, quotas, report, period))
            sum = add_checked(sum.value_or(0), *quota);
    return sum;
}

AttainmentRow attainment_row(Standing const& standing, QuotaTable const& quotas, AttainmentAsk const& ask,
                             std::optional<Rate> share, engine::Index index) {
    AttainmentRow row{ask.by, index, quota_of(standing, quotas, ask, index), actual_of(standing, ask, index),
                      {},     {}};
    row.attainment = attainment(row.actual, row.quota);
    row.path = path(row.actual, row.quota, share);
    return row;
}

std::vector<AttainmentRow> attainment_rows(Standing const& standing, QuotaTable const& quotas,
                                           AttainmentAsk const& ask,
                                           std::function<bool(engine::Index)> const& wanted) {
    std::optional<Rate> const share = share_behind(standing, ask.measure, ask.period.range, ask.today);
    std::size_t const count = ask.by == AttainmentBy::company ? 1 : subjects(standing, ask.by).size();
    std::vector<AttainmentRow> rows;
    for (std::size_t i = 0; i < count; ++i) {
        engine::Index const index = static_cast<engine::Index>(i);
        if (!wanted(index)) continue;
        AttainmentRow row = attainment_row(standing, quotas, ask, share, index);
        if (is_listed(standing, ask, row)) rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace colonnade::goals
