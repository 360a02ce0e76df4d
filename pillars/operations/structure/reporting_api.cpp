#include "pillars/operations/structure/people_store.hpp"
#include "pillars/operations/structure/reporting_store.hpp"
#include "pillars/operations/structure/structure_api.hpp"

namespace colonnade::structure {
namespace {

using wire::AsOf;
using wire::Body;
using wire::Created;
using wire::NoContent;
using wire::Path;

struct DeputyPath {
    DeputyId deputyship_id;
};
BOOST_DESCRIBE_STRUCT(DeputyPath, (), (deputyship_id))

}  // namespace

void mount_reporting(wire::Api& api, db::Database& database) {
    api.get("/org-chart", "getOrgChart", "Show who reports to whom on a day, and which positions are vacant",
            Permission::structure_read, [&database](Caller const& caller, AsOf const& as_of) -> OrgChart {
                return database.read(
                    [&](db::Session& s) { return org_chart_of(s, caller, as_of.date, as_of.known_at); });
            });
    api.post("/reporting-lines", "movePerson", "Let a person report to another manager from a date on",
             Permission::structure_write,
             [&database](Caller const& caller, Body<MovePerson> const& ask) -> Created<PersonView> {
                 return access::write(database, caller, "movePerson", "", [&](access::Write& w) {
                     move_person(w, ask);
                     return Created<PersonView>{get_person(w, caller, ask.person_id),
                                                "/people/" + std::to_string(ask.person_id.value)};
                 });
             });
    api.get("/deputies", "listDeputies", "List who stands in for whom, now and later",
            Permission::people_read,
            [&database](Caller const& caller, AsOf const& as_of) -> std::vector<DeputyView> {
                return database.read([&](db::Session& s) { return list_deputies(s, caller, as_of.date); });
            });
    api.post("/deputies", "addDeputy", "Let a person stand in for another for a time",
             Permission::structure_write,
             [&database](Caller const& caller, Body<NewDeputy> const& ask) -> Created<DeputyView> {
                 return access::write(database, caller, "addDeputy", "", [&](access::Write& w) {
                     DeputyId const id = add_deputy(w, ask);
                     return Created<DeputyView>{get_deputy(w, caller, id),
                                                "/deputies/" + std::to_string(id.value)};
                 });
             });
    api.del("/deputies/{deputyship_id}", "endDeputy",
            "End a deputyship today, or take back one that has not begun", Permission::structure_write,
            [&database](Caller const& caller, Path<DeputyPath> const& at) -> NoContent {
                access::write(database, caller, "endDeputy", "",
                              [&](access::Write& w) { end_deputy(w, at.deputyship_id); });
                return {};
            });
}

}  // namespace colonnade::structure
