// Positions, who holds them when, and those that are vacant.
#pragma once
#include "foundation/caller/caller.hpp"
#include "foundation/access/write.hpp"
#include "pillars/operations/structure/structure_views.hpp"

namespace colonnade::structure {

enum class Vacancy { any, vacant, held };
BOOST_DESCRIBE_ENUM(Vacancy, any, vacant, held)

// What to look for; absent members do not restrict.
struct PositionFilter {
    std::optional<TeamId> team;
    Vacancy vacancy = Vacancy::any;
};

// Where a list goes on: after this row.
struct PositionCursor {
    std::string title;
    PositionId position_id;
};
BOOST_DESCRIBE_STRUCT(PositionCursor, (), (title, position_id))

// Positions that exist on the day, by title, with their holders of that day; at most `limit`.
std::vector<PositionView> list_positions(db::Session& session, Caller const& caller,
                                         PositionFilter const& filter, Date on,
                                         std::optional<PositionCursor> const& after, std::int64_t limit);
// Throws Problem not_found.
PositionView get_position(db::Session& session, Caller const& caller, PositionId id, Date on);
// Everybody who held, holds or will hold it, in order of time.
std::vector<HolderView> list_holders(db::Session& session, Caller const& caller, PositionId id);
HolderView get_holder(db::Session& session, Caller const& caller, HolderId id);
// The positions of a person over all time.
std::vector<HeldPosition> positions_of(db::Session& session, Caller const& caller, PersonId person);

PositionId create_position(access::Write& w, NewPosition const& ask);
void change_position(access::Write& w, PositionId id, ChangeId seen, ChangePosition const& ask);
// Throws Problem "structure.position_taken" naming who holds it, "structure.position_closed" beyond the
// position's time, "structure.person_unknown", "structure.not_employed".
HolderId assign_holder(access::Write& w, PositionId id, AssignHolder const& ask);
// Moves the end; with null the person holds it on.
void end_holder(access::Write& w, HolderId id, ChangeId seen, EndHolder const& ask);

// Throws Problem "structure.person_unknown" at that path, or "structure.not_employed" on a day the person is
// away.
void require_employed(db::Session& session, PersonId person, Date from, std::string_view path);

}  // namespace colonnade::structure
