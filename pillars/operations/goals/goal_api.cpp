#include "pillars/operations/goals/goal_api.hpp"

#include "foundation/base/problem.hpp"
#include "foundation/wire/text.hpp"
#include "pillars/operations/goals/attainment_view.hpp"
#include "pillars/operations/goals/goal_store.hpp"

namespace colonnade::goals {
namespace {

using wire::Body;
using wire::Created;
using wire::IfMatch;
using wire::NoContent;
using wire::Page;
using wire::Paging;
using wire::Path;
using wire::Query;

struct QuotaView {
    QuotaId quota_id;
    SubjectKind subject_kind = SubjectKind::person;
    std::int64_t subject_id = 0;
    std::string subject_name;
    GoalMeasure measure = GoalMeasure::revenue;
    std::string period;
    Date period_from;
    std::optional<Date> period_to;
    wire::Figure amount;
    bool is_prorated = false;
    std::string note;
    ChangeId version;
};
BOOST_DESCRIBE_STRUCT(QuotaView, (),
                      (quota_id, subject_kind, subject_id, subject_name, measure, period, period_from,
                       period_to, amount, is_prorated, note, version))

struct QuotaQuery {
    std::optional<SubjectKind> subject_kind;
    std::optional<std::int64_t> subject_id;
    std::optional<GoalMeasure> measure;
    std::optional<std::string> period;
};
BOOST_DESCRIBE_STRUCT(QuotaQuery, (), (subject_kind, subject_id, measure, period))

struct SetQuota {
    SubjectKind subject_kind = SubjectKind::person;
    std::int64_t subject_id = 0;  // zero for the company
    GoalMeasure measure = GoalMeasure::revenue;
    wire::Text<60> period;
    Quantity amount;  // of the company's currency where the measure is money
    std::optional<bool> is_prorated;
    std::optional<wire::Prose<2000>> note;
};
BOOST_DESCRIBE_STRUCT(SetQuota, (), (subject_kind, subject_id, measure, period, amount, is_prorated, note))

struct ReviseQuota {
    Quantity amount;
    std::optional<bool> is_prorated;
    wire::Prose<2000, 1> note;  // why: performance, economy, competition, territory change …
};
BOOST_DESCRIBE_STRUCT(ReviseQuota, (), (amount, is_prorated, note))

struct QuotaPath {
    QuotaId quota_id;
};
BOOST_DESCRIBE_STRUCT(QuotaPath, (), (quota_id))

struct QuotaKey {
    std::int64_t quota_id = 0;
};
BOOST_DESCRIBE_STRUCT(QuotaKey, (), (quota_id))

struct QuotaRevisionView {
    wire::Figure amount;
    std::string note;
    Instant at;
    std::string by;
};
BOOST_DESCRIBE_STRUCT(QuotaRevisionView, (), (amount, note, at, by))

AttainmentBy attainment_by(SubjectKind kind) {
    if (kind == SubjectKind::team) return AttainmentBy::team;
    if (kind == SubjectKind::territory) return AttainmentBy::territory;
    return kind == SubjectKind::company ? AttainmentBy::company : AttainmentBy::person;
}

QuotaView quota_view(Standing const& standing, StoredQuota const& stored) {
    Quota const& quota = stored.quota;
    AttainmentBy const by = attainment_by(quota.subject_kind);
    auto const index = index_of(standing, by, quota.subject_id);
    return {quota.id,
            quota.subject_kind,
            quota.subject_id,
            index ? subject_of(standing, by, *index).name : "",
            quota.measure,
            stored.period_key,
            quota.period.from,
            quota.period.to,
            measure_figure(standing, quota.measure, quota.amount),
            quota.is_prorated,
            stored.note,
            stored.version};
}

StoredQuota asked_quota(company::Periods const& periods, Standing const& standing, SetQuota const& ask,
                        Caller const& caller) {
    if (!index_of(standing, attainment_by(ask.subject_kind), ask.subject_id)) {
        if (caller.scope(Permission::goal_write) != Scope::all) throw not_found();  // as one out of view
        throw invalid("goals.subject_unknown", {}, "subject_id");
    }
    Period const period = periods.named(ask.period, caller.today);
    Quota const quota{{},
                      ask.subject_kind,
                      ask.subject_id,
                      ask.measure,
                      period.range,
                      ask.amount.count,
                      ask.is_prorated.value_or(false)};
    return {quota, period.key, "", ask.note ? std::string(*ask.note) : "", {}};
}

QuotaFilter filter_of(QuotaQuery const& query, Paging const& paging) {
    return {query.subject_kind,
            query.subject_id,
            query.measure,
            query.period,
            paging.after<QuotaKey>().value_or(QuotaKey{}).quota_id,
            static_cast<int>(paging.limit) + 1};
}

void mount_reading(wire::Api& api, db::Database& database, Sources sources) {
    api.get("/quotas", "listQuotas", "List quotas", Permission::goal_read,
            [&database, sources](Caller const& caller, Query<QuotaQuery> const& query,
                                 Paging const& paging) -> Page<QuotaView> {
                auto const found = database.read(
                    [&](db::Session& s) { return list_quotas(s, caller, filter_of(query, paging)); });
                auto const now = sources.standing();
                std::vector<QuotaView> views;
                for (StoredQuota const& quota : found) views.push_back(quota_view(*now, quota));
                return paging.cut(std::move(views),
                                  [](QuotaView const& quota) { return QuotaKey{quota.quota_id.value}; });
            });
    api.get("/quotas/{quota_id}", "getQuota", "Show one quota", Permission::goal_read,
            [&database, sources](Caller const& caller, Path<QuotaPath> const& at) -> QuotaView {
                auto const found =
                    database.read([&](db::Session& s) { return get_quota(s, caller, at.quota_id); });
                return quota_view(*sources.standing(), found);
            });
    api.get("/quotas/{quota_id}/revisions", "listQuotaRevisions", "Show what a quota was, newest first",
            Permission::goal_read,
            [&database, sources](Caller const& caller,
                                 Path<QuotaPath> const& at) -> std::vector<QuotaRevisionView> {
                auto const now = sources.standing();
                return database.read([&](db::Session& s) {
                    GoalMeasure const measure = get_quota(s, caller, at.quota_id).quota.measure;
                    std::vector<QuotaRevisionView> views;
                    for (QuotaRevision const& revision : quota_revisions(s, caller, at.quota_id))
                        views.push_back({measure_figure(*now, measure, revision.amount), revision.note,
                                         revision.at, revision.by});
                    return views;
                });
            });
}

void mount_setting(wire::Api& api, db::Database& database, Sources sources) {
    api.post("/quotas", "setQuota", "Set a quota for a person, team, territory or the company",
             Permission::goal_write,
             [&database, sources](Caller const& caller, Body<SetQuota> const& ask) -> Created<QuotaView> {
                 auto const now = sources.standing();
                 auto const stored = access::write(database, caller, "setQuota", "", [&](access::Write& w) {
                     return save_quota(w, asked_quota(sources.periods(w), *now, ask, caller), {});
                 });
                 return {quota_view(*now, stored), "/quotas/" + std::to_string(stored.quota.id.value)};
             });
    api.patch("/quotas/{quota_id}", "reviseQuota", "Revise a quota, with the reason", Permission::goal_write,
              [&database, sources](Caller const& caller, Path<QuotaPath> const& at,
                                   Body<ReviseQuota> const& ask, IfMatch const& seen) -> QuotaView {
                  auto const stored =
                      access::write(database, caller, "reviseQuota", ask.note, [&](access::Write& w) {
                          StoredQuota quota = get_quota(w, caller, at.quota_id);
                          quota.quota.amount = ask.amount.count;
                          quota.quota.is_prorated = ask.is_prorated.value_or(quota.quota.is_prorated);
                          quota.note = ask.note;
                          return save_quota(w, quota, seen.version);
                      });
                  return quota_view(*sources.standing(), stored);
              });
    api.del("/quotas/{quota_id}", "removeQuota", "Remove a quota; its history stays", Permission::goal_write,
            [&database](Caller const& caller, Path<QuotaPath> const& at, IfMatch const& seen) -> NoContent {
                access::write(database, caller, "removeQuota", "",
                              [&](access::Write& w) { remove_quota(w, at.quota_id, seen.version); });
                return {};
            });
}

}  // namespace

void mount_quotas(wire::Api& api, db::Database& database, Sources sources) {
    mount_reading(api, database, sources);
    mount_setting(api, database, std::move(sources));
}

}  // namespace colonnade::goals
