// The routes of the program: declared once, in *_api.cpp, and called by the server, the command line and the
// tests.
//
//     api.post("/goals", "proposeGoal", "Propose a goal to a person or team", Permission::goal_write,
//              [=](Caller const& caller, Body<ProposeGoal> const& ask) -> GoalView { return
//              goals.propose(caller, ask); });
//
// handler.hpp lists what a handler may take and answer. A wrong description (a repeated operation id or
// route, a {placeholder} without a member, a schema name claimed twice) throws StartError, so that the
// program does not start.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "foundation/caller/caller.hpp"
#include "foundation/wire/handler.hpp"
#include "foundation/wire/idempotency.hpp"
#include "foundation/wire/route.hpp"
#include "foundation/wire/schema.hpp"

namespace colonnade::wire {

class Api {
public:
    Api();
    ~Api();
    Api(Api const&) = delete;
    Api& operator=(Api const&) = delete;

    template <class F>
    void get(std::string_view path, std::string_view operation_id, std::string_view summary,
             Permission permission, F handler, Options options = {}) {
        add<F>("GET", path, operation_id, summary, permission, std::move(handler), std::move(options));
    }
    template <class F>
    void post(std::string_view path, std::string_view operation_id, std::string_view summary,
              Permission permission, F handler, Options options = {}) {
        add<F>("POST", path, operation_id, summary, permission, std::move(handler), std::move(options));
    }
    template <class F>
    void put(std::string_view path, std::string_view operation_id, std::string_view summary,
             Permission permission, F handler, Options options = {}) {
        add<F>("PUT", path, operation_id, summary, permission, std::move(handler), std::move(options));
    }
    template <class F>
    void patch(std::string_view path, std::string_view operation_id, std::string_view summary,
               Permission permission, F handler, Options options = {}) {
        add<F>("PATCH", path, operation_id, summary, permission, std::move(handler), std::move(options));
    }
    template <class F>
    void del(std::string_view path, std::string_view operation_id, std::string_view summary,
             Permission permission, F handler, Options options = {}) {
        add<F>("DELETE", path, operation_id, summary, permission, std::move(handler), std::move(options));
    }

    // What lists are written as files with, and where answers to repeated requests are kept; both must
    // outlive the Api.
    void use(TableWriters& tables) { tables_ = &tables; }
    void use(IdempotencyStore& idempotency) { idempotency_ = &idempotency; }

    // Serves one request. Throws Problem: not_found for an unknown path, method (with argument "allow"),
    // unauthenticated, forbidden, confirmation, what the request gets wrong, and whatever the handler throws.
    // Safe to call from many threads once all routes are declared.
    Reply dispatch(Request const& request, Caller const& caller) const;

    // The route that would serve this, so that a server knows the body's limit before it reads it; null when
    // none would.
    Route const* find(std::string_view method, std::string_view path) const;
    // The route of that operation, or null.
    Route const* operation(std::string_view operation_id) const;
    // A request for an operation, from its parameters by name; those of the path are put into it. Throws
    // Problem "wire.operation_unknown", or "wire.required" for a missing part of the path.
    Request request_for(std::string_view operation_id, std::vector<Parameter> parameters,
                        std::string json_body) const;

    // Every route, ordered by path, then method.
    std::vector<Route const*> routes() const;
    Schemas const& schemas() const { return schemas_; }

private:
    struct Node;
    struct Match {
        Node const* node = nullptr;
        std::vector<std::string> values;
    };

    template <class F>
    void add(std::string_view method, std::string_view path, std::string_view operation_id,
             std::string_view summary, Permission permission, F handler, Options options) {
        auto route = std::make_unique<Route>();
        route->method = method;
        route->path = path;
        route->operation_id = operation_id;
        route->summary = summary;
        route->permission = permission;
        route->options = std::move(options);
        route->shape = Signature<F>::shape();
        route->run = [handler = std::move(handler)](Call& call, Reply& reply) {
            Signature<F>::run(handler, call, reply);
        };
        add_route(std::move(route));
    }
    void add_route(std::unique_ptr<Route> route);
    Match match(std::string_view path) const;
    Route const& choose(Request const& request, Match& match) const;

    std::unique_ptr<Node> root_;
    std::map<std::string, std::unique_ptr<Route>, std::less<>> by_operation_;
    Schemas schemas_;
    TableWriters* tables_ = nullptr;
    IdempotencyStore* idempotency_ = nullptr;
};

}  // namespace colonnade::wire
