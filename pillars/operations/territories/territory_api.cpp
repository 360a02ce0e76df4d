#include "pillars/operations/territories/territory_api.hpp"

#include "pillars/operations/territories/territory_store.hpp"

namespace colonnade::territories {
namespace {

using wire::AsOf;
using wire::Body;
using wire::Created;
using wire::IfMatch;
using wire::Page;
using wire::Paging;
using wire::Path;
using wire::Query;

struct TerritoryPath {
    TerritoryId territory_id;
};
BOOST_DESCRIBE_STRUCT(TerritoryPath, (), (territory_id))

struct TerritoryAsk {
    std::optional<std::string> q;
};
BOOST_DESCRIBE_STRUCT(TerritoryAsk, (), (q))

struct GapAsk {
    std::optional<Date> from;  // today
    std::optional<Date> to;    // a year later
};
BOOST_DESCRIBE_STRUCT(GapAsk, (), (from, to))

DateRange window_of(GapAsk const& ask, Date today) {
    Date const from = ask.from.value_or(today);
    DateRange const window{from, ask.to.value_or(from.plus_months(12))};
    if (*window.to <= window.from)
        throw invalid("structure.ends_before_it_begins",
                      {{"from", window.from.text()}, {"to", window.to->text()}}, "to");
    return window;
}

}  // namespace

void mount_territories(wire::Api& api, db::Database& database) {
    api.get("/territories", "listTerritories", "List the tree of territories of a day with their holders",
            Permission::territory_read,
            [&database](Caller const& caller, AsOf const& as_of, Query<TerritoryAsk> const& ask,
                        Paging const& paging) -> Page<TerritoryView> {
                TerritoryPage found = database.read([&](db::Session& s) {
                    return list_territories(s, caller, {ask.q}, as_of.date, paging.after<TerritoryCursor>(),
                                            paging.limit + 1);
                });
                Page<TerritoryView> page = paging.cut(std::move(found.rows), [](TerritoryView const& view) {
                    return TerritoryCursor{view.territory_id};
                });
                page.total = found.total;
                return page;
            });
    api.get(
        "/territories/{territory_id}", "getTerritory", "Show a territory", Permission::territory_read,
        [&database](Caller const& caller, Path<TerritoryPath> const& at, AsOf const& as_of) -> TerritoryView {
            return database.read(
                [&](db::Session& s) { return get_territory(s, caller, at.territory_id, as_of.date); });
        });
    api.get("/territories/{territory_id}/assignments", "listTerritoryAssignments",
            "List which position worked a territory when", Permission::territory_read,
            [&database](Caller const& caller, Path<TerritoryPath> const& at) -> std::vector<AssignmentView> {
                return database.read([&](db::Session& s) {
                    get_territory(s, caller, at.territory_id, caller.today);
                    return list_assignments(s, caller, at.territory_id);
                });
            });
    api.get(
        "/territory-gaps", "listTerritoryGaps", "List the days on which a territory has no holder",
        Permission::territory_read,
        [&database](Caller const& caller, Query<GapAsk> const& ask, Paging const& paging) -> Page<GapView> {
            DateRange const window = window_of(ask, caller.today);
            return paging.cut(database.read([&](db::Session& s) {
                return list_gaps(s, caller, window, paging.after<GapCursor>(), paging.limit + 1);
            }),
                              [](GapView const& gap) {
                                  return GapCursor{gap.territory, gap.territory_id, gap.range.from};
                              });
        });
    api.post("/territories", "createTerritory", "Add a territory", Permission::territory_write,
             [&database](Caller const& caller, Body<NewTerritory> const& ask) -> Created<TerritoryView> {
                 return access::write(database, caller, "createTerritory", "", [&](access::Write& w) {
                     TerritoryId const id = create_territory(w, ask);
                     return Created<TerritoryView>{get_territory(w, caller, id, caller.today),
                                                   "/territories/" + std::to_string(id.value)};
                 });
             });
    api.patch("/territories/{territory_id}", "changeTerritory",
              "Rename a territory, correct its parent, or close it", Permission::territory_write,
              [&database](Caller const& caller, Path<TerritoryPath> const& at, IfMatch const& seen,
                          Body<ChangeTerritory> const& ask) -> TerritoryView {
                  return access::write(database, caller, "changeTerritory", "", [&](access::Write& w) {
                      change_territory(w, at.territory_id, seen.version, ask);
                      return get_territory(w, caller, at.territory_id, caller.today);
                  });
              });
    api.post("/territories/{territory_id}/assignments", "assignTerritory",
             "Give a territory to a position from a date on", Permission::territory_write,
             [&database](Caller const& caller, Path<TerritoryPath> const& at,
                         Body<AssignTerritory> const& ask) -> Created<TerritoryView> {
                 return access::write(database, caller, "assignTerritory", "", [&](access::Write& w) {
                     assign_territory(w, at.territory_id, ask);
                     return Created<TerritoryView>{get_territory(w, caller, at.territory_id, ask.from),
                                                   "/territories/" + std::to_string(at.territory_id.value)};
                 });
             });
}

}  // namespace colonnade::territories
