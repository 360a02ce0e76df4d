#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <stdexcept>
#include <thread>

#include "foundation/http/server_fixture.hpp"

namespace colonnade::http {
namespace {

using namespace std::chrono_literals;

TEST_F(ServerTest, AnswersAndStays) {
    start_echo();
    auto client = connect();
    for (int i = 0; i < 3; ++i) {
        auto const reply = client.get("/a%20b");
        EXPECT_EQ(reply.status, 200);
        EXPECT_EQ(reply.body, "GET /a b ");
        EXPECT_EQ(reply.fields.get("Connection"), "keep-alive");
        EXPECT_TRUE(reply.fields.has("Date"));
        EXPECT_EQ(reply.fields.get("X-Content-Type-Options"), "nosniff");
    }
    EXPECT_EQ(server->connections(), 1u);
}

TEST_F(ServerTest, AnswersPipelinedRequestsInOrder) {
    start([](Request& request) {
        if (request.path == "/1") std::this_thread::sleep_for(30ms);
        return Response(200, "text/plain", request.path + request.body);
    });
    auto client = connect();
    std::string all;
    for (int i = 1; i <= 20; ++i) {
        auto const path = std::to_string(i);
        all += i % 2 ? "GET /" + path + " HTTP/1.1\r\nHost: a\r\n\r\n"
                     : "POST /" + path + " HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n:x";
    }
    client.send(all);
    for (int i = 1; i <= 20; ++i)
        EXPECT_EQ(client.read_reply().body, "/" + std::to_string(i) + (i % 2 ? "" : ":x"));
}

TEST_F(ServerTest, RefusesAtTheGateAndCloses) {
    start_echo();
    auto client = connect();
    client.send(
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"
        "0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n");
    auto const answer = client.read_all();
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 400 Bad Request\r\n")) << answer;
    EXPECT_NE(answer.find("Connection: close"), std::string::npos);
    EXPECT_NE(answer.find("application/problem+json"), std::string::npos);
    EXPECT_EQ(answer.find("smuggled"), std::string::npos);
}

TEST_F(ServerTest, RefusesMalformedPaths) {
    start_echo();
    EXPECT_EQ(connect().get("/a/%2e%2e/b").status, 400);
    EXPECT_EQ(connect().get("/%FF").status, 400);
}

TEST_F(ServerTest, DecodesChunksAndRefusesMalformedOnes) {
    start_echo();
    auto client = connect();
    client.send("POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n");
    EXPECT_EQ(client.read_reply().body, "POST /a hello");
    client.send("POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\nhello");
    EXPECT_TRUE(client.read_all().starts_with("HTTP/1.1 400 "));
}

TEST_F(ServerTest, SaysContinueWhenAsked) {
    start_echo();
    auto client = connect();
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(client.read_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
    client.send("hi");
    EXPECT_EQ(client.read_reply().body, "POST / hi");
}

TEST_F(ServerTest, AnswersHeadWithoutABody) {
    start([](Request& request) {
        if (request.path == "/source")
            return Response(200, "text/plain", Source{[]() -> std::string { throw 1; }, {}});
        return Response(200, "text/plain", std::string("12345"));
    });
    auto client = connect();
    client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\nHEAD /source HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_NE(client.read_until("\r\n\r\n").find("Content-Length: 5\r\n"), std::string::npos);
    EXPECT_TRUE(client.read_until("\r\n\r\n").starts_with("HTTP/1.1 200"));
    EXPECT_EQ(client.get("/").body, "12345");
}

TEST_F(ServerTest, SpeaksTheOldVersionToOldClients) {
    start([](Request&) {
        int left = 3;
        return Response(200, "text/plain",
                        Source{[left]() mutable { return left-- > 0 ? "piece " : std::string(); }, {}});
    });
    auto client = connect();
    client.send("GET / HTTP/1.0\r\nHost: a\r\nConnection: keep-alive\r\n\r\n");
    auto const answer = client.read_all();
    EXPECT_EQ(answer.find("Transfer-Encoding"), std::string::npos);
    EXPECT_TRUE(answer.ends_with("\r\n\r\npiece piece piece "));
}

TEST_F(ServerTest, SendsSourcesInChunksAndCutsThemWhenTheyFail) {
    start([](Request& request) {
        bool const fails = request.path == "/fails";
        int left = 3;
        return Response(200, "text/plain",
                        Source{[=]() mutable {
                                   if (left-- > 0) return std::string(100000, 'x');
                                   if (fails) throw std::runtime_error("disk");
                                   return std::string();
                               },
                               {}});
    });
    auto client = connect();
    EXPECT_EQ(client.get("/whole").body.size(), 300000u);
    client.send("GET /fails HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_FALSE(client.read_all().ends_with("0\r\n\r\n"));
}

TEST_F(ServerTest, CompressesWhereAccepted) {
    start([](Request&) { return Response(200, "application/json", std::string(50000, ' ')); });
    auto const reply = connect().get("/", "Accept-Encoding: gzip\r\n");
    EXPECT_EQ(reply.fields.get("Content-Encoding"), "gzip");
    EXPECT_LT(reply.body.size(), 1000u);
}

TEST_F(ServerTest, TellsProblemsAndHidesMistakes) {
    start([](Request& request) -> Response {
        if (request.path == "/problem") throw not_found();
        if (request.path == "/number") throw 42;
        throw std::runtime_error("password of the database");
    });
    auto client = connect();
    EXPECT_EQ(client.get("/problem").status, 404);
    auto const failed = client.get("/mistake");
    EXPECT_EQ(failed.status, 500);
    EXPECT_NE(failed.body.find("incident "), std::string::npos);
    EXPECT_EQ(failed.body.find("password"), std::string::npos);
    EXPECT_EQ(client.get("/number").status, 500);
    EXPECT_EQ(client.get("/problem").status, 404) << "and the connection goes on";
}

TEST_F(ServerTest, FinishesWhatRunsBeforeItStops) {
    Door door;
    start([&](Request&) { return door.pass(), Response(200, "text/plain", std::string("done")); });
    auto running = connect();
    running.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    door.wait_for(1);
    auto idle = connect();
    wait_for_connections(2);
    auto const port = server->port();
    auto stopped = std::async(std::launch::async, [&] { server->stop(10s); });
    EXPECT_EQ(idle.read_all(), "") << "idle connections end at once";
    EXPECT_THROW(TestClient refused(port), std::runtime_error);
    EXPECT_EQ(stopped.wait_for(50ms), std::future_status::timeout);
    door.open();
    auto const reply = running.read_reply();
    EXPECT_EQ(reply.body, "done");
    EXPECT_EQ(reply.fields.get("Connection"), "close");
    running.finish_sending();
    EXPECT_EQ(stopped.wait_for(5s), std::future_status::ready);
}

TEST_F(ServerTest, BelievesOnlyNamedProxies) {
    Handler const tell = [](Request& request) {
        return Response(200, "text/plain", request.remote_address + " " + (request.secure ? "tls" : "plain"));
    };
    std::string const forwarded = "X-Forwarded-For: 1.2.3.4\r\nX-Forwarded-Proto: https\r\n";
    start(tell);
    EXPECT_EQ(connect().get("/", forwarded).body, "127.0.0.1 plain");
    options.proxies = TrustedProxies({"127.0.0.1"});
    start(tell);
    auto const reply = connect().get("/", forwarded);
    EXPECT_EQ(reply.body, "1.2.3.4 tls");
    EXPECT_TRUE(reply.fields.has("Strict-Transport-Security"));
}

TEST_F(ServerTest, ServesManyClientsOnSeveralThreads) {
    options.io_threads = 3;
    start_echo();
    std::vector<std::thread> threads;
    std::atomic<int> right = 0;
    for (int t = 0; t < 8; ++t)
        threads.emplace_back([&, t] {
            auto client = connect();
            for (int i = 0; i < 200; ++i) {
                auto const path = "/" + std::to_string(t) + "/" + std::to_string(i);
                right += client.get(path).body == "GET " + path + " ";
            }
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(right, 1600);
}

TEST_F(ServerTest, CountsWhatItServed) {
    std::mutex mutex;
    std::vector<std::string> seen;
    options.on_served = [&](Served const& served) {
        std::lock_guard lock(mutex);
        seen.push_back(std::string(served.method) + " " + std::string(served.operation) + " " +
                       std::to_string(served.status));
    };
    start([](Request&) {
        Response response(201);
        response.operation = "createGoal";
        return response;
    });
    connect().get("/");
    auto bad = connect();
    bad.send("nonsense\r\n\r\n");
    bad.read_all();
    server->stop(10s);
    EXPECT_EQ(seen, (std::vector<std::string>{"GET createGoal 201", "  400"}));
}

}  // namespace
}  // namespace colonnade::http
