// A plan's text line by line, with the place of everything that can be put in another's stead: what a screen
// needs to show a plan as fields and to write what was changed back into the text. Nothing is checked here.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "engine/plan/plan.hpp"

namespace colonnade::plan {

// From the first character to behind the last; lines and columns from 1, columns count characters.
struct Stretch {
    std::uint32_t line = 1;
    std::uint32_t column = 1;
    std::uint32_t end_line = 1;
    std::uint32_t end_column = 1;
};

// A part of a statement that has a name: the bound of a step, the amount of a cap.
struct OutlineField {
    std::string name;
    std::string text;  // laid out; of a quoted text what stands between the quotation marks
    Stretch place;
};

enum class OutlineKind : std::uint8_t {
    plan,
    roles,
    currency,
    period,
    rounding,
    proration,
    parameter,
    measure,
    draw,
    guarantee,
    component,
    example,
    each,
    dates,
    needs,
    name,
    table,
    step,
    pays,
    pool,
    limit,
    hold,
    clawback,
    example_role,
    line,
    given,
    expected,
    other,  // nothing that the language knows
};

struct OutlineLine {
    OutlineKind kind = OutlineKind::other;
    int depth = 0;  // 0: a header line or block, 1: in a block, 2: a step of a table
    std::string text;
    Stretch place;
    std::vector<OutlineField> fields;
};

// In the order of the text; empty where the text cannot even be cut into words.
std::vector<OutlineLine> outline(std::string_view text);

}  // namespace colonnade::plan
