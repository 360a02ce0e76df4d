#include "foundation/http/problem_reply.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <gtest/gtest.h>

namespace colonnade::http {
namespace {

std::string translate(std::string const& key, ProblemArguments const& arguments,
                      std::string const& language) {
    if (key == "problem.structure.cycle")
        return language + ": " + arguments.at(0).second + " reports to itself";
    if (key == "problem.title.invalid") return "Nieprawidłowe";
    return {};
}

boost::json::object body_of(Response const& response) {
    return boost::json::parse(std::get<std::string>(response.body)).as_object();
}

TEST(ProblemReply, TellsItInTheReadersLanguage) {
    auto const response = problem_reply(
        invalid("structure.cycle", {{"name", "Ann"}}, "positions[2].reports_to"), "pl", translate);
    EXPECT_EQ(response.status, 422);
    EXPECT_EQ(response.fields.get("Content-Type"), "application/problem+json");
    EXPECT_EQ(response.fields.get("Content-Language"), "pl");
    auto const body = body_of(response);
    EXPECT_EQ(body.at("type"), "urn:colonnade:problem:structure.cycle");
    EXPECT_EQ(body.at("title"), "Nieprawidłowe");
    EXPECT_EQ(body.at("detail"), "pl: Ann reports to itself");
    EXPECT_EQ(body.at("code"), "structure.cycle");
    EXPECT_EQ(body.at("path"), "positions[2].reports_to");
    EXPECT_EQ(body.at("errors").as_array().size(), 1u);
}

TEST(ProblemReply, ListsEveryPlace) {
    auto const problem = invalid("a", {}, "x").with({invalid("b", {}, "y"), invalid("c", {}, "z")});
    auto const errors = body_of(problem_reply(problem, "", translate)).at("errors").as_array();
    ASSERT_EQ(errors.size(), 3u);
    EXPECT_EQ(errors[2].at("path"), "z");
    EXPECT_EQ(errors[2].at("detail"), "c") << "the code stands in for a missing text";
}

TEST(ProblemReply, GivesEachKindItsStatus) {
    using Kind = ProblemKind;
    std::vector<std::pair<Kind, int>> const statuses{
        {Kind::invalid, 422},     {Kind::unauthenticated, 401}, {Kind::confirmation, 401},
        {Kind::forbidden, 403},   {Kind::not_found, 404},       {Kind::conflict, 409},
        {Kind::stale, 412},       {Kind::too_large, 413},       {Kind::too_many, 429},
        {Kind::unavailable, 503}, {Kind::internal, 500},        {Kind::method, 405},
        {Kind::media_type, 415},  {Kind::precondition, 428}};
    for (auto const& [kind, status] : statuses)
        EXPECT_EQ(problem_reply(Problem(kind, "x"), "", {}).status, status);
    EXPECT_EQ(status_of(invalid("wire.json.syntax")), 400);
}

TEST(ProblemReply, SaysHowLongToWait) {
    Problem const problem(ProblemKind::too_many, "limit", {{"seconds", "17"}});
    EXPECT_EQ(problem_reply(problem, "", {}).fields.get("Retry-After"), "17");
    EXPECT_EQ(problem_reply(Problem(ProblemKind::unavailable, "busy"), "", {}).fields.get("Retry-After"),
              "1");
}

}  // namespace
}  // namespace colonnade::http
