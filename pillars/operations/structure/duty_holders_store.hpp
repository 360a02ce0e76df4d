// Whom the duty documents in force concern, and who of them has acknowledged.
#pragma once
#include "foundation/caller/caller.hpp"
#include "foundation/db/session.hpp"
#include "pillars/operations/structure/structure_views.hpp"

namespace colonnade::structure {

enum class DutyHolderState { outstanding, acknowledged };
BOOST_DESCRIBE_ENUM(DutyHolderState, outstanding, acknowledged)

enum class DutyHolderSort { person, document, team, manager };
BOOST_DESCRIBE_ENUM(DutyHolderSort, person, document, team, manager)

struct DutyHolderFilter {
    std::optional<DutyDocumentId> document_id;
    std::optional<TeamId> team_id;  // with the teams inside it
    std::optional<PersonId> person_id;
    std::optional<DutyHolderState> state;
    DutyHolderSort sort = DutyHolderSort::person;
};

// Where a list goes on: after this row.
struct DutyHolderCursor {
    std::string first;  // the title, team, manager or person sorted by
    std::string name_key;
    PersonId person_id;
    DutyDocumentId document_id;
};
BOOST_DESCRIBE_STRUCT(DutyHolderCursor, (), (first, name_key, person_id, document_id))

DutyHolderCursor cursor_of(DutyHolder const& holder, DutyHolderSort sort);

// One row for each person and document in force on the day, of those whom the caller may follow.
std::vector<DutyHolder> list_duty_holders(db::Session& session, Caller const& caller,
                                          DutyHolderFilter const& filter, Date on,
                                          std::optional<DutyHolderCursor> const& after, std::int64_t limit);

}  // namespace colonnade::structure
