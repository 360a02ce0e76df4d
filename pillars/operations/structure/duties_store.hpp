// Duty documents: written, published, acknowledged.
#pragma once
#include "foundation/caller/caller.hpp"
#include "foundation/access/write.hpp"
#include "pillars/operations/structure/structure_views.hpp"

namespace colonnade::structure {

// Published documents of every version; drafts only for those who may write the structure. By subject, newest
// first.
std::vector<DutyDocumentView> list_duty_documents(db::Session& session, Caller const& caller);
DutyDocumentView get_duty_document(db::Session& session, Caller const& caller, DutyDocumentId id);

// The next version for its position or kind, not yet published. Throws Problem "structure.duty_subject"
// unless the request names exactly one of the two.
DutyDocumentId create_duty_document(access::Write& w, NewDutyDocument const& ask);
// Throws Problem "structure.duty_published" for one that is published: write a new version instead.
void publish_duty_document(access::Write& w, DutyDocumentId id, ChangeId seen);
// The caller has read what is expected of a position they hold today. Doing so twice changes nothing. Throws
// Problem "structure.duty_not_yours" where the document is not the one in force for a position of theirs.
void acknowledge_duty_document(access::Write& w, DutyDocumentId id);

// What is in force for the positions the person holds on the day.
std::vector<MyDuty> duties_of(db::Session& session, Caller const& caller, PersonId person, Date on);

// Where a list goes on: after this row.
struct OutstandingCursor {
    DutyDocumentId document_id;
    PersonId person_id;
    PositionId position_id;
};
BOOST_DESCRIBE_STRUCT(OutstandingCursor, (), (document_id, person_id, position_id))

// Who holds a position on the day and has not acknowledged what is in force for it; those the caller may look
// at (duty_follow).
std::vector<OutstandingDuty> list_outstanding_duties(db::Session& session, Caller const& caller, Date on,
                                                     std::optional<OutstandingCursor> const& after,
                                                     std::int64_t limit);

}  // namespace colonnade::structure
