// What is right but will hurt.
#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "engine/plan/checker.hpp"

namespace colonnade::plan {
namespace {

// The least and the most a figure can be, where that is known.
struct Range {
    std::optional<std::int64_t> least, most;
};

class Warnings {
public:
    Warnings(Plan const& plan, std::vector<Finding>& findings) : plan_(plan), findings_(findings) {}

    void all() {
        for (Table const& table : plan_.tables) look_at(table);
        for (Component const& component : plan_.components) look_at(component);
        for (Measure const& measure : plan_.measures) credited_twice(measure);
        for (Node const& node : plan_.nodes) branch(node);
        unused();
    }

private:
    void tell(std::string code, Place place, ProblemArguments arguments, std::string proposal = "") {
        for (Finding const& one : findings_)
            if (one.place == place && one.code == code) return;
        if (findings_.size() < findings_max)
            findings_.push_back(
                {Severity::warning, std::move(code), std::move(arguments), place, std::move(proposal)});
    }

    std::string number(std::int64_t value, Type type) const {
        if (type == Type::rate) return decimal_text(value, Rate::places - 2) + "%";
        return type == Type::days ? std::to_string(value) : decimal_text(value, Money::places);
    }

    std::optional<std::int64_t> constant(Index index) const {
        if (index == none) return std::nullopt;
        Node const& node = plan_.nodes[index];
        if (node.op == Op::constant) return node.value;
        if (node.op != Op::negate) return std::nullopt;
        auto const inner = constant(node.a);
        return inner ? std::optional<std::int64_t>(-*inner) : std::nullopt;
    }

    void look_at(Table const& table) {
        Type const input = plan_.nodes[table.input].type;
        if (table.kind != TableKind::linear && table.steps.back().kind != Bound::above)
            tell("steps_open", table.steps.back().place,
                 {{"name", table.name}, {"bound", number(table.steps.back().bound, input)}}, "above");
        for (std::size_t i = 0; i < table.steps.size(); ++i) {
            percent_missing(table, table.steps[i]);
            if (i > 0) compare_steps(table, table.steps[i - 1], table.steps[i], input);
        }
    }

    // A rate of 200 % and more in tiers is rather a percentage whose sign was left out.
    void percent_missing(Table const& table, Step const& step) {
        auto const value = constant(step.value);
        if (table.kind != TableKind::marginal || table.type != Type::rate || !value) return;
        if (*value >= 2 * Rate::scale)
            tell("percent_missing", plan_.nodes[step.value].place,
                 {{"found", decimal_text(*value, Rate::places)}}, decimal_text(*value, Rate::places) + "%");
    }

    void compare_steps(Table const& table, Step const& before, Step const& step, Type input) {
        auto const low = constant(before.value), high = constant(step.value);
        if (!low || !high) return;
        std::string const bound = number(before.bound, input);
        if (*high < *low)
            tell(table.kind == TableKind::marginal && *high >= 0 ? "rates_fall" : "pay_falls", step.place,
                 {{"name", table.name}, {"bound", bound}});
        else if (*high == *low && table.kind != TableKind::linear)
            tell("steps_alike", step.place, {{"name", table.name}, {"bound", bound}});
        // At the bound all of it is paid at the higher value at once. A month's pay there is the period's by
        // its months.
        Wide const months = plan_.period == AccumulationPeriod::year    ? 12
                            : plan_.period == AccumulationPeriod::month ? 1
                                                                        : 3;
        if (table.kind == TableKind::cliff && (static_cast<Wide>(*high) - *low) * months > *high &&
            *low >= 0 && months > 1)
            tell("cliff_big", step.place, {{"name", table.name}, {"bound", bound}});
    }

    void look_at(Component const& component) {
        for (Limit const& limit : component.limits) idle_limit(component, limit);
        for (Payment const& payment : component.payments) {
            team_and_own(payment.amount);
            if (auto const paid = constant(payment.amount); paid && *paid < 0)
                tell("pay_negative", payment.place, {{"component", component.name}});
        }
        for (Index const need : component.needs)
            if (auto const holds = truth(need); holds && !*holds)
                tell("component_never", plan_.nodes[need].place, {{"component", component.name}});
        if (component.from && component.to && component.roles.empty()) return;
    }

    void idle_limit(Component const& component, Limit const& limit) {
        auto const bound = constant(limit.amount);
        Range const paid = paid_in(component, limit.per);
        if (!bound) return;
        std::string const amount = number(*bound, Type::money);
        bool const most = limit.kind == Limit::Kind::at_most;
        if (most && paid.most && *paid.most <= *bound) tell("cap_idle", limit.place, {{"amount", amount}});
        if (most && ((paid.least && *paid.least >= *bound) || *bound <= 0))
            tell("cap_always", limit.place, {{"amount", amount}});
        if (!most && paid.least && *paid.least >= *bound)
            tell("floor_idle", limit.place, {{"amount", amount}});
    }

    // What the component can pay in one such period; known only where every payment is for such periods.
    Range paid_in(Component const& component, Per per) const {
        Range sum{0, 0};
        if (component.payments.empty()) return {};
        for (Payment const& payment : component.payments) {
            bool const same = payment.per ? *payment.per == per : per == Per::period;
            Range const one = same ? range(payment.amount) : Range{};
            sum.least = together(sum.least, one.least);
            sum.most = together(sum.most, one.most);
        }
        if (!component.needs.empty() && sum.least) sum.least = std::min<std::int64_t>(0, *sum.least);
        return sum;
    }

    static std::optional<std::int64_t> together(std::optional<std::int64_t> a,
                                                std::optional<std::int64_t> b) {
        std::int64_t sum = 0;
        if (!a || !b || __builtin_add_overflow(*a, *b, &sum)) return std::nullopt;
        return sum;
    }

    static std::optional<std::int64_t> lesser(std::optional<std::int64_t> a, std::optional<std::int64_t> b) {
        return a && b ? std::optional(std::min(*a, *b)) : std::nullopt;
    }
    static std::optional<std::int64_t> greater(std::optional<std::int64_t> a, std::optional<std::int64_t> b) {
        return a && b ? std::optional(std::max(*a, *b)) : std::nullopt;
    }

    Range range(Index index) const {
        if (auto const at = ranges_.find(index); at != ranges_.end()) return at->second;
        return ranges_[index] = find_range(index);
    }

    Range find_range(Index index) const {
        if (auto const value = constant(index)) return {value, value};
        Node const& node = plan_.nodes[index];
        auto const of = [&](Index operand) { return range(operand); };
        if (node.op == Op::look_up) {
            Range all = of(plan_.tables[node.a].steps.front().value);
            for (Step const& step : plan_.tables[node.a].steps) {
                Range const one = of(step.value);
                all = {lesser(all.least, one.least), greater(all.most, one.most)};
            }
            return all;
        }
        if (node.op == Op::choose) {
            Range const b = of(node.b), c = of(node.c);
            return {lesser(b.least, c.least), greater(b.most, c.most)};
        }
        if (node.op == Op::minimum || node.op == Op::maximum) {
            Range const a = of(node.a), b = of(node.b);
            bool const least = node.op == Op::minimum;
            auto const either = [](auto one, auto other) { return one ? one : other; };
            if (least)
                return {lesser(a.least, b.least),
                        a.most && b.most ? lesser(a.most, b.most) : either(a.most, b.most)};
            return {a.least && b.least ? greater(a.least, b.least) : either(a.least, b.least),
                    greater(a.most, b.most)};
        }
        return {};
    }

    // One payee counted by two kinds of credit that one line may both give.
    void credited_twice(Measure const& measure) {
        bool const owns = (measure.credits & (credit_owner | credit_split)) != 0;
        bool const besides = (measure.credits & (credit_overlay | credit_territory)) != 0;
        if (measure.kind == MeasureKind::aggregate && owns && besides && measure.refines == none)
            tell("credited_twice", measure.place, {{"name", measure.name}});
    }

    // `bookings + team bookings`: the team's hold one's own.
    void team_and_own(Index index) {
        std::vector<Index> own, team;
        std::set<Index> seen;
        std::function<void(Index)> const collect = [&](Index at) {
            Node const& node = plan_.nodes[at];
            if (!seen.insert(at).second) return;
            if (node.op == Op::measure) (node.scope == Scope::team ? team : own).push_back(node.a);
            bool const sum = node.op == Op::add;
            bool const factor = node.op == Op::multiply || node.op == Op::apply;
            if (sum || factor) collect(node.a);
            if (sum || node.op == Op::multiply) collect(node.b);
        };
        if (plan_.nodes[index].op == Op::add) collect(index);
        for (Index const measure : own)
            if (std::find(team.begin(), team.end(), measure) != team.end())
                tell("credited_twice", plan_.nodes[index].place, {{"name", plan_.measures[measure].name}});
    }

    std::optional<bool> truth(Index index) const {
        Node const& node = plan_.nodes[index];
        if (node.op == Op::constant && node.type == Type::yes_no) return node.value != 0;
        if (node.op < Op::equal || node.op > Op::greater_equal) return std::nullopt;
        auto const a = constant(node.a), b = constant(node.b);
        if (!a || !b) return std::nullopt;
        switch (node.op) {
            case Op::equal: return *a == *b;
            case Op::not_equal: return *a != *b;
            case Op::less: return *a < *b;
            case Op::less_equal: return *a <= *b;
            case Op::greater: return *a > *b;
            default: return *a >= *b;
        }
    }

    void branch(Node const& node) {
        if (node.op != Op::choose) return;
        if (auto const holds = truth(node.a))
            tell("branch_never", node.place, {{"branch", *holds ? "else" : "then"}});
    }

    void unused() {
        std::vector<bool> parameters(plan_.parameters.size()), measures(plan_.measures.size());
        for (Node const& node : plan_.nodes) {
            if (node.op == Op::parameter) parameters[node.a] = true;
            if (node.op == Op::measure || node.op == Op::quota || node.op == Op::rank)
                measures[node.a] = true;
        }
        for (Measure const& measure : plan_.measures)
            for (Index const used : {measure.refines, measure.part, measure.whole})
                if (used != none) measures[used] = true;
        for (std::size_t i = 0; i < parameters.size(); ++i)
            if (!parameters[i])
                tell("unused", plan_.parameters[i].place, {{"name", plan_.parameters[i].name}});
        for (std::size_t i = 0; i < measures.size(); ++i)
            if (!measures[i]) tell("unused", plan_.measures[i].place, {{"name", plan_.measures[i].name}});
    }

    Plan const& plan_;
    std::vector<Finding>& findings_;
    mutable std::map<Index, Range> ranges_;
};

}  // namespace

void warn(Plan const& plan, std::vector<Finding>& findings) { Warnings(plan, findings).all(); }

}  // namespace colonnade::plan
