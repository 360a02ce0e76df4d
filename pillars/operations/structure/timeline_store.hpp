// Effective-dated tables: reading a key's rows, and making room among them for a new stretch.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "foundation/access/write.hpp"
#include "pillars/operations/structure/timeline.hpp"

namespace colonnade::structure {

// A table with valid_from, valid_to, change_id and a history twin.
struct TimelineTable {
    std::string_view name;
    std::string_view id;       // its own key
    std::string_view subject;  // whose timeline it is
    std::string_view others;   // the other columns that a copied row keeps, comma-separated
};

inline constexpr TimelineTable department_places{"department_places", "place_id", "department_id",
                                                 "parent_id"};
inline constexpr TimelineTable team_places{"team_places", "place_id", "team_id", "department_id, parent_id"};
inline constexpr TimelineTable position_holders{"position_holders", "holder_id", "position_id", "person_id"};
inline constexpr TimelineTable reporting_lines{"reporting_lines", "line_id", "person_id", "manager_id"};
inline constexpr TimelineTable deputies{"deputies", "deputyship_id", "person_id", "deputy_id"};

// "x.valid_from <= :on and (…)" for an alias x: the row covers the day :on.
std::string covers_day(std::string_view alias);

// All rows of the subject, in the order of their days.
std::vector<DatedRow> timeline(db::Session& session, TimelineTable const& table, std::int64_t subject);

// Cuts the stretch out of the subject's rows; what they were goes to the history.
void make_room(access::Write& w, TimelineTable const& table, std::int64_t subject, DateRange const& stretch);

// Gives a row a new range, its old one kept in the history.
void set_range(access::Write& w, TimelineTable const& table, std::int64_t id, DateRange const& range);
void remove_row(access::Write& w, TimelineTable const& table, std::int64_t id);

// Refuses an end that is not after the beginning: Problem "structure.ends_before_it_begins".
void require_range(DateRange const& range, std::string_view path);

}  // namespace colonnade::structure
