#include "pillars/operations/structure/reporting_loader.hpp"

#include "pillars/operations/structure/reporting_store.hpp"
#include "pillars/operations/structure/timeline_store.hpp"

namespace colonnade::structure {

ReportingLoader::ReportingLoader(access::Write& w) : w_(w), names_(w) {
    w.each<std::int64_t, PersonId, PersonId, Date, std::optional<Date>>(
        "select line_id, person_id, manager_id, valid_from, valid_to from reporting_lines", {},
        [&](std::int64_t, PersonId person, PersonId manager, Date from, std::optional<Date> to) {
            recorded_[person].push_back({manager, {from, to}});
        });
}

Outcome ReportingLoader::add(ReportingRow const& row) {
    auto const person = names_.person(row.person_id);
    if (!person)
        return Outcome::refuse(
            invalid("structure.person_not_found", {{"external_id", row.person_id}}, "person_id"));
    std::optional<PersonId> manager;
    if (!row.manager_id.empty()) {
        manager = names_.person(row.manager_id);
        if (!manager)
            return Outcome::refuse(
                invalid("structure.person_not_found", {{"external_id", row.manager_id}}, "manager_id"));
    }
    DateRange const range{row.valid_from.value_or(Date::beginning()), row.valid_to};
    if (range.to && *range.to <= range.from)
        return Outcome::refuse(invalid("structure.ends_before_it_begins",
                                       {{"from", range.from.text()}, {"to", range.to->text()}}, "valid_to"));
    for (Line const& line : taken_[*person]) {
        if (auto const common = line.range.intersection(range);
            common && (line.manager != manager || line.range != range))
            return Outcome::refuse(conflict("structure.lines_overlap",
                                            {{"name", row.person_id}, {"date", common->from.text()}},
                                            "valid_from"));
    }
    if (manager) {
        if (auto const on = find_ring(*person, *manager, range))
            return Outcome::refuse(
                conflict("structure.cycle",
                         {{"people", row.person_id + " → " + row.manager_id + " → … → " + row.person_id},
                          {"date", on->text()}},
                         "manager_id"));
    }
    taken_[*person].push_back({manager, range});
    return replace(*person, manager, range);
}

// Up from the manager through the rows taken from this file, within the days of the new one.
std::optional<Date> ReportingLoader::find_ring(PersonId person, PersonId manager,
                                               DateRange const& range) const {
    if (person == manager) return range.from;
    std::vector<Line> open{{manager, range}};
    while (!open.empty()) {
        Line const at = open.back();
        open.pop_back();
        auto const above = taken_.find(*at.manager);
        if (above == taken_.end()) continue;
        for (Line const& line : above->second) {
            auto const common = line.range.intersection(at.range);
            if (!common || !line.manager) continue;
            if (*line.manager == person) return common->from;
            open.push_back({line.manager, *common});
        }
    }
    return std::nullopt;
}

Outcome ReportingLoader::replace(PersonId person, std::optional<PersonId> manager, DateRange const& range) {
    auto& recorded = recorded_[person];
    bool const overlaps = std::any_of(recorded.begin(), recorded.end(),
                                      [&](Line const& line) { return line.range.overlaps(range); });
    Outcome outcome;
    if (std::find(recorded.begin(), recorded.end(), Line{manager, range}) != recorded.end() ||
        (!manager && !overlaps))
        return outcome;
    if (overlaps) make_room(w_, reporting_lines, person.value, range);
    if (manager) add_line(w_, person, *manager, range);
    recorded.clear();
    for (auto const& [above, from, to] : w_.rows<PersonId, Date, std::optional<Date>>(
             "select manager_id, valid_from, valid_to from reporting_lines where person_id = :person",
             {{"person", person}}))
        recorded.push_back({above, {from, to}});
    outcome.result = overlaps ? LoadResult::updated : LoadResult::inserted;
    return outcome;
}

void ReportingLoader::finish() { rebuild_scopes(w_); }

}  // namespace colonnade::structure
