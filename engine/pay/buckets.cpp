// Buckets of days, reporting trees, and distinct counts: the parts of the figures that are not sums of lines.
#include <algorithm>
#include <set>
#include <tuple>

#include "engine/pay/figures.hpp"
#include "foundation/base/problem.hpp"

namespace colonnade::engine::pay {
namespace {

void cut(std::set<Day>& days, Day from, Day to) { days.insert(from), days.insert(to); }

Tree tree_on(Facts const& facts, Day day) {
    Tree tree;
    tree.manager.assign(facts.people.size(), nobody);
    for (ReportSpan const& span : facts.reports)
        if (day >= span.from && day < span.to)
            tree.manager[static_cast<std::size_t>(span.person)] = span.manager;
    // Peels leaves: whoever nobody reports to any more comes next.
    std::vector<int> reports(facts.people.size());
    for (Index const manager : tree.manager)
        if (manager != nobody) ++reports[static_cast<std::size_t>(manager)];
    for (std::size_t p = 0; p < reports.size(); ++p)
        if (reports[p] == 0) tree.deepest_first.push_back(static_cast<Index>(p));
    for (std::size_t next = 0; next < tree.deepest_first.size(); ++next) {
        Index const manager = tree.manager[static_cast<std::size_t>(tree.deepest_first[next])];
        if (manager != nobody && --reports[static_cast<std::size_t>(manager)] == 0)
            tree.deepest_first.push_back(manager);
    }
    if (tree.deepest_first.size() == reports.size()) return tree;
    for (std::size_t p = 0; p < reports.size(); ++p)
        if (reports[p] > 0) throw invalid("pay.reporting_cycle", {{"person", facts.people[p]}});
    return tree;
}

}  // namespace

Buckets buckets_of(Facts const& facts, plan::Plan const& plan, Calendar const& calendar) {
    Buckets buckets;
    if (calendar.steps.empty()) return buckets;
    std::set<Day> days;
    for (auto const& span : facts.reports) cut(days, span.from, span.to);
    for (auto const& span : facts.roles) cut(days, span.from, span.to);
    for (auto const& span : facts.assignments) cut(days, span.from, span.to);
    if (plan.proration != 0) {
        days.insert(facts.hired.begin(), facts.hired.end());
        days.insert(facts.left.begin(), facts.left.end());
    }
    for (auto const& component : plan.components) {
        if (component.from) days.insert(component.from->number());
        if (component.to) days.insert(component.to->number() + 1);
    }
    for (std::size_t t = 0; t < calendar.steps.size(); ++t) {
        Span const step = calendar.steps[t].days;
        buckets.start.push_back(step.from), buckets.step.push_back(static_cast<int>(t));
        for (auto day = days.upper_bound(step.from); day != days.end() && *day < step.to; ++day)
            buckets.start.push_back(*day), buckets.step.push_back(static_cast<int>(t));
    }
    if (buckets.step.size() > 0x7FFF) throw invalid("pay.too_many_buckets");
    buckets.start.push_back(calendar.steps.back().days.to);
    // The last bucket may be open: days beyond the table belong to it.
    buckets.first = buckets.start.front();
    for (std::size_t b = 0; b < buckets.size(); ++b) {
        bool const is_open = buckets.start[b + 1] == open_end;
        std::size_t const end =
            static_cast<std::size_t>((is_open ? buckets.start[b] + 1 : buckets.start[b + 1]) - buckets.first);
        buckets.of_day.resize(end, static_cast<std::int16_t>(b));
    }
    return buckets;
}

std::vector<std::uint16_t> trees_of(Facts const& facts, Buckets const& buckets, std::vector<Tree>& trees) {
    std::vector<std::uint16_t> of_bucket;
    std::set<Day> changes;
    for (auto const& span : facts.reports) cut(changes, span.from, span.to);
    for (std::size_t b = 0; b < buckets.size(); ++b) {
        bool const is_new = b == 0 || changes.upper_bound(buckets.start[b - 1]) !=
                                          changes.upper_bound(buckets.start[b]);
        if (is_new) trees.push_back(tree_on(facts, buckets.start[b]));
        of_bucket.push_back(static_cast<std::uint16_t>(trees.size() - 1));
    }
    return of_bucket;
}

// Each order or customer counts once per person and accumulation period, in the bucket where it comes first.
void Figures::distinct(Facts const& facts, std::size_t slot, bool is_team) {
    Lines const& lines = facts.lines;
    Slot const& what = slots_[slot];
    auto const& keys = what.quantity == Quantity::orders ? lines.order : lines.customer;
    std::vector<std::tuple<Index, int, Index, int>> seen;  // person, period, key, bucket
    for (std::size_t i = 0; i < lines.size(); ++i) {
        int const bucket = buckets_.at(day_of(lines, what.day, i));
        bool const reduces = !lines.reduces.empty() && lines.reduces[i];
        if (bucket < 0 || reduces || !(masks_.of(i) >> slot & 1)) continue;
        Index const key = keys.empty() ? static_cast<Index>(i) : keys[i];
        if (key == nobody) continue;
        int const period =
            calendar_.steps[static_cast<std::size_t>(buckets_.step[static_cast<std::size_t>(bucket)])].period;
        CreditPart whole;
        PartsOf const parts = parts_of(lines, i, whole);
        Tree const& tree = tree_at(static_cast<std::size_t>(bucket));
        for (std::size_t p = 0; p < parts.count; ++p) {
            if (!(what.credits & kind_bit(parts.first[p].kind))) continue;
            for (Index person = parts.first[p].person; person != nobody;
                 person = is_team ? tree.manager[static_cast<std::size_t>(person)] : nobody)
                seen.emplace_back(person, period, key, bucket);
        }
    }
    std::sort(seen.begin(), seen.end());
    Cells& cells = cells_[slot * 2 + is_team];
    cells.assign(people_ * buckets_.size(), 0);
    for (std::size_t i = 0; i < seen.size(); ++i) {
        auto const& [person, period, key, bucket] = seen[i];
        bool const again = i > 0 && std::get<0>(seen[i - 1]) == person &&
                           std::get<1>(seen[i - 1]) == period && std::get<2>(seen[i - 1]) == key;
        if (!again)
            cells[static_cast<std::size_t>(person) * buckets_.size() + static_cast<std::size_t>(bucket)] +=
                10'000;
    }
}

}  // namespace colonnade::engine::pay
