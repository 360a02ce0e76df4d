#include "foundation/http/events.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <stdexcept>
#include <utility>

#include "foundation/http/headers.hpp"

namespace colonnade::http {

class EventHub::Stream : public EventStream {
public:
    explicit Stream(std::size_t waiting_bytes_max) : waiting_bytes_max_(waiting_bytes_max) {}

    void push(std::string_view text) {
        std::function<void()> wake;
        {
            std::lock_guard lock(mutex_);
            if (closed_) return;
            if (waiting_.size() + text.size() > waiting_bytes_max_) closed_ = true;
            else waiting_ += text;
            wake = wake_;
        }
        if (wake) wake();
    }
    void close() {
        std::function<void()> wake;
        {
            std::lock_guard lock(mutex_);
            closed_ = true;
            wake = wake_;
        }
        if (wake) wake();
    }
    std::string take() override {
        std::lock_guard lock(mutex_);
        return std::exchange(waiting_, {});
    }
    bool is_closed() const override {
        std::lock_guard lock(mutex_);
        return closed_;
    }
    void on_ready(std::function<void()> wake) override {
        std::lock_guard lock(mutex_);
        wake_ = std::move(wake);
    }

private:
    std::size_t waiting_bytes_max_;
    mutable std::mutex mutex_;
    std::string waiting_;
    std::function<void()> wake_;
    bool closed_ = false;
};

EventHub::EventHub(EventLimits limits) : limits_(limits), epoch_(random_hex(8)) {}

EventHub::~EventHub() = default;

void EventHub::publish(std::optional<UserId> to, std::string_view name, std::string_view json) {
    if (!is_token(name) || json.find_first_of("\r\n") != std::string_view::npos)
        throw std::logic_error("an event needs a token for a name and data in one line");
    std::vector<std::shared_ptr<Stream>> readers;
    std::shared_ptr<std::string const> text;
    {
        std::lock_guard lock(mutex_);
        auto const number = ++last_number_;
        text = std::make_shared<std::string const>(
            fmt::format("id: {}-{}\nevent: {}\ndata: {}\n\n", epoch_, number, name, json));
        ring_.push_back({number, to, text});
        if (ring_.size() > limits_.ring) ring_.pop_front();
        for (auto& [user, streams] : streams_) {
            if (to && user != *to) continue;
            for (auto const& weak : streams)
                if (auto stream = weak.lock()) readers.push_back(std::move(stream));
        }
        // Within the lock, so that every reader gets the events in one order.
        for (auto const& reader : readers) reader->push(*text);
    }
}

std::vector<EventHub::Event> EventHub::missed_since(UserId user, std::string_view last_event_id) const {
    auto const reset = [&] {
        auto text = fmt::format("id: {}-{}\nevent: reset\ndata: {{}}\n\n", epoch_, last_number_);
        return std::vector<Event>{{last_number_, user, std::make_shared<std::string const>(std::move(text))}};
    };
    auto const dash = last_event_id.rfind('-');
    if (dash == std::string_view::npos || last_event_id.substr(0, dash) != epoch_) return reset();
    auto const digits = last_event_id.substr(dash + 1);
    std::uint64_t seen = 0;
    auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), seen);
    bool const well_formed = error == std::errc() && end == digits.data() + digits.size() &&
                             seen <= last_number_;
    bool const ring_reaches = ring_.empty() ? seen == last_number_ : seen + 1 >= ring_.front().number;
    if (!well_formed || !ring_reaches) return reset();
    std::vector<Event> missed;
    for (auto const& event : ring_)
        if (event.number > seen && (!event.to || *event.to == user)) missed.push_back(event);
    return missed;
}

Response EventHub::open(UserId user, std::string_view last_event_id) {
    auto stream = std::make_shared<Stream>(limits_.waiting_bytes_max);
    std::shared_ptr<Stream> replaced;
    {
        std::lock_guard lock(mutex_);
        // The browser remembers this id from the start, also when nothing happens for long.
        stream->push(fmt::format("id: {}-{}\nretry: 2000\n\n", epoch_, last_number_));
        if (!last_event_id.empty())
            for (auto const& event : missed_since(user, last_event_id)) stream->push(*event.text);
        auto& streams = streams_[user];
        std::erase_if(streams, [](auto const& weak) { return weak.expired(); });
        if (streams.size() >= limits_.streams_per_user_max) {
            replaced = streams.front().lock();
            streams.erase(streams.begin());
        }
        streams.push_back(stream);
    }
    if (replaced) replaced->close();
    Response response(200, "text/event-stream", std::shared_ptr<EventStream>(std::move(stream)));
    response.fields.set("X-Accel-Buffering", "no");
    return response;
}

void EventHub::close(UserId user) {
    std::vector<std::shared_ptr<Stream>> readers;
    {
        std::lock_guard lock(mutex_);
        auto const found = streams_.find(user);
        if (found == streams_.end()) return;
        for (auto const& weak : found->second)
            if (auto stream = weak.lock()) readers.push_back(std::move(stream));
        streams_.erase(found);
    }
    for (auto const& reader : readers) reader->close();
}

std::size_t EventHub::streams() const {
    std::lock_guard lock(mutex_);
    std::size_t count = 0;
    for (auto const& [user, streams] : streams_)
        count += static_cast<std::size_t>(
            std::count_if(streams.begin(), streams.end(), [](auto const& weak) { return !weak.expired(); }));
    return count;
}

}  // namespace colonnade::http
