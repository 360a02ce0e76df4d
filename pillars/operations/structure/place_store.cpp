#include "pillars/operations/structure/place_store.hpp"

#include "foundation/base/problem.hpp"
#include "pillars/operations/structure/duties_store.hpp"
#include "pillars/operations/structure/people_store.hpp"
#include "pillars/operations/structure/positions_store.hpp"
#include "pillars/operations/structure/reporting_store.hpp"

namespace colonnade::structure {
namespace {

constexpr std::int64_t team_members_max = 1000;

// The chain of managers on the day, nearest first.
std::vector<PersonId> managers_above(db::Session& session, PersonId person, Date on) {
    std::vector<PersonId> found;
    for (auto const& [viewer, depth] : session.rows<PersonId, std::int64_t>(
             "select viewer_id, depth from person_scopes where person_id = :person and kind = 'line' and "
             "depth > 0 "
             "and valid_from <= :on and (valid_to is null or valid_to > :on) order by depth",
             {{"person", person}, {"on", on}}))
        found.push_back(viewer);
    return found;
}

PlaceFacts facts_of(db::Session& session, Caller const& caller, PersonId person) {
    PlaceFacts facts;
    for (HeldPosition const& held : positions_of(session, caller, person))
        facts.positions.push_back({held.held, held.title});
    for (ReportingView const& line : managers_of(session, caller, person))
        facts.managers.push_back({line.range, line.person.name});
    for (ReportingView const& line : reports_of(session, caller, person))
        facts.reports.push_back({line.range, line.person.name});
    for (DeputyView const& deputy : deputies_of(session, caller, person))
        facts.deputies.push_back(
            {deputy.range, deputy.person.person_id == person ? deputy.deputy.name : deputy.person.name});
    auto const left = session.maybe<std::optional<Date>>("select left_on from people where person_id = :id",
                                                         {{"id", person}});
    if (left) facts.left_on = std::get<0>(*left);
    return facts;
}

}  // namespace

MyPlace place_of_caller(db::Session& session, Caller const& caller, Date on) {
    if (!caller.person) throw not_found();
    PersonId const me = *caller.person;
    auto const self = entries_of(session, caller, {me}, on);
    if (self.empty()) throw not_found();

    MyPlace place;
    place.person = {me, self.front().name};
    for (HeldPosition& held : positions_of(session, caller, me)) {
        if (held.held.contains(on)) place.positions.push_back(std::move(held));
    }
    place.managers = entries_of(session, caller, managers_above(session, me, on), on);
    std::set<PersonId> listed{me};
    for (HeldPosition const& held : place.positions) {
        if (!held.team) continue;
        for (PersonEntry& member :
             list_people(session, caller, {{}, held.team->team_id, {}, false}, on, {}, team_members_max)) {
            if (listed.insert(member.person_id).second) place.team.push_back(std::move(member));
        }
    }
    place.reports = list_people(session, caller, {{}, {}, me, false}, on, {}, team_members_max);
    place.duties = duties_of(session, caller, me, on);
    place.next = next_events(facts_of(session, caller, me), on, next_events_days);
    return place;
}

}  // namespace colonnade::structure
