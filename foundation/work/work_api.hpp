// The routes of jobs, and how a job reads on the wire.
#pragma once
#include <map>
#include <optional>
#include <string>

#include "foundation/wire/api.hpp"
#include "foundation/work/job_runner.hpp"

namespace colonnade::work {

struct JobFailureView {
    std::string code;  // its text is the catalogue key problem.<code>
    std::map<std::string, std::string> arguments;
    std::string path;
};
BOOST_DESCRIBE_STRUCT(JobFailureView, (), (code, arguments, path))

struct JobView {
    JobId id;
    std::string kind;
    JobState state;
    std::optional<UserId> user_id;  // absent: the schedule's
    std::int64_t done;
    std::optional<std::int64_t> total;       // absent: not known
    std::optional<std::string> message_key;  // of the catalogue: what it is at
    std::map<std::string, std::string> message_arguments;
    std::optional<wire::Json> result;
    std::optional<JobFailureView> failure;
    Instant created_at;
    std::optional<Instant> started_at;
    std::optional<Instant> finished_at;
};
BOOST_DESCRIBE_STRUCT(JobView, (),
                      (id, kind, state, user_id, done, total, message_key, message_arguments, result, failure,
                       created_at, started_at, finished_at))

// The job as routes and events tell it.
JobView job_view(Job const& job);

// Whether an event about the job may be sent to this caller.
bool may_hear(Caller const& caller, Job const& job);

// `database` and `runner` must outlive the api.
void mount_work(wire::Api& api, db::Database& database, JobRunner& runner);

}  // namespace colonnade::work
