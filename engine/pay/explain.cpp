// One payout opened: named figures, the pieces of its tables, what rolled up, and the lines.
#include <algorithm>
#include <numeric>

#include "engine/pay/component.hpp"
#include "foundation/base/problem.hpp"

namespace colonnade::engine::pay {
namespace {

std::int64_t in_unit(Column const& column, plan::Type type) {
    return rounded(column, scale_of(type), 1, Rounding::half_even)[0];
}

// Which part of the input lies in each marginal step; which step of another table holds it.
void add_pieces(Trace& trace, plan::Plan const& plan, plan::Table const& table, Formulas const& values) {
    plan::Type const type = plan.nodes[static_cast<std::size_t>(table.input)].type;
    std::int64_t const input = in_unit(values[table.input].number, type);
    std::int64_t low = 0;
    for (std::size_t i = 0; i < table.steps.size(); ++i) {
        plan::Step const& step = table.steps[i];
        bool const is_last = i + 1 == table.steps.size();
        bool const fits = is_last ||
                          (step.kind == plan::Bound::below ? input < step.bound : input <= step.bound);
        std::int64_t const rate = in_unit(values[step.value].number, table.type);
        std::int64_t const high = fits ? input : step.bound;
        if (table.kind == plan::TableKind::marginal ? (i == 0 || input > low) : fits)
            trace.pieces.push_back({table.name, static_cast<int>(i), low, high, rate});
        if (fits) return;
        low = step.bound;
    }
}

}  // namespace

std::optional<std::int64_t> Calculation::figure(Index person, int component, plan::Index node,
                                                int step) const {
    if (components_.at(static_cast<std::size_t>(component)).row.at(static_cast<std::size_t>(person)) < 0)
        return std::nullopt;
    Rows rows;
    rows.person.push_back(person), rows.step.push_back(step);
    FactLeaves const leaves(*this, *inputs_, component, rows);
    Formulas const values(plan_, leaves, {node});
    if (!values[node].lack.empty() && values[node].lack[0] != Lack::none) return std::nullopt;
    return in_unit(values[node].number, plan_.nodes[static_cast<std::size_t>(node)].type);
}

Trace Calculation::explain(Index person, int component, int pay) const {
    Trace trace;
    ComponentPay const& matrix = components_.at(static_cast<std::size_t>(component));
    int const row = matrix.row.at(static_cast<std::size_t>(person));
    if (row < 0) throw not_found();
    plan::Component const& rules = plan_.components[static_cast<std::size_t>(component)];
    for (Payout const& payout : payouts_of(person))
        if (payout.component == component && payout.pay == pay) trace.payout = payout;
    int last = -1;
    for (std::size_t t = 0; t < calendar_.steps.size(); ++t)
        if (calendar_.steps[t].pay == pay) last = static_cast<int>(t);
    if (last < 0) throw not_found();
    FirstMeasure const first = first_measure(plan_, *inputs_, rules);
    if (rules.each == plan::Each::sums && !rules.pool) {
        Rows rows;
        rows.person.push_back(person), rows.step.push_back(last);
        FactLeaves const leaves(*this, *inputs_, component, rows);
        std::vector<plan::Index> wanted;
        for (plan::Named const& named : rules.names) wanted.push_back(named.node);
        for (plan::Index const t : rules.tables) {
            plan::Table const& table = plan_.tables[static_cast<std::size_t>(t)];
            wanted.push_back(table.input);
            for (plan::Step const& step : table.steps) wanted.push_back(step.value);
        }
        Formulas const values(plan_, leaves, wanted);
        for (plan::Named const& named : rules.names) {
            plan::Type const type = plan_.nodes[static_cast<std::size_t>(named.node)].type;
            trace.figures.push_back({named.name, type, in_unit(values[named.node].number, type)});
        }
        for (plan::Index const t : rules.tables)
            add_pieces(trace, plan_, plan_.tables[static_cast<std::size_t>(t)], values);
    }
    if (first.slot < 0) return trace;
    std::size_t const slot = static_cast<std::size_t>(first.slot);
    int const period = calendar_.steps[static_cast<std::size_t>(last)].period;
    Buckets const& buckets = figures_->buckets();
    auto const in_reach = [&](int bucket) {
        if (bucket < 0) return false;
        int const step = buckets.step[static_cast<std::size_t>(bucket)];
        return step <= last && calendar_.steps[static_cast<std::size_t>(step)].period == period;
    };
    // Everybody at or below the person in a bucket counts for it.
    auto const counts_for = [&](Index who, int bucket) {
        while (first.is_team && who != nobody && who != person)
            who = figures_->tree_at(static_cast<std::size_t>(bucket)).manager[static_cast<std::size_t>(who)];
        return who == person;
    };
    std::vector<Index> counted;
    for (std::size_t p = 0; p < facts_->people.size(); ++p) {
        Wide sum = 0;
        bool counts = false;
        for (std::size_t b = 0; b < buckets.size(); ++b)
            if (in_reach(static_cast<int>(b)) && counts_for(static_cast<Index>(p), static_cast<int>(b)))
                sum += figures_->cell(slot, false, static_cast<Index>(p), b), counts = true;
        if (counts) counted.push_back(static_cast<Index>(p));
        if (sum != 0) trace.roll_up.push_back({static_cast<Index>(p), narrow(sum)});
    }
    Slot const& what = figures_->slots()[slot];
    for (std::uint32_t const line : lines_of(counted)) {
        int const bucket = buckets.at(day_of(facts_->lines, what.day, line));
        if (!in_reach(bucket) || !(figures_->masks().of(line) >> slot & 1)) continue;
        for (CreditedLine const& credited : credited_parts(line))
            if ((what.credits & kind_bit(credited.kind)) && counts_for(credited.person, bucket))
                trace.lines.push_back(credited);
    }
    return trace;
}

NodeValues Calculation::values(int component, plan::Index node) const {
    std::vector<std::int32_t> all(components_.at(static_cast<std::size_t>(component)).people.size());
    std::iota(all.begin(), all.end(), 0);
    Rows const rows = rows_of({*this, *inputs_, component, all});
    if (rows.person.empty()) return {};
    FactLeaves const leaves(*this, *inputs_, component, rows);
    Formulas const values(plan_, leaves, {node});
    plan::Type const type = plan_.nodes[static_cast<std::size_t>(node)].type;
    return {rounded(values[node].number, scale_of(type), 1, Rounding::half_even), values[node].lack};
}

}  // namespace colonnade::engine::pay
