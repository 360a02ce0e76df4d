#include "pillars/operations/structure/positions_store.hpp"
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

struct PositionPath {
    PositionId position_id;
};
BOOST_DESCRIBE_STRUCT(PositionPath, (), (position_id))

struct HolderPath {
    HolderId holder_id;
};
BOOST_DESCRIBE_STRUCT(HolderPath, (), (holder_id))

struct PositionAsk {
    std::optional<TeamId> team;
    std::optional<Vacancy> vacancy;
};
BOOST_DESCRIBE_STRUCT(PositionAsk, (), (team, vacancy))

}  // namespace

void mount_positions(wire::Api& api, db::Database& database) {
    api.get("/positions", "listPositions",
            "List the positions of a day with their holders, vacant ones included",
            Permission::structure_read,
            [&database](Caller const& caller, AsOf const& as_of, Query<PositionAsk> const& ask,
                        Paging const& paging) -> Page<PositionView> {
                PositionFilter const filter{ask.team, ask.vacancy.value_or(Vacancy::any)};
                return paging.cut(database.read([&](db::Session& s) {
                    return list_positions(s, caller, filter, as_of.date, paging.after<PositionCursor>(),
                                          paging.limit + 1);
                }),
                                  [](PositionView const& view) {
                                      return PositionCursor{view.title, view.position_id};
                                  });
            });
    api.get(
        "/positions/{position_id}", "getPosition", "Show a position", Permission::structure_read,
        [&database](Caller const& caller, Path<PositionPath> const& at, AsOf const& as_of) -> PositionView {
            return database.read(
                [&](db::Session& s) { return get_position(s, caller, at.position_id, as_of.date); });
        });
    api.post("/positions", "createPosition", "Open a position", Permission::structure_write,
             [&database](Caller const& caller, Body<NewPosition> const& ask) -> Created<PositionView> {
                 return access::write(database, caller, "createPosition", "", [&](access::Write& w) {
                     PositionId const id = create_position(w, ask);
                     return Created<PositionView>{get_position(w, caller, id, caller.today),
                                                  "/positions/" + std::to_string(id.value)};
                 });
             });
    api.patch("/positions/{position_id}", "changePosition", "Correct a position, or close it",
              Permission::structure_write,
              [&database](Caller const& caller, Path<PositionPath> const& at, IfMatch const& seen,
                          Body<ChangePosition> const& ask) -> PositionView {
                  return access::write(database, caller, "changePosition", "", [&](access::Write& w) {
                      change_position(w, at.position_id, seen.version, ask);
                      return get_position(w, caller, at.position_id, caller.today);
                  });
              });
    api.get("/positions/{position_id}/holders", "listHolders", "List who held a position when",
            Permission::structure_read,
            [&database](Caller const& caller, Path<PositionPath> const& at) -> std::vector<HolderView> {
                return database.read([&](db::Session& s) {
                    get_position(s, caller, at.position_id, caller.today);
                    return list_holders(s, caller, at.position_id);
                });
            });
    api.post("/positions/{position_id}/holders", "assignHolder", "Give a position to a person",
             Permission::structure_write,
             [&database](Caller const& caller, Path<PositionPath> const& at,
                         Body<AssignHolder> const& ask) -> Created<HolderView> {
                 return access::write(database, caller, "assignHolder", "", [&](access::Write& w) {
                     HolderId const id = assign_holder(w, at.position_id, ask);
                     return Created<HolderView>{get_holder(w, caller, id),
                                                "/position-holders/" + std::to_string(id.value)};
                 });
             });
    api.patch("/position-holders/{holder_id}", "endHolder",
              "Move the day on which a person stops holding a position", Permission::structure_write,
              [&database](Caller const& caller, Path<HolderPath> const& at, IfMatch const& seen,
                          Body<EndHolder> const& ask) -> HolderView {
                  return access::write(database, caller, "endHolder", "", [&](access::Write& w) {
                      end_holder(w, at.holder_id, seen.version, ask);
                      return get_holder(w, caller, at.holder_id);
                  });
              });
}

}  // namespace colonnade::structure
