// The time, as something that can be set: nothing below app/ asks the system for it.
#pragma once
#include <atomic>
#include <memory>

#include "foundation/base/date.hpp"

namespace colonnade {

class Clock {
public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;
};

// The system's clock.
class SystemClock : public Clock {
public:
    Instant now() const override;
};

// A clock that stands still until it is moved; for tests, the demo and replay. Safe to move from any thread.
class SettableClock : public Clock {
public:
    explicit SettableClock(Instant start) : now_(start.milliseconds) {}
    Instant now() const override { return {now_.load()}; }
    void set(Instant instant) { now_ = instant.milliseconds; }
    void advance_seconds(std::int64_t seconds) { now_ += seconds * 1000; }

private:
    std::atomic<std::int64_t> now_;
};

}  // namespace colonnade
