#include "foundation/http/metrics.hpp"

#include <gtest/gtest.h>

#include "foundation/http/server_fixture.hpp"

namespace colonnade::http {
namespace {

bool has_line(std::string const& text, std::string const& line) {
    return ("\n" + text).find("\n" + line + "\n") != std::string::npos;
}

TEST(Metrics, CountRequestsByOperationAndStatus) {
    Metrics metrics;
    for (int i = 0; i < 3; ++i) metrics.count({"GET", "listPeople", 200, std::chrono::milliseconds(3)});
    metrics.count({"GET", "listPeople", 403, std::chrono::milliseconds(30)});
    metrics.count({"", "", 400, std::chrono::milliseconds(0)});
    auto const text = metrics.text();
    EXPECT_TRUE(has_line(
        text, R"(colonnade_http_requests_total{method="GET",operation="listPeople",status="200"} 3)"))
        << text;
    EXPECT_TRUE(has_line(
        text, R"(colonnade_http_requests_total{method="GET",operation="listPeople",status="403"} 1)"));
    EXPECT_TRUE(
        has_line(text, R"(colonnade_http_requests_total{method="",operation="other",status="400"} 1)"));
    EXPECT_TRUE(
        has_line(text, R"(colonnade_http_request_seconds_bucket{operation="listPeople",le="0.005"} 3)"));
    EXPECT_TRUE(has_line(text, R"(colonnade_http_request_seconds_count{operation="listPeople"} 4)"));
}

using MetricsServerTest = ServerTest;

TEST_F(MetricsServerTest, TellOfTheServerItself) {
    Metrics metrics;
    options.on_served = [&](Served const& served) { metrics.count(served); };
    start([&](Request& request) {
        return request.path == "/healthz" ? health_reply(true) : metrics_reply(metrics);
    });
    metrics.watch(server.get());
    auto client = connect();
    auto const health = client.get("/healthz");
    EXPECT_EQ(health.status, 200);
    EXPECT_EQ(health.body, "ok\n");
    auto const text = client.get("/metrics").body;
    EXPECT_TRUE(has_line(text, "colonnade_http_connections 1")) << text;
    EXPECT_TRUE(has_line(text, "colonnade_http_queue 1"));
    EXPECT_TRUE(
        has_line(text, R"(colonnade_http_requests_total{method="GET",operation="health",status="200"} 1)"));
    EXPECT_EQ(health_reply(false).status, 503);
    server->stop(std::chrono::seconds(1));
}

}  // namespace
}  // namespace colonnade::http
