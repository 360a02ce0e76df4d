#include "foundation/http/api_handler.hpp"

#include <spdlog/spdlog.h>

#include "foundation/http/cross_site.hpp"
#include "foundation/http/headers.hpp"
#include "foundation/http/language.hpp"

namespace colonnade::http {
namespace {

constexpr std::string_view events_path = "/events";
constexpr std::string_view openapi_path = "/openapi.json";

// HEAD is GET whose body stays here.
std::string_view routed_method(std::string_view method) { return method == "HEAD" ? "GET" : method; }

std::string_view below_root(std::string_view path) { return path.substr(wire::api_root.size()); }

wire::Request wire_request(Request& request, std::string language) {
    wire::Request asked;
    asked.method = routed_method(request.method);
    asked.path = below_root(request.path);
    for (auto& [name, value] : request.query) asked.query.emplace_back(std::move(name), std::move(value));
    asked.content_type = request.fields.get("Content-Type");
    asked.body = std::move(request.body);
    if (request.upload)
        asked.upload = wire::UploadedFile{request.upload->path(), asked.content_type, request.upload->size()};
    asked.if_match = request.fields.get("If-Match");
    asked.if_none_match = request.fields.get("If-None-Match");
    asked.accept = request.fields.get("Accept");
    asked.idempotency_key = request.fields.get("Idempotency-Key");
    asked.language = std::move(language);
    asked.remote_address = request.remote_address;
    asked.user_agent = request.fields.get("User-Agent");
    asked.cookie = request.fields.get("Cookie");
    asked.secure = request.secure;
    return asked;
}

Response response_of(wire::Reply reply) {
    Response response(reply.status);
    if (!reply.content_type.empty()) response.fields.add("Content-Type", std::move(reply.content_type));
    for (auto& [name, value] : reply.headers) response.fields.add(std::move(name), std::move(value));
    if (reply.file) response.body = file_source(reply.file->file.string(), reply.file->owner);
    else response.body = std::move(reply.body);
    return response;
}

}  // namespace

struct ApiHandler::Asked {
    Identity identity;
    wire::Route const* route;  // null: none
    std::string language;
    std::string operation;
};

ApiHandler::ApiHandler(wire::Api const& api, ApiSettings settings)
    : api_(api), settings_(std::move(settings)) {}

bool ApiHandler::owns(std::string_view path) {
    return path == wire::api_root || (path.starts_with(wire::api_root) && path[wire::api_root.size()] == '/');
}

std::string ApiHandler::language_of(Request const& request, Identity const& identity) const {
    if (!identity.caller.is_nobody()) return identity.caller.language;
    return negotiated_language(request.fields.get("Accept-Language"), settings_.languages);
}

// Who asks for what, after all checks that need no body.
ApiHandler::Asked ApiHandler::ask(Request const& request) const {
    Asked asked;
    asked.route = api_.find(routed_method(request.method), below_root(request.path));
    if (settings_.limits) settings_.limits->spend_address(request.remote_address, 1);
    check_same_site(request);
    asked.identity = settings_.identify(request);
    asked.language = language_of(request, asked.identity);
    auto& caller = asked.identity.caller;
    caller.remote_address = request.remote_address;
    if (caller.is_nobody()) caller.language = asked.language;

    bool const is_public = asked.route && asked.route->permission == Permission::session_public;
    if (!caller.is_nobody() && !caller.via_token && !is_public)
        check_csrf_token(request, asked.identity.csrf_token);
    if (!settings_.limits) return asked;
    auto const cost = asked.route ? asked.route->options.cost : 1;
    if (caller.is_nobody()) settings_.limits->spend_address(request.remote_address, cost - 1);
    else if (caller.via_token) settings_.limits->spend_token(asked.identity.token_id, cost);
    else settings_.limits->spend_account(caller.user, cost);
    return asked;
}

Response ApiHandler::answer(Request& request, Asked const& asked) const {
    auto const path = below_root(request.path);
    bool const is_read = routed_method(request.method) == "GET";
    if (is_read && path == openapi_path && !settings_.openapi.empty())
        return Response(200, "application/json", settings_.openapi);
    if (is_read && path == events_path && settings_.events) {
        auto const& caller = asked.identity.caller;
        if (caller.is_nobody()) throw Problem(ProblemKind::unauthenticated, "wire.sign_in_required");
        return settings_.events->open(caller.user, request.fields.get("Last-Event-ID"));
    }
    return response_of(api_.dispatch(wire_request(request, asked.language), asked.identity.caller));
}

// Our own mistakes get a number, under which the log tells what the client is not told.
Response ApiHandler::tell(Problem const& problem, Request const& request, std::string const& language) const {
    if (problem.kind() != ProblemKind::internal) return problem_reply(problem, language, settings_.translate);
    auto arguments = problem.arguments();
    auto const incident = random_hex(6);
    arguments.emplace_back("incident", incident);
    spdlog::error("http: incident {}: {} {}: {}", incident, request.method, request.path, problem.what());
    return problem_reply(Problem(problem.kind(), problem.code(), std::move(arguments)), language,
                         settings_.translate);
}

Response ApiHandler::handle(Request& request) const {
    auto const* route = api_.find(routed_method(request.method), below_root(request.path));
    auto language = negotiated_language(request.fields.get("Accept-Language"), settings_.languages);
    Response response;
    try {
        auto const asked = ask(request);
        language = asked.language;
        response = answer(request, asked);
    } catch (Problem const& problem) {
        response = tell(problem, request, language);
    } catch (std::exception const& error) {
        response = tell(Problem(ProblemKind::internal, "http.mistake", {{"reason", error.what()}}), request,
                        language);
    }
    response.operation = route                                     ? route->operation_id
                         : below_root(request.path) == events_path ? "events"
                                                                   : "unknown";
    if (!response.fields.has("Vary")) response.fields.add("Vary", "Accept, Accept-Language, Cookie");
    return response;
}

BodyRule ApiHandler::body_rule(std::string_view method, std::string_view path) const {
    if (!owns(path)) return {0, BodyPlace::memory};
    auto const* route = api_.find(method, below_root(path));
    if (!route) return {};
    return {route->options.body_bytes_max, route->shape.upload ? BodyPlace::file : BodyPlace::memory};
}

std::optional<Response> ApiHandler::admit(Request& request) const {
    auto language = negotiated_language(request.fields.get("Accept-Language"), settings_.languages);
    try {
        if (settings_.limits) settings_.limits->spend_address(request.remote_address, 1);
        check_same_site(request);
        auto const identity = settings_.identify(request);
        language = language_of(request, identity);
        auto const* route = api_.find(request.method, below_root(request.path));
        if (!route) throw not_found();
        if (identity.caller.is_nobody()) throw Problem(ProblemKind::unauthenticated, "wire.sign_in_required");
        if (!identity.caller.may(route->permission)) throw Problem(ProblemKind::forbidden, "wire.forbidden");
        if (!identity.caller.via_token) check_csrf_token(request, identity.csrf_token);
        return std::nullopt;
    } catch (Problem const& problem) { return tell(problem, request, language); }
}

}  // namespace colonnade::http
