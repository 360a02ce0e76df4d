#include "foundation/http/events.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "foundation/http/server_fixture.hpp"

namespace colonnade::http {
namespace {

constexpr UserId ann{1};
constexpr UserId bob{2};

EventStream& stream_of(Response const& response) {
    return *std::get<std::shared_ptr<EventStream>>(response.body);
}

std::string last_id_in(std::string const& text) {
    auto const at = text.rfind("id: ") + 4;
    return text.substr(at, text.find('\n', at) - at);
}

TEST(EventHub, TellsOneOrAll) {
    EventHub hub;
    auto const to_ann = hub.open(ann, "");
    auto const to_bob = hub.open(bob, "");
    stream_of(to_ann).take();
    stream_of(to_bob).take();
    hub.publish(ann, "job", R"({"done":1})");
    hub.publish(std::nullopt, "news", "{}");
    auto const text = stream_of(to_ann).take();
    EXPECT_NE(text.find("event: job\ndata: {\"done\":1}\n\n"), std::string::npos);
    EXPECT_NE(text.find("event: news\ndata: {}\n\n"), std::string::npos);
    auto const other = stream_of(to_bob).take();
    EXPECT_EQ(other.find("job"), std::string::npos);
    EXPECT_NE(other.find("news"), std::string::npos);
    EXPECT_EQ(stream_of(to_bob).take(), "");
}

TEST(EventHub, GivesWhatWasMissed) {
    EventHub hub;
    std::string seen;
    {
        auto const first = hub.open(ann, "");
        hub.publish(ann, "one", "{}");
        seen = last_id_in(stream_of(first).take());
    }
    hub.publish(ann, "two", "{}");
    hub.publish(bob, "secret", "{}");
    hub.publish(std::nullopt, "three", "{}");
    auto const again = hub.open(ann, seen);
    auto const text = stream_of(again).take();
    EXPECT_EQ(text.find("event: one"), std::string::npos);
    EXPECT_NE(text.find("event: two"), std::string::npos);
    EXPECT_LT(text.find("event: two"), text.find("event: three"));
    EXPECT_EQ(text.find("secret"), std::string::npos);
    EXPECT_EQ(text.find("reset"), std::string::npos);
}

TEST(EventHub, AsksToReadAfreshWhenTooMuchWasMissed) {
    EventLimits limits;
    limits.ring = 2;
    EventHub hub(limits);
    auto const first = hub.open(ann, "");
    auto const seen = last_id_in(stream_of(first).take());
    for (int i = 0; i < 3; ++i) hub.publish(ann, "news", "{}");
    auto const again = hub.open(ann, seen);
    auto const text = stream_of(again).take();
    EXPECT_NE(text.find("event: reset"), std::string::npos);
    EXPECT_EQ(text.find("event: news"), std::string::npos);
    for (char const* id : {"other-1", "nonsense", "-", "1"}) {
        auto const stranger = hub.open(ann, id);
        EXPECT_NE(stream_of(stranger).take().find("event: reset"), std::string::npos) << id;
    }
}

TEST(EventHub, DropsSlowReaders) {
    EventLimits limits;
    limits.waiting_bytes_max = 500;
    EventHub hub(limits);
    auto const response = hub.open(ann, "");
    hub.publish(ann, "news", "\"" + std::string(600, 'x') + "\"");
    EXPECT_TRUE(stream_of(response).is_closed());
}

TEST(EventHub, LimitsTheStreamsOfAUser) {
    EventLimits limits;
    limits.streams_per_user_max = 2;
    EventHub hub(limits);
    auto const first = hub.open(ann, "");
    auto const second = hub.open(ann, "");
    auto const third = hub.open(ann, "");
    EXPECT_TRUE(stream_of(first).is_closed());
    EXPECT_FALSE(stream_of(second).is_closed());
    EXPECT_EQ(hub.streams(), 2u);
    hub.close(ann);
    EXPECT_TRUE(stream_of(third).is_closed());
    EXPECT_EQ(hub.streams(), 0u);
}

TEST(EventHub, RefusesDataThatWouldForgeAnEvent) {
    EventHub hub;
    EXPECT_THROW(hub.publish(ann, "a", "{}\n\nevent: b"), std::logic_error);
    EXPECT_THROW(hub.publish(ann, "a\nb", "{}"), std::logic_error);
}

class EventServerTest : public ServerTest {
protected:
    EventServerTest() {
        options.heartbeat = std::chrono::milliseconds(30);
        start([this](Request& request) {
            return request.path == "/events" ? hub.open(ann, request.fields.get("Last-Event-ID"))
                                             : Response(204);
        });
    }
    ~EventServerTest() override { server.reset(); }
    void listen(TestClient& client) {
        client.send("GET /events HTTP/1.1\r\nHost: a\r\n\r\n");
        EXPECT_NE(client.read_until("\r\n\r\n").find("Content-Type: text/event-stream"), std::string::npos);
    }
    EventHub hub;
};

TEST_F(EventServerTest, SendsEventsAndHeartbeats) {
    auto client = connect();
    listen(client);
    client.read_until("\n\n");
    client.read_until(":\n\n");
    hub.publish(ann, "job", "{}");
    EXPECT_NE(client.read_until("data: {}\n\n").find("event: job"), std::string::npos);
    hub.close(ann);
    EXPECT_TRUE(client.read_all().ends_with("0\r\n\r\n"));
    server->stop(std::chrono::seconds(5));
}

TEST_F(EventServerTest, NoticesWhenTheClientLeaves) {
    {
        auto client = connect();
        listen(client);
        EXPECT_EQ(hub.streams(), 1u);
    }
    wait_for_connections(0);
    EXPECT_EQ(hub.streams(), 0u);
    server->stop(std::chrono::seconds(5));
}

TEST_F(EventServerTest, EndsStreamsWhenItStops) {
    auto client = connect();
    listen(client);
    auto const before = std::chrono::steady_clock::now();
    server->stop(std::chrono::seconds(10));
    EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(5));
    EXPECT_TRUE(client.read_all().ends_with("0\r\n\r\n"));
}

}  // namespace
}  // namespace colonnade::http
