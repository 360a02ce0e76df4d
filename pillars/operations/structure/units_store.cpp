#include "pillars/operations/structure/units_store.hpp"

#include <fmt/format.h>

#include "foundation/base/problem.hpp"
#include "pillars/operations/structure/dated_tree.hpp"
#include "pillars/operations/structure/timeline_store.hpp"

namespace colonnade::structure {
namespace {

std::string department_select(std::string_view condition) {
    return fmt::format(
        "select d.department_id, d.external_id, d.name, p.parent_id, d.valid_from, d.valid_to, d.change_id "
        "from departments d left join department_places p on p.department_id = d.department_id and {} "
        "where {} order by d.name, d.department_id",
        covers_day("p"), condition);
}

std::vector<DepartmentView> departments_where(db::Session& session, std::string_view condition,
                                              db::Params const& params) {
    std::vector<DepartmentView> found;
    for (auto& [id, external, name, parent, from, to, change] :
         session.rows<DepartmentId, std::optional<std::string>, std::string, std::optional<DepartmentId>,
                      Date, std::optional<Date>, ChangeId>(department_select(condition), params))
        found.push_back({id, external, name, parent, {from, to}, change});
    return found;
}

std::string team_select(std::string_view condition) {
    return fmt::format(
        "select t.team_id, t.external_id, t.name, p.department_id, d.name, p.parent_id, t.valid_from, "
        "t.valid_to, "
        "(select count(distinct h.person_id) from positions o join position_holders h on h.position_id = "
        "o.position_id "
        "and {} where o.team_id = t.team_id), t.change_id "
        "from teams t left join team_places p on p.team_id = t.team_id and {} "
        "left join departments d on d.department_id = p.department_id where {} order by t.name, t.team_id",
        covers_day("h"), covers_day("p"), condition);
}

std::vector<TeamView> teams_where(db::Session& session, std::string_view condition,
                                  db::Params const& params) {
    std::vector<TeamView> found;
    for (auto& [id, external, name, department, department_name, parent, from, to, members, change] :
         session.rows<TeamId, std::optional<std::string>, std::string, std::optional<DepartmentId>,
                      std::optional<std::string>, std::optional<TeamId>, Date, std::optional<Date>,
                      std::int64_t, ChangeId>(team_select(condition), params)) {
        TeamView view{id, external, name, {}, parent, {from, to}, members, change};
        if (department) view.department = NamedDepartment{*department, department_name.value_or("")};
        found.push_back(std::move(view));
    }
    return found;
}

// Refuses a unit inside itself on any day, naming the units of the ring.
void require_unit_tree(access::Write& w, TimelineTable const& places, std::string_view units,
                       std::string_view key) {
    std::vector<DatedEdge> edges;
    w.each<std::int64_t, std::int64_t, Date, std::optional<Date>>(
        fmt::format("select {}, parent_id, valid_from, valid_to from {} where parent_id is not null", key,
                    places.name),
        {}, [&](std::int64_t child, std::int64_t parent, Date from, std::optional<Date> to) {
            edges.push_back({child, parent, {from, to}});
        });
    auto const cycle = find_cycle(edges);
    if (!cycle) return;
    std::string ring;
    for (std::int64_t const member : cycle->members) {
        if (!ring.empty()) ring += " → ";
        ring += w.value<std::string>(fmt::format("select name from {} where {} = :id", units, key),
                                     {{"id", member}});
    }
    throw conflict("structure.unit_cycle", {{"names", ring}, {"date", cycle->on.text()}}, "parent_id");
}

void require_open(std::optional<std::tuple<std::string, Date, std::optional<Date>>> const& unit, Date on,
                  std::string_view unknown, std::string_view path) {
    if (!unit) throw invalid(std::string(unknown), {}, std::string(path));
    auto const& [name, from, to] = *unit;
    if (!DateRange{from, to}.contains(on))
        throw invalid("structure.unit_closed", {{"name", name}, {"date", on.text()}}, std::string(path));
}

}  // namespace

void require_version(ChangeId there, ChangeId seen) {
    if (there != seen) throw Problem(ProblemKind::stale, "stale");
}

void require_team(db::Session& session, TeamId id, Date on, std::string_view path) {
    require_open(session.maybe<std::string, Date, std::optional<Date>>(
                     "select name, valid_from, valid_to from teams where team_id = :id", {{"id", id}}),
                 on, "structure.team_unknown", path);
}

void require_department(db::Session& session, DepartmentId id, Date on, std::string_view path) {
    require_open(
        session.maybe<std::string, Date, std::optional<Date>>(
            "select name, valid_from, valid_to from departments where department_id = :id", {{"id", id}}),
        on, "structure.department_unknown", path);
}

std::vector<DepartmentView> list_departments(db::Session& session, Caller const&, Date on) {
    return departments_where(session, covers_day("d"), {{"on", on}});
}

DepartmentView get_department(db::Session& session, Caller const&, DepartmentId id, Date on) {
    auto found = departments_where(session, "d.department_id = :id", {{"on", on}, {"id", id}});
    if (found.empty()) throw not_found();
    return found.front();
}

DepartmentId create_department(access::Write& w, NewDepartment const& ask) {
    DepartmentId const id{w.next_id("departments")};
    Date const from = ask.valid_from.value_or(Date::beginning());
    w.run(
        "insert into departments (department_id, external_id, name, parent_id, valid_from, change_id) "
        "values (:id, :external, :name, :parent, :from, :change)",
        {{"id", id},
         {"external", ask.external_id},
         {"name", ask.name},
         {"parent", nullptr},
         {"from", from},
         {"change", w.change_id()}});
    place_department(w, id, ask.parent_id, from);
    w.audit("department", id, "", wire::to_json(get_department(w, w.caller(), id, from)));
    return id;
}

void change_department(access::Write& w, DepartmentId id, ChangeId seen, ChangeDepartment const& ask) {
    Date const on = ask.on.value_or(w.caller().today);
    DepartmentView const before = get_department(w, w.caller(), id, on);
    require_version(before.version, seen);
    DateRange const valid{before.valid.from, ask.valid_to.given ? ask.valid_to.value : before.valid.to};
    require_range(valid, "valid_to");
    w.keep_history("departments", "department_id", id);
    w.run(
        "update departments set name = :name, valid_to = :to, change_id = :change where department_id = :id",
        {{"name", ask.name ? std::string(*ask.name) : before.name},
         {"to", valid.to},
         {"change", w.change_id()},
         {"id", id}});
    if (ask.parent_id.given) place_department(w, id, ask.parent_id.value, on);
    w.audit("department", id, wire::to_json(before), wire::to_json(get_department(w, w.caller(), id, on)));
}

void place_department(access::Write& w, DepartmentId id, std::optional<DepartmentId> parent, Date from) {
    if (parent) require_department(w, *parent, from, "parent_id");
    DateRange const stretch = until_next(timeline(w, department_places, id.value), from);
    make_room(w, department_places, id.value, stretch);
    w.run(
        "insert into department_places (place_id, department_id, parent_id, valid_from, valid_to, change_id) "
        "values (:place, :id, :parent, :from, :to, :change)",
        {{"place", w.next_id("department_places")},
         {"id", id},
         {"parent", parent},
         {"from", stretch.from},
         {"to", stretch.to},
         {"change", w.change_id()}});
    require_unit_tree(w, department_places, "departments", "department_id");
    if (!stretch.to)
        w.run("update departments set parent_id = :parent where department_id = :id",
              {{"parent", parent}, {"id", id}});
}

std::string teams_inside() {
    return fmt::format(
        "with recursive inside (team_id) as (select cast(:team as bigint) union "
        "select tp.team_id from team_places tp join inside on tp.parent_id = inside.team_id where {}) "
        "select team_id from inside",
        covers_day("tp"));
}

std::vector<TeamView> list_teams(db::Session& session, Caller const&, Date on) {
    return teams_where(session, covers_day("t"), {{"on", on}});
}

TeamView get_team(db::Session& session, Caller const&, TeamId id, Date on) {
    auto found = teams_where(session, "t.team_id = :id", {{"on", on}, {"id", id}});
    if (found.empty()) throw not_found();
    return found.front();
}

TeamId create_team(access::Write& w, NewTeam const& ask) {
    TeamId const id{w.next_id("teams")};
    Date const from = ask.valid_from.value_or(Date::beginning());
    w.run(
        "insert into teams (team_id, external_id, name, valid_from, change_id) "
        "values (:id, :external, :name, :from, :change)",
        {{"id", id},
         {"external", ask.external_id},
         {"name", ask.name},
         {"from", from},
         {"change", w.change_id()}});
    place_team(w, id, ask.department_id, ask.parent_id, from);
    w.audit("team", id, "", wire::to_json(get_team(w, w.caller(), id, from)));
    return id;
}

void change_team(access::Write& w, TeamId id, ChangeId seen, ChangeTeam const& ask) {
    Date const on = ask.on.value_or(w.caller().today);
    TeamView const before = get_team(w, w.caller(), id, on);
    require_version(before.version, seen);
    DateRange const valid{before.valid.from, ask.valid_to.given ? ask.valid_to.value : before.valid.to};
    require_range(valid, "valid_to");
    w.keep_history("teams", "team_id", id);
    w.run("update teams set name = :name, valid_to = :to, change_id = :change where team_id = :id",
          {{"name", ask.name ? std::string(*ask.name) : before.name},
           {"to", valid.to},
           {"change", w.change_id()},
           {"id", id}});
    if (ask.department_id.given || ask.parent_id.given) {
        std::optional<DepartmentId> department;
        if (before.department) department = before.department->department_id;
        std::optional<TeamId> parent = before.parent_id;
        ask.department_id.apply(department);
        ask.parent_id.apply(parent);
        place_team(w, id, department, parent, on);
    }
    w.audit("team", id, wire::to_json(before), wire::to_json(get_team(w, w.caller(), id, on)));
}

void place_team(access::Write& w, TeamId id, std::optional<DepartmentId> department,
                std::optional<TeamId> parent, Date from) {
    if (department) require_department(w, *department, from, "department_id");
    if (parent) require_team(w, *parent, from, "parent_id");
    DateRange const stretch = until_next(timeline(w, team_places, id.value), from);
    make_room(w, team_places, id.value, stretch);
    w.run(
        "insert into team_places (place_id, team_id, department_id, parent_id, valid_from, valid_to, "
        "change_id) "
        "values (:place, :id, :department, :parent, :from, :to, :change)",
        {{"place", w.next_id("team_places")},
         {"id", id},
         {"department", department},
         {"parent", parent},
         {"from", stretch.from},
         {"to", stretch.to},
         {"change", w.change_id()}});
    require_unit_tree(w, team_places, "teams", "team_id");
    if (!stretch.to)
        w.run("update teams set department_id = :department, parent_id = :parent where team_id = :id",
              {{"department", department}, {"parent", parent}, {"id", id}});
}

}  // namespace colonnade::structure
