#include "engine/cost/curve.hpp"

#include <algorithm>
#include <optional>

#include "engine/cost/quota.hpp"
#include "engine/pay/example.hpp"
#include "foundation/base/problem.hpp"

namespace colonnade::engine::cost {
namespace {

using plan::Given;
using plan::Index;
using plan::Op;
using plan::Type;

constexpr std::int64_t some_sales = 100'000 * Money::scale;  // where nobody has sold or has a quota yet
constexpr std::int64_t some_months = 24;

plan::Node const& node_at(plan::Plan const& plan, Index index) {
    return plan.nodes[static_cast<std::size_t>(index)];
}

// As an example names the leaf; nothing for constants, attributes and pay of other components.
std::optional<Given> given_of(plan::Node const& node) {
    Given given;
    given.of = node.a;
    given.scope = node.scope;
    switch (node.op) {
        case Op::measure: given.kind = Given::Kind::measure; return given;
        case Op::quota: given.kind = Given::Kind::quota; return given;
        case Op::parameter: given.kind = Given::Kind::parameter; return given;
        case Op::rank: given.kind = Given::Kind::rank; return given;
        case Op::months_employed: given.kind = Given::Kind::months_employed; return given;
        default: return std::nullopt;
    }
}

bool same_leaf(Given const& a, Given const& b) {
    return a.kind == b.kind && a.of == b.of && a.scope == b.scope;
}

// A sum that grows with what is sold; KPIs and shares of one measure in another do not.
bool grows(plan::Plan const& plan, Given const& given) {
    return given.kind == Given::Kind::measure &&
           plan.measures[static_cast<std::size_t>(given.of)].kind == plan::MeasureKind::aggregate;
}

// What stands for a leaf without any facts.
std::int64_t assumed(plan::Plan const& plan, Given const& given) {
    switch (given.kind) {
        case Given::Kind::months_employed: return some_months * Quantity::scale;
        case Given::Kind::rank: return Quantity::scale;
        case Given::Kind::quota: return some_sales;
        case Given::Kind::measure:
            return plan.measures[static_cast<std::size_t>(given.of)].type == Type::rate ? pay::one : 0;
        default: return 0;
    }
}

// The mean of a leaf at the ends of accumulation periods in which somebody was paid.
std::optional<std::int64_t> mean(pay::Calculation const& calculation, int component, Index node) {
    pay::ComponentPay const& of = calculation.component(component);
    auto const& steps = calculation.calendar().steps;
    pay::NodeValues const values = calculation.values(component, node);
    Wide sum = 0;
    std::int64_t count = 0;
    for (std::size_t i = 0; i < values.value.size(); ++i) {
        bool const is_there = values.lack.empty() || values.lack[i] == pay::Lack::none;
        if (!steps[i % steps.size()].is_last || !of.active[i] || !is_there) continue;
        sum += values.value[i], ++count;
    }
    if (count == 0) return std::nullopt;
    return narrow(divide_half_even(sum, count));
}

// The figure that a component is drawn against, and how.
struct Driver {
    Ground ground = Ground::attainment;
    Index reached = plan::none;     // a measure node
    Index attainment = plan::none;  // of it and its quota
    std::int64_t unit = 0;          // reached at 100 %: the quota; else the average
};

std::int64_t value_of(Payee const& payee, Given const& leaf) {
    for (Given const& given : payee.given)
        if (same_leaf(given, leaf)) return given.value;
    return 0;
}

std::optional<Driver> driver_of(plan::Plan const& plan, int component, Payee const& payee) {
    plan::Component const& rules = plan.components[static_cast<std::size_t>(component)];
    if (rules.each != plan::Each::sums || rules.pool) return std::nullopt;
    for (QuotaNodes const& found : quota_nodes(plan)) {
        if (found.component != component) continue;
        std::int64_t const quota = value_of(payee, *given_of(node_at(plan, found.quota)));
        return Driver{Ground::attainment, found.reached, found.attainment, quota > 0 ? quota : some_sales};
    }
    for (Index const index : nodes_behind(plan, rules)) {
        plan::Node const& node = node_at(plan, index);
        if (node.op != Op::measure || !grows(plan, *given_of(node))) continue;
        std::int64_t const usual = value_of(payee, *given_of(node));
        Ground const ground = node.type == Type::money ? Ground::money : Ground::count;
        return Driver{ground, index, plan::none, usual > 0 ? usual : some_sales};
    }
    return std::nullopt;
}

// The plan's own text may say the same quota twice: tables are drawn on it whichever node they name.
bool stands_for(plan::Plan const& plan, Index input, Driver const& driver) {
    if (input == driver.attainment || input == driver.reached) return true;
    if (driver.attainment == plan::none) return false;
    plan::Node const &a = node_at(plan, input), &b = node_at(plan, driver.attainment);
    auto const same = [&](Index x, Index y) {
        plan::Node const &one = node_at(plan, x), &other = node_at(plan, y);
        return one.op == other.op && one.a == other.a && one.scope == other.scope;
    };
    return a.op == Op::divide && same(a.a, b.a) && same(a.b, b.b);
}

// What the component compares the driver's figure with: `needs attainment >= 85%`.
std::vector<std::int64_t> compared_with(plan::Plan const& plan, plan::Component const& rules,
                                        Driver const& driver) {
    std::vector<std::int64_t> bounds;
    for (Index const index : nodes_behind(plan, rules)) {
        plan::Node const& node = node_at(plan, index);
        if (node.op < Op::equal || node.op > Op::greater_equal || !stands_for(plan, node.a, driver)) continue;
        plan::Node const& bound = node_at(plan, node.b);
        bool const is_amount = driver.ground == Ground::attainment && node.a == driver.reached;
        if (bound.op == Op::constant && bound.value > 0)
            bounds.push_back(is_amount ? ratio(bound.value, driver.unit).count : bound.value);
    }
    return bounds;
}

// Bounds of the component's tables and conditions, on the driver's ground.
std::vector<std::int64_t> bounds_of(plan::Plan const& plan, plan::Component const& rules,
                                    Driver const& driver) {
    std::vector<std::int64_t> bounds = compared_with(plan, rules, driver);
    for (Index const t : rules.tables) {
        plan::Table const& table = plan.tables[static_cast<std::size_t>(t)];
        if (!stands_for(plan, table.input, driver)) continue;
        bool const is_amount = driver.ground == Ground::attainment && table.input == driver.reached;
        for (plan::Step const& step : table.steps) {
            if (step.kind == plan::Bound::above || step.bound <= 0) continue;
            bounds.push_back(is_amount ? ratio(step.bound, driver.unit).count : step.bound);
        }
    }
    std::ranges::sort(bounds);
    bounds.erase(std::unique(bounds.begin(), bounds.end()), bounds.end());
    return bounds;
}

// From nothing to beyond the last tier, in even steps, with a point on each side of every bound.
std::vector<std::int64_t> places_of(Driver const& driver, std::vector<std::int64_t> const& bounds) {
    constexpr std::int64_t even_steps = 24;
    std::int64_t const unit = driver.ground == Ground::attainment ? pay::one : driver.unit;
    std::int64_t end = driver.ground == Ground::attainment ? unit / 2 * 3 : narrow(Wide{unit} * 2);
    if (!bounds.empty()) end = std::max(end, narrow(Wide{bounds.back()} * 6 / 5));
    std::vector<std::int64_t> places;
    for (std::int64_t i = 0; i <= even_steps; ++i) places.push_back(narrow(Wide{end} * i / even_steps));
    std::int64_t const beside = std::max<std::int64_t>(unit / 10'000, 1);
    for (std::int64_t const bound : bounds)
        for (std::int64_t const at : {bound - beside, bound, bound + beside}) places.push_back(at);
    std::ranges::sort(places);
    places.erase(std::unique(places.begin(), places.end()), places.end());
    return places;
}

// What the component pays at one place: an example in which every sum has grown with the driver's.
std::int64_t pay_at(plan::Plan const& plan, int component, Driver const& driver, Payee const& payee,
                    std::int64_t at) {
    Wide const scale = driver.ground == Ground::attainment ? pay::one : 1;
    std::int64_t const reached =
        driver.ground == Ground::attainment ? narrow(divide_half_even(Wide{at} * driver.unit, scale)) : at;
    Given const leaf = *given_of(node_at(plan, driver.reached));
    std::int64_t const usual = value_of(payee, leaf);
    plan::Example example;
    for (Given given : payee.given) {
        bool const is_quota = driver.attainment != plan::none &&
                              same_leaf(given, *given_of(node_at(plan, node_at(plan, driver.attainment).b)));
        if (is_quota) given.value = driver.unit;
        else if (same_leaf(given, leaf)) given.value = reached;
        else if (grows(plan, given) && usual > 0)
            given.value = narrow(divide_half_even(Wide{given.value} * reached, usual));
        example.given.push_back(given);
    }
    plan::Component const& rules = plan.components[static_cast<std::size_t>(component)];
    if (!rules.roles.empty()) example.role = rules.roles.front();
    plan::Expected expected;
    expected.component = component;
    return pay::outcome(plan, example, expected);
}

std::int64_t usual_place(plan::Plan const& plan, Driver const& driver, Payee const& payee) {
    std::int64_t const usual = value_of(payee, *given_of(node_at(plan, driver.reached)));
    return driver.ground == Ground::attainment ? ratio(usual, driver.unit).count : usual;
}

}  // namespace

Payee usual_payee(pay::Calculation const& calculation) {
    plan::Plan const& plan = calculation.plan();
    Payee payee;
    std::vector<std::uint8_t> is_known;
    for (std::size_t c = 0; c < plan.components.size(); ++c)
        for (Index const index : nodes_behind(plan, plan.components[c])) {
            std::optional<Given> given = given_of(node_at(plan, index));
            if (!given || given->scope == plan::Scope::all) continue;
            std::size_t place = 0;
            while (place < payee.given.size() && !same_leaf(payee.given[place], *given)) ++place;
            if (place == payee.given.size()) {
                given->value = assumed(plan, *given);
                payee.given.push_back(*given), is_known.push_back(0);
            }
            if (is_known[place] || given->kind == Given::Kind::rank) continue;
            auto const found = mean(calculation, static_cast<int>(c), index);
            if (found) payee.given[place].value = *found, is_known[place] = 1;
        }
    return payee;
}

std::vector<Curve> curves_of(plan::Plan const& plan, Payee const& payee) {
    std::vector<Curve> curves;
    for (std::size_t c = 0; c < plan.components.size(); ++c) {
        int const component = static_cast<int>(c);
        auto const driver = driver_of(plan, component, payee);
        if (!driver) continue;
        Curve curve;
        curve.component = component;
        curve.ground = driver->ground;
        curve.breakpoints = bounds_of(plan, plan.components[c], *driver);
        try {
            for (std::int64_t const at : places_of(*driver, curve.breakpoints))
                curve.points.push_back({at, pay_at(plan, component, *driver, payee, at)});
            curve.usual.at = std::max<std::int64_t>(usual_place(plan, *driver, payee), 0);
            curve.usual.pay = pay_at(plan, component, *driver, payee, curve.usual.at);
        } catch (Problem const&) { continue; }  // beyond what numbers hold: there is nothing to draw
        curves.push_back(std::move(curve));
    }
    return curves;
}

}  // namespace colonnade::engine::cost
