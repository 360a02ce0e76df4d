// Keeps the standing in memory and current, read and brought forward on a thread of its own.
#pragma once
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

#include "foundation/db/database.hpp"
#include "insight/standing_store.hpp"

namespace colonnade::insight {

// Safe to use from any thread; readers of an old standing keep it until they are done.
//
// After a start the orders are read first, which is enough for revenue and counts, then their lines. When the
// store has changed, a request waits a moment for the standing to follow; if that takes longer it is given
// the one there was, unless the caller has changed something themselves since: who writes reads what they
// wrote.
class StandingKeeper {
public:
    explicit StandingKeeper(db::Database& database) : database_(database) {}
    ~StandingKeeper();
    StandingKeeper(StandingKeeper const&) = delete;

    // Begins to read, so that the first request need not wait; not needed otherwise.
    void start();
    // As of now, with lines; waits for it. Throws the Problem that reading ended with.
    std::shared_ptr<goals::Standing const> current();
    // What there is now, or null; it may be old, and without lines.
    std::shared_ptr<ReadStanding const> held();
    // For a request of that caller; with lines only where it needs them.
    std::shared_ptr<goals::Standing const> current(Caller const& caller, Lines lines);

private:
    using Held = std::shared_ptr<ReadStanding const>;

    bool is_current(db::Session& session);
    Held wait_for(StandingVersion const& version, Lines lines, bool patiently);
    bool reaches(StandingVersion const& version, Lines lines) const;
    void run();
    void read_once();
    void publish(ReadStanding read);

    db::Database& database_;
    std::mutex mutex_;
    std::condition_variable changed_;
    Held held_;
    std::int64_t checked_change_ = -1;  // nothing up to this change makes `held_` old
    bool wanted_ = false;
    bool stopping_ = false;
    std::exception_ptr failure_;
    std::thread thread_;
};

}  // namespace colonnade::insight
