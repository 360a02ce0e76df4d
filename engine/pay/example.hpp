// The examples in a plan, run through the very calculation that pays: one payee, one accumulation period.
#pragma once
#include <string>
#include <vector>

#include "engine/plan/plan.hpp"

namespace colonnade::engine::pay {

// One line of an example: what it expects and what comes out, in ten-thousandths.
struct ExampleOutcome {
    std::string example;
    plan::Expected expected;
    std::int64_t found = 0;

    bool passes() const { return found == expected.amount; }
};

// Every expectation of every example, in the order of the text.
std::vector<ExampleOutcome> run_examples(plan::Plan const& plan);

// What comes out for one expectation of an example that need not stand in the plan: a point of a pay curve.
std::int64_t outcome(plan::Plan const& plan, plan::Example const& example, plan::Expected const& expected);

}  // namespace colonnade::engine::pay
