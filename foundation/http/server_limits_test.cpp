#include <gtest/gtest.h>
#include <sys/resource.h>

#include <atomic>
#include <fstream>
#include <thread>

#include "foundation/http/server_fixture.hpp"

namespace colonnade::http {
namespace {

using namespace std::chrono_literals;

TEST_F(ServerTest, CutsASlowHead) {
    options.head_time_max = 100ms;
    start_echo();
    auto client = connect();
    client.send("GET / HTTP/1.1\r\n");
    for (int i = 0; i < 20 && client.send("X: y\r\n"); ++i) std::this_thread::sleep_for(20ms);
    EXPECT_TRUE(client.read_all().starts_with("HTTP/1.1 408 "))
        << "a drop now and then must not extend the time";
    client.finish_sending();
    wait_for_connections(0);
}

TEST_F(ServerTest, CutsASlowHeadBehindAnAnsweredRequest) {
    options.head_time_max = 100ms;
    start_echo();
    auto client = connect();
    client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\nGET /slow HT");
    EXPECT_EQ(client.read_reply().status, 200);
    EXPECT_EQ(client.read_reply().status, 408);
}

TEST_F(ServerTest, ClosesASilentConnectionWithoutAWord) {
    options.head_time_max = 50ms;
    start_echo();
    EXPECT_EQ(connect().read_all(), "");
}

TEST_F(ServerTest, ClosesAnIdleConnection) {
    options.idle_time_max = 50ms;
    start_echo();
    auto client = connect();
    EXPECT_EQ(client.get("/").status, 200);
    EXPECT_EQ(client.read_all(), "");
}

TEST_F(ServerTest, CutsASlowBody) {
    options.body_window = 100ms;
    start_echo();
    auto client = connect();
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n");
    for (int i = 0; i < 20 && client.send("x"); ++i) std::this_thread::sleep_for(20ms);
    EXPECT_TRUE(client.read_all().starts_with("HTTP/1.1 408 "));
}

TEST_F(ServerTest, WaitsForABodyThatComesFastEnough) {
    options.body_window = 100ms;
    start_echo();
    auto client = connect();
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4000\r\n\r\n");
    for (int i = 0; i < 10; ++i) {
        client.send(std::string(400, 'x'));
        std::this_thread::sleep_for(25ms);
    }
    EXPECT_EQ(client.read_reply().status, 200);
}

TEST_F(ServerTest, DropsATruncatedBody) {
    std::atomic<int> handled = 0;
    start([&](Request&) { return ++handled, Response(200); });
    auto client = connect();
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhalf");
    client.finish_sending();
    EXPECT_EQ(client.read_all(), "");
    EXPECT_EQ(handled, 0);
}

TEST_F(ServerTest, HoldsTheBodyLimitOfEachRoute) {
    options.body_rule = [](std::string_view method, std::string_view path) {
        return BodyRule{method == "PUT" && path == "/large" ? 100u : 10u, BodyPlace::memory};
    };
    start_echo();
    auto const put = [&](std::string const& path, std::string const& framing) {
        auto client = connect();
        client.send("PUT " + path + " HTTP/1.1\r\nHost: a\r\n" + framing);
        return client.read_reply().status;
    };
    EXPECT_EQ(put("/large", "Content-Length: 100\r\n\r\n" + std::string(100, 'x')), 200);
    EXPECT_EQ(put("/small", "Content-Length: 11\r\n\r\n"), 413) << "before the body is sent";
    EXPECT_EQ(put("/small", "Transfer-Encoding: chunked\r\n\r\nb\r\n"), 413);
}

TEST_F(ServerTest, TurnsAwayWhatTheQueueCannotHold) {
    options.workers = 1;
    options.queue_max = 2;
    Door door;
    start([&](Request&) { return door.pass(), Response(200); });
    auto running = connect();
    running.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    door.wait_for(1);
    auto waiting = connect();
    waiting.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    for (int i = 0; i < 1000 && server->queued() < 2; ++i) std::this_thread::sleep_for(5ms);
    auto const refused = connect().get("/");
    EXPECT_EQ(refused.status, 503);
    EXPECT_EQ(refused.fields.get("Retry-After"), "1");
    door.open();
    EXPECT_EQ(running.read_reply().status, 200);
    EXPECT_EQ(waiting.read_reply().status, 200);
}

TEST_F(ServerTest, TurnsAwayTooManyConnections) {
    options.connections_max = 2;
    start_echo();
    auto first = connect();
    auto second = connect();
    EXPECT_EQ(first.get("/").status, 200);
    EXPECT_EQ(second.get("/").status, 200);
    EXPECT_EQ(connect().read_reply().status, 503);
    EXPECT_EQ(first.get("/").status, 200);
}

TEST_F(ServerTest, CutsWhatDoesNotFinishInTime) {
    start_echo();
    auto client = connect();
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n");
    wait_for_connections(1);
    server->stop(50ms);
    EXPECT_EQ(client.read_all(), "");
}

TEST_F(ServerTest, WritesUploadsToDiskWithFlatMemory) {
    options.body_rule = [](std::string_view, std::string_view path) {
        return BodyRule{200u << 20, path == "/import" ? BodyPlace::file : BodyPlace::memory};
    };
    options.upload_folder = ::testing::TempDir();
    start([](Request& request) {
        EXPECT_TRUE(request.body.empty());
        std::ifstream file(request.upload->path(), std::ios::binary | std::ios::ate);
        return Response(200, "text/plain",
                        std::to_string(file.tellg()) + " " + std::to_string(request.upload->size()));
    });
    rusage before{};
    getrusage(RUSAGE_SELF, &before);
    auto client = connect();
    std::string const piece(1 << 20, 'x');
    client.send("POST /import HTTP/1.1\r\nHost: a\r\nContent-Length: 104857600\r\n\r\n");
    for (int i = 0; i < 100; ++i) ASSERT_TRUE(client.send(piece));
    EXPECT_EQ(client.read_reply().body, "104857600 104857600");
    rusage after{};
    getrusage(RUSAGE_SELF, &after);
    EXPECT_LT(after.ru_maxrss - before.ru_maxrss, 10 * 1024) << "KiB more at the peak";
}

TEST_F(ServerTest, AsksBeforeItTakesAnUpload) {
    options.body_rule = [](std::string_view, std::string_view) {
        return BodyRule{200u << 20, BodyPlace::file};
    };
    options.admit = [](Request& request) -> std::optional<Response> {
        if (request.path == "/throws") throw Problem(ProblemKind::unauthenticated, "sign_in");
        if (request.path == "/refused") return Response(403, "text/plain", std::string("no"));
        return std::nullopt;
    };
    std::atomic<int> handled = 0;
    start([&](Request&) { return ++handled, Response(200); });
    auto const post = [&](std::string const& path) {
        auto client = connect();
        client.send("POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Length: 100000000\r\n\r\nxxx");
        return client.read_reply().status;
    };
    EXPECT_EQ(post("/refused"), 403);
    EXPECT_EQ(post("/throws"), 401);
    EXPECT_EQ(handled, 0);
}

TEST_F(ServerTest, SaysWhenThereIsNoRoomForAnUpload) {
    options.upload_folder = "/nowhere";
    options.body_rule = [](std::string_view, std::string_view) { return BodyRule{1000, BodyPlace::file}; };
    start_echo();
    auto client = connect();
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc");
    EXPECT_EQ(client.read_reply().status, 507);
}

}  // namespace
}  // namespace colonnade::http
