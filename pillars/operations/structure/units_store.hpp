// Departments and teams, and where each stands when.
#pragma once
#include "foundation/caller/caller.hpp"
#include "foundation/access/write.hpp"
#include "pillars/operations/structure/structure_views.hpp"

namespace colonnade::structure {

// Those that exist on the day, by name.
std::vector<DepartmentView> list_departments(db::Session& session, Caller const& caller, Date on);
// Throws Problem not_found.
DepartmentView get_department(db::Session& session, Caller const& caller, DepartmentId id, Date on);
DepartmentId create_department(access::Write& w, NewDepartment const& ask);
// Throws Problem "stale" where `seen` is not the version there.
void change_department(access::Write& w, DepartmentId id, ChangeId seen, ChangeDepartment const& ask);

// The same for teams.
std::vector<TeamView> list_teams(db::Session& session, Caller const& caller, Date on);
TeamView get_team(db::Session& session, Caller const& caller, TeamId id, Date on);
TeamId create_team(access::Write& w, NewTeam const& ask);
void change_team(access::Write& w, TeamId id, ChangeId seen, ChangeTeam const& ask);

// "select team_id …": the team :team and those inside it on the day :on.
std::string teams_inside();

// Puts it under another parent (and, for a team, into another department) from a date on; earlier days stay
// as they were. Throws Problem "structure.unit_cycle" where it would stand inside itself on any day.
void place_department(access::Write& w, DepartmentId id, std::optional<DepartmentId> parent, Date from);
void place_team(access::Write& w, TeamId id, std::optional<DepartmentId> department,
                std::optional<TeamId> parent, Date from);

// Refuses a version other than the one seen (Problem kind stale, "stale"), and an unknown team or department
// in a request (Problem "structure.team_unknown", "structure.department_unknown") or one that is closed on
// the day.
void require_version(ChangeId there, ChangeId seen);
void require_team(db::Session& session, TeamId id, Date on, std::string_view path);
void require_department(db::Session& session, DepartmentId id, Date on, std::string_view path);

}  // namespace colonnade::structure
