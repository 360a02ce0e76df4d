// People and positions by the thousand, from the canonical files. Others are named by their
// external ids, departments and teams by their names; one that is not there yet is created.
//
//   people
//   person_id,name,given_name,family_name,email,phone,language,hired_on,left_on,department,team,title,kind
//   positions   position_id,title,kind,department,team,valid_from,valid_to,person_id,held_from,held_to
//
// `left_on` and every `_to` is the first day after. A row of `people` with a title, a team or a department
// also gives the person a position of their own, held while they are employed. A row of `positions` without a
// person is a vacant position; several rows may name several holders of one position. The same row again
// changes nothing.
#pragma once
#include <memory>
#include <string>
#include <unordered_map>

#include "foundation/access/write.hpp"
#include "foundation/base/load.hpp"
#include "pillars/operations/structure/structure.hpp"

namespace colonnade::structure {

struct PersonRow {
    std::string person_id;
    std::string name;  // empty: made of given and family name
    std::string given_name;
    std::string family_name;
    std::string email;
    std::string phone;
    std::string language;
    std::optional<Date> hired_on;
    std::optional<Date> left_on;
    std::string department;
    std::string team;
    std::string title;
    std::string kind;
};

struct PositionRow {
    std::string position_id;
    std::string title;
    std::string kind;
    std::string department;
    std::string team;
    std::optional<Date> valid_from;
    std::optional<Date> valid_to;
    std::string person_id;
    std::optional<Date> held_from;  // absent: valid_from
    std::optional<Date> held_to;    // absent: valid_to
};

// Ids by what the files call them, read once; departments and teams created when they are new.
class StructureNames {
public:
    explicit StructureNames(access::Write& w);
    std::optional<PersonId> person(std::string const& external_id) const;
    std::optional<PositionId> position(std::string const& external_id) const;
    void add(std::string const& external_id, PersonId id) { people_.emplace(external_id, id); }
    void add(std::string const& external_id, PositionId id) { positions_.emplace(external_id, id); }
    std::optional<DepartmentId> department(std::string const& name);
    std::optional<TeamId> team(std::string const& name, std::optional<DepartmentId> department);

private:
    access::Write& w_;
    std::unordered_map<std::string, PersonId> people_;
    std::unordered_map<std::string, PositionId> positions_;
    std::unordered_map<std::string, DepartmentId> departments_;
    std::unordered_map<std::string, TeamId> teams_;
};

class PeopleLoader {
public:
    explicit PeopleLoader(access::Write& w);
    Outcome add(PersonRow const& row);
    // Call once after the last row: scopes follow.
    void finish();

private:
    LoadResult store(PersonRow const& row, std::string const& name);
    LoadResult give_position(PersonRow const& row, PersonId person, std::string const& title);

    access::Write& w_;
    StructureNames names_;
};

class PositionsLoader {
public:
    explicit PositionsLoader(access::Write& w);
    Outcome add(PositionRow const& row);
    // Nothing is left to do; here so that every loader has one.
    void finish() {}

private:
    std::optional<Problem> find_fault(PositionRow const& row) const;
    LoadResult store(PositionRow const& row, PositionId& id);

    access::Write& w_;
    StructureNames names_;
};

}  // namespace colonnade::structure
