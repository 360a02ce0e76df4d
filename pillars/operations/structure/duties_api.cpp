#include "pillars/operations/structure/duties_store.hpp"
#include "pillars/operations/structure/structure_api.hpp"

namespace colonnade::structure {
namespace {

using wire::AsOf;
using wire::Body;
using wire::Created;
using wire::IfMatch;
using wire::NoContent;
using wire::Page;
using wire::Paging;
using wire::Path;

struct DocumentPath {
    DutyDocumentId document_id;
};
BOOST_DESCRIBE_STRUCT(DocumentPath, (), (document_id))

OutstandingCursor cursor_of(OutstandingDuty const& duty) {
    return {duty.document_id, duty.person.person_id, duty.position_id};
}

}  // namespace

void mount_duties(wire::Api& api, db::Database& database) {
    api.get("/duty-documents", "listDutyDocuments", "List what positions are expected to do, every version",
            Permission::duty_read, [&database](Caller const& caller) -> std::vector<DutyDocumentView> {
                return database.read([&](db::Session& s) { return list_duty_documents(s, caller); });
            });
    api.get("/duty-documents/{document_id}", "getDutyDocument", "Show a duty document", Permission::duty_read,
            [&database](Caller const& caller, Path<DocumentPath> const& at) -> DutyDocumentView {
                return database.read(
                    [&](db::Session& s) { return get_duty_document(s, caller, at.document_id); });
            });
    api.post(
        "/duty-documents", "createDutyDocument",
        "Write the next version for a position or a kind of position", Permission::structure_write,
        [&database](Caller const& caller, Body<NewDutyDocument> const& ask) -> Created<DutyDocumentView> {
            return access::write(database, caller, "createDutyDocument", "", [&](access::Write& w) {
                DutyDocumentId const id = create_duty_document(w, ask);
                return Created<DutyDocumentView>{get_duty_document(w, caller, id),
                                                 "/duty-documents/" + std::to_string(id.value)};
            });
        });
    api.post("/duty-documents/{document_id}/publication", "publishDutyDocument",
             "Publish a duty document: its holders are to acknowledge it", Permission::structure_write,
             [&database](Caller const& caller, Path<DocumentPath> const& at,
                         IfMatch const& seen) -> DutyDocumentView {
                 return access::write(database, caller, "publishDutyDocument", "", [&](access::Write& w) {
                     publish_duty_document(w, at.document_id, seen.version);
                     return get_duty_document(w, caller, at.document_id);
                 });
             });
    api.post("/duty-documents/{document_id}/acknowledgements", "acknowledgeDutyDocument",
             "Say that I have read what is expected of me", Permission::duty_acknowledge,
             [&database](Caller const& caller, Path<DocumentPath> const& at) -> NoContent {
                 access::write(database, caller, "acknowledgeDutyDocument", "",
                               [&](access::Write& w) { acknowledge_duty_document(w, at.document_id); });
                 return {};
             });
    api.get(
        "/outstanding-duties", "listOutstandingDuties", "List who has not acknowledged their duties",
        Permission::duty_follow,
        [&database](Caller const& caller, AsOf const& as_of, Paging const& paging) -> Page<OutstandingDuty> {
            return paging.cut(database.read([&](db::Session& s) {
                return list_outstanding_duties(s, caller, as_of.date, paging.after<OutstandingCursor>(),
                                               paging.limit + 1);
            }),
                              [](OutstandingDuty const& duty) { return cursor_of(duty); });
        });
}

}  // namespace colonnade::structure
