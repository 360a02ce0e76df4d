#include "engine/pay/estimate.hpp"

#include <algorithm>

#include "engine/pay/inputs.hpp"
#include "foundation/base/money.hpp"
#include "foundation/base/problem.hpp"

namespace colonnade::engine::pay {
namespace {

plan::Node const& node_of(plan::Plan const& plan, plan::Index index) {
    return plan.nodes[static_cast<std::size_t>(index)];
}

bool is_by_quota(plan::Plan const& plan, plan::Index index) {
    plan::Node const& node = node_of(plan, index);
    return node.op == plan::Op::divide && node.type == plan::Type::rate &&
           node_of(plan, node.b).op == plan::Op::quota;
}

}  // namespace

plan::Index attainment_of(plan::Plan const& plan, plan::Component const& component) {
    for (plan::Named const& named : component.names)
        if (is_by_quota(plan, named.node)) return named.node;
    for (plan::Index const table : component.tables) {
        plan::Index const input = plan.tables[static_cast<std::size_t>(table)].input;
        if (is_by_quota(plan, input)) return input;
    }
    return plan::none;
}

void EarnedPay::add(EarnedPay const& more, int plan) {
    for (EarnedPart part : more.parts) {
        part.plan = plan;
        parts.push_back(part);
    }
    adjustments.insert(adjustments.end(), more.adjustments.begin(), more.adjustments.end());
    earned = add_checked(earned, more.earned);
    payout = add_checked(payout, more.payout);
}

Estimate::Estimate(plan::Plan plan, Facts const& facts, Frame const& frame, Index person, Span days)
    : plan_(std::move(plan)),
      excerpt_(excerpt_for(plan_, facts, frame, person)),
      days_(days),
      now_(plan_, excerpt_.facts) {
    Calendar const& calendar = now_.calendar();
    for (std::size_t p = 0; p < calendar.pays.size(); ++p) {
        Span const pay = calendar.pays[p];
        if (days.contains(pay.to == open_end ? pay.from : pay.to - 1)) pays_.push_back(static_cast<int>(p));
    }
    for (std::size_t t = 0; t < calendar.steps.size(); ++t)
        if (calendar.steps[t].days.from < days.to) last_step_ = static_cast<int>(t);
    for (plan::Component const& component : plan_.components)
        attainment_.push_back(attainment_of(plan_, component));
}

EarnedPay Estimate::earned_in(Calculation const& calculation) const {
    EarnedPay out;
    auto const is_asked = [&](int pay) { return std::find(pays_.begin(), pays_.end(), pay) != pays_.end(); };
    for (std::size_t c = 0; c < plan_.components.size(); ++c) {
        if (calculation.component(static_cast<int>(c)).row[static_cast<std::size_t>(excerpt_.person)] < 0)
            continue;
        EarnedPart part;
        part.component = static_cast<int>(c);
        if (attainment_[c] != plan::none && last_step_ >= 0)
            part.attainment = calculation.figure(excerpt_.person, part.component, attainment_[c], last_step_);
        out.parts.push_back(part);
    }
    for (Payout const& payout : calculation.payouts_of(excerpt_.person)) {
        if (!is_asked(payout.pay)) continue;
        for (EarnedPart& part : out.parts) {
            if (part.component != payout.component) continue;
            part.credited = add_checked(part.credited, payout.credited);
            part.earned = add_checked(part.earned, payout.earned);
            part.held = add_checked(part.held, payout.held);
            part.taken_back = add_checked(part.taken_back, payout.taken_back);
            part.payout = add_checked(part.payout, payout.payout);
            if (part.lack == Lack::none) part.lack = payout.lack;
        }
        out.earned = add_checked(out.earned, payout.earned);
        out.payout = add_checked(out.payout, payout.payout);
    }
    for (Adjustment const& adjustment : calculation.adjustments()) {
        if (adjustment.person != excerpt_.person || !is_asked(adjustment.pay)) continue;
        out.adjustments.push_back(adjustment);
        out.payout = add_checked(out.payout, adjustment.amount);
        bool const is_advance = adjustment.kind == Adjustment::Kind::draw ||
                                adjustment.kind == Adjustment::Kind::recovery;
        if (!is_advance) out.earned = add_checked(out.earned, adjustment.amount);
    }
    return out;
}

Calculation Estimate::calculated_with(std::vector<Deal> const& deals) const {
    Excerpt more = excerpt_;
    more.facts = std::make_shared<Facts>(*excerpt_.facts);
    for (Deal const& deal : deals) add_deal(more, plan_, deal);
    return Calculation(plan_, more.facts);
}

EarnedPay Estimate::with(std::vector<Deal> const& deals) const { return earned_in(calculated_with(deals)); }

std::optional<Position> Estimate::position(Calculation const& calculation, int component) const {
    plan::Component const& rules = plan_.components[static_cast<std::size_t>(component)];
    if (rules.tables.empty() || pays_.empty() || rules.each != plan::Each::sums || rules.pool) return {};
    if (calculation.component(component).row[static_cast<std::size_t>(excerpt_.person)] < 0) return {};
    plan::Table const& table = plan_.tables[static_cast<std::size_t>(rules.tables.front())];
    auto const at = [&](plan::Index node) { return figure(calculation, component, node); };
    auto const input = at(table.input);
    if (!input || table.kind == plan::TableKind::linear) return {};
    Position out;
    out.table = table.name, out.input = *input, out.value_type = table.type;
    out.input_type = node_of(plan_, table.input).type;
    for (std::size_t i = 0; i < table.steps.size(); ++i) {
        plan::Step const& step = table.steps[i];
        bool const is_last = i + 1 == table.steps.size();
        bool const fits = is_last ||
                          (step.kind == plan::Bound::below ? *input < step.bound : *input <= step.bound);
        if (!fits) continue;
        out.step = static_cast<int>(i), out.value = at(step.value).value_or(0);
        if (is_last) break;
        out.next_at = step.bound, out.next_value = at(table.steps[i + 1].value);
        break;
    }
    return out;
}

std::optional<std::int64_t> Estimate::quota(int component) const {
    plan::Index const by = attainment_[static_cast<std::size_t>(component)];
    if (by == plan::none) return std::nullopt;
    return figure(now_, component, node_of(plan_, by).b);
}

std::optional<std::int64_t> Estimate::figure(Calculation const& calculation, int component,
                                             plan::Index node) const {
    if (last_step_ < 0) return std::nullopt;
    return calculation.figure(excerpt_.person, component, node, last_step_);
}

EarnedPay earned_now(std::vector<Estimate> const& plans) {
    EarnedPay out;
    for (std::size_t p = 0; p < plans.size(); ++p) out.add(plans[p].now(), static_cast<int>(p));
    return out;
}

EarnedPay earned_with(std::vector<Estimate> const& plans, std::vector<Deal> const& deals) {
    EarnedPay out;
    for (std::size_t p = 0; p < plans.size(); ++p) out.add(plans[p].with(deals), static_cast<int>(p));
    return out;
}

}  // namespace colonnade::engine::pay
