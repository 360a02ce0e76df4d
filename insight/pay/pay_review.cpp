#include "insight/pay/pay_review.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "insight/pay/review_store.hpp"
#include "pillars/operations/incentives/parameter_store.hpp"
#include "pillars/operations/incentives/review.hpp"
#include "pillars/operations/incentives/run_store.hpp"

namespace colonnade::insight {

namespace pay = engine::pay;
using engine::Index;
using incentives::Payout;
using incentives::RunException;
using incentives::RunResult;

namespace {

constexpr char const* target_names[] = {"target pay", "target_pay"};

plan::Node const& node_of(plan::Plan const& plan, plan::Index index) {
    return plan.nodes[static_cast<std::size_t>(index)];
}

bool is_attainment(plan::Plan const& plan, plan::Index index) {
    plan::Node const& node = node_of(plan, index);
    return node.op == plan::Op::divide && node.type == plan::Type::rate &&
           node_of(plan, node.b).op == plan::Op::quota;
}

// The attainments of a component at which pay jumps: bounds of cliffs, and gates.
std::map<plan::Index, std::vector<Rate>> jumps(plan::Plan const& plan, plan::Component const& rules) {
    std::map<plan::Index, std::vector<Rate>> found;
    for (plan::Index const at : rules.tables) {
        plan::Table const& table = plan.tables[static_cast<std::size_t>(at)];
        if (table.kind != plan::TableKind::cliff || !is_attainment(plan, table.input)) continue;
        for (plan::Step const& step : table.steps)
            if (step.kind != plan::Bound::above) found[table.input].push_back({step.bound});
    }
    for (plan::Index const at : rules.needs) {
        plan::Node const& need = node_of(plan, at);
        bool const is_floor = need.op == plan::Op::greater_equal || need.op == plan::Op::greater;
        if (is_floor && is_attainment(plan, need.a) && node_of(plan, need.b).op == plan::Op::constant)
            found[need.a].push_back({node_of(plan, need.b).value});
    }
    return found;
}

// One plan's calculation in one period.
class Bunches {
public:
    Bunches(pay::Calculation const& calculation, PayFacts const& source, DateRange const& period)
        : pay_(calculation), source_(source), from_(period.from.number()) {
        to_ = period.to ? period.to->number() : engine::open_end;
        auto const& steps = pay_.calendar().steps;
        for (std::size_t i = 0; i < steps.size(); ++i)
            if (steps[i].days.from >= from_ && steps[i].days.to <= to_) last_step_ = static_cast<int>(i);
    }

    std::vector<RunException> all() {
        plan::Plan const& plan = pay_.plan();
        for (std::size_t c = 0; last_step_ >= 0 && c < plan.components.size(); ++c) {
            auto const at = jumps(plan, plan.components[c]);
            for (Index person : at.empty() ? std::vector<Index>{} : pay_.component(int(c)).people)
                for (auto const& [node, bounds] : at) add_reach(person, int(c), node, bounds);
            if (plan.components[c].each != plan::Each::sums) add_deals(int(c));
        }
        return std::move(found_);
    }

private:
    void add(std::optional<RunException> one) {
        if (one) found_.push_back(std::move(*one));
    }
    PersonId person(Index index) const { return source_.people[static_cast<std::size_t>(index)]; }
    std::string const& name(int component) const {
        return pay_.plan().components[static_cast<std::size_t>(component)].name;
    }

    void add_reach(Index who, int component, plan::Index node, std::vector<Rate> const& bounds) {
        auto const reached = pay_.figure(who, component, node, last_step_);
        auto const credited = pay_.figure(who, component, node_of(pay_.plan(), node).a, last_step_);
        if (!reached || !credited || *credited <= 0) return;
        incentives::Reach reach{person(who), name(component), Rate{*reached}, bounds, *credited, *credited};
        // Lines are looked for only where the bound is just exceeded.
        if (!incentives::bunched_at_tier(reach, source_.currency)) return;
        reach.last_days = 0;
        int const pay = pay_.calendar().steps[static_cast<std::size_t>(last_step_)].pay;
        for (pay::CreditedLine const& line : pay_.explain(who, component, pay).lines)
            if (pay_.facts().lines.booked[line.line] >= to_ - incentives::last_days)
                reach.last_days = add_checked(reach.last_days, line.credit);
        add(incentives::bunched_at_tier(reach, source_.currency));
    }

    void add_deals(int component) {
        plan::Plan const& plan = pay_.plan();
        plan::Component const& rules = plan.components[static_cast<std::size_t>(component)];
        std::vector<std::int64_t> bounds;
        for (plan::Index const at : rules.tables) {
            plan::Table const& table = plan.tables[static_cast<std::size_t>(at)];
            if (node_of(plan, table.input).type != plan::Type::money) continue;
            for (plan::Step const& step : table.steps)
                if (step.kind != plan::Bound::above) bounds.push_back(step.bound);
        }
        if (bounds.empty()) return;
        int const pay = pay_.calendar().steps[static_cast<std::size_t>(last_step_)].pay;
        for (Index const who : pay_.component(component).people) {
            std::map<std::int64_t, std::int64_t> deals;
            for (pay::CreditedLine const& line : pay_.explain(who, component, pay).lines) {
                bool const by_order = rules.each == plan::Each::order;
                std::int64_t const key = by_order ? source_.lines[line.line].order.value
                                                  : static_cast<std::int64_t>(line.line);
                deals[key] = add_checked(deals[key], line.credit);
            }
            incentives::Deals all{person(who), name(component), bounds, {}};
            for (auto const& [key, amount] : deals) all.amounts.push_back(amount);
            add(incentives::bunched_deals(all, source_.currency));
        }
    }

    pay::Calculation const& pay_;
    PayFacts const& source_;
    engine::Day from_, to_;
    int last_step_ = -1;
    std::vector<RunException> found_;
};

// What each person was paid in the settled periods before, newest first.
std::map<std::int64_t, std::vector<incentives::Earned>> former_pay(db::Session& session,
                                                                   PeriodNames const& names,
                                                                   incentives::PayPeriod const& period) {
    std::map<std::int64_t, std::vector<incentives::Earned>> former;
    auto const& all = names.pay_periods();
    for (auto one = all.rbegin(); one != all.rend(); ++one) {
        bool const is_settled = one->run && one->state >= incentives::PayState::approved;
        if (one->range.from >= period.range.from || !is_settled) continue;
        std::map<std::int64_t, incentives::Earned> sums;
        for (incentives::StoredPayout const& stored : incentives::payouts_of_run(session, *one->run)) {
            if (stored.payout.period_key != one->key) continue;
            incentives::Earned& sum = sums[stored.payout.person.value];
            sum.credited = add_checked(sum.credited, stored.payout.credited.units);
            sum.earned = add_checked(sum.earned, stored.payout.earned.units);
        }
        for (auto const& [person, sum] : sums) former[person].push_back(sum);
    }
    return former;
}

std::map<std::int64_t, std::int64_t> targets(db::Session& session, Date day) {
    std::map<std::int64_t, std::int64_t> by_person;
    for (incentives::Parameter const& one : incentives::all_parameters(session)) {
        bool const is_target = std::ranges::find(target_names, one.name) != std::end(target_names);
        if (is_target && one.valid.contains(day)) by_person[one.person.value] = one.value;
    }
    return by_person;
}

// Orders of settled periods were decided with them; orders from before the first period are nobody's.
void keep_own_orders(db::Session& session, PeriodNames const& names, incentives::PayPeriod const& period,
                     RunResult& result) {
    std::set<OrderId> const decided = incentives::orders_of_settled_exceptions(session);
    Date first = period.range.from;
    for (incentives::PayPeriod const& one : names.pay_periods()) first = std::min(first, one.range.from);
    std::erase_if(result.exceptions, [&](RunException const& one) {
        if (!one.order || !one.booked) return false;
        bool const is_later = period.range.to && *one.booked >= *period.range.to;
        return is_later || *one.booked < first || decided.contains(*one.order);
    });
    for (RunException& one : result.exceptions)
        if (one.order) one.period_key = period.key;
}

}  // namespace

std::vector<RunException> bunched(pay::Calculation const& calculation, PayFacts const& source,
                                  DateRange const& period) {
    return Bunches(calculation, source, period).all();
}

void review_period(db::Session& session, PayFacts const& source, PeriodNames const& names,
                   incentives::PayPeriod const& period, RunResult& result) {
    std::erase_if(result.exceptions, [&](RunException const& one) {
        return !one.period_key.empty() && one.period_key != period.key;
    });
    keep_own_orders(session, names, period, result);
    incentives::ReviewFacts facts{source.currency, period.key, period.range, {}, {}, {}};
    for (Payout const& payout : result.payouts)
        if (payout.period_key == period.key) facts.payouts.push_back(payout);
    facts.former = former_pay(session, names, period);
    facts.target_by_person = targets(session, period.range.from);
    auto const append = [&](std::vector<RunException> found) {
        for (RunException& one : found) result.exceptions.push_back(std::move(one));
    };
    append(incentives::review(facts));
    append(incentives::late_splits(split_changes(session, period.range), period.range, period.key));
}

void add_unplaced(RunResult& result, PayFacts const& source) {
    struct Unplaced {
        std::int64_t amount = 0;
        engine::Day booked = 0;
        std::string currency;
    };
    std::map<OrderId, Unplaced> orders;
    for (OrderId order : source.without_rate) orders[order];
    for (OrderId order : source.without_payee) orders[order];
    pay::Lines const& lines = source.facts.lines;
    auto const currency = std::ranges::find(lines.attributes, "order.currency", &pay::Attribute::name);
    for (std::size_t i = 0; !orders.empty() && i < source.lines.size(); ++i) {
        auto const at = orders.find(source.lines[i].order);
        if (at == orders.end()) continue;
        at->second.amount = add_checked(at->second.amount, lines.amount[i]);
        at->second.booked = lines.booked[i];
        if (currency != lines.attributes.end()) at->second.currency = currency->values[currency->code[i]];
    }
    for (auto const& [order, one] : orders) {
        bool const is_without_rate = std::ranges::find(source.without_rate, order) !=
                                     source.without_rate.end();
        incentives::Detail detail;
        Date const booked = Date::from_number(one.booked);
        detail.date("on", booked);
        if (is_without_rate) detail.text("currency", one.currency);
        else detail.money("amount", {one.amount, source.currency});
        result.exceptions.push_back({is_without_rate ? "order_without_rate" : "order_without_payee",
                                     {},
                                     "",
                                     "",
                                     detail.json(),
                                     order,
                                     booked});
    }
    for (auto const& [person, name] : source.in_other_currency) {
        incentives::Detail detail;
        detail.text("name", name);
        result.exceptions.push_back({"parameter_currency", person, "", "", detail.json()});
    }
}

}  // namespace colonnade::insight
