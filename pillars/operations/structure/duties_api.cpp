#include "pillars/operations/structure/duties_store.hpp"
#include "pillars/operations/structure/duty_holders_store.hpp"
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
using wire::Query;

struct DocumentPath {
    DutyDocumentId document_id;
};
BOOST_DESCRIBE_STRUCT(DocumentPath, (), (document_id))

struct DutyAsk {
    std::optional<PositionId> position;
    std::optional<DutyDocumentId> versions_of;
    std::optional<bool> with_replaced;
};
BOOST_DESCRIBE_STRUCT(DutyAsk, (), (position, versions_of, with_replaced))

struct DutyHolderAsk {
    std::optional<DutyDocumentId> document;
    std::optional<TeamId> team;
    std::optional<PersonId> person;
    std::optional<DutyHolderState> state;
    std::optional<DutyHolderSort> sort;
};
BOOST_DESCRIBE_STRUCT(DutyHolderAsk, (), (document, team, person, state, sort))

void mount_reading(wire::Api& api, db::Database& database) {
    api.get(
        "/duty-documents", "listDutyDocuments",
        "List what is expected of positions: what is in force and drafted, newest first",
        Permission::duty_read,
        [&database](Caller const& caller, Query<DutyAsk> const& ask,
                    Paging const& paging) -> Page<DutyDocumentEntry> {
            DutyFilter const filter{ask.position, ask.versions_of, ask.with_replaced.value_or(false)};
            return paging.cut(database.read([&](db::Session& s) {
                return list_duty_documents(s, caller, filter, paging.after<DutyCursor>(), paging.limit + 1);
            }),
                              [](DutyDocumentEntry const& entry) { return DutyCursor{entry.document_id}; });
        });
    api.get("/duty-documents/{document_id}", "getDutyDocument", "Show a duty document", Permission::duty_read,
            [&database](Caller const& caller, Path<DocumentPath> const& at) -> DutyDocumentView {
                return database.read(
                    [&](db::Session& s) { return get_duty_document(s, caller, at.document_id); });
            });
    api.get("/duty-holders", "listDutyHolders",
            "List whom the duties in force concern, and who has acknowledged them", Permission::duty_follow,
            [&database](Caller const& caller, AsOf const& as_of, Query<DutyHolderAsk> const& ask,
                        Paging const& paging) -> Page<DutyHolder> {
                DutyHolderFilter const filter{ask.document, ask.team, ask.person, ask.state,
                                              ask.sort.value_or(DutyHolderSort::person)};
                return paging.cut(database.read([&](db::Session& s) {
                    return list_duty_holders(s, caller, filter, as_of.date, paging.after<DutyHolderCursor>(),
                                             paging.limit + 1);
                }),
                                  [&](DutyHolder const& holder) { return cursor_of(holder, filter.sort); });
            });
}

}  // namespace

void mount_duties(wire::Api& api, db::Database& database) {
    mount_reading(api, database);
    api.post(
        "/duty-documents", "createDutyDocument",
        "Write the next version for a position, a kind of position, or everyone", Permission::structure_write,
        [&database](Caller const& caller, Body<NewDutyDocument> const& ask) -> Created<DutyDocumentView> {
            return access::write(database, caller, "createDutyDocument", "", [&](access::Write& w) {
                DutyDocumentId const id = create_duty_document(w, ask);
                return Created<DutyDocumentView>{get_duty_document(w, caller, id),
                                                 "/duty-documents/" + std::to_string(id.value)};
            });
        });
    api.patch("/duty-documents/{document_id}", "reviseDutyDocument", "Change a draft of a duty document",
              Permission::structure_write,
              [&database](Caller const& caller, Path<DocumentPath> const& at, IfMatch const& seen,
                          Body<ReviseDutyDocument> const& ask) -> DutyDocumentView {
                  return access::write(database, caller, "reviseDutyDocument", "", [&](access::Write& w) {
                      revise_duty_document(w, at.document_id, seen.version, ask);
                      return get_duty_document(w, caller, at.document_id);
                  });
              });
    api.del(
        "/duty-documents/{document_id}", "discardDutyDocument", "Discard a draft of a duty document",
        Permission::structure_write,
        [&database](Caller const& caller, Path<DocumentPath> const& at, IfMatch const& seen) -> NoContent {
            access::write(database, caller, "discardDutyDocument", "",
                          [&](access::Write& w) { discard_duty_document(w, at.document_id, seen.version); });
            return {};
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
}

}  // namespace colonnade::structure
