#include "pillars/operations/goals/standing.hpp"

#include <algorithm>

#include "foundation/base/decimal.hpp"

namespace colonnade::goals {
namespace {

std::optional<engine::Index> find(std::unordered_map<std::int64_t, engine::Index> const& map,
                                  std::int64_t id) {
    auto const at = map.find(id);
    return at == map.end() ? std::nullopt : std::optional(at->second);
}

}  // namespace

std::span<Rollup::Part const> Rollup::of(engine::Index whole) const {
    if (whole < 0 || static_cast<std::size_t>(whole) + 1 >= start.size()) return {};
    return {parts.data() + start[whole], start[whole + 1] - start[whole]};
}

std::optional<engine::Index> Standing::person(PersonId id) const { return find(person_index, id.value); }
std::optional<engine::Index> Standing::territory(TerritoryId id) const {
    return find(territory_index, id.value);
}
std::optional<engine::Index> Standing::team(TeamId id) const { return find(team_index, id.value); }

engine::Days engine_days(DateRange range) {
    return {range.from.number(), range.to ? range.to->number() : engine::open_end};
}

engine::Days within(Rollup::Part const& part, engine::Days days) {
    return {std::max(part.from, days.from), std::min(part.to, days.to)};
}

std::int64_t own_figure(Standing const& standing, engine::Index person, engine::Measure measure,
                        engine::Days days) {
    return standing.book->credited(person, measure, days);
}

std::int64_t tree_figure(Standing const& standing, engine::Index person, engine::Measure measure,
                         engine::Days days) {
    std::int64_t sum = 0;
    for (Rollup::Part const& part : standing.reports.of(person))
        sum = add_checked(sum, standing.book->credited(part.index, measure, within(part, days)));
    return sum;
}

std::int64_t team_figure(Standing const& standing, engine::Index team, engine::Measure measure,
                         engine::Days days) {
    std::int64_t sum = 0;
    for (Rollup::Part const& part : standing.team_members.of(team))
        sum = add_checked(sum, standing.book->credited(part.index, measure, within(part, days)));
    return sum;
}

std::int64_t territory_figure(Standing const& standing, engine::Index territory, engine::Measure measure,
                              engine::Days days) {
    std::int64_t sum = 0;
    for (Rollup::Part const& part : standing.territory_tree.of(territory))
        sum = add_checked(sum, standing.book->in_territory(part.index, measure, within(part, days)));
    return sum;
}

}  // namespace colonnade::goals
