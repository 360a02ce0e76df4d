#include "pillars/operations/structure/duty_holders_store.hpp"

#include <fmt/format.h>

#include "foundation/access/visibility.hpp"
#include "foundation/base/text.hpp"
#include "pillars/operations/structure/duties_store.hpp"
#include "pillars/operations/structure/timeline_store.hpp"
#include "pillars/operations/structure/units_store.hpp"

namespace colonnade::structure {
namespace {

using Text = std::optional<std::string>;

std::string_view first_column(DutyHolderSort sort) {
    switch (sort) {
        case DutyHolderSort::document: return "d.title";
        case DutyHolderSort::team: return "coalesce(t.name, '')";
        case DutyHolderSort::manager: return "coalesce(m.name_key, '')";
        case DutyHolderSort::person: break;
    }
    return "p.name_key";
}

// People and documents, each pair once: with the first of the person's positions that it is in force for.
std::string concerned_where(DutyHolderFilter const& filter, std::string const& seen, db::Params& params) {
    std::string condition = seen;
    if (filter.document_id) {
        condition += " and d.document_id = :document";
        params.push_back({"document", *filter.document_id});
    }
    if (filter.person_id) {
        condition += " and h.person_id = :person";
        params.push_back({"person", *filter.person_id});
    }
    if (filter.team_id) {
        condition += " and o.team_id in (" + teams_inside() + ")";
        params.push_back({"team", *filter.team_id});
    }
    return fmt::format(
        "select d.document_id, h.person_id, min(o.position_id) as position_id {} where {} "
        "group by d.document_id, h.person_id",
        holders_with_duties(), condition);
}

std::string rows_where(DutyHolderFilter const& filter, std::optional<DutyHolderCursor> const& after,
                       db::Params& params) {
    std::string condition = "1 = 1";
    if (filter.state)
        condition += *filter.state == DutyHolderState::outstanding ? " and a.person_id is null"
                                                                   : " and a.person_id is not null";
    if (after) {
        condition += fmt::format(
            " and ({}, p.name_key, p.person_id, d.document_id) > "
            "(:first, :name_key, :after_person, :after_document)",
            first_column(filter.sort));
        params.push_back({"first", after->first});
        params.push_back({"name_key", after->name_key});
        params.push_back({"after_person", after->person_id});
        params.push_back({"after_document", after->document_id});
    }
    return condition;
}

}  // namespace

DutyHolderCursor cursor_of(DutyHolder const& holder, DutyHolderSort sort) {
    std::string first = sort_key(holder.person.name);
    if (sort == DutyHolderSort::document) first = holder.document;
    if (sort == DutyHolderSort::team) first = holder.team ? holder.team->name : "";
    if (sort == DutyHolderSort::manager) first = holder.manager ? sort_key(holder.manager->name) : "";
    return {first, sort_key(holder.person.name), holder.person.person_id, holder.document_id};
}

std::vector<DutyHolder> list_duty_holders(db::Session& session, Caller const& caller,
                                          DutyHolderFilter const& filter, Date on,
                                          std::optional<DutyHolderCursor> const& after, std::int64_t limit) {
    auto const seen = access::visible_person(caller, Permission::duty_follow, "h.person_id");
    db::Params params{{"on", on}, {"limit", limit}};
    std::string const concerned = concerned_where(filter, seen.sql, params);
    std::string const condition = rows_where(filter, after, params);
    std::string const sql = fmt::format(
        "select d.document_id, d.title, p.person_id, p.name, o.position_id, o.title, o.team_id, t.name, "
        "m.person_id, m.name, d.published_at, a.acknowledged_at from ({}) c "
        "join duty_documents d on d.document_id = c.document_id join people p on p.person_id = c.person_id "
        "join positions o on o.position_id = c.position_id left join teams t on t.team_id = o.team_id "
        "left join reporting_lines l on l.person_id = c.person_id and {} "
        "left join people m on m.person_id = l.manager_id "
        "left join duty_acknowledgements a on a.document_id = c.document_id and a.person_id = c.person_id "
        "where {} order by {}, p.name_key, p.person_id, d.document_id limit :limit",
        concerned, covers_day("l"), condition, first_column(filter.sort));
    std::vector<DutyHolder> found;
    for (auto& [id, title, person, name, position, position_title, team, team_name, manager, manager_name,
                published, acknowledged] :
         session.rows<DutyDocumentId, std::string, PersonId, std::string, PositionId, std::string,
                      std::optional<TeamId>, Text, std::optional<PersonId>, Text, Instant,
                      std::optional<Instant>>(sql, access::joined(params, seen.params))) {
        DutyHolder holder{id, title, {person, name}, {position, position_title},
                          {}, {},    published,      acknowledged};
        if (team) holder.team = NamedTeam{*team, team_name.value_or("")};
        if (manager) holder.manager = NamedPerson{*manager, manager_name.value_or("")};
        found.push_back(std::move(holder));
    }
    return found;
}

}  // namespace colonnade::structure
