// A plan's text checked while it is written, and held against another: nothing is kept.
#pragma once
#include <functional>
#include <string>

#include "engine/plan/syntax.hpp"
#include "foundation/base/problem.hpp"
#include "foundation/wire/api.hpp"

namespace colonnade::incentives {

// The sentence of a finding in the reader's language: `problem.plan.<code>` with its arguments.
using Tell = std::function<std::string(std::string const& language, Problem const& finding)>;

// The sentence of a difference between two texts: `plan.change.<code>`.
using TellChange = std::function<std::string(std::string const& language, plan::Change const& change)>;

void mount_plan_checks(wire::Api& api, Tell tell, TellChange tell_change);

}  // namespace colonnade::incentives
