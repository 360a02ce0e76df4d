// One client's connection: requests in, replies out, in order. Private to the server.
#pragma once
#include <array>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "foundation/http/gate.hpp"
#include "foundation/http/reply_writer.hpp"
#include "foundation/http/server_core.hpp"

namespace colonnade::http {

class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(ServerCore& core, boost::asio::ip::tcp::socket socket);

    void start();
    // From any thread: ends at once when no request is under way, else after its reply.
    void stop();
    // From any thread: ends at once.
    void cut();

private:
    template <class T> using awaitable = boost::asio::awaitable<T>;
    using Time = std::chrono::steady_clock::time_point;

    awaitable<void> run();
    // Reads and answers one request; false when the connection is over.
    awaitable<bool> serve_one();
    awaitable<std::optional<Head>> read_head();
    // Fills `request`; a response refuses the rest of it unread.
    awaitable<std::optional<Response>> read_request(Head const& head, Request& request);
    Response finished(Response response, Request const& request) const;
    bool keep_piece(Request& request, std::string const& piece) const;
    awaitable<std::optional<Refusal>> read_body(Head const& head, BodyRule rule, Request& request);
    // More bytes into input_; false at the end of the stream, on error, and when the time is up.
    awaitable<bool> receive();

    awaitable<bool> write_reply(Head const& head, Response& response);
    awaitable<bool> write_source(Head const& head, Response const& response, Source& source, KeepAlive keep);
    awaitable<bool> write_events(Head const& head, Response const& response, EventStream& events);
    awaitable<bool> send(std::string_view first, std::string_view second = {});
    awaitable<void> refuse(Refusal refusal);
    // Lets the client read our last words before the socket closes.
    awaitable<void> linger();

    void watch_for_goodbye();
    void allow(std::chrono::milliseconds time);
    void allow_any_time() { deadline_ = Time::max(); }
    void arm_timer();

    ServerCore& core_;
    boost::asio::ip::tcp::socket socket_;
    boost::asio::steady_timer timer_;
    boost::asio::steady_timer wake_;
    Gate gate_;
    std::string input_;  // received, not yet used
    std::string peer_address_;
    Time deadline_ = Time::max();
    Time timer_at_ = Time::max();
    bool fresh_ = true;
    bool between_requests_ = true;
    bool timed_out_ = false;
    bool peer_gone_ = false;
    bool woken_ = false;
    bool ended_ = false;
    std::array<char, 16 * 1024> scratch_;
};

}  // namespace colonnade::http
