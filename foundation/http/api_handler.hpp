// The API behind the server: a request becomes a call of a wire route by whoever its cookie or token says.
//
// In order: the address's share, who asks, where a write comes from, the account's share, the route.
// Everything that goes wrong is told in the caller's language, or in the one the browser asks for.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "foundation/access/caller.hpp"
#include "foundation/http/events.hpp"
#include "foundation/http/limits.hpp"
#include "foundation/http/problem_reply.hpp"
#include "foundation/http/server.hpp"
#include "foundation/wire/api.hpp"

namespace colonnade::http {

// Who asks, as read from the session's cookie or the Authorization field.
struct Identity {
    Caller caller;           // is_nobody() without a valid session or token
    std::string csrf_token;  // of the session; unused for a token's caller
    std::string token_id;    // of an API token; "" otherwise
};

struct ApiSettings {
    std::function<Identity(Request const&)> identify;
    Translate translate;
    std::vector<std::string> languages{"en"};  // the first is for those who speak none of them
    Limits* limits = nullptr;                  // none: nobody is held to a share
    EventHub* events = nullptr;                // none: no /api/events
    std::string openapi;                       // the document at /api/openapi.json; "" for none
};

class ApiHandler {
public:
    // The API must be complete, and outlive this.
    ApiHandler(wire::Api const& api, ApiSettings settings);

    // Whether the path is the API's: "/api" and all below.
    static bool owns(std::string_view path);

    // Answers; never throws.
    Response handle(Request& request) const;

    // For ServerOptions: what the route takes, and whether the caller may send it at all.
    BodyRule body_rule(std::string_view method, std::string_view path) const;
    std::optional<Response> admit(Request& request) const;

private:
    struct Asked;
    Asked ask(Request const& request) const;
    Response answer(Request& request, Asked const& asked) const;
    Response tell(Problem const& problem, Request const& request, std::string const& language) const;
    std::string language_of(Request const& request, Identity const& identity) const;

    wire::Api const& api_;
    ApiSettings settings_;
};

}  // namespace colonnade::http
