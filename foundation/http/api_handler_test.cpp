#include "foundation/http/api_handler.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <gtest/gtest.h>

#include <fstream>
#include <stdexcept>

#include "foundation/http/server_fixture.hpp"
#include "foundation/http/site.hpp"

namespace colonnade::http {
namespace {

struct Note {
    std::string text;
};
BOOST_DESCRIBE_STRUCT(Note, (), (text))

struct NoteView {
    std::string text;
    ChangeId version;
};
BOOST_DESCRIBE_STRUCT(NoteView, (), (text, version))

void declare(wire::Api& api) {
    using namespace wire;
    api.get("/notes", "readNote", "Read it", Permission::goal_read, [](Caller const& caller) -> NoteView {
        return {caller.login + " " + caller.language + " " + caller.remote_address, {7}};
    });
    api.post("/notes", "writeNote", "Write it", Permission::goal_write,
             [](wire::Body<Note> const& note) -> Created<NoteView> {
                 return {{note.text, {8}}, "/notes/8"};
             },
             {.cost = 10});
    api.post("/files", "sendFile", "Send a file", Permission::import_run,
             [](Upload const& upload) -> Note {
                 std::ifstream file(upload.file.file);
                 std::string word;
                 file >> word;
                 return {upload.name + " " + word};
             },
             {.body_bytes_max = 1000});
    api.get("/mistakes", "makeMistake", "Fail", Permission::session_public,
            []() -> Note { throw std::runtime_error("the password of the database"); });
    api.get("/files", "readFile", "Read a file", Permission::goal_read, []() -> Download {
        Download download;
        download.bytes = "a,b\n";
        download.name = "list.csv";
        download.media_type = "text/csv";
        return download;
    });
    api.post("/sessions", "signIn", "Sign in", Permission::session_public,
             [](wire::Body<Note> const&) -> Answer<Note> {
                 return {{"welcome"}, {{"Set-Cookie", "session=s1; HttpOnly"}}};
             });
}

class ApiHandlerTest : public ServerTest {
protected:
    ApiHandlerTest() {
        declare(api);
        ApiSettings settings;
        settings.languages = {"en", "pl"};
        settings.identify = [](Request const& request) { return identify(request); };
        settings.translate = [](std::string const& key, ProblemArguments const&,
                                std::string const& language) { return language + ":" + key; };
        settings.limits = &limits;
        settings.events = &hub;
        settings.openapi = "{\"openapi\":\"3.1.0\"}";
        handler = std::make_unique<ApiHandler>(api, settings);
        site = std::make_unique<Site>(*handler, files, metrics);
        options = site->options(options);
        start([this](Request& request) { return site->handle(request); });
    }
    ~ApiHandlerTest() override { server.reset(); }
    // The session "s1" is Ann's, who writes Polish; the token "t1" may only read.
    static Identity identify(Request const& request) {
        Identity identity;
        bool const by_token = request.fields.get("Authorization") == "Bearer t1";
        if (request.cookie("session") != "s1" && !by_token) return identity;
        identity.caller.user = UserId{7};
        identity.caller.login = "ann";
        identity.caller.language = "pl";
        identity.caller.via_token = by_token;
        identity.caller.grant(Permission::goal_read, Scope::own);
        if (!by_token) identity.caller.grant(Permission::goal_write, Scope::own);
        if (!by_token) identity.caller.grant(Permission::import_run, Scope::own);
        identity.csrf_token = "c1";
        identity.token_id = by_token ? "t1" : "";
        return identity;
    }
    Reply send(std::string const& method, std::string const& path, std::string const& fields,
               std::string const& body = {}) {
        auto client = connect();
        client.send(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + fields +
                    "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
        return client.read_reply();
    }
    static std::string code_of(Reply const& reply) {
        return std::string(boost::json::parse(reply.body).at("code").as_string());
    }

    std::string const cookie = "Cookie: session=s1\r\n";
    std::string const json = "Content-Type: application/json\r\n";
    std::string const csrf = "X-CSRF-Token: c1\r\n";
    wire::Api api;
    SettableClock clock{Instant{0}};
    Limits limits{clock, {{1000, 100}, {25, 5}, {2, 1}}};
    EventHub hub;
    StaticFiles files{std::span<EmbeddedFile const>()};
    Metrics metrics;
    std::unique_ptr<ApiHandler> handler;
    std::unique_ptr<Site> site;
};

TEST_F(ApiHandlerTest, CallsTheRouteForWhoAsks) {
    auto const reply = send("GET", "/api/notes", cookie);
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.fields.get("ETag"), "\"7\"");
    EXPECT_EQ(reply.fields.get("Cache-Control"), "no-store");
    EXPECT_NE(reply.body.find("ann pl 127.0.0.1"), std::string::npos);
    EXPECT_EQ(send("GET", "/api/notes", cookie + "If-None-Match: \"7\"\r\n").status, 304);
    auto const made = send("POST", "/api/notes", cookie + json + csrf, R"({"text":"x"})");
    EXPECT_EQ(made.status, 201);
    EXPECT_EQ(made.fields.get("Location"), "/api/notes/8");
}

TEST_F(ApiHandlerTest, TellsProblemsInTheReadersLanguage) {
    auto const nobody = send("GET", "/api/notes", "Accept-Language: pl-PL, en;q=0.5\r\n");
    EXPECT_EQ(nobody.status, 401);
    EXPECT_EQ(nobody.fields.get("Content-Language"), "pl");
    EXPECT_NE(nobody.body.find("pl:problem.wire.sign_in_required"), std::string::npos);
    auto const wrong = send("POST", "/api/notes", cookie + json + csrf, R"({"text":5})");
    EXPECT_EQ(wrong.status, 422);
    EXPECT_EQ(wrong.fields.get("Content-Language"), "pl") << "the caller's own";
    EXPECT_EQ(send("POST", "/api/notes", cookie + json + csrf, "{").status, 400);
    EXPECT_EQ(send("GET", "/api/nothing", "").status, 404);
    auto const method = send("DELETE", "/api/notes", cookie + csrf);
    EXPECT_EQ(method.status, 405);
    EXPECT_EQ(method.fields.get("Allow"), "GET, POST");
}

TEST_F(ApiHandlerTest, OurMistakesGetANumber) {
    auto const reply = send("GET", "/api/mistakes", "Accept-Language: pl\r\n");
    EXPECT_EQ(reply.status, 500);
    EXPECT_EQ(code_of(reply), "http.mistake");
    EXPECT_EQ(reply.body.find("password"), std::string::npos);
    EXPECT_NE(reply.body.find("pl:problem.http.mistake"), std::string::npos);
    EXPECT_EQ(boost::json::parse(reply.body).at("incident").as_string().size(), 12u);
}

TEST_F(ApiHandlerTest, WritesNeedTheSessionsToken) {
    auto const refused = send("POST", "/api/notes", cookie + json, R"({"text":"x"})");
    EXPECT_EQ(refused.status, 403);
    EXPECT_EQ(code_of(refused), "http.csrf_token");
    auto const foreign =
        send("POST", "/api/notes", cookie + json + csrf + "Origin: http://evil.example\r\n", "{}");
    EXPECT_EQ(code_of(foreign), "http.cross_site");
    EXPECT_EQ(send("POST", "/api/sessions", json, R"({"text":"x"})").fields.get("Set-Cookie"),
              "session=s1; HttpOnly");
    EXPECT_EQ(
        send("POST", "/api/sessions", json + "Sec-Fetch-Site: cross-site\r\n", R"({"text":"x"})").status,
        403);
}

TEST_F(ApiHandlerTest, TokensNeedNoneAndMayLess) {
    EXPECT_EQ(send("GET", "/api/notes", "Authorization: Bearer t1\r\n").status, 200);
    auto const refused = send("POST", "/api/notes", json + "Authorization: Bearer t1\r\n", R"({"text":"x"})");
    EXPECT_EQ(refused.status, 429) << "a write costs ten, a token has two";
    EXPECT_EQ(refused.fields.get("Retry-After"), "1");
    clock.advance_seconds(10);
    EXPECT_EQ(send("POST", "/api/notes", json + "Authorization: Bearer t1\r\n", R"({"text":"x"})").status,
              403);
}

TEST_F(ApiHandlerTest, AccountsHaveTheirShare) {
    auto const write = [&] {
        return send("POST", "/api/notes", cookie + json + csrf, R"({"text":"x"})").status;
    };
    EXPECT_EQ(write(), 201);
    EXPECT_EQ(write(), 201);
    EXPECT_EQ(write(), 429);
    clock.advance_seconds(1);
    EXPECT_EQ(write(), 201);
}

TEST_F(ApiHandlerTest, TakesFilesFromThoseWhoMay) {
    std::string const csv = "Content-Type: text/csv\r\n";
    auto const taken = send("POST", "/api/files?file_name=a.csv", cookie + csrf + csv, "hello world");
    EXPECT_EQ(taken.status, 200) << taken.body;
    EXPECT_NE(taken.body.find("a.csv hello"), std::string::npos);
    EXPECT_EQ(send("POST", "/api/files?file_name=a.csv", csv, "hello").status, 401);
    EXPECT_EQ(send("POST", "/api/files?file_name=a.csv", cookie + csv, "hello").status, 403);
    EXPECT_EQ(send("POST", "/api/files?file_name=a.csv", cookie + csrf + csv, std::string(1001, 'x')).status,
              413);
    EXPECT_EQ(send("GET", "/api/files", cookie).body, "a,b\n");
}

TEST_F(ApiHandlerTest, OpensEventsForTheSignedIn) {
    EXPECT_EQ(send("GET", "/api/events", "").status, 401);
    auto client = connect();
    client.send("GET /api/events HTTP/1.1\r\nHost: localhost\r\n" + cookie + "\r\n");
    client.read_until("retry: 2000\n\n");
    hub.publish(UserId{7}, "job", "{\"id\":1}");
    EXPECT_NE(client.read_until("{\"id\":1}\n\n").find("event: job"), std::string::npos);
    client.finish_sending();
    server->stop(std::chrono::seconds(5));
}

TEST_F(ApiHandlerTest, AnswersTheRestOfTheSite) {
    EXPECT_EQ(send("GET", "/api/openapi.json", "").body, "{\"openapi\":\"3.1.0\"}");
    EXPECT_EQ(send("GET", "/healthz", "").body, "ok\n");
    EXPECT_EQ(send("GET", "/nothing", "").status, 404);
    EXPECT_EQ(send("POST", "/nothing", "").status, 405);
    send("GET", "/api/notes", cookie);
    EXPECT_NE(send("GET", "/metrics", "").body.find("operation=\"readNote\""), std::string::npos);
    EXPECT_EQ(send("GET", "/metrics", "X-Forwarded-For: 1.2.3.4\r\n").status, 404);
    EXPECT_EQ(send("POST", "/nothing", "", "body").status, 413) << "no body where none is taken";
}

}  // namespace
}  // namespace colonnade::http
