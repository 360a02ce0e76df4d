// Jobs in the database: whoever shares it may put one in, and any server may claim it.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/describe/enum.hpp>

#include "foundation/access/write.hpp"
#include "foundation/base/problem.hpp"

namespace colonnade::work {

enum class JobState {
    queued,
    running,
    succeeded,
    failed,
    cancelled,
};
BOOST_DESCRIBE_ENUM(JobState, queued, running, succeeded, failed, cancelled)

constexpr bool is_over(JobState state) { return state != JobState::queued && state != JobState::running; }

// How far a job is: `done` of `total` steps, and what it is at, as a catalogue key with its values.
struct Progress {
    std::int64_t done = 0;
    std::optional<std::int64_t> total;  // absent: nobody knows
    std::string message_key;            // empty: nothing to say
    ProblemArguments arguments;
};

// Why a job failed, as the Problem that ended it.
struct Failure {
    std::string code;
    ProblemArguments arguments;
    std::string path;
};

struct Job {
    JobId id;
    std::string kind;
    std::string payload;  // JSON, for its handler
    JobState state = JobState::queued;
    std::optional<UserId> user;  // who asked for it; absent: the schedule
    Instant created_at;
    std::optional<Instant> started_at;
    std::optional<Instant> finished_at;
    int tries = 0;
    bool cancel_wanted = false;
    Progress progress;
    std::optional<std::string> result;  // JSON, of its handler
    std::optional<Failure> failure;
};

// Puts a job into the queue, as part of the change that asks for it.
JobId enqueue(access::Write& w, std::string_view kind, std::string_view payload);

// Whether claim() may find something.
bool anything_to_claim(db::Session& session, Instant dead_before);

// Takes the oldest queued job, or one whose claimer has been silent since `dead_before` and that is none of
// `mine`. After three tries such a job fails with "work.lost", for it may be what stops the program.
std::optional<Job> claim(db::Transaction& transaction, std::string_view claimer, Instant now,
                         Instant dead_before, std::vector<JobId> const& mine);
// Says that the job is alive and how far it is; returns whether someone wants it cancelled. Nothing when the
// claim was lost.
std::optional<bool> beat(db::Transaction& transaction, JobId id, std::string_view claimer, Instant now,
                         Progress const& progress);
void finish(db::Transaction& transaction, JobId id, std::string_view claimer, Instant now, JobState state,
            std::optional<std::string> const& result, std::optional<Failure> const& failure);
// Back into the queue: this server stops. The try does not count.
void give_back(db::Transaction& transaction, JobId id, std::string_view claimer);

// A queued job is cancelled at once; a running one is asked to. Throws Problem "work.over".
void want_cancelled(access::Write& w, JobId id);

// Puts a job of each kind whose time has come into the queue, once for all servers. Kinds come with their
// seconds.
void enqueue_due(db::Transaction& transaction,
                 std::vector<std::pair<std::string, std::int64_t>> const& schedule, Instant now);
bool anything_due(db::Session& session, std::vector<std::pair<std::string, std::int64_t>> const& schedule,
                  Instant now);

struct JobFilter {
    std::optional<std::string> kind;
    std::optional<JobState> state;
};

// Jobs the caller may see by `permission` (own: those they asked for), newest first, before the job `before`.
std::vector<Job> list_jobs(db::Session& session, Caller const& caller, JobFilter const& filter,
                           std::optional<JobId> before, std::int64_t limit);
// Throws not_found() for a job that does not exist or that the caller may not see by `permission`.
Job get_job(db::Session& session, Caller const& caller, Permission permission, JobId id);

}  // namespace colonnade::work
