// Server-sent events: what a user's browser is told without asking.
//
//   event = "id: " epoch "-" number LF "event: " name LF "data: " json LF LF
//
// A browser that lost its connection comes back with the last id it saw (Last-Event-ID) and gets what it
// missed, from a ring of the latest events. Where that is not possible (the ring has gone on, the program was
// started anew) it gets one event named "reset": it should read everything afresh.
#pragma once
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "foundation/base/id.hpp"
#include "foundation/http/response.hpp"

namespace colonnade::http {

struct EventLimits {
    std::size_t ring = 1024;                     // events kept for those who come back
    std::size_t waiting_bytes_max = 256 * 1024;  // of one stream; a slower reader is dropped and comes back
    std::size_t streams_per_user_max = 8;        // the oldest makes room
};

class EventHub {
public:
    explicit EventHub(EventLimits limits = {});
    ~EventHub();

    // To one user, or to everybody. `name` is a token, `json` the data in one line. Safe from any thread.
    void publish(std::optional<UserId> to, std::string_view name, std::string_view json);

    // The response that opens a user's stream; `last_event_id` is the request's Last-Event-ID or "".
    Response open(UserId user, std::string_view last_event_id);

    // Ends the streams of a user: after signing out, or a change of roles.
    void close(UserId user);

    std::size_t streams() const;

private:
    class Stream;
    struct Event {
        std::uint64_t number;
        std::optional<UserId> to;
        std::shared_ptr<std::string const> text;
    };

    std::vector<Event> missed_since(UserId user, std::string_view last_event_id) const;

    EventLimits limits_;
    std::string epoch_;
    mutable std::mutex mutex_;
    std::uint64_t last_number_ = 0;
    std::deque<Event> ring_;
    std::map<UserId, std::vector<std::weak_ptr<Stream>>> streams_;
};

}  // namespace colonnade::http
