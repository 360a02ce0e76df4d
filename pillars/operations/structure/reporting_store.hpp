// Reporting lines, deputies, the scopes that follow from them, and the org chart.
#pragma once
#include "foundation/caller/caller.hpp"
#include "foundation/access/write.hpp"
#include "pillars/operations/structure/structure_views.hpp"

namespace colonnade::structure {

// The person's managers over time, and who reported to them when; by date.
std::vector<ReportingView> managers_of(db::Session& session, Caller const& caller, PersonId person);
std::vector<ReportingView> reports_of(db::Session& session, Caller const& caller, PersonId person);

// Every reporting line as recorded by `known_at`, or as recorded now.
std::vector<ReportingLine> all_lines(db::Session& session, Caller const& caller,
                                     std::optional<Instant> known_at);

// Those employed on the day, each before their reports, and the positions vacant then.
OrgChart org_chart_of(db::Session& session, Caller const& caller, Date on, std::optional<Instant> known_at);

// Closes the person's line on `from` and opens the new one. Throws Problem "structure.cycle",
// "structure.person_unknown", "structure.not_employed".
void move_person(access::Write& w, MovePerson const& ask);

// Adds a line where there is none, without a look at rings or scopes: rebuild_scopes() afterwards.
LineId add_line(access::Write& w, PersonId person, PersonId manager, DateRange const& range);

// From `from` on the person manages nobody, reports to nobody and stands in for nobody; their reports go to
// the successor, or to the one they reported to.
void hand_over(access::Write& w, PersonId person, Date from, std::optional<PersonId> successor);

// Checks the whole tree for rings and brings person_scopes into line with it. Call it after any change of
// lines, people or deputies, in the same transaction. Throws Problem "structure.cycle".
void rebuild_scopes(access::Write& w);

// Deputyships in which the person stands on either side; those of everybody the caller may look at.
std::vector<DeputyView> deputies_of(db::Session& session, Caller const& caller, PersonId person);
std::vector<DeputyView> list_deputies(db::Session& session, Caller const& caller, Date on);
DeputyView get_deputy(db::Session& session, Caller const& caller, DeputyId id);
// Throws Problem "structure.own_deputy", "structure.person_unknown", "structure.not_employed".
DeputyId add_deputy(access::Write& w, NewDeputy const& ask);
// Ends it today; one that has not begun is taken back.
void end_deputy(access::Write& w, DeputyId id);

}  // namespace colonnade::structure
