#include "pillars/operations/structure/reporting_store.hpp"

#include <fmt/format.h>

#include "foundation/access/visibility.hpp"
#include "foundation/base/problem.hpp"
#include "pillars/operations/structure/positions_store.hpp"
#include "pillars/operations/structure/timeline_store.hpp"

namespace colonnade::structure {
namespace {

// Lines of one side (:person) with the name of the other.
std::vector<ReportingView> lines_of(db::Session& session, std::string_view side, std::string_view other,
                                    PersonId person) {
    std::vector<ReportingView> found;
    for (auto& [id, named, name, from, to] :
         session.rows<LineId, PersonId, std::string, Date, std::optional<Date>>(
             fmt::format(
                 "select l.line_id, p.person_id, p.name, l.valid_from, l.valid_to from reporting_lines l "
                 "join people p on p.person_id = l.{} where l.{} = :person order by l.valid_from, p.name_key",
                 other, side),
             {{"person", person}}))
        found.push_back({id, {named, name}, {from, to}});
    return found;
}

std::vector<DeputyView> deputies_where(db::Session& session, std::string_view condition,
                                       db::Params const& params) {
    std::vector<DeputyView> found;
    for (auto& [id, person, name, deputy, deputy_name, from, to, change] :
         session.rows<DeputyId, PersonId, std::string, PersonId, std::string, Date, std::optional<Date>,
                      ChangeId>(
             fmt::format(
                 "select d.deputyship_id, p.person_id, p.name, q.person_id, q.name, d.valid_from, "
                 "d.valid_to, "
                 "d.change_id from deputies d join people p on p.person_id = d.person_id "
                 "join people q on q.person_id = d.deputy_id where {} order by d.valid_from, d.deputyship_id",
                 condition),
             params))
        found.push_back({id, {person, name}, {deputy, deputy_name}, {from, to}, change});
    return found;
}

// The rows written so far in this line's own words: for the audit.
std::string line_json(access::Write& w, PersonId person) {
    return wire::to_json(managers_of(w, w.caller(), person));
}

// Throws the ring with its people's names.
void require_tree(access::Write& w, std::vector<ReportingLine> const& lines) {
    try {
        require_no_cycle(lines, {});
    } catch (Problem const&) {
        std::map<PersonId, std::string> names;
        w.each<PersonId, std::string>("select person_id, name from people", {},
                                      [&](PersonId id, std::string const& name) { names.emplace(id, name); });
        require_no_cycle(lines, names);
    }
}

void set_manager(access::Write& w, PersonId person, std::optional<PersonId> manager,
                 DateRange const& stretch) {
    make_room(w, reporting_lines, person.value, stretch);
    if (manager) add_line(w, person, *manager, stretch);
}

}  // namespace

std::vector<ReportingView> managers_of(db::Session& session, Caller const&, PersonId person) {
    return lines_of(session, "person_id", "manager_id", person);
}

std::vector<ReportingView> reports_of(db::Session& session, Caller const&, PersonId person) {
    return lines_of(session, "manager_id", "person_id", person);
}

std::vector<ReportingLine> all_lines(db::Session& session, Caller const&, std::optional<Instant> known_at) {
    std::vector<ReportingLine> lines;
    auto const take = [&](PersonId person, PersonId manager, Date from, std::optional<Date> to) {
        lines.push_back({person, manager, {from, to}});
    };
    using End = std::optional<Date>;
    if (!known_at) {
        session.each<PersonId, PersonId, Date, End>(
            "select person_id, manager_id, valid_from, valid_to from reporting_lines", {}, take);
        return lines;
    }
    session.each<PersonId, PersonId, Date, End>(
        "select l.person_id, l.manager_id, l.valid_from, l.valid_to from reporting_lines l "
        "join changes c on c.change_id = l.change_id where c.at <= :known union all "
        "select l.person_id, l.manager_id, l.valid_from, l.valid_to from reporting_lines_history l "
        "join changes c on c.change_id = l.change_id join changes e on e.change_id = l.ended_by "
        "where c.at <= :known and e.at > :known",
        {{"known", *known_at}}, take);
    return lines;
}

OrgChart org_chart_of(db::Session& session, Caller const& caller, Date on, std::optional<Instant> known_at) {
    OrgChart chart;
    chart.as_of = on;
    std::vector<PersonId> people;
    std::unordered_map<PersonId, ChartEntry> entries;
    using Text = std::optional<std::string>;
    session.each<PersonId, std::string, Text, Text, std::optional<TeamId>, Text>(
        fmt::format(
            "select p.person_id, p.name, o.title, o.kind, o.team_id, t.name from people p "
            "left join position_holders h on h.person_id = p.person_id and {} "
            "left join positions o on o.position_id = h.position_id left join teams t on t.team_id = "
            "o.team_id "
            "where (p.hired_on is null or p.hired_on <= :on) and (p.left_on is null or p.left_on > :on) "
            "order by p.name_key, p.person_id, h.valid_from, h.holder_id",
            covers_day("h")),
        {{"on", on}},
        [&](PersonId id, std::string const& name, Text const& title, Text const& kind,
            std::optional<TeamId> team, Text const& team_name) {
            if (!people.empty() && people.back() == id) return;  // a second position
            ChartEntry entry{id, name, title, {}, {}, {}, 0, 0, 0};
            if (kind) entry.kind = find_position_kind(*kind);
            if (team) entry.team = NamedTeam{*team, team_name.value_or("")};
            people.push_back(id);
            entries.emplace(id, std::move(entry));
        });
    for (ChartPerson const& person : org_chart(people, all_lines(session, caller, known_at), on)) {
        ChartEntry& entry = entries.at(person.person);
        entry.manager_id = person.manager;
        entry.depth = person.depth;
        entry.direct_reports = person.direct_reports;
        entry.all_reports = person.all_reports;
        chart.people.push_back(std::move(entry));
    }
    chart.vacant = list_positions(session, caller, {{}, Vacancy::vacant}, on, {}, 1000);
    return chart;
}

void move_person(access::Write& w, MovePerson const& ask) {
    access::require_person_in_view(w, w.caller(), Permission::structure_write, ask.person_id, ask.from);
    require_employed(w, ask.person_id, ask.from, "person_id");
    if (ask.manager_id) require_employed(w, *ask.manager_id, ask.from, "manager_id");
    std::string const before = line_json(w, ask.person_id);
    DateRange stretch = until_next(timeline(w, reporting_lines, ask.person_id.value), ask.from);
    if (ask.to) stretch.to = ask.to;
    require_range(stretch, "to");
    set_manager(w, ask.person_id, ask.manager_id, stretch);
    rebuild_scopes(w);
    w.audit("reporting", ask.person_id, before, line_json(w, ask.person_id));
}

LineId add_line(access::Write& w, PersonId person, PersonId manager, DateRange const& range) {
    LineId const id{w.next_id("reporting_lines")};
    w.run(
        "insert into reporting_lines (line_id, person_id, manager_id, valid_from, valid_to, change_id) "
        "values (:id, :person, :manager, :from, :to, :change)",
        {{"id", id},
         {"person", person},
         {"manager", manager},
         {"from", range.from},
         {"to", range.to},
         {"change", w.change_id()}});
    return id;
}

void hand_over(access::Write& w, PersonId person, Date from, std::optional<PersonId> successor) {
    DateRange const after{from, std::nullopt};
    DatedTree const tree([&] {
        std::vector<DatedEdge> edges;
        for (ReportingLine const& line : all_lines(w, w.caller(), {}))
            edges.push_back({line.person.value, line.manager.value, line.range});
        return edges;
    }());
    for (ReportingView const& report : reports_of(w, w.caller(), person)) {
        auto const stretch = report.range.intersection(after);
        if (!stretch) continue;
        std::optional<PersonId> next = successor;
        if (!next) {
            if (auto const above = tree.parent(person.value, stretch->from)) next = PersonId{*above};
        }
        if (next == report.person.person_id) next = std::nullopt;  // the successor themselves was a report
        if (!next) {
            if (auto const above = tree.parent(person.value, stretch->from)) next = PersonId{*above};
        }
        set_manager(w, report.person.person_id, next, *stretch);
    }
    make_room(w, reporting_lines, person.value, after);
    for (DeputyView const& deputy : deputies_of(w, w.caller(), person)) {
        if (deputy.range.from >= from) remove_row(w, deputies, deputy.deputyship_id.value);
        else if (!deputy.range.to || *deputy.range.to > from)
            set_range(w, deputies, deputy.deputyship_id.value, {deputy.range.from, from});
    }
    rebuild_scopes(w);
}

void rebuild_scopes(access::Write& w) {
    auto const lines = all_lines(w, w.caller(), {});
    require_tree(w, lines);
    std::vector<Deputyship> deputyships;
    w.each<PersonId, PersonId, Date, std::optional<Date>>(
        "select person_id, deputy_id, valid_from, valid_to from deputies", {},
        [&](PersonId person, PersonId deputy, Date from, std::optional<Date> to) {
            deputyships.push_back({person, deputy, {from, to}});
        });
    std::vector<PersonId> people;
    w.each<PersonId>("select person_id from people", {}, [&](PersonId id) { people.push_back(id); });
    std::vector<access::ScopeRow> rows;
    for (PersonScope const& scope : scope_closure(lines, deputyships, people))
        rows.push_back({scope.viewer, scope.person, scope.range, scope.depth,
                        scope.kind == ScopeKind::line ? access::ScopeKind::line : access::ScopeKind::deputy});
    access::replace_scopes(w, std::move(rows));
}

std::vector<DeputyView> deputies_of(db::Session& session, Caller const&, PersonId person) {
    return deputies_where(session, "(d.person_id = :person or d.deputy_id = :person)", {{"person", person}});
}

std::vector<DeputyView> list_deputies(db::Session& session, Caller const& caller, Date on) {
    auto const seen = access::visible_person(caller, Permission::people_read, "d.person_id");
    return deputies_where(session, "(d.valid_to is null or d.valid_to > :on) and " + seen.sql,
                          access::joined({{"on", on}}, seen.params));
}

DeputyView get_deputy(db::Session& session, Caller const& caller, DeputyId id) {
    auto const seen = access::visible_person(caller, Permission::people_read, "d.person_id");
    auto found = deputies_where(session, "d.deputyship_id = :id and " + seen.sql,
                                access::joined({{"id", id}}, seen.params));
    if (found.empty()) throw not_found();
    return found.front();
}

DeputyId add_deputy(access::Write& w, NewDeputy const& ask) {
    access::require_person_in_view(w, w.caller(), Permission::structure_write, ask.person_id, ask.from);
    if (ask.person_id == ask.deputy_id) throw invalid("structure.own_deputy", {}, "deputy_id");
    DateRange const range{ask.from, ask.to};
    require_range(range, "to");
    require_employed(w, ask.person_id, ask.from, "person_id");
    require_employed(w, ask.deputy_id, ask.from, "deputy_id");
    DeputyId const id{w.next_id("deputies")};
    w.run(
        "insert into deputies (deputyship_id, person_id, deputy_id, valid_from, valid_to, change_id) "
        "values (:id, :person, :deputy, :from, :to, :change)",
        {{"id", id},
         {"person", ask.person_id},
         {"deputy", ask.deputy_id},
         {"from", range.from},
         {"to", range.to},
         {"change", w.change_id()}});
    rebuild_scopes(w);
    w.audit("deputy", id, "", wire::to_json(get_deputy(w, w.caller(), id)));
    return id;
}

void end_deputy(access::Write& w, DeputyId id) {
    DeputyView const before = get_deputy(w, w.caller(), id);
    access::require_person_in_view(w, w.caller(), Permission::structure_write, before.person.person_id,
                                   before.range.from);
    Date const today = w.caller().today;
    if (before.range.from >= today) remove_row(w, deputies, id.value);
    else if (!before.range.to || *before.range.to > today)
        set_range(w, deputies, id.value, {before.range.from, today});
    rebuild_scopes(w);
    w.audit("deputy", id, wire::to_json(before), "");
}

}  // namespace colonnade::structure
