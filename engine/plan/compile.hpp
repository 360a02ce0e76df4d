// From a plan's text to the checked plan, with everything that is wrong or will hurt.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/plan/plan.hpp"
#include "engine/plan/schema.hpp"
#include "foundation/base/problem.hpp"

namespace colonnade::plan {

enum class Severity : std::uint8_t { error, warning };

// One thing to tell the author. Its sentence is the catalogue's `problem.plan.<code>` with the arguments; the
// arguments "found" and "expected" are there where something else was looked for.
struct Finding {
    Severity severity = Severity::error;
    std::string code;  // "name_unknown"
    ProblemArguments arguments;
    Place place;
    std::string proposal;  // text to put at the place instead; "" for none

    // "3:5 name_unknown name=bokings -> bookings": for logs and tests.
    std::string text() const;
};

struct Compiled {
    std::optional<Plan> plan;       // empty when there is an error
    std::vector<Finding> findings;  // errors and warnings, by place

    bool has_errors() const { return !plan; }
};

// Reads, checks and types a plan. Never throws for what stands in the text.
Compiled compile(std::string_view text, Schema const& schema);

}  // namespace colonnade::plan
