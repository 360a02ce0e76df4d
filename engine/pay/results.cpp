// What a calculation hands out: payouts, exceptions, lineage.
#include <algorithm>
#include <numeric>

#include "engine/pay/component.hpp"
#include "engine/pay/threads.hpp"

namespace colonnade::engine::pay {
namespace {

bool names_measure(plan::Plan const& plan, plan::Index index, FirstMeasure& found, Inputs const& inputs,
                   bool sales_stay) {
    if (index == plan::none) return false;
    plan::Node const& node = plan.nodes[static_cast<std::size_t>(index)];
    using plan::Op;
    if (node.op == Op::measure) {
        int const slot = inputs.slots().of(node.a, sales_stay).sum;
        if (slot < 0) return false;
        found = {slot, node.scope == plan::Scope::team};
        return true;
    }
    bool const has_operands = node.op >= Op::negate && node.op <= Op::choose && node.op != Op::look_up;
    if (!has_operands) return false;
    if (names_measure(plan, node.a, found, inputs, sales_stay)) return true;
    if (node.op == Op::apply || node.op == Op::any_of) return false;
    return names_measure(plan, node.b, found, inputs, sales_stay) ||
           names_measure(plan, node.c, found, inputs, sales_stay);
}

}  // namespace

FirstMeasure first_measure(plan::Plan const& plan, Inputs const& inputs, plan::Component const& component) {
    FirstMeasure found;
    bool const sales_stay = takes_back_returns(component);
    for (plan::Payment const& payment : component.payments)
        if (names_measure(plan, payment.amount, found, inputs, sales_stay)) return found;
    if (component.pool && names_measure(plan, component.pool->amount, found, inputs, sales_stay))
        return found;
    for (plan::Named const& named : component.names)
        if (names_measure(plan, named.node, found, inputs, sales_stay)) return found;
    for (plan::Index const need : component.needs)
        if (names_measure(plan, need, found, inputs, sales_stay)) return found;
    return found;
}

std::vector<FirstMeasure> first_measures(plan::Plan const& plan, Inputs const& inputs) {
    std::vector<FirstMeasure> first;
    for (plan::Component const& rules : plan.components) first.push_back(first_measure(plan, inputs, rules));
    return first;
}

std::vector<Payout> Calculation::payouts() const {
    std::vector<FirstMeasure> const first = first_measures(plan_, *inputs_);
    std::vector<Payout> out;
    for (std::size_t p = 0; p < facts_->people.size(); ++p) add_payouts(static_cast<Index>(p), first, out);
    return out;
}

std::vector<Payout> Calculation::payouts_of(Index person) const {
    std::vector<Payout> out;
    add_payouts(person, first_measures(plan_, *inputs_), out);
    return out;
}

void Calculation::add_payouts(Index person, std::vector<FirstMeasure> const& first,
                              std::vector<Payout>& out) const {
    std::size_t const steps = calendar_.steps.size(), p = static_cast<std::size_t>(person);
    for (std::size_t t = 0; t < steps;) {
        std::size_t const end = static_cast<std::size_t>(
            std::find_if(calendar_.steps.begin() + static_cast<std::ptrdiff_t>(t), calendar_.steps.end(),
                         [&](Step const& step) { return step.pay != calendar_.steps[t].pay; }) -
            calendar_.steps.begin());
        for (std::size_t c = 0; c < components_.size(); ++c) {
            ComponentPay const& from = components_[c];
            if (from.row[p] < 0) continue;
            std::size_t const at = static_cast<std::size_t>(from.row[p]) * steps;
            Payout payout{person, static_cast<int>(c), calendar_.steps[t].pay};
            bool is_paid = false;
            for (std::size_t s = t; s < end; ++s) {
                is_paid |= from.active[at + s] != 0 || from.payout[at + s] != 0;
                payout.period = calendar_.steps[s].period;
                payout.payout += from.payout[at + s], payout.held += from.held[at + s];
                payout.taken_back += from.taken_back[at + s];
                if (payout.lack == Lack::none) payout.lack = from.lack[at + s];
                if (first[c].slot >= 0)
                    payout.credited +=
                        figures_->alone(static_cast<std::size_t>(first[c].slot), first[c].is_team, person)[s];
            }
            payout.earned = payout.payout + payout.held + payout.taken_back;
            if (is_paid) out.push_back(payout);
        }
        t = end;
    }
}

std::vector<Exception> Calculation::exceptions() const {
    std::vector<Exception> out;
    for (Payout const& payout : payouts())
        if (payout.lack != Lack::none)
            out.push_back({payout.lack, payout.person, payout.component, payout.pay});
    return out;
}

namespace {

constexpr std::size_t lines_at_a_time = 1 << 16;

// The credited lines of [from, to), written from `out` on; or only their number, without `out`.
std::size_t credited(Facts const& facts, std::size_t from, std::size_t to, CreditedLine* out) {
    Lines const& lines = facts.lines;
    std::int64_t amounts[most_parts];
    std::size_t count = 0;
    for (std::size_t i = from; i < to; ++i) {
        std::uint32_t const number = static_cast<std::uint32_t>(i);
        if (lines.shared.empty() || lines.shared[i] == 0) {
            if (lines.owner[i] == nobody) continue;
            if (out) out[count] = {number, lines.owner[i], CreditKind::owner, one, lines.amount[i]};
            ++count;
            continue;
        }
        CreditPart whole;
        PartsOf const parts = parts_of(lines, i, whole);
        count += parts.count;
        if (!out) continue;
        split_amount(lines.amount[i], facts.minor, parts.first, parts.count, amounts);
        CreditedLine* const first = out + count - parts.count;
        for (std::size_t p = 0; p < parts.count; ++p)
            first[p] = {number, parts.first[p].person, parts.first[p].kind, parts.first[p].share, amounts[p]};
    }
    return count;
}

}  // namespace

std::vector<CreditedLine> Calculation::credited_parts(std::uint32_t line) const {
    std::vector<CreditedLine> out(credited(*facts_, line, line + 1, nullptr));
    credited(*facts_, line, line + 1, out.data());
    return out;
}

std::vector<CreditedLine> Calculation::lineage() const {
    std::vector<CreditedLine> out;
    lineage(out);
    return out;
}

void Calculation::lineage(std::vector<CreditedLine>& out) const {
    // Stretches are filled by threads; the place of each is known from the numbers of those before it.
    std::size_t const lines = facts_->lines.size(),
                      stretches = (lines + lines_at_a_time - 1) / lines_at_a_time;
    std::vector<std::size_t> place(stretches + 1);
    in_parallel(lines, lines_at_a_time, options_.threads, [&](std::size_t, std::size_t from, std::size_t to) {
        place[from / lines_at_a_time + 1] = credited(*facts_, from, to, nullptr);
    });
    std::partial_sum(place.begin(), place.end(), place.begin());
    out.resize(place.back());
    in_parallel(lines, lines_at_a_time, options_.threads, [&](std::size_t, std::size_t from, std::size_t to) {
        credited(*facts_, from, to, out.data() + place[from / lines_at_a_time]);
    });
}

}  // namespace colonnade::engine::pay
