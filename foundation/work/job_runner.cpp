#include "foundation/work/job_runner.hpp"

#include <spdlog/spdlog.h>

#include "foundation/access/secret.hpp"

namespace colonnade::work {
namespace {

constexpr std::chrono::milliseconds tell_every{250};
// A claim that had to wait this long for the database waited for somebody's long write, whose heartbeat may
// have waited as well: such a claim takes over nothing.
constexpr std::chrono::milliseconds patient{1'000};

struct Cancelled {};
struct Stopped {};

}  // namespace

// What the job's thread and the others see of it.
struct JobContext::Shared {
    std::atomic<bool> cancelled{false};
    std::atomic<bool> lost{false};
    std::mutex mutex;
    Progress progress;

    Progress newest() {
        std::lock_guard lock(mutex);
        return progress;
    }
};

JobContext::JobContext(JobRunner& runner, Job job, std::shared_ptr<Shared> shared)
    : runner_(runner), job_(std::move(job)), shared_(std::move(shared)) {}

Caller JobContext::caller() const { return runner_.callers_(job_.user); }

void JobContext::progress(Progress progress) {
    job_.progress = progress;
    {
        std::lock_guard lock(shared_->mutex);
        shared_->progress = std::move(progress);
    }
    auto const now = std::chrono::steady_clock::now();
    if (now - told_ >= tell_every) {
        told_ = now;
        runner_.tell(job_);
    }
    check();
}

void JobContext::check() const {
    if (shared_->cancelled) throw Cancelled{};
    if (runner_.stopping_ || shared_->lost) throw Stopped{};
}

JobRunner::JobRunner(db::Database& database, Clock const& clock, Callers callers, RunnerOptions options)
    : database_(database),
      clock_(clock),
      callers_(std::move(callers)),
      options_(options),
      name_(access::random_code(16)) {}

JobRunner::~JobRunner() { stop(); }

void JobRunner::handle(std::string kind, Handler handler) { handlers_[std::move(kind)] = std::move(handler); }

void JobRunner::every(std::string kind, std::int64_t seconds) {
    schedule_.emplace_back(std::move(kind), seconds);
}

void JobRunner::start() {
    stopping_ = false;
    for (int i = 0; i < options_.workers; ++i) threads_.emplace_back([this] { work(); });
    threads_.emplace_back([this] { keep_alive(); });
}

void JobRunner::stop() {
    {
        std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    woken_.notify_all();
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
}

JobId JobRunner::add(Caller const& caller, std::string_view kind, std::string_view payload) {
    JobId const id = access::write(database_, clock_, caller, "addJob", "",
                                   [&](access::Write& w) { return enqueue(w, kind, payload); });
    wake();
    return id;
}

void JobRunner::wake() {
    std::lock_guard lock(mutex_);
    ++wakes_;
    woken_.notify_one();
}

bool JobRunner::run_next() {
    auto job = claim_next();
    if (!job) return false;
    run(std::move(*job));
    return true;
}

void JobRunner::cancel(Caller const& caller, JobId id) {
    database_.read([&](db::Session& s) { get_job(s, caller, Permission::job_cancel, id); });
    {
        std::lock_guard lock(mutex_);
        auto const here = running_.find(id);
        if (here != running_.end()) here->second.second->cancelled = true;
        if (here != running_.end()) return;
    }
    access::write(database_, clock_, caller, "cancelJob", "",
                  [&](access::Write& w) { want_cancelled(w, id); });
}

Job JobRunner::find(Caller const& caller, JobId id) {
    Job job = database_.read([&](db::Session& s) { return get_job(s, caller, Permission::job_read, id); });
    refresh(job);
    return job;
}

void JobRunner::refresh(Job& job) {
    std::lock_guard lock(mutex_);
    auto const here = running_.find(job.id);
    if (here != running_.end()) job.progress = here->second.second->newest();
}

int JobRunner::listen(Listener listener) {
    std::lock_guard lock(listeners_mutex_);
    listeners_[++last_listener_] = std::move(listener);
    return last_listener_;
}

void JobRunner::forget(int listener) {
    std::lock_guard lock(listeners_mutex_);
    listeners_.erase(listener);
}

void JobRunner::tell(Job const& job) {
    std::lock_guard lock(listeners_mutex_);
    for (auto const& [id, listener] : listeners_) listener(job);
}

// Each worker: claim, run, wait for a wake or the next look.
void JobRunner::work() {
    while (!stopping_) {
        bool found = false;
        try {
            found = run_next();
        } catch (std::exception const& error) { spdlog::error("jobs: {}", error.what()); }
        if (found) continue;
        std::unique_lock lock(mutex_);
        woken_.wait_for(lock, options_.poll, [&] { return stopping_ || wakes_ > 0; });
        if (wakes_ > 0) --wakes_;
    }
}

void JobRunner::keep_alive() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        woken_.wait_for(lock, options_.beat, [&] { return stopping_.load(); });
        auto const running = running_;
        lock.unlock();
        for (auto const& [id, entry] : running) {
            try {
                beat(entry.first, *entry.second);
            } catch (std::exception const& error) {
                spdlog::warn("jobs: no heartbeat for {}: {}", id.value, error.what());
            }
        }
        lock.lock();
    }
}

void JobRunner::beat(Job const& job, JobContext::Shared& shared) {
    auto const wanted = database_.write(
        [&](db::Transaction& t) { return work::beat(t, job.id, name_, clock_.now(), shared.newest()); });
    if (!wanted) shared.lost = true;
    else if (*wanted) shared.cancelled = true;
}

std::vector<JobId> JobRunner::running_here() {
    std::lock_guard lock(mutex_);
    std::vector<JobId> ids;
    for (auto const& [id, entry] : running_) ids.push_back(id);
    return ids;
}

std::optional<Job> JobRunner::claim_next() {
    Instant const now = clock_.now();
    Instant const dead_before = now.plus_seconds(-options_.dead_after_seconds);
    auto const [claimable, due] = database_.read([&](db::Session& s) {
        return std::pair(anything_to_claim(s, dead_before), anything_due(s, schedule_, now));
    });
    if (!claimable && !due) return std::nullopt;
    auto const asked = std::chrono::steady_clock::now();
    auto const mine = running_here();
    return database_.write([&](db::Transaction& t) {
        if (due) enqueue_due(t, schedule_, now);
        bool const waited = std::chrono::steady_clock::now() - asked > patient;
        return work::claim(t, name_, now, waited ? Instant{0} : dead_before, mine);
    });
}

void JobRunner::run(Job job) {
    auto const shared = std::make_shared<JobContext::Shared>();
    shared->cancelled = job.cancel_wanted;
    {
        std::lock_guard lock(mutex_);
        running_[job.id] = {job, shared};
    }
    struct Leave {
        ~Leave() {
            std::lock_guard lock(runner.mutex_);
            runner.running_.erase(id);
        }
        JobRunner& runner;
        JobId id;
    } const leave{*this, job.id};
    tell(job);
    JobContext context(*this, job, shared);
    auto failed = [&](Failure failure) { finish(job, JobState::failed, {}, std::move(failure)); };
    try {
        auto const handler = handlers_.find(job.kind);
        if (handler == handlers_.end()) throw conflict("work.kind_unknown", {{"kind", job.kind}});
        context.check();
        std::string result = handler->second(context);
        finish(job, JobState::succeeded, std::move(result), {});
    } catch (Cancelled const&) { finish(job, JobState::cancelled, {}, {}); } catch (Stopped const&) {
        database_.write([&](db::Transaction& t) { give_back(t, job.id, name_); });
    } catch (Problem const& problem) {
        failed({problem.code(), problem.arguments(), problem.path()});
    } catch (std::exception const& error) {
        spdlog::error("jobs: {} {}: {}", job.kind, job.id.value, error.what());
        failed({"work.broken", {}, {}});
    }
}

void JobRunner::finish(Job& job, JobState state, std::optional<std::string> result,
                       std::optional<Failure> failure) {
    refresh(job);
    job.state = state;
    job.finished_at = clock_.now();
    job.result = std::move(result);
    job.failure = std::move(failure);
    database_.write([&](db::Transaction& t) {
        work::beat(t, job.id, name_, *job.finished_at, job.progress);
        work::finish(t, job.id, name_, *job.finished_at, state, job.result, job.failure);
    });
    tell(job);
}

}  // namespace colonnade::work
