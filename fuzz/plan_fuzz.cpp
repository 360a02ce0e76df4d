// Feeds arbitrary text to the plan language: it is compiled without an exception, findings lie inside the
// text and are bounded, operands stand before what is reckoned from them, and the layout is canonical:
// formatting twice is formatting once, and means the same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "engine/plan/compile.hpp"
#include "engine/plan/syntax.hpp"

using namespace colonnade::plan;

namespace {

void must(bool holds) {
    if (!holds) std::abort();
}

bool reckons(Op op) {
    return op == Op::negate || (op >= Op::add && op <= Op::maximum) ||
           (op >= Op::equal && op <= Op::negation) || op == Op::choose;
}

void look_at(Plan const& plan) {
    auto const count = static_cast<Index>(plan.nodes.size());
    for (Index i = 0; i < count; ++i) {
        Node const& node = plan.nodes[i];
        if (reckons(node.op)) must(node.a < i && node.b < i && node.c < i && node.a != none);
        if (node.op == Op::look_up) must(node.a < static_cast<Index>(plan.tables.size()));
        if (node.op == Op::apply) must(node.a < i && node.b < static_cast<Index>(plan.tables.size()));
    }
    for (Table const& table : plan.tables) {
        must(!table.steps.empty());
        for (Step const& step : table.steps) must(plan.nodes[step.value].type == table.type);
    }
    for (Component const& component : plan.components)
        for (Payment const& payment : component.payments)
            must(plan.nodes[payment.amount].type == Type::money);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string const text(reinterpret_cast<char const*>(data), size);
    Compiled const made = compile(text, Schema::standard());
    must(made.findings.size() <= 2 * findings_max);
    for (Finding const& one : made.findings) must(one.place.line >= 1 && one.place.line <= size + 1);
    if (made.plan) look_at(*made.plan);

    std::string const once = format(text);
    must(format(once) == once);
    must(compile(once, Schema::standard()).has_errors() == made.has_errors());
    std::vector<Finding> findings;
    if (made.plan) must(compare(parse(text, findings), parse(once, findings)).empty());
    return 0;
}
