// A plan's text checked while it is written: nothing is kept.
#pragma once
#include <functional>
#include <string>

#include "foundation/base/problem.hpp"
#include "foundation/wire/api.hpp"

namespace colonnade::incentives {

// The sentence of a finding in the reader's language: `problem.plan.<code>` with its arguments.
using Tell = std::function<std::string(std::string const& language, Problem const& finding)>;

void mount_plan_checks(wire::Api& api, Tell tell);

}  // namespace colonnade::incentives
