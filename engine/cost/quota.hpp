// Where a plan holds a figure against a quota.
#pragma once
#include <vector>

#include "engine/plan/plan.hpp"

namespace colonnade::engine::cost {

// `attainment = reached / quota` of a component, as nodes.
struct QuotaNodes {
    int component = 0;
    plan::Index attainment = plan::none;
    plan::Index reached = plan::none;
    plan::Index quota = plan::none;
};

// The first such division of each component that has one, in the order of the plan.
std::vector<QuotaNodes> quota_nodes(plan::Plan const& plan);

// All nodes that a component's pay rests on: each once, operands first.
std::vector<plan::Index> nodes_behind(plan::Plan const& plan, plan::Component const& component);

}  // namespace colonnade::engine::cost
