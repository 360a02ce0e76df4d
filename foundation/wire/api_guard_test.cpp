// What the dispatcher and the start refuse, and what it does once only.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "foundation/wire/api.hpp"

namespace colonnade::wire {
namespace {

using testing::HasSubstr;

using GoalId = Id<struct GoalKind>;

struct GoalPath {
    GoalId goal_id;
};
BOOST_DESCRIBE_STRUCT(GoalPath, (), (goal_id))

struct Part {
    Rate rate;
};
BOOST_DESCRIBE_STRUCT(Part, (), (rate))

struct Seen {
    std::string text;
};
BOOST_DESCRIBE_STRUCT(Seen, (), (text))

Caller writer() {
    Caller caller;
    caller.user = {7};
    caller.grant(Permission::goal_write, Scope::own);
    return caller;
}

// --- Requests sent twice

struct MemoryIdempotency : IdempotencyStore {
    struct Entry {
        std::string digest;
        std::optional<Reply> reply;
    };
    std::optional<Reply> find(UserId, std::string_view key, std::string_view digest) override {
        auto const [entry, is_new] = entries.try_emplace(std::string(key), Entry{std::string(digest), {}});
        if (is_new) return std::nullopt;
        if (entry->second.digest != digest) throw conflict("wire.idempotency_reused");
        if (!entry->second.reply) throw conflict("wire.idempotency_running");
        return entry->second.reply;
    }
    void remember(UserId, std::string_view key, std::string_view, Reply const& reply) override {
        entries[std::string(key)].reply = reply;
    }
    void release(UserId, std::string_view key) override { entries.erase(std::string(key)); }
    std::map<std::string, Entry> entries;
};

TEST(Idempotency, ARequestSentTwiceIsDoneOnce) {
    Caller const caller = writer();
    MemoryIdempotency store;
    Api counting;
    counting.use(store);
    int done = 0;
    counting.post("/counts", "addCount", "Count", Permission::goal_write,
                  [&](Caller const& caller, Body<Seen> const& ask) -> Seen {
                      if (ask.text == "bad") throw invalid("bad");
                      EXPECT_EQ(caller.idempotency->key, "k1");
                      return {ask.text + std::to_string(++done)};
                  });
    Request request = Request::of("POST", "/counts");
    request.content_type = "application/json";
    request.idempotency_key = "k1";
    request.body = R"({"text":"bad"})";
    EXPECT_THROW(counting.dispatch(request, caller), Problem);
    request.body = R"({"text":"n"})";  // the failed one left no claim
    EXPECT_EQ(counting.dispatch(request, caller).body, R"({"text":"n1"})");
    EXPECT_EQ(counting.dispatch(request, caller).body, R"({"text":"n1"})");
    EXPECT_EQ(done, 1);
    request.body = R"({"text":"m"})";
    EXPECT_THROW(counting.dispatch(request, caller), Problem);
    request.idempotency_key = "with space";
    EXPECT_THROW(counting.dispatch(request, caller), Problem);
}

// --- Refusals at the start

struct Nowhere {
    std::int64_t other_id;
};
BOOST_DESCRIBE_STRUCT(Nowhere, (), (other_id))
struct Uncertain {
    std::optional<GoalId> goal_id;
};
BOOST_DESCRIBE_STRUCT(Uncertain, (), (goal_id))
struct Nested {
    Part part;
};
BOOST_DESCRIBE_STRUCT(Nested, (), (part))

namespace elsewhere {
struct Seen {
    std::string other;
};
BOOST_DESCRIBE_STRUCT(Seen, (), (other))
}  // namespace elsewhere

auto const nothing = [] { return NoContent(); };
auto const see = [] { return Seen(); };
template <class T> auto const at = [](Path<T> const&) { return NoContent(); };

// What the start says to one more GET route beside GET /goals/{goal_id}, "" when it takes it.
template <class F>
std::string refusal(std::string_view path, F handler, std::string_view id = "added",
                    std::string_view summary = "Add") {
    Api api;
    api.get("/goals/{goal_id}", "getGoal", "Show a goal", Permission::goal_read, at<GoalPath>);
    api.get("/seen", "getSeen", "Show it", Permission::goal_read, see);
    try {
        api.get(path, id, summary, Permission::goal_read, handler);
    } catch (StartError const& error) { return error.what(); }
    return "";
}

TEST(Start, TakesARightDescription) {
    EXPECT_EQ(refusal("/goals", nothing), "");
    EXPECT_EQ(refusal("/goals/{goal_id}/notes", at<GoalPath>), "");
    EXPECT_EQ(refusal("/more", see), "");
}

TEST(Start, RefusesWhatIsThereTwice) {
    EXPECT_THAT(refusal("/goals", nothing, "getGoal"), HasSubstr("this operation id is taken"));
    EXPECT_THAT(refusal("/goals/{goal_id}", at<GoalPath>), HasSubstr("this method and path are taken"));
    EXPECT_THAT(refusal("/goals", [] { return elsewhere::Seen(); }), HasSubstr("claim the schema name Seen"));
    EXPECT_THAT(refusal("/goals/{goal_id}/{goal_id}", at<GoalPath>), HasSubstr("stands twice"));
}

TEST(Start, RefusesAPathThatIsNotItsStruct) {
    EXPECT_THAT(refusal("/plans/{goal_id}", nothing), HasSubstr("{goal_id} has no member"));
    EXPECT_THAT(refusal("/plans", at<GoalPath>),
                HasSubstr("member goal_id of its Path<T> has no {placeholder}"));
    EXPECT_THAT(refusal("/goals/{other_id}", at<Nowhere>), HasSubstr("is called {goal_id} in another route"));
    EXPECT_THAT(refusal("/plans/{goal_id}", at<Uncertain>), HasSubstr("must be one plain value"));
}

TEST(Start, RefusesWhatCannotBeServed) {
    EXPECT_THAT(refusal("/plans", [](Query<Nested> const&) { return NoContent(); }),
                HasSubstr("parameter part"));
    EXPECT_THAT(refusal("/plans", [](Body<Seen> const&) { return NoContent(); }),
                HasSubstr("GET takes no body"));
    EXPECT_THAT(refusal("/plans/", nothing), HasSubstr("does not end with one"));
    EXPECT_THAT(refusal("plans", nothing), HasSubstr("begins with one slash"));
    EXPECT_THAT(refusal("/plans", nothing, "added", ""), HasSubstr("summary are needed"));
}

}  // namespace
}  // namespace colonnade::wire
