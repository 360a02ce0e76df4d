#include "foundation/wire/api.hpp"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace colonnade::wire {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

using GoalId = Id<struct GoalKind>;

struct GoalPath {
    GoalId goal_id;
};
BOOST_DESCRIBE_STRUCT(GoalPath, (), (goal_id))

struct FindGoals {
    std::optional<std::string> text;
    std::vector<PersonId> person;
    PeriodKind kind;
};
BOOST_DESCRIBE_STRUCT(FindGoals, (), (text, person, kind))

struct Tier {
    Rate rate;
    Quantity from;
};
BOOST_DESCRIBE_STRUCT(Tier, (), (rate, from))

struct ProposeGoal {
    PersonId person_id;
    Text<20> name;
    Money amount;
    DateRange span;
    std::vector<Tier> tiers;
    std::optional<Prose<100>> note;
};
BOOST_DESCRIBE_STRUCT(ProposeGoal, (), (person_id, name, amount, span, tiers, note))

struct GoalView {
    GoalId id;
    std::string name;
    std::optional<Money> amount;
    ChangeId version;
};
BOOST_DESCRIBE_STRUCT(GoalView, (), (id, name, amount, version))

struct GoalKey {
    GoalId id;
};
BOOST_DESCRIBE_STRUCT(GoalKey, (), (id))

struct ChangeGoal {
    std::optional<Text<20>> name;
    Patch<Prose<100>> note;
};
BOOST_DESCRIBE_STRUCT(ChangeGoal, (), (name, note))

struct Seen {
    std::string text;
};
BOOST_DESCRIBE_STRUCT(Seen, (), (text))

Caller seller() {
    Caller caller;
    caller.user = {7};
    caller.today = caller.as_of = Date::of(2026, 3, 31);
    caller.now = Instant::parse("2026-03-31T09:30:00.000Z");
    caller.grant(Permission::goal_read, Scope::own);
    caller.grant(Permission::goal_write, Scope::own);
    caller.grant(Permission::import_run, Scope::own);
    return caller;
}

// Goals 1 to 5, a page at a time.
Page<GoalView> five_goals(Paging const& paging) {
    auto const after = paging.after<GoalKey>();
    std::vector<GoalView> rows;
    for (std::int64_t id = after ? after->id.value + 1 : 1;
         id <= 5 && rows.size() <= std::size_t(paging.limit); ++id) {
        rows.push_back(
            {{id}, "Goal " + std::to_string(id), Money::parse("12.5", Currency::parse("EUR")), {1}});
    }
    return paging.cut(std::move(rows), [](GoalView const& goal) { return GoalKey{goal.id}; });
}

void declare_goals(Api& api) {
    api.get("/goals", "listGoals", "List goals", Permission::goal_read,
            [](Caller const&, Paging const& paging) { return five_goals(paging); });
    api.get("/goals/{goal_id}", "getGoal", "Show one goal", Permission::goal_read,
            [](Path<GoalPath> const& at) -> GoalView {
                return {at.goal_id, "One", std::nullopt, {44}};
            });
    api.get("/goals/summary", "getGoalSummary", "Sum goals up", Permission::goal_read,
            [](AsOf const& as_of) -> Seen {
                return {as_of.date.text() + (as_of.known_at ? " " + as_of.known_at->text() : "")};
            });
    api.get("/goal_search", "findGoals", "Find goals", Permission::goal_read,
            [](Query<FindGoals> const& find) -> Seen {
                std::string text = find.text.value_or("-");
                for (PersonId person : find.person) text += ' ' + std::to_string(person.value);
                return {text + ' ' + std::string(period_kind_text(find.kind))};
            });
    api.post("/goals", "proposeGoal", "Propose a goal", Permission::goal_write,
             [](Caller const& caller, Body<ProposeGoal> const& ask) -> Created<GoalView> {
                 return {{{9}, ask.name, ask.amount, {caller.user.value}}, "/goals/9"};
             });
    api.patch("/goals/{goal_id}", "changeGoal", "Change a goal", Permission::goal_write,
              [](Path<GoalPath> const& at, IfMatch const& seen, Body<ChangeGoal> const& change) -> GoalView {
                  std::string const note = !change.note.given  ? "kept"
                                           : change.note.value ? *change.note.value
                                                               : "cleared";
                  return {at.goal_id, note, std::nullopt, {seen.version.value + 1}};
              });
    api.del("/goals/{goal_id}", "removeGoal", "Remove a goal", Permission::goal_write,
            [](Path<GoalPath> const&) -> NoContent { return {}; });
    api.post("/goals/{goal_id}/closure", "closeGoal", "Close a goal", Permission::goal_write,
             [](Path<GoalPath> const&) -> NoContent { return {}; }, {.fresh_confirmation = true});
    api.post("/imports", "startImport", "Import a file", Permission::import_run,
             [](Upload const& upload) -> Accepted<Seen> {
                 return {{upload.name}, "/jobs/3"};
             });
    api.post("/session", "signIn", "Sign in", Permission::session_public,
             [](Body<Seen> const&, RequestInfo const& info) -> Answer<Seen> {
                 return {{info.remote_address}, {{"Set-Cookie", "a=b"}}};
             });
    api.get("/goal_file", "getGoalFile", "Save all goals", Permission::goal_read, []() -> Download {
        return {"abc", {}, "żółw.txt", "text/plain"};
    });
}

struct ApiTest : testing::Test {
    ApiTest() { declare_goals(api); }
    Reply ask(std::string method, std::string_view target, std::string body = {}) {
        Request request = Request::of(std::move(method), target);
        request.body = std::move(body);
        if (!request.body.empty()) request.content_type = "application/json";
        return api.dispatch(request, caller);
    }
    // The codes and places of all problems, in order.
    std::vector<std::string> problems(std::string method, std::string_view target, std::string body = {}) {
        try {
            ask(std::move(method), target, std::move(body));
        } catch (Problem const& problem) {
            std::vector<std::string> found{problem.code() + " @" + problem.path()};
            for (auto const& other : problem.others()) found.push_back(other.code() + " @" + other.path());
            return found;
        }
        return {};
    }
    Api api;
    Caller caller = seller();
};

TEST_F(ApiTest, APathGivesTypedIdsAndAVersionGivesATag) {
    Reply const reply = ask("GET", "/api/goals/12");
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body, R"({"id":12,"name":"One","version":44})");
    EXPECT_EQ(reply.header("ETag"), "\"44\"");
}

TEST_F(ApiTest, AnIdThatIsNoNumberDoesNotExist) {
    EXPECT_THAT(problems("GET", "/goals/x"), ElementsAre("not_found @"));
    EXPECT_THAT(problems("GET", "/goals/0"), ElementsAre("not_found @"));
    EXPECT_THAT(problems("GET", "/goals/9007199254740992"), ElementsAre("not_found @"));
}

TEST_F(ApiTest, AWordGoesBeforeAPlaceholder) {
    EXPECT_EQ(ask("GET", "/goals/summary").body, R"({"text":"2026-03-31"})");
}

TEST_F(ApiTest, AsOfAndKnownAtReachTheHandler) {
    EXPECT_EQ(ask("GET", "/goals/summary?as_of=2025-12-31&known_at=2026-01-05T00:00:00.000Z").body,
              R"({"text":"2025-12-31 2026-01-05T00:00:00.000Z"})");
    EXPECT_THAT(problems("GET", "/goals/summary?as_of=tomorrow"), ElementsAre("date.format @as_of"));
}

TEST_F(ApiTest, ParametersAreDecodedAndRepeated) {
    EXPECT_EQ(ask("GET", "/goal_search?text=%C5%82%C3%B3d+a%26b&person=3&person=4&kind=quarter").body,
              R"({"text":"łód a&b 3 4 quarter"})");
}

TEST_F(ApiTest, EveryWrongParameterIsNamed) {
    EXPECT_THAT(problems("GET", "/goal_search?text=a&text=b&person=x&colour=red"),
                ElementsAre("wire.unknown_parameter @colour", "wire.repeated_parameter @text",
                            "wire.expected_whole @person", "wire.required @kind"));
    EXPECT_THAT(problems("GET", "/goal_search?kind=decade"), ElementsAre("wire.choice @kind"));
}

TEST_F(ApiTest, ABodyBecomesAStructAndAnAnswerWithItsPlace) {
    Reply const reply =
        ask("POST", "/goals", R"({"person_id":3,"name":"  New   goal ","amount":{"amount":"12.5",
        "currency":"EUR"},"span":{"from":"2026-01-01"},"tiers":[{"rate":"2.5%","from":"0"}],"note":null})");
    EXPECT_EQ(reply.status, 201);
    EXPECT_EQ(reply.header("Location"), "/api/goals/9");
    EXPECT_EQ(reply.header("ETag"), "\"7\"");
    EXPECT_EQ(reply.body,
              R"({"id":9,"name":"New goal","amount":{"amount":"12.50","currency":"EUR"},"version":7})");
}

TEST_F(ApiTest, EverythingWrongInABodyIsToldWithItsPlace) {
    EXPECT_THAT(problems("POST", "/goals", R"({"person_id":"3","name":"","amuont":1,
        "amount":{"amount":"12.34567","currency":"EUR"},"span":{"from":"2026-02-01","to":"2026-01-01"},
        "tiers":[{"rate":"2.5%","from":"0"},{"rate":"much","from":"1"}]})"),
                ElementsAre("wire.unknown_field @amuont", "wire.expected_whole @person_id",
                            "wire.text_too_short @name", "money.format @amount.amount",
                            "wire.range_order @span.to", "rate.format @tiers[1].rate"));
    EXPECT_THAT(problems("POST", "/goals", "{}"),
                ElementsAre("wire.required @person_id", "wire.required @name", "wire.required @amount",
                            "wire.required @span", "wire.required @tiers"));
}

TEST_F(ApiTest, BodiesThatCannotBeReadAreRefused) {
    EXPECT_THAT(problems("POST", "/goals"), ElementsAre("wire.body_missing @"));
    EXPECT_THAT(problems("POST", "/goals", "{"), ElementsAre("wire.json.syntax @"));
    EXPECT_THAT(problems("DELETE", "/goals/1", "{}"), ElementsAre("wire.body_unexpected @"));
    Request request = Request::of("POST", "/goals");
    request.body = "{}";
    request.content_type = "text/plain";
    try {
        api.dispatch(request, caller);
        FAIL();
    } catch (Problem const& problem) { EXPECT_EQ(problem.kind(), ProblemKind::media_type); }
}

TEST_F(ApiTest, AbsentNullAndGivenDiffer) {
    auto const change = [&](std::string body) {
        Request request = Request::of("PATCH", "/goals/5");
        request.body = std::move(body);
        request.content_type = "application/json; charset=utf-8";
        request.if_match = "\"44\"";
        return api.dispatch(request, caller).body;
    };
    EXPECT_EQ(change("{}"), R"({"id":5,"name":"kept","version":45})");
    EXPECT_EQ(change(R"({"note":null})"), R"({"id":5,"name":"cleared","version":45})");
    EXPECT_EQ(change(R"({"note":"a\r\nb"})"), R"({"id":5,"name":"a\nb","version":45})");
}

TEST_F(ApiTest, AnUpdateSaysWhichVersionItHasSeen) {
    Request request = Request::of("PATCH", "/goals/5");
    request.body = "{}";
    request.content_type = "application/json";
    auto const kind = [&] {
        try {
            api.dispatch(request, caller);
        } catch (Problem const& problem) { return problem.kind(); }
        return ProblemKind::internal;
    };
    EXPECT_EQ(kind(), ProblemKind::precondition);
    for (char const* tag : {"44", "\"x\"", "\"\"", "*", "\"44", "W/\"44\"", "\"-1\""}) {
        request.if_match = tag;
        EXPECT_EQ(kind(), ProblemKind::stale) << tag;
    }
}

TEST_F(ApiTest, WhoMayNotIsRefusedBeforeAnythingIsRead) {
    caller.grant(Permission::goal_write, Scope::none);
    EXPECT_THAT(problems("POST", "/goals", "{"), ElementsAre("wire.forbidden @"));
    caller = Caller();
    EXPECT_THAT(problems("POST", "/goals", "{"), ElementsAre("wire.sign_in_required @"));
    EXPECT_EQ(ask("POST", "/session", R"({"text":"x"})").header("Set-Cookie"), "a=b");
}

TEST_F(ApiTest, AFreshConfirmationIsAskedForWhereTheRouteSaysSo) {
    EXPECT_THAT(problems("POST", "/goals/1/closure"), ElementsAre("wire.confirmation_required @"));
    caller.confirmed_at = caller.now.plus_seconds(-601);
    EXPECT_THAT(problems("POST", "/goals/1/closure"), ElementsAre("wire.confirmation_required @"));
    caller.confirmed_at = caller.now.plus_seconds(-599);
    EXPECT_EQ(ask("POST", "/goals/1/closure").status, 204);
    caller.via_token = true;
    EXPECT_THAT(problems("POST", "/goals/1/closure"), ElementsAre("wire.token_cannot_confirm @"));
}

TEST_F(ApiTest, UnknownPathsAndMethodsAreTold) {
    EXPECT_THAT(problems("GET", "/nothing"), ElementsAre("wire.route_unknown @"));
    EXPECT_THAT(problems("GET", "/goals/"), ElementsAre("wire.route_unknown @"));
    EXPECT_THAT(problems("GET", "/"), ElementsAre("wire.route_unknown @"));
    EXPECT_THAT(problems("GET", ""), ElementsAre("wire.route_unknown @"));
    try {
        ask("PUT", "/goals");
        FAIL();
    } catch (Problem const& problem) {
        EXPECT_EQ(problem.kind(), ProblemKind::method);
        EXPECT_EQ(problem.arguments().front().second, "GET, POST");
    }
}

TEST_F(ApiTest, TargetsThatCannotBeDecodedAreRefused) {
    for (char const* target : {"/goals/%", "/goals/%4", "/goals/%zz", "/goals/a%2Fb", "/goals/%00",
                               "/goals/%ff", "/goal_search?text=%ff"}) {
        EXPECT_THAT(problems("GET", target), ElementsAre("wire.target @")) << target;
    }
}

TEST_F(ApiTest, PagesFollowOneAnotherByCursor) {
    Reply const first = ask("GET", "/goals?limit=2");
    EXPECT_THAT(first.body, HasSubstr(R"("id":2,)"));
    EXPECT_THAT(first.body, testing::Not(HasSubstr(R"("id":3,)")));
    std::string const cursor = [] {
        GoalKey const key{{2}};
        return encode_cursor(type_of<GoalKey>(), &key);
    }();
    EXPECT_THAT(first.body, HasSubstr("\"next\":\"" + cursor + '"'));
    Reply const last = ask("GET", "/goals?limit=3&cursor=" + cursor);
    EXPECT_THAT(last.body, HasSubstr(R"("id":3,)"));
    EXPECT_THAT(last.body, HasSubstr(R"("id":5,)"));
    EXPECT_THAT(last.body, testing::Not(HasSubstr("next")));
}

TEST_F(ApiTest, LimitsAndCursorsAreChecked) {
    EXPECT_THAT(problems("GET", "/goals?limit=0"), ElementsAre("wire.out_of_range @limit"));
    EXPECT_THAT(problems("GET", "/goals?limit=201"), ElementsAre("wire.out_of_range @limit"));
    EXPECT_THAT(problems("GET", "/goals?cursor=!!"), ElementsAre("wire.cursor @cursor"));
    EXPECT_THAT(problems("GET", "/goals?cursor=e30"), ElementsAre("wire.cursor @cursor"));  // {}
    EXPECT_THAT(problems("GET", "/goals?format=pdf"), ElementsAre("wire.choice @format"));
}

TEST_F(ApiTest, WhatHasNotChangedIsNotSentAgain) {
    Request request = Request::of("GET", "/goals/1");
    request.if_none_match = "\"9\", W/\"44\"";
    Reply const reply = api.dispatch(request, caller);
    EXPECT_EQ(reply.status, 304);
    EXPECT_EQ(reply.body, "");
    request = Request::of("GET", "/goals");
    request.if_none_match = std::string(ask("GET", "/goals").header("ETag"));
    EXPECT_EQ(api.dispatch(request, caller).status, 304);
    request.query.emplace_back("limit", "1");
    EXPECT_EQ(api.dispatch(request, caller).status, 200);
}

TEST_F(ApiTest, AFileIsSavedUnderItsOwnName) {
    Reply const reply = ask("GET", "/goal_file");
    EXPECT_EQ(reply.content_type, "text/plain");
    EXPECT_EQ(reply.header("Content-Disposition"), "attachment; filename*=UTF-8''%C5%BC%C3%B3%C5%82w.txt");
}

TEST_F(ApiTest, AnUploadReachesTheHandlerByItsPath) {
    Request request = Request::of("POST", "/imports?file_name=orders.csv");
    request.upload = UploadedFile{"/nowhere", "text/csv", 3};
    Reply const reply = api.dispatch(request, caller);
    EXPECT_EQ(reply.status, 202);
    EXPECT_EQ(reply.body, R"({"text":"orders.csv"})");
    EXPECT_THAT(problems("POST", "/imports"), ElementsAre("wire.body_missing @"));
}

TEST_F(ApiTest, AnOperationIsCalledByItsName) {
    Request const request = api.request_for("changeGoal", {{"goal_id", "5"}, {"dry", "1"}}, "{}");
    EXPECT_EQ(request.method, "PATCH");
    EXPECT_EQ(request.path, "/goals/5");
    EXPECT_THAT(request.query, ElementsAre(Parameter("dry", "1")));
    EXPECT_THROW(api.request_for("changeGoal", {}, "{}"), Problem);
    EXPECT_THROW(api.request_for("unknown", {}, "{}"), Problem);
    EXPECT_EQ(api.find("GET", "/goals/77")->operation_id, "getGoal");
    EXPECT_EQ(api.find("PUT", "/goals/77"), nullptr);
}

}  // namespace
}  // namespace colonnade::wire
