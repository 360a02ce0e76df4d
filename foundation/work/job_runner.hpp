// Runs jobs: some threads that claim them, one that keeps their claims alive, and a schedule of what recurs.
#pragma once
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "foundation/base/clock.hpp"
#include "foundation/work/job_store.hpp"

namespace colonnade::work {

class JobRunner;

// What a handler has of its job. A handler looks in often: progress() and check() leave it by an exception of
// their own when the job was cancelled or the server stops; the handler lets that pass.
class JobContext {
public:
    Job const& job() const { return job_; }
    // Who asked for it, read anew; or the program itself.
    Caller caller() const;
    // Listeners hear of it at most a few times a second, the database every few seconds.
    void progress(Progress progress);
    void check() const;

private:
    friend class JobRunner;
    struct Shared;
    JobContext(JobRunner& runner, Job job, std::shared_ptr<Shared> shared);

    JobRunner& runner_;
    Job job_;
    std::shared_ptr<Shared> shared_;
    std::chrono::steady_clock::time_point told_{};
};

struct RunnerOptions {
    int workers = 2;
    std::chrono::milliseconds poll{1'000};  // how soon a job put in by another server is found
    std::chrono::milliseconds beat{3'000};  // between signs of life
    std::int64_t dead_after_seconds = 60;   // of silence, a job is taken over
};

class JobRunner {
public:
    // Does the job and returns its result as JSON. What it throws ends the job as failed, told by the
    // Problem's code.
    using Handler = std::function<std::string(JobContext&)>;
    using Listener = std::function<void(Job const&)>;
    // The caller behind a job; of the program itself where no user is given.
    using Callers = std::function<Caller(std::optional<UserId>)>;

    JobRunner(db::Database& database, Clock const& clock, Callers callers, RunnerOptions options = {});
    ~JobRunner();
    JobRunner(JobRunner const&) = delete;

    // Before start().
    void handle(std::string kind, Handler handler);
    void every(std::string kind, std::int64_t seconds);

    void start();
    // Asks running jobs to leave, puts them back into the queue, and returns when all threads are done.
    void stop();

    // Puts a job in and wakes a worker.
    JobId add(Caller const& caller, std::string_view kind, std::string_view payload);
    // A job was put in by work::enqueue in a change that is now durable.
    void wake();
    // Runs one waiting job on this thread; false when there was none. For the command line and tests.
    bool run_next();

    // Ends a job the caller may cancel. One that runs here is told at once, even while it holds the database.
    void cancel(Caller const& caller, JobId id);
    // The job, with the newest progress where it runs here.
    Job find(Caller const& caller, JobId id);
    void refresh(Job& job);

    // Called on a worker's thread at every progress and end of a job here; quick, and without a call back
    // into the runner.
    int listen(Listener listener);
    void forget(int listener);

private:
    friend class JobContext;
    void work();
    void keep_alive();
    void run(Job job);
    void beat(Job const& job, JobContext::Shared& shared);
    void finish(Job& job, JobState state, std::optional<std::string> result, std::optional<Failure> failure);
    void tell(Job const& job);
    std::optional<Job> claim_next();
    std::vector<JobId> running_here();

    db::Database& database_;
    Clock const& clock_;
    Callers callers_;
    RunnerOptions options_;
    std::string const name_;  // this runner among all that share the database
    std::map<std::string, Handler> handlers_;
    std::vector<std::pair<std::string, std::int64_t>> schedule_;

    std::mutex mutex_;
    std::condition_variable woken_;
    std::atomic<bool> stopping_{false};
    int wakes_ = 0;
    std::map<JobId, std::pair<Job, std::shared_ptr<JobContext::Shared>>> running_;
    std::vector<std::thread> threads_;

    std::mutex listeners_mutex_;
    std::map<int, Listener> listeners_;
    int last_listener_ = 0;
};

}  // namespace colonnade::work
