#include "foundation/work/work_api.hpp"

namespace colonnade::work {
using namespace wire;

struct JobPath {
    JobId job_id;
};
BOOST_DESCRIBE_STRUCT(JobPath, (), (job_id))

struct FindJobs {
    std::optional<Text<60>> kind;
    std::optional<JobState> state;
};
BOOST_DESCRIBE_STRUCT(FindJobs, (), (kind, state))

struct JobKey {
    JobId job_id;
};
BOOST_DESCRIBE_STRUCT(JobKey, (), (job_id))

JobView job_view(Job const& job) {
    JobView view{job.id, job.kind, job.state, job.user,       job.progress.done, job.progress.total, {},
                 {},     {},       {},        job.created_at, job.started_at,    job.finished_at};
    if (!job.progress.message_key.empty()) view.message_key = job.progress.message_key;
    view.message_arguments = {job.progress.arguments.begin(), job.progress.arguments.end()};
    if (job.result) view.result = Json{*job.result};
    if (job.failure)
        view.failure = {job.failure->code,
                        {job.failure->arguments.begin(), job.failure->arguments.end()},
                        job.failure->path};
    return view;
}

bool may_hear(Caller const& caller, Job const& job) {
    Scope const scope = caller.scope(Permission::job_read);
    return scope == Scope::all || (scope != Scope::none && job.user == caller.user);
}

namespace {

Page<JobView> page_of_jobs(db::Database& database, JobRunner& runner, Caller const& caller,
                           FindJobs const& find, Paging const& paging) {
    JobFilter filter{{}, find.state};
    if (find.kind) filter.kind = *find.kind;
    auto const after = paging.after<JobKey>();
    std::optional<JobId> before;
    if (after) before = after->job_id;
    auto jobs =
        database.read([&](db::Session& s) { return list_jobs(s, caller, filter, before, paging.limit + 1); });
    std::vector<JobView> views;
    for (Job& job : jobs) {
        runner.refresh(job);
        views.push_back(job_view(job));
    }
    return paging.cut(std::move(views), [](JobView const& view) { return JobKey{view.id}; });
}

}  // namespace

void mount_work(Api& api, db::Database& database, JobRunner& runner) {
    api.get("/jobs", "listJobs", "List jobs, newest first", Permission::job_read,
            [&](Caller const& caller, Query<FindJobs> const& find, Paging const& paging) {
                return page_of_jobs(database, runner, caller, find, paging);
            });
    api.get("/jobs/{job_id}", "readJob", "Show how far a job is, and what came of it", Permission::job_read,
            [&](Caller const& caller, Path<JobPath> const& at) {
                return job_view(runner.find(caller, at.job_id));
            });
    api.del("/jobs/{job_id}", "cancelJob", "Cancel a job", Permission::job_cancel,
            [&](Caller const& caller, Path<JobPath> const& at) -> NoContent {
                runner.cancel(caller, at.job_id);
                return {};
            });
}

}  // namespace colonnade::work
