#include "insight/standing_keeper.hpp"

#include <chrono>

namespace colonnade::insight {
namespace {

constexpr auto moment = std::chrono::milliseconds(150);

}  // namespace

StandingKeeper::~StandingKeeper() {
    {
        std::lock_guard const lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void StandingKeeper::start() {
    std::lock_guard const lock(mutex_);
    wanted_ = true;
    if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
    changed_.notify_all();
}

bool StandingKeeper::is_current(db::Session& session) {
    std::int64_t const latest = latest_change(session);
    {
        std::lock_guard const lock(mutex_);
        if (held_ && checked_change_ == latest) return true;
    }
    StandingVersion const version = standing_version(session);
    std::lock_guard const lock(mutex_);
    if (!held_ || held_->version != version) return false;
    checked_change_ = latest;
    return true;
}

// A version only grows, so one that was read later serves as well.
bool StandingKeeper::reaches(StandingVersion const& version, Lines lines) const {
    return held_ && held_->version.subjects >= version.subjects && held_->version.orders >= version.orders &&
           (held_->has_lines || lines == Lines::left_out);
}

StandingKeeper::Held StandingKeeper::wait_for(StandingVersion const& version, Lines lines, bool patiently) {
    start();
    std::unique_lock lock(mutex_);
    failure_ = nullptr;
    auto const ready = [&] { return stopping_ || failure_ || reaches(version, lines); };
    if (patiently) changed_.wait(lock, ready);
    else changed_.wait_for(lock, moment, ready);
    bool const serves = held_ && (held_->has_lines || lines == Lines::left_out);
    if (patiently && failure_ && !reaches(version, lines)) std::rethrow_exception(failure_);
    return serves ? held_ : nullptr;
}

std::shared_ptr<goals::Standing const> StandingKeeper::current() {
    StandingVersion const version =
        database_.read([](db::Session& session) { return standing_version(session); });
    {
        std::lock_guard const lock(mutex_);
        if (reaches(version, Lines::read)) return held_->standing;
    }
    return wait_for(version, Lines::read, true)->standing;
}

std::shared_ptr<ReadStanding const> StandingKeeper::held() {
    std::lock_guard const lock(mutex_);
    return held_;
}

std::shared_ptr<goals::Standing const> StandingKeeper::current(Caller const& caller, Lines lines) {
    StandingVersion version;
    bool must_be_newest = false;
    bool const current = database_.read([&](db::Session& session) {
        if (is_current(session)) return true;
        version = standing_version(session);
        std::unique_lock lock(mutex_);
        std::int64_t const seen = held_ ? held_->version.latest() : 0;
        lock.unlock();
        must_be_newest = seen > 0 && has_written_since(session, caller, seen);
        return false;
    });
    if (current) {
        std::unique_lock lock(mutex_);
        if (held_->has_lines || lines == Lines::left_out) return held_->standing;
        version = held_->version;
    }
    Held held = wait_for(version, lines, must_be_newest);
    if (!held) held = wait_for(version, lines, true);  // nothing there yet
    return held->standing;
}

void StandingKeeper::run() {
    std::unique_lock lock(mutex_);
    for (;;) {
        changed_.wait(lock, [&] { return stopping_ || wanted_; });
        if (stopping_) return;
        wanted_ = false;
        lock.unlock();
        try {
            read_once();
        } catch (...) {
            std::lock_guard const failing(mutex_);
            failure_ = std::current_exception();
        }
        lock.lock();
        changed_.notify_all();
    }
}

void StandingKeeper::read_once() {
    Held before;
    {
        std::lock_guard const lock(mutex_);
        before = held_;
    }
    if (!before) {
        publish(database_.read([](db::Session& s) { return read_standing(s, Lines::left_out); }));
        std::lock_guard const lock(mutex_);
        before = held_;
    }
    if (!before->has_lines) {
        publish(database_.read([&](db::Session& s) { return with_lines(s, *before); }));
        std::lock_guard const lock(mutex_);
        before = held_;
    }
    ReadStanding now = database_.read([&](db::Session& s) { return brought_forward(s, *before); });
    if (now.version != before->version) publish(std::move(now));
}

void StandingKeeper::publish(ReadStanding read) {
    auto next = std::make_shared<ReadStanding const>(std::move(read));
    std::lock_guard const lock(mutex_);
    held_ = std::move(next);
    changed_.notify_all();
}

}  // namespace colonnade::insight
