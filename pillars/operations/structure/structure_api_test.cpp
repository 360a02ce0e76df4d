#include "pillars/operations/structure/structure_api.hpp"

#include <boost/json.hpp>

#include "foundation/access/policy.hpp"
#include "foundation/base/problem.hpp"
#include "pillars/operations/structure/structure_company_test.hpp"

namespace colonnade::structure {
namespace {

COLONNADE_STORE_SUITE(StructureApi);

// Ann leads Ben and Cleo; Ben leads Dan; Eve leads Fred in another branch.
class Firm {
public:
    explicit Firm(db::Dialect dialect) : db(dialect, migrations()) {
        mount_structure(api, *db);
        for (auto const& [name, manager] : std::vector<std::pair<std::string, std::string>>{
                 {"Ann", ""}, {"Ben", "Ann"}, {"Cleo", "Ann"}, {"Dan", "Ben"}, {"Eve", ""}, {"Fred", "Eve"}})
            people[name] = hire(db, name, manager.empty() ? std::nullopt : std::optional(people[manager]));
    }

    Caller caller(Role role, std::string const& name) {
        Caller caller;
        caller.user = {people[name].value + 1000};
        caller.person = people[name];
        caller.name = name;
        caller.roles = {role};
        caller.today = caller.as_of = today;
        caller.now = Instant::parse("2026-03-31T12:00:00.000Z");
        access::grant_by_roles(caller);
        return caller;
    }

    // The answer's status and body; for a problem, its code as body.
    std::pair<int, std::string> ask(Caller const& caller, std::string method, std::string const& target,
                                    std::string const& body = "", std::string const& version = "") {
        wire::Request request = wire::Request::of(std::move(method), target);
        request.body = body;
        if (!body.empty()) request.content_type = "application/json";
        if (!version.empty()) request.if_match = "\"" + version + "\"";
        try {
            wire::Reply const reply = api.dispatch(request, caller);
            return {reply.status, reply.body};
        } catch (Problem const& problem) {
            int const status = problem.kind() == ProblemKind::forbidden   ? 403
                               : problem.kind() == ProblemKind::not_found ? 404
                               : problem.kind() == ProblemKind::stale     ? 412
                                                                          : 400;
            return {status, problem.code()};
        }
    }
    int status(Caller const& caller, std::string const& target) { return ask(caller, "GET", target).first; }
    std::string page(std::string const& name) { return "/people/" + std::to_string(people[name].value); }
    std::string version(std::string const& name) {
        auto const body = ask(caller(Role::operations, "Eve"), "GET", page(name)).second;
        return std::to_string(boost::json::parse(body).at("version").to_number<std::int64_t>());
    }

    db::TestDatabase db;
    wire::Api api;
    std::map<std::string, PersonId> people;
};

TEST_P(StructureApi, a_page_opens_by_role_and_place) {
    Firm firm(GetParam());
    struct Row {
        Role role;
        std::string who;
        std::map<std::string, int> pages;
    };
    std::map<std::string, int> const all{
        {"Ann", 200}, {"Ben", 200}, {"Cleo", 200}, {"Dan", 200}, {"Fred", 200}};
    std::map<std::string, int> const own{
        {"Ann", 404}, {"Ben", 200}, {"Cleo", 404}, {"Dan", 404}, {"Fred", 404}};
    std::map<std::string, int> const team{
        {"Ann", 404}, {"Ben", 200}, {"Cleo", 404}, {"Dan", 200}, {"Fred", 404}};
    std::vector<Row> const rows{
        {Role::seller, "Ben", own},  {Role::manager, "Ben", team},      {Role::operations, "Ben", all},
        {Role::finance, "Ben", all}, {Role::trainer, "Ben", all},       {Role::recruiter, "Ben", all},
        {Role::liaison, "Ben", own}, {Role::administrator, "Ben", all}, {Role::solo, "Ben", all}};
    for (Row const& row : rows) {
        for (auto const& [name, expected] : row.pages)
            EXPECT_EQ(firm.status(firm.caller(row.role, row.who), firm.page(name)), expected)
                << access::role_text(row.role) << " looks at " << name;
        EXPECT_EQ(firm.status(firm.caller(row.role, row.who), "/people/4711"), 404);
        for (std::string const open : {"/people", "/org-chart", "/teams", "/departments", "/positions",
                                       "/me/place", "/duty-documents", "/deputies"})
            EXPECT_EQ(firm.status(firm.caller(row.role, row.who), open), 200)
                << access::role_text(row.role) << open;
    }
}

TEST_P(StructureApi, only_those_who_keep_the_structure_change_it) {
    Firm firm(GetParam());
    struct Write {
        std::string method, target, body;
    };
    std::string const dan = std::to_string(firm.people["Dan"].value),
                      eve = std::to_string(firm.people["Eve"].value);
    std::vector<Write> const writes{
        {"POST", "/people", R"({"name":"New"})"},
        {"PATCH", firm.page("Dan"), R"({"name":"New"})"},
        {"POST", firm.page("Dan") + "/departure", R"({"left_on":"2026-04-30"})"},
        {"POST", "/departments", R"({"name":"Sales"})"},
        {"POST", "/teams", R"({"name":"North"})"},
        {"POST", "/positions", R"({"title":"Seller","kind":"salesperson"})"},
        {"POST", "/reporting-lines",
         R"({"person_id":)" + dan + R"(,"manager_id":)" + eve + R"(,"from":"2026-04-01"})"},
        {"POST", "/deputies",
         R"({"person_id":)" + dan + R"(,"deputy_id":)" + eve + R"(,"from":"2026-04-01"})"},
        {"POST", "/duty-documents", R"({"position_kind":"salesperson","title":"T","body":"B"})"},
    };
    for (Role const role : {Role::seller, Role::manager, Role::finance, Role::trainer, Role::recruiter,
                            Role::liaison, Role::administrator}) {
        for (Write const& write : writes)
            EXPECT_EQ(firm.ask(firm.caller(role, "Ann"), write.method, write.target, write.body, "1").first,
                      403)
                << access::role_text(role) << " " << write.method << " " << write.target;
    }
    for (Write const& write : writes) {
        auto const version = write.target.starts_with(firm.page("Dan")) ? firm.version("Dan") : "";
        auto const [status, body] =
            firm.ask(firm.caller(Role::operations, "Ann"), write.method, write.target, write.body, version);
        EXPECT_TRUE(status == 200 || status == 201) << write.method << " " << write.target << ": " << body;
    }
}

TEST_P(StructureApi, a_mistake_is_told_where_it_is) {
    Firm firm(GetParam());
    Caller const eve = firm.caller(Role::operations, "Eve");
    std::string const ann = std::to_string(firm.people["Ann"].value),
                      dan = std::to_string(firm.people["Dan"].value);
    std::string const ring =
        R"({"person_id":)" + ann + R"(,"manager_id":)" + dan + R"(,"from":"2026-04-01"})";
    EXPECT_EQ(firm.ask(eve, "POST", "/reporting-lines", ring).second, "structure.cycle");
    EXPECT_EQ(firm.ask(eve, "PATCH", firm.page("Dan"), R"({"name":"Daniel"})", "999999").first, 412);
    EXPECT_EQ(firm.ask(eve, "PATCH", firm.page("Dan"), R"({"name":"Daniel"})", firm.version("Dan")).first,
              200);
    EXPECT_EQ(firm.ask(eve, "POST", "/people", R"({"name":"X","external_id":"Ben"})").second,
              "structure.external_id_taken");
}

TEST_P(StructureApi, duties_go_from_draft_to_acknowledged) {
    Firm firm(GetParam());
    Caller const eve = firm.caller(Role::operations, "Eve"), dan = firm.caller(Role::seller, "Dan");
    auto const made = [&](std::string const& target, std::string const& body) {
        auto const [status, reply] = firm.ask(eve, "POST", target, body);
        EXPECT_EQ(status, 201) << reply;
        return boost::json::parse(reply).as_object();
    };
    auto const id = [](boost::json::object const& object, std::string_view key) {
        return std::to_string(object.at(key).to_number<std::int64_t>());
    };
    std::string const position =
        id(made("/positions", R"({"title":"Seller","kind":"salesperson"})"), "position_id");
    made("/positions/" + position + "/holders",
         R"({"person_id":)" + std::to_string(firm.people["Dan"].value) + R"(,"from":"2026-01-01"})");
    auto const document =
        made("/duty-documents", R"({"position_kind":"salesperson","title":"Duties","body":"Call."})");
    std::string const path = "/duty-documents/" + id(document, "document_id");
    EXPECT_EQ(firm.status(dan, path), 404);  // a draft
    EXPECT_EQ(firm.ask(eve, "POST", path + "/publication", "", id(document, "version")).first, 200);
    EXPECT_EQ(firm.status(dan, path), 200);
    auto const outstanding = [&](Role role, std::string const& name) {
        auto const body = firm.ask(firm.caller(role, name), "GET", "/duty-holders?state=outstanding").second;
        return boost::json::parse(body).at("items").as_array().size();
    };
    EXPECT_EQ(outstanding(Role::manager, "Ben"), 1u);
    EXPECT_EQ(outstanding(Role::manager, "Cleo"), 0u);
    EXPECT_EQ(outstanding(Role::seller, "Dan"), 1u);
    EXPECT_EQ(firm.ask(firm.caller(Role::seller, "Fred"), "POST", path + "/acknowledgements").second,
              "structure.duty_not_yours");
    EXPECT_EQ(firm.ask(dan, "POST", path + "/acknowledgements").first, 204);
    EXPECT_EQ(outstanding(Role::operations, "Eve"), 0u);
    EXPECT_NE(firm.ask(dan, "GET", "/me/place").second.find("acknowledged_at"), std::string::npos);
}

TEST_P(StructureApi, the_list_turns_pages_and_asks_as_of_a_day) {
    Firm firm(GetParam());
    Caller const dan = firm.caller(Role::seller, "Dan");
    auto const first = boost::json::parse(firm.ask(dan, "GET", "/people?limit=4").second);
    EXPECT_EQ(first.at("items").as_array().size(), 4u);
    auto const second = boost::json::parse(
        firm.ask(dan, "GET", "/people?limit=4&cursor=" + std::string(first.at("next").as_string())).second);
    EXPECT_EQ(second.at("items").as_array().size(), 2u);
    EXPECT_EQ(second.at("items").as_array().back().at("name").as_string(), "Fred");
    auto const before = boost::json::parse(firm.ask(dan, "GET", "/people?as_of=2020-01-01").second);
    EXPECT_TRUE(before.at("items").as_array().empty());
    EXPECT_EQ(firm.ask(dan, "GET", "/people?colour=red").first, 400);
}

}  // namespace
}  // namespace colonnade::structure
