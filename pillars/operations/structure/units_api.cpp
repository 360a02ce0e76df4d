#include "pillars/operations/structure/structure_api.hpp"
#include "pillars/operations/structure/units_store.hpp"

namespace colonnade::structure {
namespace {

using wire::AsOf;
using wire::Body;
using wire::Created;
using wire::IfMatch;
using wire::Path;

struct DepartmentPath {
    DepartmentId department_id;
};
BOOST_DESCRIBE_STRUCT(DepartmentPath, (), (department_id))

struct TeamPath {
    TeamId team_id;
};
BOOST_DESCRIBE_STRUCT(TeamPath, (), (team_id))

void mount_departments(wire::Api& api, db::Database& database) {
    api.get("/departments", "listDepartments", "List the departments of a day", Permission::structure_read,
            [&database](Caller const& caller, AsOf const& as_of) -> std::vector<DepartmentView> {
                return database.read([&](db::Session& s) { return list_departments(s, caller, as_of.date); });
            });
    api.get("/departments/{department_id}", "getDepartment", "Show a department", Permission::structure_read,
            [&database](Caller const& caller, Path<DepartmentPath> const& at,
                        AsOf const& as_of) -> DepartmentView {
                return database.read(
                    [&](db::Session& s) { return get_department(s, caller, at.department_id, as_of.date); });
            });
    api.post("/departments", "createDepartment", "Found a department", Permission::structure_write,
             [&database](Caller const& caller, Body<NewDepartment> const& ask) -> Created<DepartmentView> {
                 return access::write(database, caller, "createDepartment", "", [&](access::Write& w) {
                     DepartmentId const id = create_department(w, ask);
                     return Created<DepartmentView>{get_department(w, caller, id, caller.today),
                                                    "/departments/" + std::to_string(id.value)};
                 });
             });
    api.patch("/departments/{department_id}", "changeDepartment",
              "Rename a department, move it from a date on, or close it", Permission::structure_write,
              [&database](Caller const& caller, Path<DepartmentPath> const& at, IfMatch const& seen,
                          Body<ChangeDepartment> const& ask) -> DepartmentView {
                  return access::write(database, caller, "changeDepartment", "", [&](access::Write& w) {
                      change_department(w, at.department_id, seen.version, ask);
                      return get_department(w, caller, at.department_id, ask.on.value_or(caller.today));
                  });
              });
}

}  // namespace

void mount_units(wire::Api& api, db::Database& database) {
    mount_departments(api, database);
    api.get("/teams", "listTeams", "List the teams of a day", Permission::structure_read,
            [&database](Caller const& caller, AsOf const& as_of) -> std::vector<TeamView> {
                return database.read([&](db::Session& s) { return list_teams(s, caller, as_of.date); });
            });
    api.get(
        "/teams/{team_id}", "getTeam", "Show a team", Permission::structure_read,
        [&database](Caller const& caller, Path<TeamPath> const& at, AsOf const& as_of) -> TeamView {
            return database.read([&](db::Session& s) { return get_team(s, caller, at.team_id, as_of.date); });
        });
    api.post("/teams", "createTeam", "Found a team", Permission::structure_write,
             [&database](Caller const& caller, Body<NewTeam> const& ask) -> Created<TeamView> {
                 return access::write(database, caller, "createTeam", "", [&](access::Write& w) {
                     TeamId const id = create_team(w, ask);
                     return Created<TeamView>{get_team(w, caller, id, caller.today),
                                              "/teams/" + std::to_string(id.value)};
                 });
             });
    api.patch("/teams/{team_id}", "changeTeam", "Rename a team, move it from a date on, or close it",
              Permission::structure_write,
              [&database](Caller const& caller, Path<TeamPath> const& at, IfMatch const& seen,
                          Body<ChangeTeam> const& ask) -> TeamView {
                  return access::write(database, caller, "changeTeam", "", [&](access::Write& w) {
                      change_team(w, at.team_id, seen.version, ask);
                      return get_team(w, caller, at.team_id, ask.on.value_or(caller.today));
                  });
              });
}

}  // namespace colonnade::structure
