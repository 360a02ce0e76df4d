#include "foundation/work/job_store.hpp"

#include <boost/describe/enum_from_string.hpp>
#include <boost/describe/enum_to_string.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>

namespace colonnade::work {
namespace {

constexpr int tries_max = 3;

std::string_view text_of(JobState state) { return boost::describe::enum_to_string(state, ""); }

boost::json::object object_of(ProblemArguments const& arguments) {
    boost::json::object object;
    for (auto const& [name, value] : arguments) object[name] = value;
    return object;
}

ProblemArguments arguments_of(boost::json::value const& object) {
    ProblemArguments arguments;
    for (auto const& member : object.as_object())
        arguments.emplace_back(member.key(), std::string(member.value().as_string()));
    return arguments;
}

std::string text_of(Failure const& failure) {
    return boost::json::serialize(boost::json::object{
        {"code", failure.code}, {"arguments", object_of(failure.arguments)}, {"path", failure.path}});
}

Failure failure_of(std::string const& text) {
    boost::json::value const value = boost::json::parse(text);
    return {std::string(value.at("code").as_string()), arguments_of(value.at("arguments")),
            std::string(value.at("path").as_string())};
}

std::vector<Job> select_jobs(db::Session& session, std::string const& condition, db::Params const& params) {
    std::vector<Job> jobs;
    session.each<JobId, std::string, std::string, std::string, std::optional<UserId>, Instant,
                 std::optional<Instant>, std::optional<Instant>, int, bool, std::int64_t,
                 std::optional<std::int64_t>, std::optional<std::string>, std::optional<std::string>,
                 std::optional<std::string>, std::optional<std::string>>(
        "select job_id, kind, payload, state, user_id, created_at, started_at, finished_at, tries, "
        "cancel_wanted, done, "
        "total, message_key, message_arguments, result, problem from jobs where " +
            condition,
        params,
        [&](JobId id, std::string const& kind, std::string const& payload, std::string const& state,
            std::optional<UserId> user, Instant created_at, std::optional<Instant> started_at,
            std::optional<Instant> finished_at, int tries, bool cancel_wanted, std::int64_t done,
            std::optional<std::int64_t> total, std::optional<std::string> const& key,
            std::optional<std::string> const& arguments, std::optional<std::string> const& result,
            std::optional<std::string> const& problem) {
            Job job{id,
                    kind,
                    payload,
                    JobState::queued,
                    user,
                    created_at,
                    started_at,
                    finished_at,
                    tries,
                    cancel_wanted,
                    {done, total, key.value_or(""), {}},
                    result,
                    {}};
            boost::describe::enum_from_string(state.c_str(), job.state);
            if (arguments) job.progress.arguments = arguments_of(boost::json::parse(*arguments));
            if (problem) job.failure = failure_of(*problem);
            jobs.push_back(std::move(job));
        });
    return jobs;
}

void insert_job(db::Transaction& transaction, JobId id, std::string_view kind, std::string_view payload,
                Instant now) {
    transaction.run(
        "insert into jobs (job_id, kind, payload, state, created_at) values (:id, :kind, :payload, 'queued', "
        ":now)",
        {{"id", id}, {"kind", kind}, {"payload", payload}, {"now", now}});
}

// Who else may see a job: only its asker, unless all are open to the caller.
bool is_in_view(Caller const& caller, Permission permission, Job const& job) {
    Scope const scope = caller.scope(permission);
    return scope == Scope::all || (scope != Scope::none && job.user == caller.user);
}

bool is_lost(db::Transaction& transaction, Job const& job, Instant now) {
    if (job.state != JobState::running || job.tries < tries_max) return false;
    transaction.run(
        "update jobs set state = 'failed', finished_at = :now, claimed_by = null, problem = :problem where "
        "job_id = :id",
        {{"now", now}, {"problem", text_of(Failure{"work.lost", {}, {}})}, {"id", job.id}});
    return true;
}

}  // namespace

JobId enqueue(access::Write& w, std::string_view kind, std::string_view payload) {
    JobId const id{w.next_id("jobs")};
    std::optional<UserId> user;
    if (!w.caller().is_nobody()) user = w.caller().user;
    w.run(
        "insert into jobs (job_id, kind, payload, state, user_id, created_at) "
        "values (:id, :kind, :payload, 'queued', :user, :now)",
        {{"id", id}, {"kind", kind}, {"payload", payload}, {"user", user}, {"now", w.now()}});
    w.audit("job", id, {}, boost::json::serialize(boost::json::object{{"kind", std::string(kind)}}));
    return id;
}

bool anything_to_claim(db::Session& session, Instant dead_before) {
    return session.exists(
        "select 1 from jobs where state = 'queued' or (state = 'running' and heartbeat_at < :dead) limit 1",
        {{"dead", dead_before}});
}

std::optional<Job> claim(db::Transaction& transaction, std::string_view claimer, Instant now,
                         Instant dead_before, std::vector<JobId> const& mine) {
    for (Job& job : select_jobs(
             transaction,
             "state = 'queued' or (state = 'running' and heartbeat_at < :dead) order by job_id limit 50",
             {{"dead", dead_before}})) {
        if (std::find(mine.begin(), mine.end(), job.id) != mine.end() || is_lost(transaction, job, now))
            continue;
        transaction.run(
            "update jobs set state = 'running', claimed_by = :claimer, heartbeat_at = :now, tries = tries + "
            "1, "
            "started_at = coalesce(started_at, :now) where job_id = :id",
            {{"claimer", claimer}, {"now", now}, {"id", job.id}});
        job.state = JobState::running;
        ++job.tries;
        if (!job.started_at) job.started_at = now;
        return std::move(job);
    }
    return std::nullopt;
}

std::optional<bool> beat(db::Transaction& transaction, JobId id, std::string_view claimer, Instant now,
                         Progress const& progress) {
    auto const wanted = transaction.maybe<bool>(
        "update jobs set heartbeat_at = :now, done = :done, total = :total, message_key = :key, "
        "message_arguments = :arguments where job_id = :id and claimed_by = :claimer and state = 'running' "
        "returning cancel_wanted",
        {{"now", now},
         {"done", progress.done},
         {"total", progress.total},
         {"key", progress.message_key},
         {"arguments", boost::json::serialize(object_of(progress.arguments))},
         {"id", id},
         {"claimer", claimer}});
    if (!wanted) return std::nullopt;
    return std::get<0>(*wanted);
}

void finish(db::Transaction& transaction, JobId id, std::string_view claimer, Instant now, JobState state,
            std::optional<std::string> const& result, std::optional<Failure> const& failure) {
    std::optional<std::string> problem;
    if (failure) problem = text_of(*failure);
    transaction.run(
        "update jobs set state = :state, finished_at = :now, claimed_by = null, result = :result, problem = "
        ":problem "
        "where job_id = :id and claimed_by = :claimer",
        {{"state", text_of(state)},
         {"now", now},
         {"result", result},
         {"problem", problem},
         {"id", id},
         {"claimer", claimer}});
}

void give_back(db::Transaction& transaction, JobId id, std::string_view claimer) {
    transaction.run(
        "update jobs set state = 'queued', claimed_by = null, heartbeat_at = null, tries = tries - 1 "
        "where job_id = :id and claimed_by = :claimer",
        {{"id", id}, {"claimer", claimer}});
}

void want_cancelled(access::Write& w, JobId id) {
    if (w.run(
            "update jobs set state = 'cancelled', finished_at = :now where job_id = :id and state = 'queued'",
            {{"now", w.now()}, {"id", id}}) == 0 &&
        w.run("update jobs set cancel_wanted = 1 where job_id = :id and state = 'running'", {{"id", id}}) ==
            0)
        throw conflict("work.over");
    w.audit("job", id, {}, R"({"cancel":"wanted"})");
}

void enqueue_due(db::Transaction& transaction,
                 std::vector<std::pair<std::string, std::int64_t>> const& schedule, Instant now) {
    for (auto const& [kind, seconds] : schedule) {
        transaction.run(
            "insert into job_schedule (kind, next_at) values (:kind, :now) on conflict (kind) do nothing",
            {{"kind", kind}, {"now", now}});
        if (transaction.run("update job_schedule set next_at = :next where kind = :kind and next_at <= :now",
                            {{"next", now.plus_seconds(seconds)}, {"kind", kind}, {"now", now}}) == 0)
            continue;
        bool const waits = transaction.exists(
            "select 1 from jobs where kind = :kind and state in ('queued', 'running')", {{"kind", kind}});
        if (!waits) insert_job(transaction, {transaction.next_id("jobs")}, kind, "{}", now);
    }
}

bool anything_due(db::Session& session, std::vector<std::pair<std::string, std::int64_t>> const& schedule,
                  Instant now) {
    return std::any_of(schedule.begin(), schedule.end(), [&](auto const& recurring) {
        return !session.exists("select 1 from job_schedule where kind = :kind and next_at > :now",
                               {{"kind", recurring.first}, {"now", now}});
    });
}

std::vector<Job> list_jobs(db::Session& session, Caller const& caller, JobFilter const& filter,
                           std::optional<JobId> before, std::int64_t limit) {
    if (caller.scope(Permission::job_read) == Scope::none) return {};
    std::string condition = "job_id < :before";
    db::Params params{{"before", before.value_or(JobId{JobId::limit})}, {"limit", limit}};
    if (caller.scope(Permission::job_read) != Scope::all) {
        condition += " and user_id = :user";
        params.push_back({"user", caller.user});
    }
    if (filter.kind) {
        condition += " and kind = :kind";
        params.push_back({"kind", *filter.kind});
    }
    if (filter.state) {
        condition += " and state = :state";
        params.push_back({"state", text_of(*filter.state)});
    }
    return select_jobs(session, condition + " order by job_id desc limit :limit", params);
}

Job get_job(db::Session& session, Caller const& caller, Permission permission, JobId id) {
    auto jobs = select_jobs(session, "job_id = :id", {{"id", id}});
    if (jobs.empty() || !is_in_view(caller, permission, jobs.front())) throw not_found();
    return std::move(jobs.front());
}

}  // namespace colonnade::work
