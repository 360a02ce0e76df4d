// Territories and their assignments by the thousand, from the canonical files. Others are named by their
// external ids.
//
//   territories              territory_id,name,parent_id,valid_from,valid_to
//   territory_assignments    territory_id,position_id,person_id,valid_from,valid_to     (a position or a
//   person)
//
// `valid_to` is the first day after. A parent may stand further down in the file. An empty cell keeps what is
// there. The same row again changes nothing.
#pragma once
#include <string>
#include <unordered_map>
#include <utility>

#include "foundation/access/write.hpp"
#include "foundation/base/load.hpp"
#include "pillars/operations/territories/territory.hpp"

namespace colonnade::territories {

struct TerritoryRow {
    std::string territory_id;
    std::string name;
    std::string parent_id;
    std::optional<Date> valid_from;
    std::optional<Date> valid_to;
};

struct AssignmentRow {
    std::string territory_id;
    std::string position_id;
    std::string person_id;
    std::optional<Date> valid_from;  // absent: since the territory's first day
    std::optional<Date> valid_to;
};

class TerritoriesLoader {
public:
    explicit TerritoriesLoader(access::Write& w);
    Outcome add(TerritoryRow const& row);
    // Call once after the last row. Throws Problem "territories.parent_not_found" for a parent that came
    // nowhere, and "territories.cycle".
    void finish();

private:
    access::Write& w_;
    std::unordered_map<std::string, TerritoryId> ids_;
    std::vector<std::pair<TerritoryId, std::string>> waiting_;  // whose parent is still to come
};

class TerritoryAssignmentsLoader {
public:
    explicit TerritoryAssignmentsLoader(access::Write& w);
    // For a person who holds no position on the first day, a position is opened; the outcome's note
    // "territories.position_opened" says so.
    Outcome add(AssignmentRow const& row);
    void finish() {}

private:
    struct Stretch {
        PositionId position;
        DateRange range;
        friend bool operator==(Stretch const&, Stretch const&) = default;
    };
    std::optional<PositionId> position_of(PersonId person, Date on);
    PositionId open_position(PersonId person, std::string const& external_id, Date from);

    access::Write& w_;
    std::unordered_map<std::string, std::pair<TerritoryId, DateRange>> territories_;
    std::unordered_map<std::string, PositionId> positions_;
    std::unordered_map<std::string, PersonId> people_;
    std::unordered_map<TerritoryId, std::vector<Stretch>> taken_;  // what this file said
};

}  // namespace colonnade::territories
