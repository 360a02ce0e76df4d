#include "pillars/operations/structure/positions_store.hpp"

#include <fmt/format.h>

#include "foundation/access/visibility.hpp"
#include "foundation/base/problem.hpp"
#include "pillars/operations/structure/timeline_store.hpp"
#include "pillars/operations/structure/units_store.hpp"

namespace colonnade::structure {
namespace {

PositionKind kind_of(std::string const& text) {
    return find_position_kind(text).value_or(PositionKind::other);
}

std::optional<NamedTeam> team_of(std::optional<TeamId> id, std::optional<std::string> const& name) {
    if (!id) return std::nullopt;
    return NamedTeam{*id, name.value_or("")};
}
std::optional<NamedDepartment> department_of(std::optional<DepartmentId> id,
                                             std::optional<std::string> const& name) {
    if (!id) return std::nullopt;
    return NamedDepartment{*id, name.value_or("")};
}

std::vector<PositionView> positions_where(db::Session& session, std::string_view condition,
                                          db::Params const& params) {
    std::string const sql = fmt::format(
        "select o.position_id, o.external_id, o.title, o.kind, o.team_id, t.name, o.department_id, d.name, "
        "o.valid_from, "
        "o.valid_to, h.holder_id, h.person_id, p.name, h.valid_from, h.valid_to, o.change_id from positions "
        "o "
        "left join teams t on t.team_id = o.team_id left join departments d on d.department_id = "
        "o.department_id "
        "left join position_holders h on h.position_id = o.position_id and {} "
        "left join people p on p.person_id = h.person_id where {}",
        covers_day("h"), condition);
    using Text = std::optional<std::string>;
    std::vector<PositionView> found;
    for (auto& [id, external, title, kind, team, team_name, department, department_name, from, to, holder,
                person, person_name, held_from, held_to, change] :
         session.rows<PositionId, Text, std::string, std::string, std::optional<TeamId>, Text,
                      std::optional<DepartmentId>, Text, Date, std::optional<Date>, std::optional<HolderId>,
                      std::optional<PersonId>, Text, std::optional<Date>, std::optional<Date>, ChangeId>(
             sql, params)) {
        PositionView view{id,
                          external,
                          title,
                          kind_of(kind),
                          team_of(team, team_name),
                          department_of(department, department_name),
                          {from, to},
                          holder,
                          {},
                          {},
                          change};
        if (person) {
            view.holder = NamedPerson{*person, person_name.value_or("")};
            view.held = DateRange{held_from.value_or(Date::beginning()), held_to};
        }
        found.push_back(std::move(view));
    }
    return found;
}

std::vector<HolderView> holders_where(db::Session& session, std::string_view condition,
                                      db::Params const& params) {
    std::vector<HolderView> found;
    for (auto& [id, position, person, name, from, to, change] :
         session.rows<HolderId, PositionId, PersonId, std::string, Date, std::optional<Date>, ChangeId>(
             fmt::format("select h.holder_id, h.position_id, h.person_id, p.name, h.valid_from, h.valid_to, "
                         "h.change_id "
                         "from position_holders h join people p on p.person_id = h.person_id where {} "
                         "order by h.valid_from",
                         condition),
             params))
        found.push_back({id, position, {person, name}, {from, to}, change});
    return found;
}

// Refuses days on which somebody else (any row but `except`) holds the position or it does not exist.
void require_free(access::Write& w, PositionView const& position, DateRange const& range,
                  std::optional<HolderId> except) {
    bool const within = range.from >= position.valid.from &&
                        (!position.valid.to || (range.to && *range.to <= *position.valid.to));
    if (!within)
        throw conflict("structure.position_closed",
                       {{"title", position.title},
                        {"from", position.valid.from.text()},
                        {"to", position.valid.to ? position.valid.to->text() : "…"}},
                       "from");
    for (HolderView const& holder : list_holders(w, w.caller(), position.position_id)) {
        if (holder.holder_id == except || !holder.range.overlaps(range)) continue;
        throw conflict("structure.position_taken",
                       {{"title", position.title},
                        {"name", holder.person.name},
                        {"from", holder.range.from.text()},
                        {"to", holder.range.to ? holder.range.to->text() : "…"}},
                       "person_id");
    }
}

}  // namespace

std::vector<PositionView> list_positions(db::Session& session, Caller const&, PositionFilter const& filter,
                                         Date on, std::optional<PositionCursor> const& after,
                                         std::int64_t limit) {
    std::string condition = covers_day("o");
    db::Params params{{"on", on}, {"limit", limit}};
    if (filter.vacancy == Vacancy::vacant) condition += " and h.holder_id is null";
    if (filter.vacancy == Vacancy::held) condition += " and h.holder_id is not null";
    if (filter.team) {
        condition += " and o.team_id = :team";
        params.push_back({"team", *filter.team});
    }
    if (after) {
        condition += " and (o.title > :title or (o.title = :title and o.position_id > :last))";
        params.push_back({"title", after->title});
        params.push_back({"last", after->position_id});
    }
    return positions_where(session, condition + " order by o.title, o.position_id limit :limit", params);
}

PositionView get_position(db::Session& session, Caller const&, PositionId id, Date on) {
    auto found = positions_where(session, "o.position_id = :id", {{"on", on}, {"id", id}});
    if (found.empty()) throw not_found();
    return found.front();
}

std::vector<HolderView> list_holders(db::Session& session, Caller const&, PositionId id) {
    return holders_where(session, "h.position_id = :id", {{"id", id}});
}

HolderView get_holder(db::Session& session, Caller const&, HolderId id) {
    auto found = holders_where(session, "h.holder_id = :id", {{"id", id}});
    if (found.empty()) throw not_found();
    return found.front();
}

std::vector<HeldPosition> positions_of(db::Session& session, Caller const&, PersonId person) {
    using Text = std::optional<std::string>;
    std::vector<HeldPosition> found;
    for (auto& [holder, position, title, kind, team, team_name, department, department_name, from, to] :
         session.rows<HolderId, PositionId, std::string, std::string, std::optional<TeamId>, Text,
                      std::optional<DepartmentId>, Text, Date, std::optional<Date>>(
             "select h.holder_id, o.position_id, o.title, o.kind, o.team_id, t.name, o.department_id, "
             "d.name, "
             "h.valid_from, h.valid_to from position_holders h join positions o on o.position_id = "
             "h.position_id "
             "left join teams t on t.team_id = o.team_id left join departments d on d.department_id = "
             "o.department_id "
             "where h.person_id = :person order by h.valid_from, h.holder_id",
             {{"person", person}}))
        found.push_back({holder,
                         position,
                         title,
                         kind_of(kind),
                         team_of(team, team_name),
                         department_of(department, department_name),
                         {from, to}});
    return found;
}

PositionId create_position(access::Write& w, NewPosition const& ask) {
    DateRange const valid{ask.valid_from.value_or(Date::beginning()), ask.valid_to};
    require_range(valid, "valid_to");
    if (ask.team_id) require_team(w, *ask.team_id, valid.from, "team_id");
    if (ask.department_id) require_department(w, *ask.department_id, valid.from, "department_id");
    PositionId const id{w.next_id("positions")};
    w.run(
        "insert into positions (position_id, external_id, title, kind, team_id, department_id, valid_from, "
        "valid_to, "
        "change_id) values (:id, :external, :title, :kind, :team, :department, :from, :to, :change)",
        {{"id", id},
         {"external", ask.external_id},
         {"title", ask.title},
         {"kind", position_kind_text(ask.kind)},
         {"team", ask.team_id},
         {"department", ask.department_id},
         {"from", valid.from},
         {"to", valid.to},
         {"change", w.change_id()}});
    w.audit("position", id, "", wire::to_json(get_position(w, w.caller(), id, valid.from)));
    return id;
}

void change_position(access::Write& w, PositionId id, ChangeId seen, ChangePosition const& ask) {
    PositionView const before = get_position(w, w.caller(), id, w.caller().today);
    require_version(before.version, seen);
    DateRange const valid{before.valid.from, ask.valid_to.given ? ask.valid_to.value : before.valid.to};
    require_range(valid, "valid_to");
    w.keep_history("positions", "position_id", id);
    w.run(
        "update positions set title = :title, kind = :kind, valid_to = :to, change_id = :change "
        "where position_id = :id",
        {{"title", ask.title ? std::string(*ask.title) : before.title},
         {"kind", position_kind_text(ask.kind.value_or(before.kind))},
         {"to", valid.to},
         {"change", w.change_id()},
         {"id", id}});
    if (valid.to) make_room(w, position_holders, id.value, {*valid.to, std::nullopt});
    w.audit("position", id, wire::to_json(before),
            wire::to_json(get_position(w, w.caller(), id, w.caller().today)));
}

HolderId assign_holder(access::Write& w, PositionId id, AssignHolder const& ask) {
    access::require_person_in_view(w, w.caller(), Permission::structure_write, ask.person_id, ask.from);
    PositionView const position = get_position(w, w.caller(), id, ask.from);
    require_employed(w, ask.person_id, ask.from, "person_id");
    DateRange const range{ask.from, ask.to ? ask.to : position.valid.to};
    require_range(range, "to");
    require_free(w, position, range, std::nullopt);
    HolderId const holder{w.next_id("position_holders")};
    w.run(
        "insert into position_holders (holder_id, position_id, person_id, valid_from, valid_to, change_id) "
        "values (:id, :position, :person, :from, :to, :change)",
        {{"id", holder},
         {"position", id},
         {"person", ask.person_id},
         {"from", range.from},
         {"to", range.to},
         {"change", w.change_id()}});
    w.audit("position_holder", holder, "", wire::to_json(get_holder(w, w.caller(), holder)));
    return holder;
}

void end_holder(access::Write& w, HolderId id, ChangeId seen, EndHolder const& ask) {
    HolderView const before = get_holder(w, w.caller(), id);
    access::require_person_in_view(w, w.caller(), Permission::structure_write, before.person.person_id,
                                   before.range.from);
    require_version(before.version, seen);
    if (!ask.to.given) return;
    DateRange const range{before.range.from, ask.to.value};
    require_range(range, "to");
    PositionView const position = get_position(w, w.caller(), before.position_id, before.range.from);
    require_free(w, position, {range.from, range.to ? range.to : position.valid.to}, id);
    set_range(w, position_holders, id.value, range);
    w.audit("position_holder", id, wire::to_json(before), wire::to_json(get_holder(w, w.caller(), id)));
}

void require_employed(db::Session& session, PersonId person, Date from, std::string_view path) {
    auto const found = session.maybe<std::string, std::optional<Date>, std::optional<Date>>(
        "select name, hired_on, left_on from people where person_id = :id", {{"id", person}});
    if (!found) throw invalid("structure.person_unknown", {}, std::string(path));
    auto const& [name, hired, left] = *found;
    if ((hired && from < *hired) || (left && from >= *left))
        throw conflict("structure.not_employed", {{"name", name}, {"date", from.text()}}, std::string(path));
}

}  // namespace colonnade::structure
