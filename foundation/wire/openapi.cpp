#include "foundation/wire/openapi.hpp"

#include <algorithm>
#include <cctype>
#include <set>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include "foundation/wire/json.hpp"
#include "foundation/wire/problem_body.hpp"

namespace colonnade::wire {
namespace {

constexpr std::string_view csv_media_type = "text/csv";
constexpr std::string_view xlsx_media_type =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

// The errors that routes share; each is one component.
struct SharedError {
    int status;
    std::string_view name;
    std::string_view description;
};
constexpr std::array shared_errors{
    SharedError{400, "Unreadable", "The request cannot be read."},
    SharedError{401, "SignInRequired", "Nobody is signed in, or a fresh confirmation is needed."},
    SharedError{403, "Forbidden", "Not open to the caller's role."},
    SharedError{404, "NotFound", "It does not exist, or not for the caller."},
    SharedError{409, "Conflict", "It collides with what is there."},
    SharedError{412, "Stale", "It was changed since the caller read it."},
    SharedError{413, "TooLarge", "The body is larger than the route takes."},
    SharedError{415, "WrongMediaType", "The body must be JSON."},
    SharedError{422, "Invalid", "A value is wrong; each has its place and its reason."},
    SharedError{428, "VersionRequired", "If-Match must say which version was seen."},
    SharedError{429, "TooMany", "Too many requests; wait as long as Retry-After says."},
};

json::object reference(std::string_view kind, std::string_view name) {
    return {{"$ref", "#/components/" + std::string(kind) + '/' + std::string(name)}};
}

json::object parameter(std::string_view name, std::string_view in, bool is_required, json::object schema,
                       std::string_view description = {}) {
    json::object parameter{{"name", name}, {"in", in}};
    if (is_required) parameter["required"] = true;
    if (!description.empty()) parameter["description"] = description;
    parameter["schema"] = std::move(schema);
    return parameter;
}

class Document {
public:
    explicit Document(Api const& api) : api_(api), schemas_(api.schemas()) {}

    json::object write(About const& about) {
        json::object paths;
        std::set<std::string> tags;
        for (Route const* route : api_.routes()) {
            std::string const path = std::string(api_root) + route->path;
            if (!paths.contains(path)) paths[path] = json::object();
            std::string method = route->method;
            for (char& c : method) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
            paths[path].as_object()[method] = operation(*route);
            tags.insert(tag(*route));
        }
        json::array tag_list;
        for (auto const& name : tags) {
            tag_list.push_back(
                {{"name", name},
                 {"description", "Operations below " + std::string(api_root) + "/" + name + "."}});
        }
        return {
            {"openapi", "3.1.0"},
            {"info", info(about)},
            {"servers", json::array{{{"url", "/"}, {"description", "The server that gave this document."}}}},
            {"tags", std::move(tag_list)},
            {"security",
             json::array{json::object{{"session", json::array()}}, json::object{{"token", json::array()}}}},
            {"paths", std::move(paths)},
            {"components", components()}};
    }

private:
    static json::object info(About const& about) {
        return {{"title", about.title},
                {"version", about.version},
                {"description", about.description},
                {"license", {{"name", "Apache-2.0"}, {"identifier", "Apache-2.0"}}}};
    }

    // The first noun of the path.
    static std::string tag(Route const& route) {
        return route.path.substr(1, route.path.find('/', 1) == std::string::npos
                                        ? std::string::npos
                                        : route.path.find('/', 1) - 1);
    }

    json::object operation(Route const& route) {
        json::object operation{{"operationId", route.operation_id}, {"summary", route.summary}};
        if (!route.options.description.empty()) operation["description"] = route.options.description;
        operation["tags"] = json::array{tag(route)};
        operation["x-permission"] = permission_text(route.permission);
        if (route.options.fresh_confirmation) operation["x-fresh-confirmation"] = true;
        if (route.permission == Permission::session_public) operation["security"] = json::array();
        if (auto list = parameters(route); !list.empty()) operation["parameters"] = std::move(list);
        if (route.shape.body || route.shape.upload) operation["requestBody"] = request_body(route);
        operation["responses"] = responses(route);
        return operation;
    }

    json::array parameters(Route const& route) {
        json::array list;
        Shape const& shape = route.shape;
        for (std::string const& name : route.placeholders) {
            auto const members = shape.path->members();
            auto const member =
                std::find_if(members.begin(), members.end(), [&](Member const& m) { return m.name == name; });
            list.push_back(parameter(name, "path", true, schemas_.of(member->type())));
        }
        if (shape.query) {
            for (Member const& member : shape.query->members()) {
                bool const is_required = member.type().presence() == Presence::required;
                list.push_back(parameter(member.name, "query", is_required, schemas_.of(member.type())));
            }
        }
        if (shape.as_of) {
            list.push_back(reference("parameters", "as_of"));
            list.push_back(reference("parameters", "known_at"));
        }
        if (shape.paging) {
            for (auto name : {"limit", "cursor", "format"}) list.push_back(reference("parameters", name));
        }
        if (shape.upload) list.push_back(reference("parameters", "file_name"));
        if (shape.if_match) list.push_back(reference("parameters", "if_match"));
        if (route.is_write()) list.push_back(reference("parameters", "idempotency_key"));
        return list;
    }

    json::object request_body(Route const& route) {
        json::object content;
        if (route.shape.upload) {
            content["application/octet-stream"] = {{"schema", {{"type", "string"}, {"format", "binary"}}}};
        } else {
            content["application/json"] = {{"schema", schemas_.of(*route.shape.body)}};
        }
        return {{"required", true}, {"content", std::move(content)}};
    }

    json::object responses(Route const& route) {
        json::object responses;
        responses[std::to_string(route.shape.status)] = success(route);
        for (SharedError const& error : shared_errors) {
            if (may_answer(route, error.status)) {
                responses[std::to_string(error.status)] = reference("responses", error.name);
            }
        }
        return responses;
    }

    static bool may_answer(Route const& route, int status) {
        Shape const& shape = route.shape;
        bool const has_body = shape.body || shape.upload;
        bool const is_public = route.permission == Permission::session_public;
        switch (status) {
            case 401: return true;
            case 403: return !is_public;
            case 404: return !route.placeholders.empty() || has_body || shape.query;
            case 409: return route.is_write();
            case 412:
            case 428: return shape.if_match;
            case 413: return has_body;
            case 415: return shape.body;
            case 422: return has_body || shape.query || shape.paging || shape.as_of;
            default: return true;
        }
    }

    json::object success(Route const& route) {
        Shape const& shape = route.shape;
        json::object response{{"description", success_text(shape)}};
        json::object headers;
        if (shape.has_location) headers["Location"] = reference("headers", "Location");
        if (shape.has_version || !route.is_write()) headers["ETag"] = reference("headers", "ETag");
        if (!headers.empty()) response["headers"] = std::move(headers);
        json::object content;
        if (shape.result) content["application/json"] = {{"schema", schemas_.of(*shape.result)}};
        if (shape.is_page) {
            content[csv_media_type] = {{"schema", {{"type", "string"}}}};
            content[xlsx_media_type] = {{"schema", {{"type", "string"}, {"format", "binary"}}}};
        }
        if (shape.is_download) content["*/*"] = {{"schema", {{"type", "string"}, {"format", "binary"}}}};
        if (!content.empty()) response["content"] = std::move(content);
        return response;
    }

    static std::string_view success_text(Shape const& shape) {
        if (shape.status == 201) return "Made; Location says where it is.";
        if (shape.status == 202) return "Begun; Location says where to follow it.";
        if (shape.status == 204) return "Done.";
        if (shape.is_page) return "A page of the list.";
        if (shape.is_download) return "The file.";
        return "The answer.";
    }

    json::object components() {
        json::object responses;
        for (SharedError const& error : shared_errors) {
            responses[error.name] = {
                {"description", error.description},
                {"content",
                 {{"application/problem+json", {{"schema", schemas_.of(type_of<ProblemBody>())}}}}}};
        }
        json::object shared_parameters = parameter_components();
        json::object schemas;
        for (auto const& [name, schema] : schemas_.components()) schemas[name] = schema;
        return {{"schemas", std::move(schemas)},
                {"parameters", std::move(shared_parameters)},
                {"responses", std::move(responses)},
                {"headers", header_components()},
                {"securitySchemes",
                 {{"session", {{"type", "apiKey"}, {"in", "cookie"}, {"name", "session"}}},
                  {"token", {{"type", "http"}, {"scheme", "bearer"}}}}}};
    }

    static json::object header_components() {
        return {{"ETag",
                 {{"description", "The version; send it back in If-Match or If-None-Match."},
                  {"schema", {{"type", "string"}}}}},
                {"Location", {{"description", "Where it is."}, {"schema", {{"type", "string"}}}}}};
    }

    json::object parameter_components() {
        json::object const text{{"type", "string"}};
        json::object limit{{"type", "integer"}, {"format", "int32"}, {"minimum", 1}};
        limit["maximum"] = Paging::limit_max;
        limit["default"] = Paging::limit_default;
        json::object format{{"type", "string"}, {"enum", json::array{"json", "csv", "xlsx"}}};
        format["default"] = "json";
        json::object all;
        all["as_of"] = parameter("as_of", "query", false, schemas_.of(type_of<Date>()),
                                 "The day asked about; today if absent.");
        all["cursor"] = parameter("cursor", "query", false, text, "`next` of the page before this one.");
        all["file_name"] = parameter("file_name", "query", false, text, "What the file is called.");
        all["format"] =
            parameter("format", "query", false, std::move(format), "The whole list as a file: csv or xlsx.");
        all["idempotency_key"] = parameter("Idempotency-Key", "header", false,
                                           {{"type", "string"}, {"maxLength", 200}},
                                           "A request sent again under the same key is done once.");
        all["if_match"] =
            parameter("If-Match", "header", true, text, "The ETag of the version that was seen.");
        all["known_at"] = parameter("known_at", "query", false, schemas_.of(type_of<Instant>()),
                                    "Facts as they were known then; as known now if absent.");
        all["limit"] = parameter("limit", "query", false, std::move(limit), "Rows on a page.");
        return all;
    }

    Api const& api_;
    Schemas schemas_;  // the Api's, and what parameters add
};

}  // namespace

std::string openapi_text(Api const& api, About const& about) {
    return pretty_json_text(Document(api).write(about));
}

}  // namespace colonnade::wire
