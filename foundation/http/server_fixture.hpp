// What the server's tests share: a server on a free port of the loopback, and a door to hold its handlers.
#pragma once
#include <gtest/gtest.h>

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "foundation/http/server.hpp"
#include "foundation/http/test_client.hpp"

namespace colonnade::http {

// A door that handlers wait at until the test opens it.
class Door {
public:
    void open() {
        std::lock_guard lock(mutex_);
        open_ = true;
        changed_.notify_all();
    }
    void pass() {
        std::unique_lock lock(mutex_);
        ++waiting_;
        changed_.notify_all();
        changed_.wait(lock, [this] { return open_; });
    }
    void wait_for(int count) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return waiting_ >= count; });
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool open_ = false;
    int waiting_ = 0;
};

class ServerTest : public ::testing::Test {
protected:
    void start(Handler handler) {
        server = std::make_unique<Server>(options, std::move(handler));
        server->start();
    }
    void start_echo() {
        start([](Request& request) {
            return Response(200, "text/plain", request.method + " " + request.path + " " + request.body);
        });
    }
    TestClient connect() { return TestClient(server->port()); }
    void wait_for_connections(std::size_t count) {
        for (int i = 0; i < 1000 && server->connections() != count; ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        EXPECT_EQ(server->connections(), count);
    }

    ServerOptions options;
    std::unique_ptr<Server> server;
};

}  // namespace colonnade::http
