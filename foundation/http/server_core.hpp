// What the server's connections share. Private to server.cpp and connection.cpp.
#pragma once
#include <atomic>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <condition_variable>
#include <exception>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

#include "foundation/http/server.hpp"

namespace colonnade::http {

class Connection;

struct ServerCore {
    ServerCore(ServerOptions options, Handler handler);

    // Runs `work` on a worker and resumes the coroutine where it was with the result, or with what it threw.
    template <class Work> boost::asio::awaitable<std::invoke_result_t<Work>> on_worker(Work work);

    // Runs a handler: whatever happens, there is a response, and it is ready to be sent.
    Response answer(Handler const& handler, Request& request) const;
    // Makes a response fit to leave: compressed if asked for, and guarded.
    void finish(Fields const& request, bool secure, Response& response) const;

    void add(std::shared_ptr<Connection> const& connection);
    void remove(Connection* connection);
    std::vector<std::shared_ptr<Connection>> living() const;

    ServerOptions options;
    Handler handler;
    boost::asio::io_context io;
    boost::asio::ip::tcp::acceptor acceptor;
    std::uint16_t port = 0;
    boost::asio::thread_pool workers;
    std::vector<std::thread> threads;
    std::atomic<std::size_t> queued{0};
    std::atomic<bool> stopping{false};

    mutable std::mutex mutex;
    std::condition_variable none_left;
    std::map<Connection*, std::weak_ptr<Connection>> connections;
};

template <class Work> boost::asio::awaitable<std::invoke_result_t<Work>> ServerCore::on_worker(Work work) {
    using Result = std::invoke_result_t<Work>;
    auto begin = [this](auto continuation, Work task) {
        ++queued;
        auto run = [this, continuation = std::move(continuation), task = std::move(task)]() mutable {
            std::exception_ptr error;
            Result result{};
            try {
                result = task();
            } catch (...) { error = std::current_exception(); }
            --queued;
            auto executor = boost::asio::get_associated_executor(continuation);
            boost::asio::post(executor, [continuation = std::move(continuation), error,
                                         result = std::move(result)]() mutable {
                std::move(continuation)(error, std::move(result));
            });
        };
        boost::asio::post(workers, std::move(run));
    };
    co_return co_await boost::asio::async_initiate<decltype(boost::asio::use_awaitable) const,
                                                   void(std::exception_ptr, Result)>(
        std::move(begin), boost::asio::use_awaitable, std::move(work));
}

}  // namespace colonnade::http
