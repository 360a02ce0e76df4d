#include "pillars/operations/goals/goal_store.hpp"

#include <boost/describe/enum_from_string.hpp>
#include <boost/describe/enum_to_string.hpp>

#include "foundation/access/visibility.hpp"
#include "foundation/base/problem.hpp"

namespace colonnade::goals {
namespace {

// Quotas of people are seen as their people are; those of teams, territories and the company by whoever sees
// more than their own.
access::Condition visible_quota(Caller const& caller) {
    access::Condition condition = access::visible_person(caller, Permission::goal_read, "q.subject_id");
    std::string const others = caller.scope(Permission::goal_read) >= Scope::team ? "1 = 1" : "1 = 0";
    condition.sql = "((q.subject_kind = 'person' and " + condition.sql +
                    ") or (q.subject_kind <> 'person' and " + others + "))";
    return condition;
}

SubjectKind subject_kind_of(std::string const& text) {
    SubjectKind kind{};
    boost::describe::enum_from_string(text.c_str(), kind);
    return kind;
}

using QuotaColumns =
    std::tuple<QuotaId, std::string, std::int64_t, std::string, std::string, Date, std::optional<Date>,
               std::int64_t, bool, std::optional<std::string>, std::string, ChangeId>;
constexpr std::string_view quota_columns =
    "q.quota_id, q.subject_kind, q.subject_id, q.measure, q.period_key, q.valid_from, q.valid_to, q.amount, "
    "q.is_prorated, q.external_id, q.note, q.change_id";

StoredQuota stored(QuotaColumns const& row) {
    auto const& [id, kind, subject, measure, key, from, to, amount, is_prorated, external_id, note, version] =
        row;
    Quota const quota{id,         subject_kind_of(kind), subject, *find_measure(measure), {from, to}, amount,
                      is_prorated};
    return {quota, key, external_id.value_or(""), note, version};
}

template <class... C>
std::vector<StoredQuota> select_quotas(db::Session& session, std::string const& where,
                                       db::Params const& params, std::tuple<C...>*) {
    std::vector<StoredQuota> quotas;
    for (auto const& row :
         session.rows<C...>("select " + std::string(quota_columns) + " from quotas q where " + where, params))
        quotas.push_back(stored(row));
    return quotas;
}

std::vector<StoredQuota> select_quotas(db::Session& session, std::string const& where,
                                       db::Params const& params) {
    return select_quotas(session, where, params, static_cast<QuotaColumns*>(nullptr));
}

// What the audit log keeps of a quota.
std::string audit_text(StoredQuota const& quota) {
    return "{\"amount\":\"" + decimal_text(quota.quota.amount, Money::places) + "\",\"period\":\"" +
           quota.period_key + "\",\"measure\":\"" + std::string(measure_text(quota.quota.measure)) + "\"}";
}

void require_settable(access::Write& write, Quota const& quota) {
    Caller const& caller = write.caller();
    if (quota.subject_kind != SubjectKind::person) {
        if (caller.scope(Permission::goal_write) != Scope::all) throw not_found();
        return;
    }
    PersonId const person{quota.subject_id};
    access::require_person_in_view(write, caller, Permission::goal_write, person, caller.today);
    bool const own = caller.person == person && !caller.roles.has(Role::solo);
    if (own) throw Problem(ProblemKind::forbidden, "goals.own_quota");
}

std::optional<StoredQuota> existing(access::Write& write, StoredQuota const& quota) {
    auto found =
        select_quotas(write,
                      "q.subject_kind = :kind and q.subject_id = :subject and q.measure = :measure and "
                      "q.period_key = :period",
                      {{"kind", subject_kind_text(quota.quota.subject_kind)},
                       {"subject", quota.quota.subject_id},
                       {"measure", measure_text(quota.quota.measure)},
                       {"period", quota.period_key}});
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

void insert(access::Write& write, StoredQuota const& stored) {
    Quota const& quota = stored.quota;
    write.run(
        "insert into quotas (quota_id, external_id, subject_kind, subject_id, measure, period_key, "
        "valid_from, "
        "valid_to, amount, is_prorated, note, change_id) values (:id, :external, :kind, :subject, :measure, "
        ":key, "
        ":from, :to, :amount, :prorated, :note, :change)",
        {{"id", quota.id},
         {"external", stored.external_id},
         {"kind", subject_kind_text(quota.subject_kind)},
         {"subject", quota.subject_id},
         {"measure", measure_text(quota.measure)},
         {"key", stored.period_key},
         {"from", quota.period.from},
         {"to", quota.period.to},
         {"amount", quota.amount},
         {"prorated", quota.is_prorated},
         {"note", stored.note},
         {"change", write.change_id()}});
}

}  // namespace

std::string_view subject_kind_text(SubjectKind kind) { return boost::describe::enum_to_string(kind, ""); }
std::string_view measure_text(GoalMeasure measure) { return boost::describe::enum_to_string(measure, ""); }

std::optional<GoalMeasure> find_measure(std::string_view text) {
    GoalMeasure measure{};
    if (!boost::describe::enum_from_string(std::string(text).c_str(), measure)) return std::nullopt;
    return measure;
}

std::vector<StoredQuota> list_quotas(db::Session& session, Caller const& caller, QuotaFilter const& filter) {
    access::Condition const seen = visible_quota(caller);
    db::Params params = {{"after", filter.after}, {"limit", filter.limit}};
    std::string where = "q.quota_id > :after and " + seen.sql;
    if (filter.subject_kind) {
        where += " and q.subject_kind = :kind";
        params.push_back({"kind", subject_kind_text(*filter.subject_kind)});
    }
    if (filter.subject_id) {
        where += " and q.subject_id = :subject";
        params.push_back({"subject", *filter.subject_id});
    }
    if (filter.measure) {
        where += " and q.measure = :measure";
        params.push_back({"measure", measure_text(*filter.measure)});
    }
    if (filter.period_key) {
        where += " and q.period_key = :period";
        params.push_back({"period", *filter.period_key});
    }
    return select_quotas(session, where + " order by q.quota_id limit :limit",
                         access::joined(params, seen.params));
}

StoredQuota get_quota(db::Session& session, Caller const& caller, QuotaId id) {
    access::Condition const seen = visible_quota(caller);
    auto found =
        select_quotas(session, "q.quota_id = :id and " + seen.sql, access::joined({{"id", id}}, seen.params));
    if (found.empty()) throw not_found();
    return std::move(found.front());
}

std::vector<Quota> quotas_of(db::Session& session, DateRange period, GoalMeasure measure) {
    std::vector<Quota> quotas;
    for (StoredQuota& stored : select_quotas(
             session,
             "q.valid_from = :from and coalesce(q.valid_to, '') = coalesce(:to, '') and q.measure = :measure",
             {{"from", period.from}, {"to", period.to}, {"measure", measure_text(measure)}}))
        quotas.push_back(stored.quota);
    return quotas;
}

std::vector<Period> quota_periods(db::Session& session) {
    std::vector<Period> periods;
    for (auto const& [key, from, to] : session.rows<std::string, Date, std::optional<Date>>(
             "select distinct period_key, valid_from, valid_to from quotas order by valid_from, period_key"))
        periods.push_back({PeriodKind::custom, key, {from, to}});
    return periods;
}

StoredQuota save_quota(access::Write& write, StoredQuota const& quota, ChangeId seen) {
    require_settable(write, quota.quota);
    if (quota.quota.amount < 0) throw invalid("goals.negative", {}, "amount");
    std::optional<StoredQuota> const before = existing(write, quota);
    if ((before ? before->version : ChangeId{}) != seen) throw Problem(ProblemKind::stale, "stale");
    StoredQuota after = quota;
    after.quota.id = before ? before->quota.id : QuotaId{write.next_id("quotas")};
    after.version = write.change_id();
    if (before) {
        write.keep_history("quotas", "quota_id", after.quota.id);
        write.run("delete from quotas where quota_id = :id", {{"id", after.quota.id}});
    }
    insert(write, after);
    write.audit("quota", after.quota.id, before ? audit_text(*before) : "", audit_text(after));
    return after;
}

void remove_quota(access::Write& write, QuotaId id, ChangeId seen) {
    StoredQuota const before = get_quota(write, write.caller(), id);
    require_settable(write, before.quota);
    if (before.version != seen) throw Problem(ProblemKind::stale, "stale");
    write.keep_history("quotas", "quota_id", id);
    write.run("delete from quotas where quota_id = :id", {{"id", id}});
    write.audit("quota", id, audit_text(before), "");
}

std::vector<QuotaRevision> quota_revisions(db::Session& session, Caller const& caller, QuotaId id) {
    get_quota(session, caller, id);
    std::vector<QuotaRevision> revisions;
    for (auto const& [amount, note, at, by] :
         session.rows<std::int64_t, std::string, Instant, std::optional<std::string>>(
             "select v.amount, v.note, c.at, u.name from "
             "(select amount, note, change_id from quotas where quota_id = :id "
             " union all select amount, note, change_id from quotas_history where quota_id = :id) v "
             "join changes c on c.change_id = v.change_id left join users u on u.user_id = c.user_id "
             "order by v.change_id desc",
             {{"id", id}}))
        revisions.push_back({amount, note, at, by.value_or("")});
    return revisions;
}

}  // namespace colonnade::goals
