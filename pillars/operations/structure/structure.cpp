#include "pillars/operations/structure/structure.hpp"

#include <algorithm>
#include <array>
#include <tuple>
#include <unordered_map>

namespace colonnade::structure {

namespace {

constexpr std::array<std::string_view, 12> kind_texts{
    "sales_manager",   "assistant_manager",  "team_leader",     "salesperson",
    "specialist",      "liaison_production", "liaison_service", "liaison_marketing",
    "liaison_finance", "liaison_hr",         "executive",       "other"};

std::vector<DatedEdge> edges_of(std::span<ReportingLine const> lines) {
    std::vector<DatedEdge> edges;
    edges.reserve(lines.size());
    for (ReportingLine const& line : lines)
        edges.push_back({line.person.value, line.manager.value, line.range});
    return edges;
}

// One deputy may stand in for two people who are both above the person: on each day the nearer one counts,
// and the rows of one deputy do not overlap.
void append_nearest(std::vector<PersonScope> rows, std::vector<PersonScope>& scopes) {
    std::sort(rows.begin(), rows.end(), [](PersonScope const& a, PersonScope const& b) {
        return std::tie(a.viewer, a.range.from) < std::tie(b.viewer, b.range.from);
    });
    for (auto first = rows.begin(); first != rows.end();) {
        auto const last =
            std::find_if(first, rows.end(), [&](PersonScope const& r) { return r.viewer != first->viewer; });
        std::vector<std::optional<Date>> cuts;  // an absent date is the open end
        for (auto row = first; row != last; ++row) cuts.insert(cuts.end(), {row->range.from, row->range.to});
        std::sort(cuts.begin(), cuts.end(),
                  [](auto const& a, auto const& b) { return a && (!b || *a < *b); });
        cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
        std::size_t const before = scopes.size();
        for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
            PersonScope const* nearest = nullptr;
            for (auto row = first; row != last; ++row) {
                if (row->range.contains(*cuts[i]) && (!nearest || row->depth < nearest->depth))
                    nearest = &*row;
            }
            if (!nearest) continue;
            if (scopes.size() > before && scopes.back().depth == nearest->depth &&
                scopes.back().range.to == *cuts[i])
                scopes.back().range.to = cuts[i + 1];
            else
                scopes.push_back({first->viewer,
                                  first->person,
                                  {*cuts[i], cuts[i + 1]},
                                  nearest->depth,
                                  ScopeKind::deputy});
        }
        first = last;
    }
}

}  // namespace

std::string_view position_kind_text(PositionKind kind) {
    return kind_texts.at(static_cast<std::size_t>(kind));
}

std::optional<PositionKind> find_position_kind(std::string_view text) {
    auto const found = std::find(kind_texts.begin(), kind_texts.end(), text);
    if (found == kind_texts.end()) return std::nullopt;
    return static_cast<PositionKind>(found - kind_texts.begin());
}

void require_no_cycle(std::span<ReportingLine const> lines, std::map<PersonId, std::string> const& names) {
    auto const edges = edges_of(lines);
    auto const cycle = find_cycle(edges);
    if (!cycle) return;
    std::string ring;
    for (std::int64_t const member : cycle->members) {
        auto const name = names.find(PersonId{member});
        ring += (name == names.end() ? std::to_string(member) : name->second) + " → ";
    }
    auto const first = names.find(PersonId{cycle->members.front()});
    ring += first == names.end() ? std::to_string(cycle->members.front()) : first->second;
    throw conflict("structure.cycle", {{"people", ring}, {"date", cycle->on.text()}}, "manager_id");
}

std::vector<PersonScope> scope_closure(std::span<ReportingLine const> lines,
                                       std::span<Deputyship const> deputies,
                                       std::span<PersonId const> people) {
    DatedTree const tree(edges_of(lines));
    std::unordered_map<PersonId, std::vector<Deputyship const*>> stand_ins;
    for (Deputyship const& deputyship : deputies) stand_ins[deputyship.person].push_back(&deputyship);

    std::vector<PersonScope> scopes;
    for (PersonId const person : people) {
        std::vector<PersonScope> standing_in;
        for (Ancestry const& above : ancestry(tree, person.value)) {
            PersonId const viewer{above.above};
            scopes.push_back({viewer, person, above.range, above.depth, ScopeKind::line});
            auto const found = stand_ins.find(viewer);
            if (found == stand_ins.end()) continue;
            for (Deputyship const* deputyship : found->second) {
                auto const common = deputyship->range.intersection(above.range);
                if (common && deputyship->deputy != person)
                    standing_in.push_back(
                        {deputyship->deputy, person, *common, above.depth + 1, ScopeKind::deputy});
            }
        }
        append_nearest(std::move(standing_in), scopes);
    }
    return scopes;
}

std::vector<ChartPerson> org_chart(std::span<PersonId const> people, std::span<ReportingLine const> lines,
                                   Date on) {
    std::unordered_map<PersonId, std::size_t> order;
    for (std::size_t i = 0; i < people.size(); ++i) order.emplace(people[i], i);
    std::vector<std::optional<std::size_t>> manager(people.size());
    for (ReportingLine const& line : lines) {
        auto const person = order.find(line.person), above = order.find(line.manager);
        if (line.range.contains(on) && person != order.end() && above != order.end())
            manager[person->second] = above->second;
    }
    std::vector<std::vector<std::size_t>> reports(people.size());
    std::vector<std::size_t> waiting;  // a stack: the next to be written is at its end
    for (std::size_t i = people.size(); i-- > 0;) {
        if (manager[i]) reports[*manager[i]].push_back(i);  // last first, as the stack wants it
        else waiting.push_back(i);
    }
    std::vector<ChartPerson> chart;
    chart.reserve(people.size());
    std::vector<std::size_t> written_at(people.size());
    while (!waiting.empty()) {
        std::size_t const i = waiting.back();
        waiting.pop_back();
        ChartPerson entry{people[i], std::nullopt, 0, static_cast<std::int64_t>(reports[i].size()), 0};
        if (manager[i]) {
            entry.manager = people[*manager[i]];
            entry.depth = chart[written_at[*manager[i]]].depth + 1;
        }
        written_at[i] = chart.size();
        chart.push_back(entry);
        waiting.insert(waiting.end(), reports[i].begin(), reports[i].end());
    }
    for (std::size_t i = chart.size(); i-- > 0;) {  // everybody stands after their manager
        if (chart[i].manager)
            chart[written_at[order.at(*chart[i].manager)]].all_reports += chart[i].all_reports + 1;
    }
    return chart;
}

std::vector<PlaceEvent> next_events(PlaceFacts const& facts, Date today, int days) {
    DateRange const window{today.plus_days(1), today.plus_days(days + 1)};
    std::vector<PlaceEvent> events;
    auto add = [&](PlaceEventKind kind, std::optional<Date> on, std::string const& subject) {
        if (on && window.contains(*on)) events.push_back({kind, *on, subject});
    };
    for (auto const& [range, name] : facts.positions) {
        add(PlaceEventKind::position_begins, range.from, name);
        add(PlaceEventKind::position_ends, range.to, name);
    }
    for (auto const& [range, name] : facts.managers) add(PlaceEventKind::manager_changes, range.from, name);
    for (auto const& [range, name] : facts.reports) {
        add(PlaceEventKind::report_joins, range.from, name);
        add(PlaceEventKind::report_leaves, range.to, name);
    }
    for (auto const& [range, name] : facts.deputies) {
        add(PlaceEventKind::deputy_begins, range.from, name);
        add(PlaceEventKind::deputy_ends, range.to, name);
    }
    add(PlaceEventKind::leaving, facts.left_on, {});
    std::stable_sort(events.begin(), events.end(), [](PlaceEvent const& a, PlaceEvent const& b) {
        return std::tie(a.on, a.kind) < std::tie(b.on, b.kind);
    });
    return events;
}

}  // namespace colonnade::structure
