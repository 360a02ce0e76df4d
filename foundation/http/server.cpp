#include "foundation/http/server.hpp"

#include <spdlog/spdlog.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <csignal>

#include "foundation/http/compress.hpp"
#include "foundation/http/connection.hpp"
#include "foundation/http/headers.hpp"
#include "foundation/http/problem_reply.hpp"
#include "foundation/http/reply_writer.hpp"
#include "foundation/http/server_core.hpp"

namespace colonnade::http {
namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

constexpr auto quietly = asio::as_tuple(asio::use_awaitable);

unsigned worker_count(unsigned asked) {
    return asked > 0 ? asked : std::max(4u, 2 * std::thread::hardware_concurrency());
}

// Says so and closes, without waiting for a request.
void turn_away(tcp::socket socket) {
    auto response = plain_problem(503, "unavailable", "too many connections");
    response.fields.add("Retry-After", "5");
    add_security_headers(response, false);
    auto const& body = std::get<std::string>(response.body);
    auto const text = reply_head(response, length_line(body.size()), KeepAlive::no) + body;
    boost::system::error_code ignored;
    socket.non_blocking(true, ignored);
    socket.write_some(asio::buffer(text), ignored);
    socket.shutdown(tcp::socket::shutdown_send, ignored);
}

asio::awaitable<void> accept_all(ServerCore& core) {
    while (!core.stopping) {
        asio::any_io_executor executor = core.io.get_executor();
        if (core.options.io_threads > 1) executor = asio::make_strand(core.io);
        auto [error, socket] = co_await core.acceptor.async_accept(executor, quietly);
        if (error == asio::error::operation_aborted || error == asio::error::bad_descriptor) co_return;
        if (error) {
            // Out of descriptors, most likely: let some connections end first.
            spdlog::warn("http: cannot accept: {}", error.message());
            asio::steady_timer pause(core.io, std::chrono::milliseconds(100));
            co_await pause.async_wait(quietly);
            continue;
        }
        std::size_t open = 0;
        {
            std::lock_guard lock(core.mutex);
            open = core.connections.size();
        }
        if (open >= core.options.connections_max) {
            turn_away(std::move(socket));
            continue;
        }
        auto connection = std::make_shared<Connection>(core, std::move(socket));
        core.add(connection);
        connection->start();
    }
}

}  // namespace

ServerCore::ServerCore(ServerOptions given, Handler given_handler)
    : options(std::move(given)),
      handler(std::move(given_handler)),
      io(static_cast<int>(options.io_threads)),
      acceptor(io),
      workers(worker_count(options.workers)) {}

Response ServerCore::answer(Handler const& run, Request& request) const {
    std::string mistake = "unknown exception";
    try {
        Response response;
        try {
            response = run(request);
        } catch (Problem const& problem) {
            response = options.on_problem ? options.on_problem(problem, request)
                                          : problem_reply(problem, "", {});
        }
        finish(request.fields, request.secure, response);
        return response;
    } catch (std::exception const& error) { mistake = error.what(); } catch (...) {
    }
    auto const incident = random_hex(6);
    spdlog::error("http: incident {}: {} {}: {}", incident, request.method, request.path, mistake);
    auto failed = plain_problem(500, "internal", "incident " + incident);
    finish(request.fields, request.secure, failed);
    return failed;
}

void ServerCore::finish(Fields const& request, bool secure, Response& response) const {
    compress(request, response);
    add_security_headers(response, secure);
}

void ServerCore::add(std::shared_ptr<Connection> const& connection) {
    std::lock_guard lock(mutex);
    connections.emplace(connection.get(), connection);
}

void ServerCore::remove(Connection* connection) {
    std::lock_guard lock(mutex);
    connections.erase(connection);
    if (connections.empty()) none_left.notify_all();
}

std::vector<std::shared_ptr<Connection>> ServerCore::living() const {
    std::lock_guard lock(mutex);
    std::vector<std::shared_ptr<Connection>> all;
    for (auto const& [key, weak] : connections)
        if (auto connection = weak.lock()) all.push_back(std::move(connection));
    return all;
}

Server::Server(ServerOptions options, Handler handler)
    : core_(std::make_unique<ServerCore>(std::move(options), std::move(handler))) {}

Server::~Server() {
    if (!core_->threads.empty()) stop(std::chrono::milliseconds(0));
}

void Server::start() {
    tcp::endpoint const endpoint(asio::ip::make_address(core_->options.address), core_->options.port);
    core_->acceptor.open(endpoint.protocol());
    core_->acceptor.set_option(tcp::acceptor::reuse_address(true));
    core_->acceptor.bind(endpoint);
    core_->acceptor.listen(1024);
    core_->port = core_->acceptor.local_endpoint().port();
    asio::co_spawn(core_->io, accept_all(*core_), asio::detached);
    for (unsigned i = 0; i < core_->options.io_threads; ++i)
        core_->threads.emplace_back([core = core_.get()] { core->io.run(); });
}

std::uint16_t Server::port() const { return core_->port; }

struct StopSignal::State {
    asio::io_context io;
    asio::signal_set signals{io, SIGTERM, SIGINT};
};

StopSignal::StopSignal() : state_(std::make_unique<State>()) {
    state_->signals.async_wait([](boost::system::error_code, int) {});
}

StopSignal::~StopSignal() = default;

void StopSignal::wait() { state_->io.run(); }

void Server::stop(std::chrono::milliseconds grace) {
    if (core_->threads.empty()) return;
    core_->stopping = true;
    asio::post(core_->io, [core = core_.get()] {
        boost::system::error_code ignored;
        core->acceptor.close(ignored);
    });
    for (auto const& connection : core_->living()) connection->stop();
    {
        std::unique_lock lock(core_->mutex);
        core_->none_left.wait_for(lock, grace, [this] { return core_->connections.empty(); });
    }
    for (auto const& connection : core_->living()) connection->cut();
    {
        // The cut takes a moment to be noticed; a handler that still runs keeps its connection until it
        // returns.
        std::unique_lock lock(core_->mutex);
        core_->none_left.wait_for(lock, std::chrono::milliseconds(200),
                                  [this] { return core_->connections.empty(); });
    }
    core_->io.stop();
    for (auto& thread : core_->threads) thread.join();
    core_->threads.clear();
    core_->workers.stop();
    core_->workers.join();
}

std::size_t Server::connections() const {
    std::lock_guard lock(core_->mutex);
    return core_->connections.size();
}

std::size_t Server::queued() const { return core_->queued; }

}  // namespace colonnade::http
