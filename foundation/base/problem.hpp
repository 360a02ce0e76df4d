// The one exception that may leave a handler: what went wrong, where, and under which catalogue key it is
// told.
#pragma once
#include <cstdint>
#include <exception>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace colonnade {

// What the caller can do about it; the HTTP edge turns each into a status.
enum class ProblemKind {
    invalid,          // 400/422: the request or the value is wrong; correct it
    unauthenticated,  // 401: sign in
    confirmation,     // 401: sign in again to confirm (fresh confirmation)
    forbidden,        // 403: never for this role
    not_found,        // 404: does not exist, or not for these eyes; the two are the same
    method,           // 405: this address does not take this method
    conflict,         // 409: collides with what is there
    stale,            // 412: somebody changed it since it was read
    too_large,        // 413
    media_type,       // 415: send it in another format
    precondition,     // 428: say which version you have seen
    too_many,         // 429: wait
    unavailable,      // 503: try again later
    internal,         // 500: our mistake
};

// One named value in the message, already text ("name" -> "Ann").
using ProblemArguments = std::vector<std::pair<std::string, std::string>>;

class Problem : public std::exception {
public:
    // `code` is stable, dotted and lower case, e.g. "structure.cycle"; its text is the catalogue key
    // `problem.<code>`.
    Problem(ProblemKind kind, std::string code, ProblemArguments arguments = {}, std::string path = {});

    ProblemKind kind() const { return kind_; }
    std::string const& code() const { return code_; }
    ProblemArguments const& arguments() const { return arguments_; }
    // Where in the input: `tiers[1].rate`, or empty.
    std::string const& path() const { return path_; }
    // Further problems found in the same input, each with its own path.
    std::vector<Problem> const& others() const { return others_; }
    // For logs and tests: "code path (name=value, …)"; users read the catalogue's text instead.
    char const* what() const noexcept override { return what_.c_str(); }

    // The same problem, found further out: `path` of "rate" within "tiers[1]" is "tiers[1].rate".
    Problem within(std::string_view outer) const;
    Problem with(std::vector<Problem> others) const;

private:
    ProblemKind kind_;
    std::string code_;
    ProblemArguments arguments_;
    std::string path_;
    std::vector<Problem> others_;
    std::string what_;
};

// The three that rules throw most.
Problem invalid(std::string code, ProblemArguments arguments = {}, std::string path = {});
Problem not_found();
Problem conflict(std::string code, ProblemArguments arguments = {}, std::string path = {});

}  // namespace colonnade
