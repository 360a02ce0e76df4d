#include "pillars/operations/incentives/payee_store.hpp"

#include <algorithm>

#include "foundation/access/visibility.hpp"

namespace colonnade::incentives {
namespace {

std::optional<PlanVersion> newest_approved(db::Session& session, Caller const& caller, PlanId plan) {
    for (PlanVersion& version : list_versions(session, caller, plan, VersionId::limit, 200))
        if (version.state == VersionState::approved) return std::move(version);
    return std::nullopt;
}

}  // namespace

std::vector<Payee> plan_payees(db::Session& session, Caller const& caller, PlanId plan) {
    if (list_versions(session, caller, plan, VersionId::limit, 1).empty()) throw not_found();
    auto const newest = newest_approved(session, caller, plan);
    access::Condition const seen = access::visible_person(caller, Permission::plan_read, "s.person_id");
    std::vector<Payee> payees;
    session.each<PersonId, std::string, std::optional<int>, std::optional<Instant>>(
        "select s.person_id, s.name, max(v.number), max(c.accepted_at) from people s "
        "left join (pay_plan_acceptances c join pay_plan_versions v on v.version_id = c.version_id and "
        "v.plan_id = :plan) on c.person_id = s.person_id where " +
            seen.sql +
            " and exists (select 1 from pay_plan_assignments a where a.plan_id = :plan and a.valid_from <= "
            ":day and (a.valid_to is null or a.valid_to > :day) and (a.person_id = s.person_id or exists "
            "(select 1 from position_holders h join positions o on o.position_id = h.position_id where "
            "h.person_id = s.person_id and o.kind = a.role and h.valid_from <= :day and (h.valid_to is null "
            "or h.valid_to > :day)))) group by s.person_id, s.name, s.name_key order by s.name_key, "
            "s.person_id",
        access::joined({{"plan", plan}, {"day", caller.today}}, seen.params),
        [&](PersonId person, std::string const& name, std::optional<int> number, std::optional<Instant> at) {
            bool const is_current = newest && number == newest->number;
            payees.push_back({person, name, number, at, is_current});
        });
    return payees;
}

std::vector<OwnPlan> own_plans(db::Session& session, Caller const& caller) {
    std::vector<OwnPlan> plans;
    if (!caller.person || !caller.may(Permission::plan_read)) return plans;
    for (auto const& [plan] : session.rows<PlanId>(
             "select distinct a.plan_id from pay_plan_assignments a where (a.valid_to is null or a.valid_to "
             "> :day) and (a.person_id = :self or exists (select 1 from position_holders h join positions o "
             "on o.position_id = h.position_id where h.person_id = :self and o.kind = a.role and "
             "h.valid_from <= :day and (h.valid_to is null or h.valid_to > :day))) order by a.plan_id",
             {{"day", caller.today}, {"self", *caller.person}})) {
        auto version = newest_approved(session, caller, plan);
        if (!version) continue;
        auto const accepted = session.maybe<Instant>(
            "select accepted_at from pay_plan_acceptances where version_id = :id and person_id = :self",
            {{"id", version->id}, {"self", *caller.person}});
        std::optional<Instant> at;
        if (accepted) at = std::get<0>(*accepted);
        plans.push_back({std::move(*version), at});
    }
    return plans;
}

bool may_decide_version(db::Session& session, Caller const& caller, PlanVersion const& version) {
    if (version.state != VersionState::submitted || !caller.may(Permission::plan_approve)) return false;
    if (caller.roles.has(Role::solo)) return true;
    if (version.author == caller.user || version.submitted->by == caller.user) return false;
    std::vector<PersonId> payees = payees_of(session, version.plan, caller.today);
    for (PersonId later : payees_of(session, version.plan, version.valid_from)) payees.push_back(later);
    bool const sees_all = caller.scope(Permission::plan_approve) == Scope::all;
    if (payees.empty()) return sees_all;
    return std::ranges::all_of(payees, [&](PersonId payee) {
        return payee != caller.person &&
               access::can_see_person(session, caller, Permission::plan_approve, payee, caller.today);
    });
}

}  // namespace colonnade::incentives
