// How an error reads on the wire (RFC 9457, application/problem+json); foundation/http writes it in the
// reader's language.
#pragma once
#include "foundation/wire/codec.hpp"

namespace colonnade::wire {

// One thing wrong with the input and where.
struct ProblemDetail {
    std::string code;
    std::string detail;
    std::string path;  // `tiers[1].rate`
};
BOOST_DESCRIBE_STRUCT(ProblemDetail, (), (code, detail, path))

struct ProblemBody {
    std::string type;   // "urn:colonnade:problem:" and the code
    std::string title;  // what kind of problem, localised
    std::int32_t status;
    std::string detail;  // what is wrong and what to do, localised
    std::string code;    // stable: "structure.cycle"
    std::optional<std::string> path;
    std::optional<std::string> incident;  // under which the server's log tells more
    std::optional<std::vector<ProblemDetail>> errors;
};
BOOST_DESCRIBE_STRUCT(ProblemBody, (), (type, title, status, detail, code, path, incident, errors))

}  // namespace colonnade::wire
