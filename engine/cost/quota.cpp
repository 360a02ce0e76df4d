#include "engine/cost/quota.hpp"

#include <cstdint>

namespace colonnade::engine::cost {
namespace {

using plan::Index;
using plan::Op;

class Walk {
public:
    explicit Walk(plan::Plan const& plan) : plan_(plan), wanted_(plan.nodes.size()) {}

    void want(Index index) {
        if (index == plan::none || wanted_[static_cast<std::size_t>(index)]) return;
        wanted_[static_cast<std::size_t>(index)] = 1;
        plan::Node const& node = plan_.nodes[static_cast<std::size_t>(index)];
        if (node.op < Op::negate) return;  // a leaf: its operands are not nodes
        if (node.op == Op::look_up) return want_table(node.a);
        want(node.a);
        if (node.op == Op::apply) return want_table(node.b);
        if (node.op == Op::any_of) return;
        want(node.b);
        want(node.c);
    }
    void want_table(Index index) {
        plan::Table const& table = plan_.tables[static_cast<std::size_t>(index)];
        want(table.input);
        for (plan::Step const& step : table.steps) want(step.value);
    }
    std::vector<Index> found() const {
        std::vector<Index> out;
        for (std::size_t i = 0; i < wanted_.size(); ++i)
            if (wanted_[i]) out.push_back(static_cast<Index>(i));
        return out;
    }

private:
    plan::Plan const& plan_;
    std::vector<std::uint8_t> wanted_;
};

}  // namespace

std::vector<Index> nodes_behind(plan::Plan const& plan, plan::Component const& component) {
    Walk walk(plan);
    for (plan::Named const& named : component.names) walk.want(named.node);
    for (Index const table : component.tables) walk.want_table(table);
    for (plan::Payment const& payment : component.payments) walk.want(payment.amount);
    for (Index const need : component.needs) walk.want(need);
    for (plan::Limit const& limit : component.limits) walk.want(limit.amount);
    if (component.pool) walk.want(component.pool->amount), walk.want(component.pool->weight);
    return walk.found();
}

std::vector<QuotaNodes> quota_nodes(plan::Plan const& plan) {
    std::vector<QuotaNodes> out;
    for (std::size_t c = 0; c < plan.components.size(); ++c) {
        // Deals are not held against quotas, and in a pool figures are the members'.
        plan::Component const& component = plan.components[c];
        if (component.each != plan::Each::sums || component.pool) continue;
        for (Index const index : nodes_behind(plan, component)) {
            plan::Node const& node = plan.nodes[static_cast<std::size_t>(index)];
            if (node.op != Op::divide || plan.nodes[static_cast<std::size_t>(node.b)].op != Op::quota ||
                plan.nodes[static_cast<std::size_t>(node.a)].op != Op::measure)
                continue;
            out.push_back({static_cast<int>(c), index, node.a, node.b});
            break;
        }
    }
    return out;
}

}  // namespace colonnade::engine::cost
