#include "pillars/operations/territories/territory.hpp"

#include <algorithm>
#include <unordered_map>

namespace colonnade::territories {
namespace {

// What of `whole` the stretches leave open; they come in any order and may overlap.
std::vector<DateRange> uncovered(DateRange const& whole, std::vector<DateRange> stretches) {
    std::sort(stretches.begin(), stretches.end(),
              [](DateRange const& a, DateRange const& b) { return a.from < b.from; });
    std::vector<DateRange> open;
    Date next = whole.from;
    for (DateRange const& stretch : stretches) {
        auto const common = stretch.intersection(whole);
        if (!common) continue;
        if (common->from > next) open.push_back({next, common->from});
        if (!common->to) return open;
        next = std::max(next, *common->to);
    }
    if (!whole.to || next < *whole.to) open.push_back({next, whole.to});
    return open;
}

}  // namespace

std::vector<TerritoryHolder> holders(std::span<Assignment const> assignments,
                                     std::span<Holding const> holdings) {
    std::unordered_map<PositionId, std::vector<Holding const*>> by_position;
    for (Holding const& holding : holdings) by_position[holding.position].push_back(&holding);
    std::vector<TerritoryHolder> found;
    for (Assignment const& assignment : assignments) {
        auto const held = by_position.find(assignment.position);
        if (held == by_position.end()) continue;
        std::size_t const first = found.size();
        for (Holding const* holding : held->second) {
            if (auto const common = holding->range.intersection(assignment.range))
                found.push_back({assignment.territory, holding->person, *common});
        }
        std::sort(
            found.begin() + static_cast<std::ptrdiff_t>(first), found.end(),
            [](TerritoryHolder const& a, TerritoryHolder const& b) { return a.range.from < b.range.from; });
    }
    return found;
}

std::vector<Gap> find_gaps(TerritoryId territory, DateRange const& window,
                           std::span<Assignment const> assignments, std::span<Holding const> holdings) {
    std::vector<Gap> gaps;
    std::vector<DateRange> assigned;
    for (Assignment const& assignment : assignments) {
        auto const stretch = assignment.range.intersection(window);
        if (!stretch) continue;
        assigned.push_back(*stretch);
        std::vector<DateRange> held;
        for (Holding const& holding : holdings) {
            if (holding.position == assignment.position) held.push_back(holding.range);
        }
        for (DateRange const& open : uncovered(*stretch, std::move(held)))
            gaps.push_back({territory, assignment.position, open});
    }
    for (DateRange const& open : uncovered(window, std::move(assigned)))
        gaps.push_back({territory, {}, open});
    std::sort(gaps.begin(), gaps.end(),
              [](Gap const& a, Gap const& b) { return a.range.from < b.range.from; });
    return gaps;
}

}  // namespace colonnade::territories
