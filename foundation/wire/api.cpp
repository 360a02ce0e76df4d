#include "foundation/wire/api.hpp"

#include <boost/json/object.hpp>

#include "foundation/wire/digest.hpp"
#include "foundation/wire/problem_body.hpp"

namespace colonnade::wire {
namespace {

constexpr std::int64_t confirmation_seconds_max = 10 * 60;
constexpr std::size_t idempotency_key_bytes_max = 200;

// The first segment of `path` (which begins with a slash), and what follows it.
std::pair<std::string_view, std::string_view> first_segment(std::string_view path) {
    std::size_t const end = std::min(path.find('/', 1), path.size());
    return {path.substr(1, end - 1), path.substr(end)};
}

bool is_placeholder(std::string_view segment) {
    return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

[[noreturn]] void refuse(Route const& route, std::string const& reason) {
    throw StartError(route.operation_id + " (" + route.method + ' ' + route.path + "): " + reason);
}

void check_path_members(Route const& route) {
    auto const members = route.shape.path ? route.shape.path->members() : std::span<Member const>();
    for (std::string const& name : route.placeholders) {
        if (std::count(route.placeholders.begin(), route.placeholders.end(), name) > 1) {
            refuse(route, "{" + name + "} stands twice in the path");
        }
        if (std::none_of(members.begin(), members.end(), [&](Member const& m) { return m.name == name; })) {
            refuse(route, "{" + name + "} has no member in a Path<T>");
        }
    }
    for (Member const& member : members) {
        std::string const name(member.name);
        if (std::count(route.placeholders.begin(), route.placeholders.end(), name) == 0) {
            refuse(route, "member " + name + " of its Path<T> has no {placeholder}");
        }
        if (member.type().presence() != Presence::required || !member.type().is_parameter()) {
            refuse(route, "member " + name + " of its Path<T> must be one plain value");
        }
    }
}

void check_query_members(Route const& route) {
    if (!route.shape.query) return;
    for (Member const& member : route.shape.query->members()) {
        if (!member.type().is_parameter()) {
            refuse(route,
                   "parameter " + std::string(member.name) + " must be a plain value or a list of them");
        }
    }
}

void check_route(Route const& route) {
    if (!route.path.starts_with('/') || route.path.ends_with('/') ||
        route.path.find("//") != std::string::npos) {
        refuse(route, "a path begins with one slash and does not end with one");
    }
    if (route.operation_id.empty() || route.summary.empty())
        refuse(route, "operation id and summary are needed");
    if (route.method == "GET" && (route.shape.body || route.shape.upload)) refuse(route, "GET takes no body");
    if (route.shape.body && route.shape.upload) refuse(route, "a body is JSON or a file, not both");
    check_path_members(route);
    check_query_members(route);
}

// Whether the caller may use the route at all; which rows, the store decides.
void check_permission(Route const& route, Caller const& caller) {
    if (!caller.may(route.permission)) {
        if (caller.is_nobody()) throw Problem(ProblemKind::unauthenticated, "wire.sign_in_required");
        throw Problem(ProblemKind::forbidden, "wire.forbidden");
    }
    if (!route.options.fresh_confirmation) return;
    if (caller.via_token) throw Problem(ProblemKind::forbidden, "wire.token_cannot_confirm");
    if (!caller.confirmed_at || *caller.confirmed_at < caller.now.plus_seconds(-confirmation_seconds_max)) {
        throw Problem(ProblemKind::confirmation, "wire.confirmation_required");
    }
}

void check_idempotency_key(std::string_view key) {
    bool const is_visible = std::all_of(key.begin(), key.end(), [](char c) { return c > ' ' && c < 0x7F; });
    if (key.size() > idempotency_key_bytes_max || !is_visible) {
        throw invalid("wire.idempotency_key", {{"maximum", std::to_string(idempotency_key_bytes_max)}});
    }
}

// Gives the claim on a key up unless the request came to an answer.
class Claim {
public:
    Claim(IdempotencyStore& store, UserId user, Idempotency const& what)
        : store_(store), user_(user), what_(what) {}
    ~Claim() {
        if (kept_) return;
        try {
            store_.release(user_, what_.key);
        } catch (...) {  // the problem under way says more; the store lets old claims lapse
        }
    }
    Claim(Claim const&) = delete;
    Claim& operator=(Claim const&) = delete;
    void keep(Reply const& reply) {
        store_.remember(user_, what_.key, what_.digest, reply);
        kept_ = true;
    }

private:
    IdempotencyStore& store_;
    UserId user_;
    Idempotency const& what_;
    bool kept_ = false;
};

// Whether If-None-Match names this tag (RFC 9110 13.1.2, weak comparison).
bool names_tag(std::string_view condition, std::string_view tag) {
    while (!condition.empty()) {
        std::size_t const comma = std::min(condition.find(','), condition.size());
        std::string_view one = condition.substr(0, comma);
        condition.remove_prefix(std::min(comma + 1, condition.size()));
        while (one.starts_with(' ')) one.remove_prefix(1);
        while (one.ends_with(' ')) one.remove_suffix(1);
        if (one.starts_with("W/")) one.remove_prefix(2);
        if (one == tag) return true;
    }
    return false;
}

// Every read that fits in memory carries a tag: its version, or the digest of what is sent.
void answer_conditionally(Request const& request, Reply& reply) {
    if (reply.status != 200 || reply.file) return;
    if (reply.header("ETag").empty()) reply.headers.emplace_back("ETag", '"' + digest_text(reply.body) + '"');
    if (!names_tag(request.if_none_match, reply.header("ETag"))) return;
    reply.status = 304;
    reply.body.clear();
    reply.content_type.clear();
}

}  // namespace

// One segment of a path: what may follow it, and the routes that end here.
struct Api::Node {
    std::map<std::string, std::unique_ptr<Node>, std::less<>> words;
    std::unique_ptr<Node> placeholder;
    std::string placeholder_name;
    std::map<std::string, Route const*, std::less<>> by_method;

    bool find(std::string_view path, Match& match) const;
};

bool Api::Node::find(std::string_view path, Match& match) const {
    if (path.empty()) {
        match.node = this;
        return !by_method.empty();
    }
    auto const [segment, rest] = first_segment(path);
    if (auto const word = words.find(segment); word != words.end() && word->second->find(rest, match))
        return true;
    if (!placeholder || segment.empty()) return false;
    match.values.emplace_back(segment);
    if (placeholder->find(rest, match)) return true;
    match.values.pop_back();
    return false;
}

Api::Api() : root_(std::make_unique<Node>()) { schemas_.of(type_of<ProblemBody>()); }
Api::~Api() = default;

void Api::add_route(std::unique_ptr<Route> route) {
    Node* node = root_.get();
    for (std::string_view rest = route->path; !rest.empty();) {
        auto const [segment, after] = first_segment(rest);
        rest = after;
        auto& next = is_placeholder(segment) ? node->placeholder : node->words[std::string(segment)];
        if (!next) next = std::make_unique<Node>();
        if (is_placeholder(segment)) {
            std::string const name(segment.substr(1, segment.size() - 2));
            if (node->placeholder_name.empty()) node->placeholder_name = name;
            if (node->placeholder_name != name) {
                refuse(*route, "{" + name + "} is called {" + node->placeholder_name + "} in another route");
            }
            route->placeholders.push_back(name);
        }
        node = next.get();
    }
    check_route(*route);
    if (!node->by_method.emplace(route->method, route.get()).second)
        refuse(*route, "this method and path are taken");
    if (by_operation_.contains(route->operation_id)) refuse(*route, "this operation id is taken");
    if (route->shape.body) schemas_.of(*route->shape.body);
    if (route->shape.result) schemas_.of(*route->shape.result);
    std::string const id = route->operation_id;
    by_operation_.emplace(id, std::move(route));
}

Api::Match Api::match(std::string_view path) const {
    Match match;
    if (!path.starts_with('/') || !root_->find(path, match)) match.node = nullptr;
    return match;
}

Route const& Api::choose(Request const& request, Match& found) const {
    found = match(request.path);
    if (!found.node) throw Problem(ProblemKind::not_found, "wire.route_unknown");
    auto const route = found.node->by_method.find(request.method);
    if (route != found.node->by_method.end()) return *route->second;
    std::string allow;
    for (auto const& [method, other] : found.node->by_method) allow += (allow.empty() ? "" : ", ") + method;
    throw Problem(ProblemKind::method, "wire.method", {{"allow", allow}});
}

Reply Api::dispatch(Request const& request, Caller const& given) const {
    Match found;
    Route const& route = choose(request, found);
    check_permission(route, given);
    Caller caller = given;
    caller.operation = route.operation_id;

    Reply reply;
    if (!route.is_write()) {
        Call call(route, request, std::move(caller), std::move(found.values), tables_);
        route.run(call, reply);
        answer_conditionally(request, reply);
        return reply;
    }
    std::optional<Claim> claim;
    std::optional<Idempotency> promise;
    if (!request.idempotency_key.empty() && idempotency_ && !caller.is_nobody()) {
        check_idempotency_key(request.idempotency_key);
        promise = {request.idempotency_key, request_digest(request)};
        if (auto known = idempotency_->find(caller.user, promise->key, promise->digest))
            return std::move(*known);
        claim.emplace(*idempotency_, caller.user, *promise);
        caller.idempotency = promise;
    }
    Call call(route, request, std::move(caller), std::move(found.values), tables_);
    route.run(call, reply);
    if (claim && !reply.file) claim->keep(reply);  // a file is not kept: it is made again
    return reply;
}

Route const* Api::find(std::string_view method, std::string_view path) const {
    Match const found = match(path);
    if (!found.node) return nullptr;
    auto const route = found.node->by_method.find(method);
    return route == found.node->by_method.end() ? nullptr : route->second;
}

Route const* Api::operation(std::string_view operation_id) const {
    auto const found = by_operation_.find(operation_id);
    return found == by_operation_.end() ? nullptr : found->second.get();
}

Request Api::request_for(std::string_view operation_id, std::vector<Parameter> parameters,
                         std::string json_body) const {
    Route const* route = operation(operation_id);
    if (!route)
        throw Problem(ProblemKind::not_found, "wire.operation_unknown",
                      {{"name", std::string(operation_id)}});
    Request request;
    request.method = route->method;
    for (std::string_view rest = route->path; !rest.empty();) {
        auto const [segment, after] = first_segment(rest);
        rest = after;
        request.path += '/';
        if (!is_placeholder(segment)) {
            request.path += segment;
            continue;
        }
        std::string const name(segment.substr(1, segment.size() - 2));
        auto const given = std::find_if(parameters.begin(), parameters.end(),
                                        [&](auto const& p) { return p.first == name; });
        if (given == parameters.end()) throw invalid("wire.required", {}, name);
        if (given->second.find('/') != std::string::npos) throw not_found();
        request.path += given->second;
        parameters.erase(given);
    }
    request.query = std::move(parameters);
    request.body = std::move(json_body);
    if (!request.body.empty()) request.content_type = "application/json";
    return request;
}

std::vector<Route const*> Api::routes() const {
    std::vector<Route const*> routes;
    for (auto const& [id, route] : by_operation_) routes.push_back(route.get());
    std::sort(routes.begin(), routes.end(), [](Route const* a, Route const* b) {
        return std::tie(a->path, a->method) < std::tie(b->path, b->method);
    });
    return routes;
}

}  // namespace colonnade::wire
