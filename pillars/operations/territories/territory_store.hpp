// Territories, their assignments and holders in the database.
#pragma once
#include "foundation/access/write.hpp"
#include "foundation/caller/caller.hpp"
#include "foundation/wire/text.hpp"
#include "foundation/wire/values.hpp"
#include "pillars/operations/territories/territory.hpp"

namespace colonnade::territories {

using AssignmentId = Id<struct AssignmentKind>;
using Name = wire::Text<200>;
using Code = wire::Text<100>;

struct TerritoryView {
    TerritoryId territory_id;
    std::optional<std::string> external_id;
    std::string name;
    std::optional<TerritoryId> parent_id;
    std::int64_t depth = 0;  // 0: a root
    DateRange valid;
    std::optional<PositionId> position_id;  // of the day asked about
    std::optional<std::string> position_title;
    std::optional<PersonId> holder_id;
    std::optional<std::string> holder;
    ChangeId version;
};
BOOST_DESCRIBE_STRUCT(TerritoryView, (),
                      (territory_id, external_id, name, parent_id, depth, valid, position_id, position_title,
                       holder_id, holder, version))

struct AssignmentView {
    AssignmentId assignment_id;
    PositionId position_id;
    std::string position_title;
    DateRange range;
};
BOOST_DESCRIBE_STRUCT(AssignmentView, (), (assignment_id, position_id, position_title, range))

struct NewTerritory {
    std::optional<Code> external_id;
    Name name;
    std::optional<TerritoryId> parent_id;
    std::optional<Date> valid_from;  // absent: since always
};
BOOST_DESCRIBE_STRUCT(NewTerritory, (), (external_id, name, parent_id, valid_from))

struct ChangeTerritory {
    std::optional<Name> name;
    wire::Patch<TerritoryId> parent_id;
    wire::Patch<Date> valid_to;
};
BOOST_DESCRIBE_STRUCT(ChangeTerritory, (), (name, parent_id, valid_to))

// From `from` on the position works the territory, or nobody does; until `to`, or until the next assignment
// planned.
struct AssignTerritory {
    std::optional<PositionId> position_id;
    Date from;
    std::optional<Date> to;
};
BOOST_DESCRIBE_STRUCT(AssignTerritory, (), (position_id, from, to))

struct GapView {
    TerritoryId territory_id;
    std::string territory;
    std::optional<PositionId> position_id;
    std::optional<std::string> position_title;
    DateRange range;
};
BOOST_DESCRIBE_STRUCT(GapView, (), (territory_id, territory, position_id, position_title, range))

// Where a page of gaps ended.
struct GapCursor {
    std::string territory;
    TerritoryId territory_id;
    Date from;
};
BOOST_DESCRIBE_STRUCT(GapCursor, (), (territory, territory_id, from))

struct TerritoryFilter {
    std::optional<std::string> q;  // words that begin words of the name; what it lies in is listed with it
};

// Where a page ended.
struct TerritoryCursor {
    TerritoryId territory_id;
};
BOOST_DESCRIBE_STRUCT(TerritoryCursor, (), (territory_id))

struct TerritoryPage {
    std::vector<TerritoryView> rows;  // at most as many as were asked for
    std::int64_t total = 0;           // in the whole list
};

// The tree of a day: each territory directly before those in it, siblings by name; with the holders of that
// day. Throws Problem "wire.cursor" where the territory at the cursor is no longer in the list.
TerritoryPage list_territories(db::Session& session, Caller const& caller, TerritoryFilter const& filter,
                               Date on, std::optional<TerritoryCursor> const& after, std::int64_t most);
// Throws Problem not_found.
TerritoryView get_territory(db::Session& session, Caller const& caller, TerritoryId id, Date on);
std::vector<AssignmentView> list_assignments(db::Session& session, Caller const& caller, TerritoryId id);
// Days within `window` on which a territory exists and nobody holds it, by name; at most so many after the
// cursor.
std::vector<GapView> list_gaps(db::Session& session, Caller const& caller, DateRange const& window,
                               std::optional<GapCursor> const& after, std::int64_t most);

TerritoryId create_territory(access::Write& w, NewTerritory const& ask);
// Throws Problem "stale", "territories.cycle", "territories.unknown".
void change_territory(access::Write& w, TerritoryId id, ChangeId seen, ChangeTerritory const& ask);
// Throws Problem "territories.closed" for days outside the territory's life, "territories.position_unknown".
void assign_territory(access::Write& w, TerritoryId id, AssignTerritory const& ask);

// Cuts the days out of the territory's assignments and gives them to the position, where there is one.
void write_assignment(access::Write& w, TerritoryId id, std::optional<PositionId> position,
                      DateRange const& range);
// Refuses a ring, naming the territories in it: Problem "territories.cycle".
void require_territory_tree(access::Write& w);

// Who holds which territory when: what credit without a named seller goes by.
std::vector<TerritoryHolder> territory_holders(db::Session& session);

}  // namespace colonnade::territories
