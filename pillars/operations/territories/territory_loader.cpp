#include "pillars/operations/territories/territory_loader.hpp"

#include "pillars/operations/territories/territory_store.hpp"

namespace colonnade::territories {
namespace {

std::optional<Problem> range_fault(DateRange const& range) {
    if (!range.to || *range.to > range.from) return std::nullopt;
    return invalid("structure.ends_before_it_begins", {{"from", range.from.text()}, {"to", range.to->text()}},
                   "valid_to");
}

struct StoredTerritory {
    std::string name;
    std::optional<TerritoryId> parent;
    DateRange valid{Date::beginning(), std::nullopt};
    friend bool operator==(StoredTerritory const&, StoredTerritory const&) = default;
};

std::optional<StoredTerritory> read_territory(access::Write& w, TerritoryId id) {
    auto const row = w.maybe<std::string, std::optional<TerritoryId>, Date, std::optional<Date>>(
        "select name, parent_id, valid_from, valid_to from territories where territory_id = :id",
        {{"id", id}});
    if (!row) return std::nullopt;
    auto const& [name, parent, from, to] = *row;
    return StoredTerritory{name, parent, {from, to}};
}

void update_territory(access::Write& w, TerritoryId id, StoredTerritory const& after) {
    w.keep_history("territories", "territory_id", id);
    w.run(
        "update territories set name = :name, parent_id = :parent, valid_from = :from, valid_to = :to, "
        "change_id = :change where territory_id = :id",
        {{"name", after.name},
         {"parent", after.parent},
         {"from", after.valid.from},
         {"to", after.valid.to},
         {"change", w.change_id()},
         {"id", id}});
}

template <class Id>
void read_ids(access::Write& w, std::string_view sql, std::unordered_map<std::string, Id>& ids) {
    w.each<std::string, Id>(sql, {}, [&](std::string const& external, Id id) { ids.emplace(external, id); });
}

}  // namespace

TerritoriesLoader::TerritoriesLoader(access::Write& w) : w_(w) {
    read_ids(w, "select external_id, territory_id from territories where external_id is not null", ids_);
}

Outcome TerritoriesLoader::add(TerritoryRow const& row) {
    if (row.territory_id.empty())
        return Outcome::refuse(invalid("territories.id_missing", {}, "territory_id"));
    auto const known = ids_.find(row.territory_id);
    std::optional<StoredTerritory> const before = known == ids_.end() ? std::nullopt
                                                                      : read_territory(w_, known->second);
    if (!before && row.name.empty()) return Outcome::refuse(invalid("territories.name_missing", {}, "name"));
    if (row.parent_id == row.territory_id)
        return Outcome::refuse(conflict("territories.cycle", {{"names", row.name}}, "parent_id"));
    StoredTerritory after = before.value_or(StoredTerritory{});
    if (!row.name.empty()) after.name = row.name;
    if (row.valid_from) after.valid.from = *row.valid_from;
    if (row.valid_to) after.valid.to = row.valid_to;
    if (auto fault = range_fault(after.valid)) return Outcome::refuse(std::move(*fault));
    auto const parent = row.parent_id.empty() ? ids_.end() : ids_.find(row.parent_id);
    if (parent != ids_.end()) after.parent = parent->second;

    Outcome outcome;
    TerritoryId const id = before ? known->second : TerritoryId{w_.next_id("territories")};
    if (!before) {
        w_.run(
            "insert into territories (territory_id, external_id, name, parent_id, valid_from, valid_to, "
            "change_id) "
            "values (:id, :external, :name, :parent, :from, :to, :change)",
            {{"id", id},
             {"external", row.territory_id},
             {"name", after.name},
             {"parent", after.parent},
             {"from", after.valid.from},
             {"to", after.valid.to},
             {"change", w_.change_id()}});
        ids_.emplace(row.territory_id, id);
        outcome.result = LoadResult::inserted;
    } else if (*before != after) {
        update_territory(w_, id, after);
        outcome.result = LoadResult::updated;
    }
    if (!row.parent_id.empty() && parent == ids_.end()) waiting_.emplace_back(id, row.parent_id);
    return outcome;
}

void TerritoriesLoader::finish() {
    for (auto const& [id, parent] : waiting_) {
        auto const found = ids_.find(parent);
        if (found == ids_.end())
            throw invalid("territories.parent_not_found", {{"external_id", parent}}, "parent_id");
        w_.run("update territories set parent_id = :parent where territory_id = :id",
               {{"parent", found->second}, {"id", id}});
    }
    require_territory_tree(w_);
}

TerritoryAssignmentsLoader::TerritoryAssignmentsLoader(access::Write& w) : w_(w) {
    w.each<std::string, TerritoryId, Date, std::optional<Date>>(
        "select external_id, territory_id, valid_from, valid_to from territories where external_id is not "
        "null",
        {}, [&](std::string const& external, TerritoryId id, Date from, std::optional<Date> to) {
            territories_.emplace(external, std::pair(id, DateRange{from, to}));
        });
    read_ids(w, "select external_id, position_id from positions where external_id is not null", positions_);
    read_ids(w, "select external_id, person_id from people where external_id is not null", people_);
}

Outcome TerritoryAssignmentsLoader::add(AssignmentRow const& row) {
    auto const territory = territories_.find(row.territory_id);
    if (territory == territories_.end())
        return Outcome::refuse(
            invalid("territories.not_found", {{"external_id", row.territory_id}}, "territory_id"));
    auto const& [id, valid] = territory->second;
    DateRange const range{row.valid_from.value_or(valid.from), row.valid_to ? row.valid_to : valid.to};
    if (auto fault = range_fault(range)) return Outcome::refuse(std::move(*fault));
    if (range.intersection(valid) != range)
        return Outcome::refuse(conflict("territories.closed",
                                        {{"name", row.territory_id},
                                         {"from", valid.from.text()},
                                         {"to", valid.to ? valid.to->text() : "…"}},
                                        "valid_from"));
    if (row.position_id.empty() == row.person_id.empty())
        return Outcome::refuse(invalid("territories.position_or_person", {}, "position_id"));

    auto const person = people_.find(row.person_id);
    auto const named = positions_.find(row.position_id);
    if (!row.person_id.empty() && person == people_.end())
        return Outcome::refuse(
            invalid("structure.person_not_found", {{"external_id", row.person_id}}, "person_id"));
    if (!row.position_id.empty() && named == positions_.end())
        return Outcome::refuse(
            invalid("territories.position_not_found", {{"external_id", row.position_id}}, "position_id"));
    std::optional<PositionId> position = row.position_id.empty() ? position_of(person->second, range.from)
                                                                 : named->second;
    for (Stretch const& stretch : taken_[id]) {
        auto const common = stretch.range.intersection(range);
        if (common && !(position && stretch == Stretch{*position, range}))
            return Outcome::refuse(conflict("territories.overlap",
                                            {{"name", row.territory_id}, {"date", common->from.text()}},
                                            "valid_from"));
    }
    Outcome outcome;
    if (!position) {
        position = open_position(person->second, row.person_id, range.from);
        outcome.note = Problem(ProblemKind::conflict, "territories.position_opened",
                               {{"name", row.person_id}, {"date", range.from.text()}}, "person_id");
    }
    taken_[id].push_back({*position, range});
    bool is_there = false, overlaps = false;
    for (AssignmentView const& assignment : list_assignments(w_, w_.caller(), id)) {
        overlaps = overlaps || assignment.range.overlaps(range);
        is_there = is_there || (assignment.position_id == *position && assignment.range == range);
    }
    if (is_there) return outcome;
    write_assignment(w_, id, position, range);
    outcome.result = overlaps ? LoadResult::updated : LoadResult::inserted;
    return outcome;
}

std::optional<PositionId> TerritoryAssignmentsLoader::position_of(PersonId person, Date on) {
    auto const found = w_.maybe<PositionId>(
        "select position_id from position_holders where person_id = :person and valid_from <= :on "
        "and (valid_to is null or valid_to > :on) order by valid_from, holder_id",
        {{"person", person}, {"on", on}});
    if (!found) return std::nullopt;
    return std::get<0>(*found);
}

// The position and its holder stand in the tables of the structure, like any other.
PositionId TerritoryAssignmentsLoader::open_position(PersonId person, std::string const& external_id,
                                                     Date from) {
    std::string const name = "territory:" + external_id;
    auto const [place, is_new] = positions_.try_emplace(name);
    if (is_new) {
        place->second = PositionId{w_.next_id("positions")};
        w_.run(
            "insert into positions (position_id, external_id, title, kind, valid_from, change_id) "
            "values (:id, :external, 'Salesperson', 'salesperson', :from, :change)",
            {{"id", place->second},
             {"external", name},
             {"from", Date::beginning()},
             {"change", w_.change_id()}});
    }
    // The person's days on it begin earlier where an earlier row comes later in the file.
    auto const held = w_.maybe<std::int64_t>(
        "select holder_id from position_holders where position_id = :position and person_id = :person "
        "and valid_from > :from order by valid_from",
        {{"position", place->second}, {"person", person}, {"from", from}});
    if (held) {
        w_.keep_history("position_holders", "holder_id", std::get<0>(*held));
        w_.run("update position_holders set valid_from = :from, change_id = :change where holder_id = :id",
               {{"from", from}, {"change", w_.change_id()}, {"id", std::get<0>(*held)}});
        return place->second;
    }
    w_.run(
        "insert into position_holders (holder_id, position_id, person_id, valid_from, change_id) "
        "values (:id, :position, :person, :from, :change)",
        {{"id", w_.next_id("position_holders")},
         {"position", place->second},
         {"person", person},
         {"from", from},
         {"change", w_.change_id()}});
    return place->second;
}

}  // namespace colonnade::territories
