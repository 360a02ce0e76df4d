#include "foundation/http/problem_reply.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

namespace colonnade::http {
namespace json = boost::json;

namespace {

constexpr char const* content_type = "application/problem+json";
std::string const type_prefix = "urn:colonnade:problem:";

std::string_view name_of(ProblemKind kind) {
    switch (kind) {
        case ProblemKind::invalid: return "invalid";
        case ProblemKind::unauthenticated: return "unauthenticated";
        case ProblemKind::confirmation: return "confirmation";
        case ProblemKind::forbidden: return "forbidden";
        case ProblemKind::not_found: return "not_found";
        case ProblemKind::method: return "method";
        case ProblemKind::conflict: return "conflict";
        case ProblemKind::stale: return "stale";
        case ProblemKind::too_large: return "too_large";
        case ProblemKind::media_type: return "media_type";
        case ProblemKind::precondition: return "precondition";
        case ProblemKind::too_many: return "too_many";
        case ProblemKind::unavailable: return "unavailable";
        case ProblemKind::internal: return "internal";
    }
    return "internal";
}

// Whether the request as such cannot be read, as opposed to a value in it that is wrong.
bool is_unreadable(std::string_view code) {
    return code.starts_with("request.") || code.starts_with("wire.json.") || code.starts_with("wire.body_") ||
           code == "wire.target";
}

std::string_view argument(Problem const& problem, std::string_view name) {
    for (auto const& [key, value] : problem.arguments())
        if (key == name) return value;
    return {};
}

std::string detail_of(Problem const& problem, std::string const& language, Translate const& translate) {
    auto detail = translate ? translate("problem." + problem.code(), problem.arguments(), language)
                            : std::string();
    return detail.empty() ? problem.code() : detail;
}

json::object error_of(Problem const& problem, std::string const& language, Translate const& translate) {
    json::object error;
    error["code"] = problem.code();
    error["detail"] = detail_of(problem, language, translate);
    error["path"] = problem.path();
    return error;
}

}  // namespace

int status_of(Problem const& problem) {
    switch (problem.kind()) {
        case ProblemKind::invalid: return is_unreadable(problem.code()) ? 400 : 422;
        case ProblemKind::unauthenticated: return 401;
        case ProblemKind::confirmation: return 401;
        case ProblemKind::forbidden: return 403;
        case ProblemKind::not_found: return 404;
        case ProblemKind::method: return 405;
        case ProblemKind::conflict: return 409;
        case ProblemKind::stale: return 412;
        case ProblemKind::too_large: return 413;
        case ProblemKind::media_type: return 415;
        case ProblemKind::precondition: return 428;
        case ProblemKind::too_many: return 429;
        case ProblemKind::unavailable: return 503;
        case ProblemKind::internal: return 500;
    }
    return 500;
}

Response problem_reply(Problem const& problem, std::string const& language, Translate const& translate) {
    int const status = status_of(problem);
    auto title = translate ? translate("problem.title." + std::string(name_of(problem.kind())), {}, language)
                           : "";
    if (title.empty()) title = status_name(status);
    json::object body;
    body["type"] = type_prefix + problem.code();
    body["title"] = title;
    body["status"] = status;
    body["detail"] = detail_of(problem, language, translate);
    body["code"] = problem.code();
    if (!problem.path().empty()) body["path"] = problem.path();
    if (auto const incident = argument(problem, "incident"); !incident.empty()) body["incident"] = incident;
    json::array errors;
    if (!problem.path().empty()) errors.push_back(error_of(problem, language, translate));
    for (auto const& other : problem.others()) errors.push_back(error_of(other, language, translate));
    if (!errors.empty()) body["errors"] = std::move(errors);

    Response response(status, content_type, json::serialize(body));
    if (!language.empty()) response.fields.add("Content-Language", language);
    if (status == 405) response.fields.add("Allow", std::string(argument(problem, "allow")));
    if (status == 429 || status == 503) {
        auto const seconds = argument(problem, "seconds");
        response.fields.add("Retry-After", seconds.empty() ? "1" : std::string(seconds));
    }
    return response;
}

Response plain_problem(int status, std::string_view code, std::string_view reason) {
    json::object body;
    body["type"] = type_prefix + std::string(code);
    body["title"] = status_name(status);
    body["status"] = status;
    body["detail"] = reason;
    body["code"] = code;
    return Response(status, content_type, json::serialize(body));
}

}  // namespace colonnade::http
