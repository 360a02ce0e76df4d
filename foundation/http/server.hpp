// The HTTP server: connections on Asio coroutines, handlers as ordinary functions on a pool of worker
// threads.
//
// A connection reads one request after the other through the gate, and answers in that order. What a slow or
// hostile client may hold is bounded everywhere: connections, head, body, time, rate, and the queue before
// the workers.
#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "foundation/base/problem.hpp"
#include "foundation/http/forwarded.hpp"
#include "foundation/http/response.hpp"

namespace colonnade::http {

enum class BodyPlace { memory, file };

// What a route takes. Bodies for a file are written to disk while they arrive and reach the handler as
// `upload`.
struct BodyRule {
    std::uint64_t bytes_max = 1024 * 1024;
    BodyPlace place = BodyPlace::memory;
};

// One answered request, for counting.
struct Served {
    std::string_view method;
    std::string_view operation;  // as the handler named it; "" for none
    int status;
    std::chrono::nanoseconds time;  // from the whole head to the last byte handed to the system
};

struct ServerOptions {
    std::string address = "127.0.0.1";  // "0.0.0.0" or "::" for any
    std::uint16_t port = 0;             // 0: any free one
    unsigned io_threads = 1;
    unsigned workers = 0;  // 0: two for each processor, at least four
    std::size_t queue_max = 256;
    std::size_t connections_max = 1024;
    std::chrono::milliseconds head_time_max{10'000};  // for a whole head, from its first byte
    std::chrono::milliseconds idle_time_max{60'000};  // between requests
    std::chrono::milliseconds body_window{10'000};    // in each of which a body must bring its share:
    std::uint64_t body_bytes_per_second_min = 1024;
    std::chrono::milliseconds write_time_max{30'000};  // for each 64 KiB the client takes
    std::chrono::milliseconds heartbeat{15'000};       // between signs of life on a silent event stream
    std::string upload_folder = "/tmp";
    TrustedProxies proxies;

    // What the route of this method and path takes; without it, BodyRule's defaults.
    std::function<BodyRule(std::string_view method, std::string_view path)> body_rule;
    // Asked on a worker before a body is written to a file: a response refuses it unread.
    std::function<std::optional<Response>(Request&)> admit;
    // Tells a Problem; without it, in English by its code.
    std::function<Response(Problem const&, Request const&)> on_problem;
    std::function<void(Served const&)> on_served;
};

struct ServerCore;

class Server {
public:
    // `handler` is called on several threads at once. A Problem it throws is told to the client; any other
    // exception becomes status 500 with an incident number, under which the log tells the rest.
    Server(ServerOptions options, Handler handler);
    ~Server();
    Server(Server const&) = delete;
    Server& operator=(Server const&) = delete;

    // Binds and serves; throws std::system_error when the address cannot be had.
    void start();
    // The port that was bound.
    std::uint16_t port() const;
    // Stops accepting, ends idle connections and event streams at once, lets running requests finish for up
    // to `grace`, then cuts. Returns when all threads are done.
    void stop(std::chrono::milliseconds grace);

    std::size_t connections() const;
    // Requests that wait for a worker or run on one.
    std::size_t queued() const;

private:
    std::unique_ptr<ServerCore> core_;
};

// Listens for the request to end (SIGTERM or SIGINT) from its making on: make it before the server says that
// it is there, so that none is missed. Once it is gone, a further signal kills the process as usual.
class StopSignal {
public:
    StopSignal();
    ~StopSignal();
    StopSignal(StopSignal const&) = delete;
    // Blocks until asked.
    void wait();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace colonnade::http
