#include "pillars/operations/structure/people_store.hpp"

#include <fmt/format.h>

#include "foundation/access/visibility.hpp"
#include "foundation/base/problem.hpp"
#include "foundation/base/text.hpp"
#include "pillars/operations/structure/positions_store.hpp"
#include "pillars/operations/structure/reporting_store.hpp"
#include "pillars/operations/structure/timeline_store.hpp"
#include "pillars/operations/structure/units_store.hpp"

namespace colonnade::structure {
namespace {

using Text = std::optional<std::string>;

// Whether the caller may look at the person p today: asked for each row of a page, never for the whole
// company.
access::Condition contact_in_view(Caller const& caller) {
    if (caller.scope(Permission::people_read) != Scope::team || !caller.person)
        return access::visible_person(caller, Permission::people_read, "p.person_id");
    return {
        "exists (select 1 from person_scopes vs where vs.viewer_id = :viewer and vs.person_id = p.person_id "
        "and vs.valid_from <= :viewer_today and (vs.valid_to is null or vs.valid_to > :viewer_today))",
        {{"viewer", *caller.person}, {"viewer_today", caller.today}}};
}

// People with the position they held first among those they hold on :on, and their manager of that day.
std::vector<PersonEntry> entries_where(db::Session& session, Caller const& caller, std::string_view condition,
                                       db::Params const& params) {
    auto const in_view = contact_in_view(caller);
    std::string const sql = fmt::format(
        "select p.person_id, p.external_id, p.name, o.title, o.kind, o.team_id, t.name, m.person_id, m.name, "
        "case when {0} then p.email end, case when {0} then p.phone end, p.hired_on, p.left_on from people p "
        "left join position_holders h on h.holder_id = (select h1.holder_id from position_holders h1 "
        "where h1.person_id = p.person_id and {1} order by h1.valid_from, h1.holder_id limit 1) "
        "left join positions o on o.position_id = h.position_id left join teams t on t.team_id = o.team_id "
        "left join reporting_lines l on l.person_id = p.person_id and {2} "
        "left join people m on m.person_id = l.manager_id where {3}",
        in_view.sql, covers_day("h1"), covers_day("l"), condition);
    std::vector<PersonEntry> found;
    for (auto& [id, external, name, title, kind, team, team_name, manager, manager_name, email, phone, hired,
                left] :
         session.rows<PersonId, Text, std::string, Text, Text, std::optional<TeamId>, Text,
                      std::optional<PersonId>, Text, Text, Text, std::optional<Date>, std::optional<Date>>(
             sql, access::joined(params, in_view.params))) {
        PersonEntry entry;
        entry.person_id = id;
        entry.external_id = external;
        entry.name = name;
        entry.title = title;
        if (kind) entry.kind = find_position_kind(*kind);
        if (team) entry.team = NamedTeam{*team, team_name.value_or("")};
        if (manager) entry.manager = NamedPerson{*manager, manager_name.value_or("")};
        entry.email = email;
        entry.phone = phone;
        entry.hired_on = hired;
        entry.left_on = left;
        found.push_back(std::move(entry));
    }
    return found;
}

std::string search_text_of(std::string const& name, Text const& external_id) {
    return search_form(name + " " + external_id.value_or(""));
}

template <class From> void apply(wire::Patch<From> const& patch, Text& target) {
    if (patch.given) target = patch.value ? Text(std::string(*patch.value)) : std::nullopt;
}

// A person without a way to see them would be hidden from the one who just made them.
void require_write_in_view(access::Write& w, PersonId id, Date on) {
    access::require_person_in_view(w, w.caller(), Permission::structure_write, id, on);
}

PersonView read_person(db::Session& session, Caller const& caller, PersonId id) {
    auto const row = session.maybe<Text, std::string, Text, Text, Text, Text, Text, std::optional<Date>,
                                   std::optional<Date>, ChangeId>(
        "select external_id, name, given_name, family_name, email, phone, language, hired_on, left_on, "
        "change_id "
        "from people where person_id = :id",
        {{"id", id}});
    if (!row) throw not_found();
    PersonView view;
    view.person_id = id;
    std::tie(view.external_id, view.name, view.given_name, view.family_name, view.email, view.phone,
             view.language, view.hired_on, view.left_on, view.version) = *row;
    view.positions = positions_of(session, caller, id);
    view.managers = managers_of(session, caller, id);
    view.reports = reports_of(session, caller, id);
    view.deputies = deputies_of(session, caller, id);
    return view;
}

}  // namespace

PeopleCursor cursor_of(PersonEntry const& entry) { return {sort_key(entry.name), entry.person_id}; }

std::vector<PersonEntry> list_people(db::Session& session, Caller const& caller, PeopleFilter const& filter,
                                     Date on, std::optional<PeopleCursor> const& after, std::int64_t limit) {
    std::string condition = "1 = 1";
    db::Params params{{"on", on}, {"limit", limit}};
    if (!filter.with_former)
        condition +=
            " and (p.hired_on is null or p.hired_on <= :on) and (p.left_on is null or p.left_on > :on)";
    if (!filter.q.empty()) {
        condition += " and p.search_text like :q";
        params.push_back({"q", "%" + search_form(filter.q) + "%"});
    }
    if (filter.team) {
        condition += fmt::format(
            " and p.person_id in (select th.person_id from position_holders th join positions tq "
            "on tq.position_id = th.position_id where tq.team_id in ({}) and {})",
            teams_inside(), covers_day("th"));
        params.push_back({"team", *filter.team});
    }
    if (filter.manager) {
        condition += " and l.manager_id = :manager";
        params.push_back({"manager", *filter.manager});
    }
    if (after) {
        condition += " and (p.name_key > :key or (p.name_key = :key and p.person_id > :last))";
        params.push_back({"key", after->name_key});
        params.push_back({"last", after->person_id});
    }
    return entries_where(session, caller, condition + " order by p.name_key, p.person_id limit :limit",
                         params);
}

std::vector<PersonEntry> entries_of(db::Session& session, Caller const& caller,
                                    std::vector<PersonId> const& people, Date on) {
    std::vector<PersonEntry> entries;
    for (PersonId const id : people) {
        auto found = entries_where(session, caller, "p.person_id = :id", {{"on", on}, {"id", id}});
        if (!found.empty()) entries.push_back(std::move(found.front()));
    }
    return entries;
}

PersonView get_person(db::Session& session, Caller const& caller, PersonId id) {
    access::require_person_in_view(session, caller, Permission::people_read, id, caller.today);
    return read_person(session, caller, id);
}

PersonId hire_person(access::Write& w, HirePerson const& ask) {
    PersonId const id{w.next_id("people")};
    Text const external = ask.external_id ? Text(*ask.external_id) : std::nullopt;
    if (external && w.exists("select 1 from people where external_id = :external", {{"external", external}}))
        throw conflict("structure.external_id_taken", {{"external_id", *external}}, "external_id");
    w.run(
        "insert into people (person_id, external_id, name, name_key, given_name, family_name, email, phone, "
        "language, "
        "hired_on, search_text, change_id) values (:id, :external, :name, :key, :given, :family, :email, "
        ":phone, "
        ":language, :hired, :search, :change)",
        {{"id", id},
         {"external", external},
         {"name", ask.name},
         {"key", sort_key(ask.name)},
         {"given", ask.given_name},
         {"family", ask.family_name},
         {"email", ask.email},
         {"phone", ask.phone},
         {"language", ask.language},
         {"hired", ask.hired_on},
         {"search", search_text_of(ask.name, external)},
         {"change", w.change_id()}});
    Date const from = ask.hired_on.value_or(w.caller().today);
    if (ask.manager_id) add_line(w, id, *ask.manager_id, {from, std::nullopt});
    rebuild_scopes(w);
    if (ask.position_id) assign_holder(w, *ask.position_id, {id, from, std::nullopt});
    require_write_in_view(w, id, from);
    w.audit("person", id, "", wire::to_json(read_person(w, w.caller(), id)));
    return id;
}

void change_person(access::Write& w, PersonId id, ChangeId seen, ChangePerson const& ask) {
    require_write_in_view(w, id, w.caller().today);
    PersonView const before = read_person(w, w.caller(), id);
    require_version(before.version, seen);
    PersonView after = before;
    if (ask.name) after.name = *ask.name;
    apply(ask.external_id, after.external_id);
    apply(ask.given_name, after.given_name);
    apply(ask.family_name, after.family_name);
    apply(ask.email, after.email);
    apply(ask.phone, after.phone);
    apply(ask.language, after.language);
    ask.hired_on.apply(after.hired_on);
    if (after.external_id &&
        w.exists("select 1 from people where external_id = :external and person_id <> :id",
                 {{"external", after.external_id}, {"id", id}}))
        throw conflict("structure.external_id_taken", {{"external_id", *after.external_id}}, "external_id");
    if (after.hired_on && after.left_on && *after.left_on <= *after.hired_on)
        throw invalid("structure.leaves_before_hired",
                      {{"left", after.left_on->text()}, {"hired", after.hired_on->text()}}, "hired_on");
    w.keep_history("people", "person_id", id);
    w.run(
        "update people set external_id = :external, name = :name, name_key = :key, given_name = :given, "
        "family_name = :family, email = :email, phone = :phone, language = :language, hired_on = :hired, "
        "search_text = :search, change_id = :change where person_id = :id",
        {{"external", after.external_id},
         {"name", after.name},
         {"key", sort_key(after.name)},
         {"given", after.given_name},
         {"family", after.family_name},
         {"email", after.email},
         {"phone", after.phone},
         {"language", after.language},
         {"hired", after.hired_on},
         {"search", search_text_of(after.name, after.external_id)},
         {"change", w.change_id()},
         {"id", id}});
    w.audit("person", id, wire::to_json(before), wire::to_json(read_person(w, w.caller(), id)));
}

void leave_company(access::Write& w, PersonId id, ChangeId seen, LeaveCompany const& ask) {
    require_write_in_view(w, id, w.caller().today);
    PersonView const before = read_person(w, w.caller(), id);
    require_version(before.version, seen);
    if (before.left_on && *before.left_on <= ask.left_on)
        throw conflict("structure.left_already", {{"name", before.name}, {"date", before.left_on->text()}},
                       "left_on");
    if (before.hired_on && ask.left_on <= *before.hired_on)
        throw invalid("structure.leaves_before_hired",
                      {{"left", ask.left_on.text()}, {"hired", before.hired_on->text()}}, "left_on");
    w.keep_history("people", "person_id", id);
    w.run("update people set left_on = :left, change_id = :change where person_id = :id",
          {{"left", ask.left_on}, {"change", w.change_id()}, {"id", id}});
    for (HeldPosition const& held : before.positions) {
        if (held.held.from >= ask.left_on) remove_row(w, position_holders, held.holder_id.value);
        else if (!held.held.to || *held.held.to > ask.left_on)
            set_range(w, position_holders, held.holder_id.value, {held.held.from, ask.left_on});
    }
    if (ask.successor_id) require_employed(w, *ask.successor_id, ask.left_on, "successor_id");
    hand_over(w, id, ask.left_on, ask.successor_id);
    w.audit("person", id, wire::to_json(before), wire::to_json(read_person(w, w.caller(), id)));
}

}  // namespace colonnade::structure
