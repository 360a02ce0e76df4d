#include "pillars/operations/structure/duties_store.hpp"

#include <fmt/format.h>

#include "foundation/access/visibility.hpp"
#include "foundation/base/problem.hpp"
#include "pillars/operations/structure/timeline_store.hpp"
#include "pillars/operations/structure/units_store.hpp"

namespace colonnade::structure {
namespace {

using Text = std::optional<std::string>;

// Holders on the day :on joined with the document in force for their position: its own before one of its
// kind, the last published version of either.
std::string in_force() {
    return fmt::format(
        "from position_holders h join positions o on o.position_id = h.position_id and {} "
        "join duty_documents d on d.published_at is not null and (d.position_id = o.position_id or "
        "(d.position_kind = o.kind and not exists (select 1 from duty_documents own "
        "where own.position_id = o.position_id and own.published_at is not null))) "
        "and not exists (select 1 from duty_documents newer where newer.published_at is not null "
        "and newer.version_no > d.version_no "
        "and (newer.position_id = d.position_id or newer.position_kind = d.position_kind)) "
        "left join duty_acknowledgements a on a.document_id = d.document_id and a.person_id = h.person_id ",
        covers_day("h"));
}

std::vector<DutyDocumentView> documents_where(db::Session& session, std::string_view condition,
                                              db::Params const& params) {
    std::vector<DutyDocumentView> found;
    for (auto& [id, position, kind, number, title, body, published, change] :
         session.rows<DutyDocumentId, std::optional<PositionId>, Text, std::int64_t, std::string, std::string,
                      std::optional<Instant>, ChangeId>(
             fmt::format("select document_id, position_id, position_kind, version_no, title, body, "
                         "published_at, change_id "
                         "from duty_documents where {} order by position_kind, position_id, version_no desc",
                         condition),
             params)) {
        DutyDocumentView view{id, position, {}, number, title, body, published, change};
        if (kind) view.position_kind = find_position_kind(*kind);
        found.push_back(std::move(view));
    }
    return found;
}

std::string_view seen_by(Caller const& caller) {
    return caller.may(Permission::structure_write) ? "1 = 1" : "published_at is not null";
}

}  // namespace

std::vector<DutyDocumentView> list_duty_documents(db::Session& session, Caller const& caller) {
    return documents_where(session, seen_by(caller), {});
}

DutyDocumentView get_duty_document(db::Session& session, Caller const& caller, DutyDocumentId id) {
    auto found =
        documents_where(session, fmt::format("document_id = :id and {}", seen_by(caller)), {{"id", id}});
    if (found.empty()) throw not_found();
    return found.front();
}

DutyDocumentId create_duty_document(access::Write& w, NewDutyDocument const& ask) {
    if (ask.position_id.has_value() == ask.position_kind.has_value())
        throw invalid("structure.duty_subject", {}, "position_id");
    if (ask.position_id &&
        !w.exists("select 1 from positions where position_id = :id", {{"id", *ask.position_id}}))
        throw invalid("structure.position_unknown", {}, "position_id");
    std::string_view const kind = ask.position_kind ? position_kind_text(*ask.position_kind)
                                                    : std::string_view();
    std::int64_t const last =
        ask.position_id
            ? w.value<std::int64_t>(
                  "select coalesce(max(version_no), 0) from duty_documents where position_id = :id",
                  {{"id", *ask.position_id}})
            : w.value<std::int64_t>(
                  "select coalesce(max(version_no), 0) from duty_documents where position_kind = :kind",
                  {{"kind", kind}});
    DutyDocumentId const id{w.next_id("duty_documents")};
    w.run(
        "insert into duty_documents (document_id, position_id, position_kind, version_no, title, body, "
        "change_id) "
        "values (:id, :position, :kind, :number, :title, :body, :change)",
        {{"id", id},
         {"position", ask.position_id},
         {"kind", ask.position_kind ? db::Value(kind) : db::Value(nullptr)},
         {"number", last + 1},
         {"title", ask.title},
         {"body", ask.body},
         {"change", w.change_id()}});
    w.audit("duty_document", id, "", wire::to_json(get_duty_document(w, w.caller(), id)));
    return id;
}

void publish_duty_document(access::Write& w, DutyDocumentId id, ChangeId seen) {
    DutyDocumentView const before = get_duty_document(w, w.caller(), id);
    require_version(before.version, seen);
    if (before.published_at) throw conflict("structure.duty_published", {{"title", before.title}});
    w.keep_history("duty_documents", "document_id", id);
    w.run("update duty_documents set published_at = :now, change_id = :change where document_id = :id",
          {{"now", w.now()}, {"change", w.change_id()}, {"id", id}});
    w.audit("duty_document", id, wire::to_json(before), wire::to_json(get_duty_document(w, w.caller(), id)));
}

void acknowledge_duty_document(access::Write& w, DutyDocumentId id) {
    DutyDocumentView const document = get_duty_document(w, w.caller(), id);
    if (!w.caller().person) throw conflict("structure.duty_not_yours", {{"title", document.title}});
    PersonId const person = *w.caller().person;
    auto const duties = duties_of(w, w.caller(), person, w.caller().today);
    auto const mine =
        std::find_if(duties.begin(), duties.end(), [&](MyDuty const& d) { return d.document_id == id; });
    if (mine == duties.end()) throw conflict("structure.duty_not_yours", {{"title", document.title}});
    if (mine->acknowledged_at) return;
    w.run(
        "insert into duty_acknowledgements (document_id, person_id, acknowledged_at, change_id) "
        "values (:id, :person, :now, :change)",
        {{"id", id}, {"person", person}, {"now", w.now()}, {"change", w.change_id()}});
    w.audit("duty_acknowledgement", id, "", wire::to_json(NamedPerson{person, w.caller().name}));
}

std::vector<MyDuty> duties_of(db::Session& session, Caller const&, PersonId person, Date on) {
    std::vector<MyDuty> duties;
    for (auto& [id, position, title, body, published, acknowledged] :
         session.rows<DutyDocumentId, PositionId, std::string, std::string, Instant, std::optional<Instant>>(
             "select d.document_id, o.position_id, d.title, d.body, d.published_at, a.acknowledged_at " +
                 in_force() + "where h.person_id = :person order by h.valid_from, h.holder_id",
             {{"on", on}, {"person", person}}))
        duties.push_back({id, position, title, body, published, acknowledged});
    return duties;
}

std::vector<OutstandingDuty> list_outstanding_duties(db::Session& session, Caller const& caller, Date on,
                                                     std::optional<OutstandingCursor> const& after,
                                                     std::int64_t limit) {
    auto const seen = access::visible_person(caller, Permission::duty_follow, "h.person_id");
    db::Params params{{"on", on}, {"limit", limit}};
    std::string condition = "where a.person_id is null and " + seen.sql;
    if (after) {
        condition +=
            " and (d.document_id > :document or (d.document_id = :document and (h.person_id > :last_person "
            "or "
            "(h.person_id = :last_person and o.position_id > :last_position))))";
        params.push_back({"document", after->document_id});
        params.push_back({"last_person", after->person_id});
        params.push_back({"last_position", after->position_id});
    }
    std::string const source = in_force();
    std::string const sql = fmt::format(
        "select d.document_id, d.title, h.person_id, (select p.name from people p where p.person_id = "
        "h.person_id), "
        "o.position_id, o.title, d.published_at {} {} "
        "order by d.document_id, h.person_id, o.position_id limit :limit",
        source, condition);
    std::vector<OutstandingDuty> found;
    for (auto& [id, title, person, name, position, position_title, published] :
         session.rows<DutyDocumentId, std::string, PersonId, std::string, PositionId, std::string, Instant>(
             sql, access::joined(params, seen.params)))
        found.push_back({id, title, {person, name}, position, position_title, published});
    return found;
}

}  // namespace colonnade::structure
