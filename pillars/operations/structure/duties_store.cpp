#include "pillars/operations/structure/duties_store.hpp"

#include <fmt/format.h>

#include "foundation/access/visibility.hpp"
#include "foundation/base/problem.hpp"
#include "pillars/operations/structure/timeline_store.hpp"
#include "pillars/operations/structure/units_store.hpp"

namespace colonnade::structure {
namespace {

using Text = std::optional<std::string>;

// The documents a and b are versions for the same subject.
std::string same_subject(std::string_view a, std::string_view b) {
    return fmt::format(
        "({0}.position_id = {1}.position_id or {0}.position_kind = {1}.position_kind or "
        "({0}.position_id is null and {0}.position_kind is null "
        "and {1}.position_id is null and {1}.position_kind is null))",
        a, b);
}

// How far each document in force has come, among those whom the caller follows.
std::map<DutyDocumentId, DutyProgress> progress_of(db::Session& session, Caller const& caller) {
    std::map<DutyDocumentId, DutyProgress> found;
    if (!caller.may(Permission::duty_follow)) return found;
    auto const seen = access::visible_person(caller, Permission::duty_follow, "h.person_id");
    db::Params const params{{"on", caller.today}};
    std::string const sql = fmt::format(
        "select d.document_id, count(distinct h.person_id), count(distinct a.person_id) {} "
        "left join duty_acknowledgements a on a.document_id = d.document_id and a.person_id = h.person_id "
        "where {} group by d.document_id",
        holders_with_duties(), seen.sql);
    for (auto const& [id, concerned, acknowledged] :
         session.rows<DutyDocumentId, std::int64_t, std::int64_t>(sql, access::joined(params, seen.params)))
        found[id] = {concerned, acknowledged};
    return found;
}

std::vector<DutyDocumentView> documents_where(db::Session& session, std::string_view condition,
                                              db::Params const& params) {
    std::vector<DutyDocumentView> found;
    std::string const sql = fmt::format(
        "select d.document_id, d.position_id, o.title, d.position_kind, d.version_no, d.title, d.body, "
        "d.published_at, case when {} then 1 else 0 end, d.change_id from duty_documents d "
        "left join positions o on o.position_id = d.position_id where {}",
        duty_in_force(), condition);
    for (auto& [id, position, position_title, kind, number, title, body, published, in_force, change] :
         session.rows<DutyDocumentId, std::optional<PositionId>, Text, Text, std::int64_t, std::string,
                      std::string, std::optional<Instant>, std::int64_t, ChangeId>(sql, params)) {
        DutyDocumentView view;
        view.document_id = id;
        if (position) view.position = NamedPosition{*position, position_title.value_or("")};
        if (kind) view.position_kind = find_position_kind(*kind);
        view.version_no = number;
        view.title = title;
        view.body = std::move(body);
        view.state = !published ? DutyState::draft : in_force ? DutyState::in_force : DutyState::replaced;
        view.published_at = published;
        view.version = change;
        found.push_back(std::move(view));
    }
    return found;
}

std::string_view seen_by(Caller const& caller) {
    return caller.may(Permission::structure_write) ? "1 = 1" : "d.published_at is not null";
}

// The document, which is a draft in the version seen.
DutyDocumentView draft_of(access::Write& w, DutyDocumentId id, ChangeId seen) {
    DutyDocumentView const before = get_duty_document(w, w.caller(), id);
    require_version(before.version, seen);
    if (before.published_at) throw conflict("structure.duty_published", {{"title", before.title}});
    return before;
}

// What the request's document is for, as the columns say it.
struct Subject {
    std::string condition;
    db::Params params;
};

Subject subject_of(access::Write& w, NewDutyDocument const& ask) {
    bool const everyone = ask.everyone.value_or(false);
    if (int(ask.position_id.has_value()) + int(ask.position_kind.has_value()) + int(everyone) != 1)
        throw invalid("structure.duty_subject", {}, "position_id");
    if (everyone) return {"position_id is null and position_kind is null", {}};
    if (ask.position_kind)
        return {"position_kind = :kind", {{"kind", position_kind_text(*ask.position_kind)}}};
    if (!w.exists("select 1 from positions where position_id = :id", {{"id", *ask.position_id}}))
        throw invalid("structure.position_unknown", {}, "position_id");
    return {"position_id = :position", {{"position", *ask.position_id}}};
}

}  // namespace

std::string duty_in_force() {
    return fmt::format(
        "d.published_at is not null and not exists (select 1 from duty_documents newer "
        "where newer.published_at is not null and newer.version_no > d.version_no and {})",
        same_subject("newer", "d"));
}

std::string holders_with_duties() {
    return fmt::format(
        "from position_holders h join positions o on o.position_id = h.position_id and {} "
        "join duty_documents d on {} and (d.position_id = o.position_id or "
        "(d.position_kind = o.kind and not exists (select 1 from duty_documents own "
        "where own.position_id = o.position_id and own.published_at is not null)) or "
        "(d.position_id is null and d.position_kind is null)) ",
        covers_day("h"), duty_in_force());
}

std::vector<DutyDocumentEntry> list_duty_documents(db::Session& session, Caller const& caller,
                                                   DutyFilter const& filter,
                                                   std::optional<DutyCursor> const& after,
                                                   std::int64_t limit) {
    std::string condition(seen_by(caller));
    db::Params params{{"limit", limit}};
    if (!filter.with_replaced) condition += " and (d.published_at is null or " + duty_in_force() + ")";
    if (filter.position_id) {
        condition +=
            " and (d.position_id = :position or (d.position_id is null and d.position_kind is null) or "
            "(not exists (select 1 from duty_documents own where own.position_id = :position "
            "and own.published_at is not null) and d.position_kind = "
            "(select p.kind from positions p where p.position_id = :position)))";
        params.push_back({"position", *filter.position_id});
    }
    if (filter.versions_of) {
        condition += fmt::format(
            " and exists (select 1 from duty_documents same where same.document_id = :same and {})",
            same_subject("same", "d"));
        params.push_back({"same", *filter.versions_of});
    }
    if (after) {
        condition += " and d.document_id < :after";
        params.push_back({"after", after->document_id});
    }
    auto const progress = progress_of(session, caller);
    std::vector<DutyDocumentEntry> entries;
    for (DutyDocumentEntry& entry :
         documents_where(session, condition + " order by d.document_id desc limit :limit", params)) {
        if (auto const at = progress.find(entry.document_id); at != progress.end())
            entry.progress = at->second;
        entries.push_back(std::move(entry));
    }
    return entries;
}

DutyDocumentView get_duty_document(db::Session& session, Caller const& caller, DutyDocumentId id) {
    auto found =
        documents_where(session, fmt::format("d.document_id = :id and {}", seen_by(caller)), {{"id", id}});
    if (found.empty()) throw not_found();
    auto const progress = progress_of(session, caller);
    if (auto const at = progress.find(id); at != progress.end()) found.front().progress = at->second;
    return found.front();
}

DutyDocumentId create_duty_document(access::Write& w, NewDutyDocument const& ask) {
    Subject const subject = subject_of(w, ask);
    if (w.exists("select 1 from duty_documents where published_at is null and " + subject.condition,
                 subject.params))
        throw conflict("structure.duty_draft");
    auto const last = w.value<std::int64_t>(
        "select coalesce(max(version_no), 0) from duty_documents where " + subject.condition, subject.params);
    DutyDocumentId const id{w.next_id("duty_documents")};
    w.run(
        "insert into duty_documents (document_id, position_id, position_kind, version_no, title, body, "
        "change_id) "
        "values (:id, :position, :kind, :number, :title, :body, :change)",
        {{"id", id},
         {"position", ask.position_id},
         {"kind", ask.position_kind ? db::Value(position_kind_text(*ask.position_kind)) : db::Value(nullptr)},
         {"number", last + 1},
         {"title", ask.title},
         {"body", ask.body},
         {"change", w.change_id()}});
    w.audit("duty_document", id, "", wire::to_json(get_duty_document(w, w.caller(), id)));
    return id;
}

void revise_duty_document(access::Write& w, DutyDocumentId id, ChangeId seen, ReviseDutyDocument const& ask) {
    DutyDocumentView const before = draft_of(w, id, seen);
    w.keep_history("duty_documents", "document_id", id);
    w.run(
        "update duty_documents set title = :title, body = :body, change_id = :change where document_id = :id",
        {{"title", ask.title}, {"body", ask.body}, {"change", w.change_id()}, {"id", id}});
    w.audit("duty_document", id, wire::to_json(before), wire::to_json(get_duty_document(w, w.caller(), id)));
}

void discard_duty_document(access::Write& w, DutyDocumentId id, ChangeId seen) {
    DutyDocumentView const before = draft_of(w, id, seen);
    w.keep_history("duty_documents", "document_id", id);
    w.run("delete from duty_documents where document_id = :id", {{"id", id}});
    w.audit("duty_document", id, wire::to_json(before), "");
}

void publish_duty_document(access::Write& w, DutyDocumentId id, ChangeId seen) {
    DutyDocumentView const before = draft_of(w, id, seen);
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
    std::set<DutyDocumentId> listed;
    for (auto& [id, position, title, body, published, acknowledged] :
         session.rows<DutyDocumentId, PositionId, std::string, std::string, Instant, std::optional<Instant>>(
             "select d.document_id, o.position_id, d.title, d.body, d.published_at, a.acknowledged_at " +
                 holders_with_duties() +
                 "left join duty_acknowledgements a on a.document_id = d.document_id "
                 "and a.person_id = h.person_id where h.person_id = :person "
                 "order by h.valid_from, h.holder_id, d.document_id",
             {{"on", on}, {"person", person}}))
        if (listed.insert(id).second) duties.push_back({id, position, title, body, published, acknowledged});
    return duties;
}

}  // namespace colonnade::structure
