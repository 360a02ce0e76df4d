// Duty documents: written, published, acknowledged.
#pragma once
#include "foundation/caller/caller.hpp"
#include "foundation/access/write.hpp"
#include "pillars/operations/structure/structure_views.hpp"

namespace colonnade::structure {

struct DutyFilter {
    std::optional<PositionId> position_id;      // what counts for it: its own or its kind's, and everyone's
    std::optional<DutyDocumentId> versions_of;  // every version for the same subject
    bool with_replaced = false;                 // versions that a newer one has replaced
};

// Where a list goes on: after this row.
struct DutyCursor {
    DutyDocumentId document_id;
};
BOOST_DESCRIBE_STRUCT(DutyCursor, (), (document_id))

// Newest first; drafts only for those who may write the structure.
std::vector<DutyDocumentEntry> list_duty_documents(db::Session& session, Caller const& caller,
                                                   DutyFilter const& filter,
                                                   std::optional<DutyCursor> const& after,
                                                   std::int64_t limit);
// Throws Problem not_found.
DutyDocumentView get_duty_document(db::Session& session, Caller const& caller, DutyDocumentId id);

// The next version for its position, its kind or everyone, not yet published. Throws Problem
// "structure.duty_subject" unless the request names exactly one of the three, "structure.duty_draft" while
// there is a draft for it.
DutyDocumentId create_duty_document(access::Write& w, NewDutyDocument const& ask);
// These three throw Problem "structure.duty_published" for one that is published: write a new version
// instead.
void revise_duty_document(access::Write& w, DutyDocumentId id, ChangeId seen, ReviseDutyDocument const& ask);
void discard_duty_document(access::Write& w, DutyDocumentId id, ChangeId seen);
void publish_duty_document(access::Write& w, DutyDocumentId id, ChangeId seen);
// The caller has read what is expected of a position they hold today. Doing so twice changes nothing. Throws
// Problem "structure.duty_not_yours" where the document is not the one in force for a position of theirs.
void acknowledge_duty_document(access::Write& w, DutyDocumentId id);

// What is in force for the positions the person holds on the day, each document once.
std::vector<MyDuty> duties_of(db::Session& session, Caller const& caller, PersonId person, Date on);

// "d is in force", for a table duty_documents d.
std::string duty_in_force();
// "from …": holders h of the day :on, their positions o, and each document d in force for the position.
std::string holders_with_duties();

}  // namespace colonnade::structure
