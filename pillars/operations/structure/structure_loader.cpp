#include "pillars/operations/structure/structure_loader.hpp"

#include "foundation/base/text.hpp"
#include "pillars/operations/structure/reporting_store.hpp"
#include "pillars/operations/structure/timeline_store.hpp"
#include "pillars/operations/structure/units_store.hpp"

namespace colonnade::structure {
namespace {

using Text = std::optional<std::string>;

// An empty cell keeps what is there.
Text given_or(std::string const& text, Text const& there) { return text.empty() ? there : Text(text); }
std::optional<Date> given_or(std::optional<Date> date, std::optional<Date> there) {
    return date ? date : there;
}

DateRange range_of(std::optional<Date> from, std::optional<Date> to) {
    return {from.value_or(Date::beginning()), to};
}

std::string end_text(DateRange const& range) { return range.to ? range.to->text() : "…"; }

std::optional<Problem> range_fault(DateRange const& range, std::string const& column) {
    if (!range.to || *range.to > range.from) return std::nullopt;
    return invalid("structure.ends_before_it_begins", {{"from", range.from.text()}, {"to", range.to->text()}},
                   column);
}

std::optional<Problem> kind_fault(std::string const& kind) {
    if (kind.empty() || find_position_kind(kind)) return std::nullopt;
    return invalid("structure.kind_unknown", {{"kind", kind}}, "kind");
}

// What a position is called when the file does not say.
std::string title_of(std::string const& title, std::string const& kind) {
    if (!title.empty()) return title;
    std::string text = kind.empty() || kind == "other" ? "Member" : kind;
    std::replace(text.begin(), text.end(), '_', ' ');
    text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
    return text;
}

// The position a row describes, as it is stored.
struct StoredPosition {
    Text external_id;
    std::string title;
    std::string kind;
    std::optional<TeamId> team;
    std::optional<DepartmentId> department;
    DateRange valid;
    friend bool operator==(StoredPosition const&, StoredPosition const&) = default;
};

std::optional<StoredPosition> read_position(access::Write& w, PositionId id) {
    auto const row = w.maybe<Text, std::string, std::string, std::optional<TeamId>,
                             std::optional<DepartmentId>, Date, std::optional<Date>>(
        "select external_id, title, kind, team_id, department_id, valid_from, valid_to from positions "
        "where position_id = :id",
        {{"id", id}});
    if (!row) return std::nullopt;
    auto const& [external, title, kind, team, department, from, to] = *row;
    return StoredPosition{external, title, kind, team, department, {from, to}};
}

LoadResult write_position(access::Write& w, PositionId id, std::optional<StoredPosition> const& before,
                          StoredPosition const& after) {
    if (before == after) return LoadResult::unchanged;
    db::Params const params{{"id", id},
                            {"external", after.external_id},
                            {"title", after.title},
                            {"kind", after.kind},
                            {"team", after.team},
                            {"department", after.department},
                            {"from", after.valid.from},
                            {"to", after.valid.to},
                            {"change", w.change_id()}};
    if (before) {
        w.keep_history("positions", "position_id", id);
        w.run(
            "update positions set external_id = :external, title = :title, kind = :kind, team_id = :team, "
            "department_id = :department, valid_from = :from, valid_to = :to, change_id = :change "
            "where position_id = :id",
            params);
        return LoadResult::updated;
    }
    w.run(
        "insert into positions (position_id, external_id, title, kind, team_id, department_id, valid_from, "
        "valid_to, "
        "change_id) values (:id, :external, :title, :kind, :team, :department, :from, :to, :change)",
        params);
    return LoadResult::inserted;
}

struct StoredHolder {
    std::int64_t id;
    PersonId person;
    std::string name;
    DateRange range;
};

std::vector<StoredHolder> holders_of(access::Write& w, PositionId position) {
    std::vector<StoredHolder> holders;
    for (auto& [id, person, name, from, to] :
         w.rows<std::int64_t, PersonId, std::string, Date, std::optional<Date>>(
             "select h.holder_id, h.person_id, p.name, h.valid_from, h.valid_to from position_holders h "
             "join people p on p.person_id = h.person_id where h.position_id = :id order by h.valid_from",
             {{"id", position}}))
        holders.push_back({id, person, name, {from, to}});
    return holders;
}

// Gives the person the position for these days; a row of theirs that overlaps or begins on the same day takes
// the new range. Days that somebody else holds must have been refused before.
LoadResult write_holder(access::Write& w, PositionId position, PersonId person, DateRange const& held) {
    for (StoredHolder const& holder : holders_of(w, position)) {
        if (holder.person != person || !holder.range.overlaps(held)) continue;
        if (holder.range == held) return LoadResult::unchanged;
        set_range(w, position_holders, holder.id, held);
        return LoadResult::updated;
    }
    w.run(
        "insert into position_holders (holder_id, position_id, person_id, valid_from, valid_to, change_id) "
        "values (:id, :position, :person, :from, :to, :change)",
        {{"id", w.next_id("position_holders")},
         {"position", position},
         {"person", person},
         {"from", held.from},
         {"to", held.to},
         {"change", w.change_id()}});
    return LoadResult::inserted;
}

// Of two results the one that says more.
LoadResult together(LoadResult a, LoadResult b) {
    if (a == LoadResult::unchanged) return b == LoadResult::inserted ? LoadResult::updated : b;
    return a;
}

// What a person held or reported beyond the day they left ends on it.
void end_on_leaving(access::Write& w, PersonId person, Date left_on) {
    auto const held = w.rows<std::int64_t, Date, std::optional<Date>>(
        "select holder_id, valid_from, valid_to from position_holders where person_id = :id and "
        "(valid_to is null or valid_to > :left)",
        {{"id", person}, {"left", left_on}});
    for (auto const& [id, from, to] : held) {
        if (from >= left_on) remove_row(w, position_holders, id);
        else set_range(w, position_holders, id, {from, left_on});
    }
    make_room(w, reporting_lines, person.value, {left_on, std::nullopt});
}

}  // namespace

StructureNames::StructureNames(access::Write& w) : w_(w) {
    w.each<std::string, PersonId>(
        "select external_id, person_id from people where external_id is not null", {},
        [&](std::string const& external, PersonId id) { people_.emplace(external, id); });
    w.each<std::string, PositionId>(
        "select external_id, position_id from positions where external_id is not null", {},
        [&](std::string const& external, PositionId id) { positions_.emplace(external, id); });
    w.each<std::string, DepartmentId>(
        "select name, department_id from departments order by department_id", {},
        [&](std::string const& name, DepartmentId id) { departments_.emplace(name, id); });
    w.each<std::string, TeamId, std::optional<DepartmentId>>(
        "select name, team_id, department_id from teams order by team_id", {},
        [&](std::string const& name, TeamId id, std::optional<DepartmentId> department) {
            teams_.emplace(std::to_string(department.value_or(DepartmentId{}).value) + "/" + name, id);
        });
}

std::optional<PersonId> StructureNames::person(std::string const& external_id) const {
    auto const found = people_.find(external_id);
    return found == people_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<PositionId> StructureNames::position(std::string const& external_id) const {
    auto const found = positions_.find(external_id);
    return found == positions_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<DepartmentId> StructureNames::department(std::string const& name) {
    if (name.empty()) return std::nullopt;
    auto const [place, is_new] = departments_.try_emplace(name);
    if (is_new) place->second = create_department(w_, {{}, name, {}, {}});
    return place->second;
}

std::optional<TeamId> StructureNames::team(std::string const& name, std::optional<DepartmentId> department) {
    if (name.empty()) return std::nullopt;
    std::string const key = std::to_string(department.value_or(DepartmentId{}).value) + "/" + name;
    auto const [place, is_new] = teams_.try_emplace(key);
    if (is_new) place->second = create_team(w_, {{}, name, department, {}, {}});
    return place->second;
}

// --- People

PeopleLoader::PeopleLoader(access::Write& w) : w_(w), names_(w) {}

Outcome PeopleLoader::add(PersonRow const& row) {
    if (row.person_id.empty())
        return Outcome::refuse(invalid("structure.external_id_missing", {}, "person_id"));
    std::string name = row.name.empty() ? normalised(row.given_name + " " + row.family_name) : row.name;
    if (name.empty() && !names_.person(row.person_id))
        return Outcome::refuse(invalid("structure.name_missing", {}, "name"));
    if (row.hired_on && row.left_on && *row.left_on <= *row.hired_on)
        return Outcome::refuse(invalid("structure.leaves_before_hired",
                                       {{"left", row.left_on->text()}, {"hired", row.hired_on->text()}},
                                       "left_on"));
    if (auto fault = kind_fault(row.kind)) return Outcome::refuse(std::move(*fault));
    Outcome outcome;
    outcome.result = store(row, name);
    PersonId const person = *names_.person(row.person_id);
    if (!row.title.empty() || !row.team.empty() || !row.department.empty())
        outcome.result = together(outcome.result, give_position(row, person, title_of(row.title, row.kind)));
    return outcome;
}

LoadResult PeopleLoader::store(PersonRow const& row, std::string const& name) {
    using Stored =
        std::tuple<std::string, Text, Text, Text, Text, Text, std::optional<Date>, std::optional<Date>>;
    auto const known = names_.person(row.person_id);
    std::optional<Stored> before;
    if (known)
        before = w_.one<std::string, Text, Text, Text, Text, Text, std::optional<Date>, std::optional<Date>>(
            "select name, given_name, family_name, email, phone, language, hired_on, left_on from people "
            "where person_id = :id",
            {{"id", *known}});
    Stored const there = before.value_or(Stored{});
    Stored const after{
        name.empty() ? std::get<0>(there) : name,      given_or(row.given_name, std::get<1>(there)),
        given_or(row.family_name, std::get<2>(there)), given_or(row.email, std::get<3>(there)),
        given_or(row.phone, std::get<4>(there)),       given_or(row.language, std::get<5>(there)),
        given_or(row.hired_on, std::get<6>(there)),    given_or(row.left_on, std::get<7>(there))};
    if (before == after) return LoadResult::unchanged;
    PersonId const id = known ? *known : PersonId{w_.next_id("people")};
    auto const& [full_name, given_name, family_name, email, phone, language, hired, left] = after;
    db::Params const params{{"id", id},
                            {"external", row.person_id},
                            {"name", full_name},
                            {"key", sort_key(full_name)},
                            {"given", given_name},
                            {"family", family_name},
                            {"email", email},
                            {"phone", phone},
                            {"language", language},
                            {"hired", hired},
                            {"left", left},
                            {"search", search_form(full_name + " " + row.person_id)},
                            {"change", w_.change_id()}};
    if (known) {
        w_.keep_history("people", "person_id", id);
        w_.run(
            "update people set external_id = :external, name = :name, name_key = :key, given_name = :given, "
            "family_name = :family, email = :email, phone = :phone, language = :language, hired_on = :hired, "
            "left_on = :left, search_text = :search, change_id = :change where person_id = :id",
            params);
        if (left && left != std::get<7>(there)) end_on_leaving(w_, id, *left);
        return LoadResult::updated;
    }
    w_.run(
        "insert into people (person_id, external_id, name, name_key, given_name, family_name, email, phone, "
        "language, "
        "hired_on, left_on, search_text, change_id) values (:id, :external, :name, :key, :given, :family, "
        ":email, "
        ":phone, :language, :hired, :left, :search, :change)",
        params);
    names_.add(row.person_id, id);
    return LoadResult::inserted;
}

LoadResult PeopleLoader::give_position(PersonRow const& row, PersonId person, std::string const& title) {
    std::string const external = "person:" + row.person_id;
    auto const known = names_.position(external);
    std::optional<StoredPosition> const before = known ? read_position(w_, *known) : std::nullopt;
    std::optional<DepartmentId> const department = names_.department(row.department);
    std::string const kind = row.kind.empty() ? (before ? before->kind : "other") : row.kind;
    StoredPosition const after{external,   title,
                               kind,       names_.team(row.team, department),
                               department, {Date::beginning(), std::nullopt}};
    PositionId const id = known ? *known : PositionId{w_.next_id("positions")};
    if (!known) names_.add(external, id);
    LoadResult const position = write_position(w_, id, before, after);
    return together(position, write_holder(w_, id, person, range_of(row.hired_on, row.left_on)));
}

void PeopleLoader::finish() { rebuild_scopes(w_); }

// --- Positions

PositionsLoader::PositionsLoader(access::Write& w) : w_(w), names_(w) {}

std::optional<Problem> PositionsLoader::find_fault(PositionRow const& row) const {
    if (row.position_id.empty()) return invalid("structure.external_id_missing", {}, "position_id");
    if (auto fault = kind_fault(row.kind)) return fault;
    if (auto fault = range_fault(range_of(row.valid_from, row.valid_to), "valid_to")) return fault;
    if (!row.person_id.empty() && !names_.person(row.person_id))
        return invalid("structure.person_not_found", {{"external_id", row.person_id}}, "person_id");
    auto const known = names_.position(row.position_id);
    StoredPosition const there =
        (known ? read_position(w_, *known) : std::nullopt).value_or(StoredPosition{});
    if (!known && row.title.empty() && row.kind.empty())
        return invalid("structure.title_missing", {}, "title");
    if (row.person_id.empty()) return std::nullopt;

    DateRange const valid =
        range_of(given_or(row.valid_from, known ? std::optional(there.valid.from) : std::nullopt),
                 given_or(row.valid_to, there.valid.to));
    DateRange const held = range_of(given_or(row.held_from, valid.from), given_or(row.held_to, valid.to));
    if (auto fault = range_fault(held, "held_to")) return fault;
    bool const within = held.from >= valid.from && (!valid.to || (held.to && *held.to <= *valid.to));
    if (!within)
        return conflict(
            "structure.position_closed",
            {{"title", title_of(row.title, row.kind)}, {"from", valid.from.text()}, {"to", end_text(valid)}},
            "held_from");
    if (!known) return std::nullopt;
    for (StoredHolder const& holder : holders_of(w_, *known)) {
        if (holder.person == *names_.person(row.person_id) || !holder.range.overlaps(held)) continue;
        return conflict("structure.position_taken",
                        {{"title", there.title},
                         {"name", holder.name},
                         {"from", holder.range.from.text()},
                         {"to", end_text(holder.range)}},
                        "person_id");
    }
    return std::nullopt;
}

Outcome PositionsLoader::add(PositionRow const& row) {
    if (auto fault = find_fault(row)) return Outcome::refuse(std::move(*fault));
    PositionId id;
    Outcome outcome;
    outcome.result = store(row, id);
    if (row.person_id.empty()) return outcome;
    DateRange const valid = read_position(w_, id)->valid;
    DateRange const held = range_of(given_or(row.held_from, valid.from), given_or(row.held_to, valid.to));
    outcome.result = together(outcome.result, write_holder(w_, id, *names_.person(row.person_id), held));
    return outcome;
}

LoadResult PositionsLoader::store(PositionRow const& row, PositionId& id) {
    auto const known = names_.position(row.position_id);
    id = known ? *known : PositionId{w_.next_id("positions")};
    std::optional<StoredPosition> const before = known ? read_position(w_, id) : std::nullopt;
    StoredPosition after = before.value_or(StoredPosition{
        row.position_id, title_of(row.title, row.kind), "other", {}, {}, {Date::beginning(), {}}});
    if (!row.title.empty()) after.title = row.title;
    if (!row.kind.empty()) after.kind = row.kind;
    if (auto const department = names_.department(row.department)) after.department = department;
    if (auto const team = names_.team(row.team, names_.department(row.department))) after.team = team;
    if (row.valid_from) after.valid.from = *row.valid_from;
    if (row.valid_to) after.valid.to = row.valid_to;
    if (!known) names_.add(row.position_id, id);
    return write_position(w_, id, before, after);
}

}  // namespace colonnade::structure
