// Problem → application/problem+json (RFC 9457):
//
//   {"type": "urn:colonnade:problem:<code>", "title", "status", "detail", "code", "path"?, "incident"?,
//    "errors"?: [{"code", "detail", "path"}]}
//
// `title` and `detail` are in the reader's language; `code` is stable. `errors` lists every problem with a
// place in the input, so that a form can put each beside its field.
#pragma once
#include <functional>
#include <string>
#include <string_view>

#include "foundation/base/problem.hpp"
#include "foundation/http/response.hpp"

namespace colonnade::http {

// The text of a catalogue key with these arguments; "" when the key is unknown.
using Translate = std::function<std::string(std::string const& key, ProblemArguments const& arguments,
                                            std::string const& language)>;

// The HTTP status of its kind.
int status_of(Problem const& problem);

// Titles are the keys `problem.title.<kind>`, details `problem.<code>`. An argument named "seconds" of a
// problem that asks to wait becomes Retry-After.
Response problem_reply(Problem const& problem, std::string const& language, Translate const& translate);

// An error before any handler or behind one: `reason` is shown as it is.
Response plain_problem(int status, std::string_view code, std::string_view reason);

}  // namespace colonnade::http
