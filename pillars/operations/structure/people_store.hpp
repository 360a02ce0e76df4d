// People: the list that is open to everybody, a person's own page, hiring and leaving.
#pragma once
#include "foundation/caller/caller.hpp"
#include "foundation/access/write.hpp"
#include "pillars/operations/structure/structure_views.hpp"

namespace colonnade::structure {

// What to look for; absent members do not restrict. `team` includes the teams inside it.
struct PeopleFilter {
    std::string q;  // words of the name, or the external id
    std::optional<TeamId> team;
    std::optional<PersonId> manager;  // who reports to them directly
    bool with_former = false;         // also those who are not employed on the day
};

// Where the list goes on: after this row.
struct PeopleCursor {
    std::string name_key;
    PersonId person_id;
};
BOOST_DESCRIBE_STRUCT(PeopleCursor, (), (name_key, person_id))

// People as they stand on the day, by name, at most `limit`. Contact details only of those the caller may
// look at (people_read).
std::vector<PersonEntry> list_people(db::Session& session, Caller const& caller, PeopleFilter const& filter,
                                     Date on, std::optional<PeopleCursor> const& after, std::int64_t limit);
PeopleCursor cursor_of(PersonEntry const& entry);
// These people, in this order, as they stand on the day; unknown ones are left out.
std::vector<PersonEntry> entries_of(db::Session& session, Caller const& caller,
                                    std::vector<PersonId> const& people, Date on);

// Throws Problem not_found for a person out of the caller's view (people_read).
PersonView get_person(db::Session& session, Caller const& caller, PersonId id);

// Takes the position and reports to the manager from the first day, where the request names them.
PersonId hire_person(access::Write& w, HirePerson const& ask);
void change_person(access::Write& w, PersonId id, ChangeId seen, ChangePerson const& ask);
// Ends what the person holds on the day and hands their reports on. Throws Problem "structure.left_already",
// "structure.leaves_before_hired", "structure.cycle".
void leave_company(access::Write& w, PersonId id, ChangeId seen, LeaveCompany const& ask);

}  // namespace colonnade::structure
