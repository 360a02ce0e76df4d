#include "pillars/operations/structure/people_store.hpp"
#include "pillars/operations/structure/place_store.hpp"
#include "pillars/operations/structure/structure_api.hpp"

namespace colonnade::structure {
namespace {

using wire::AsOf;
using wire::Body;
using wire::Created;
using wire::IfMatch;
using wire::Page;
using wire::Paging;
using wire::Path;
using wire::Query;

struct PersonPath {
    PersonId person_id;
};
BOOST_DESCRIBE_STRUCT(PersonPath, (), (person_id))

struct PeopleAsk {
    std::optional<Name> q;
    std::optional<TeamId> team;
    std::optional<PersonId> manager;
    std::optional<bool> with_former;
};
BOOST_DESCRIBE_STRUCT(PeopleAsk, (), (q, team, manager, with_former))

PeopleFilter filter_of(PeopleAsk const& ask) {
    return {ask.q ? std::string(*ask.q) : std::string(), ask.team, ask.manager,
            ask.with_former.value_or(false)};
}

}  // namespace

void mount_people(wire::Api& api, db::Database& database) {
    api.get("/people", "listPeople", "List people as they stand on a day, by name",
            Permission::structure_read,
            [&database](Caller const& caller, AsOf const& as_of, Query<PeopleAsk> const& ask,
                        Paging const& paging) -> Page<PersonEntry> {
                return paging.cut(database.read([&](db::Session& s) {
                    return list_people(s, caller, filter_of(ask), as_of.date, paging.after<PeopleCursor>(),
                                       paging.limit + 1);
                }),
                                  cursor_of);
            });
    api.get("/people/{person_id}", "getPerson", "Show a person's positions, lines and contact details",
            Permission::people_read,
            [&database](Caller const& caller, Path<PersonPath> const& at) -> PersonView {
                return database.read([&](db::Session& s) { return get_person(s, caller, at.person_id); });
            });
    api.post(
        "/people", "hirePerson", "Hire a person, to a position and a manager if wanted",
        Permission::structure_write,
        [&database](Caller const& caller, Body<HirePerson> const& ask) -> Created<PersonView> {
            return access::write(database, caller, "hirePerson", "", [&](access::Write& w) {
                PersonId const id = hire_person(w, ask);
                return Created<PersonView>{get_person(w, caller, id), "/people/" + std::to_string(id.value)};
            });
        });
    api.patch("/people/{person_id}", "changePerson", "Correct a person's details",
              Permission::structure_write,
              [&database](Caller const& caller, Path<PersonPath> const& at, IfMatch const& seen,
                          Body<ChangePerson> const& ask) -> PersonView {
                  return access::write(database, caller, "changePerson", "", [&](access::Write& w) {
                      change_person(w, at.person_id, seen.version, ask);
                      return get_person(w, caller, at.person_id);
                  });
              });
    api.post("/people/{person_id}/departure", "leaveCompany",
             "Let a person leave: what they hold ends, their reports move on", Permission::structure_write,
             [&database](Caller const& caller, Path<PersonPath> const& at, IfMatch const& seen,
                         Body<LeaveCompany> const& ask) -> PersonView {
                 return access::write(database, caller, "leaveCompany", "", [&](access::Write& w) {
                     leave_company(w, at.person_id, seen.version, ask);
                     return get_person(w, caller, at.person_id);
                 });
             });
    api.get("/me/place", "getMyPlace",
            "Show my positions, my managers, my team, my reports, my duties, what is next",
            Permission::structure_read, [&database](Caller const& caller, AsOf const& as_of) -> MyPlace {
                return database.read([&](db::Session& s) { return place_of_caller(s, caller, as_of.date); });
            });
}

void mount_structure(wire::Api& api, db::Database& database) {
    mount_people(api, database);
    mount_units(api, database);
    mount_positions(api, database);
    mount_reporting(api, database);
    mount_duties(api, database);
}

}  // namespace colonnade::structure
