// Whom plans are assigned to, and who accepted them.
#include <fmt/format.h>

#include "foundation/access/visibility.hpp"
#include "pillars/operations/incentives/plan_store.hpp"

namespace colonnade::incentives {
namespace {

std::vector<Assignment> read_assignments(db::Session& session, std::string const& tail,
                                         db::Params const& params) {
    std::vector<Assignment> assignments;
    session.each<AssignmentId, PlanId, std::optional<PersonId>, std::optional<std::string>, Date,
                 std::optional<Date>, ChangeId>(
        "select a.assignment_id, a.plan_id, a.person_id, a.role, a.valid_from, a.valid_to, a.change_id "
        "from pay_plan_assignments a where " +
            tail,
        params,
        [&](AssignmentId id, PlanId plan, std::optional<PersonId> person,
            std::optional<std::string> const& role, Date from, std::optional<Date> to, ChangeId version) {
            assignments.push_back({id, plan, person, role, {from, to}, version});
        });
    return assignments;
}

std::string audit_text(Assignment const& assignment) {
    std::string const whom = assignment.person ? fmt::format(R"("person":{})", assignment.person->value)
                                               : fmt::format(R"("role":"{}")", *assignment.role);
    return fmt::format(R"({{"plan":{},{},"from":"{}","to":"{}"}})", assignment.plan.value, whom,
                       assignment.valid.from.text(),
                       assignment.valid.to ? assignment.valid.to->text() : std::string());
}

void insert(access::Write& write, Assignment const& assignment) {
    write.run(
        "insert into pay_plan_assignments (assignment_id, plan_id, assignee_kind, person_id, role, "
        "valid_from, valid_to, change_id) values (:id, :plan, :kind, :person, :role, :from, :to, :change)",
        {{"id", assignment.id},
         {"plan", assignment.plan},
         {"kind", word(assignment.person ? AssigneeKind::person : AssigneeKind::role)},
         {"person", assignment.person},
         {"role", assignment.role},
         {"from", assignment.valid.from},
         {"to", assignment.valid.to},
         {"change", assignment.version}});
}

// Nobody hands themselves a plan (rule 2).
void require_assignable(access::Write& write, Assignment const& assignment) {
    Caller const& caller = write.caller();
    if (assignment.person.has_value() == assignment.role.has_value())
        throw invalid("incentives.assignee", {}, "person_id");
    if (assignment.valid.to && *assignment.valid.to <= assignment.valid.from)
        throw invalid("incentives.range", {}, "valid_to");
    if (!write.exists("select 1 from pay_plans where plan_id = :id", {{"id", assignment.plan}}))
        throw not_found();
    if (!assignment.person) return;
    if (!write.exists("select 1 from people where person_id = :id", {{"id", *assignment.person}}))
        throw not_found();
    check_hands({{}, caller.user, caller.person, {&*assignment.person, 1}, caller.roles.has(Role::solo)});
}

}  // namespace

std::vector<Assignment> list_assignments(db::Session& session, Caller const& caller, PlanId plan) {
    access::Condition const seen = access::visible_person(caller, Permission::plan_read, "a.person_id");
    return read_assignments(session,
                            "a.plan_id = :plan and (a.person_id is null or " + seen.sql +
                                ") order by a.valid_from, a.assignment_id",
                            access::joined({{"plan", plan}}, seen.params));
}

std::vector<Assignment> all_assignments(db::Session& session) {
    return read_assignments(session, "1 = 1 order by a.plan_id, a.valid_from, a.assignment_id", {});
}

Assignment assign_plan(access::Write& write, Assignment const& assignment) {
    require_assignable(write, assignment);
    std::vector<DateRange> others;
    for (Assignment const& other : read_assignments(write, "a.plan_id = :plan", {{"plan", assignment.plan}}))
        if (other.person == assignment.person && other.role == assignment.role) others.push_back(other.valid);
    check_no_overlap(assignment.valid, others);
    Assignment made = assignment;
    made.id = AssignmentId{write.next_id("pay_plan_assignments")};
    made.version = write.change_id();
    insert(write, made);
    write.audit("pay_plan_assignment", made.id, "", audit_text(made));
    return made;
}

Assignment end_assignment(access::Write& write, AssignmentId id, Date day, ChangeId seen) {
    auto const found = read_assignments(write, "a.assignment_id = :id", {{"id", id}});
    if (found.empty()) throw not_found();
    Assignment const& before = found.front();
    if (before.version != seen) throw Problem(ProblemKind::stale, "stale");
    Assignment after = before;
    after.valid.to = day;
    after.version = write.change_id();
    require_assignable(write, after);
    write.keep_history("pay_plan_assignments", "assignment_id", id);
    write.run("update pay_plan_assignments set valid_to = :to, change_id = :change where assignment_id = :id",
              {{"to", day}, {"change", after.version}, {"id", id}});
    write.audit("pay_plan_assignment", id, audit_text(before), audit_text(after));
    return after;
}

std::vector<Acceptance> list_acceptances(db::Session& session, Caller const& caller, VersionId id) {
    access::Condition const seen = access::visible_person(caller, Permission::plan_read, "c.person_id");
    std::vector<Acceptance> acceptances;
    session.each<VersionId, PersonId, std::string, Instant>(
        "select c.version_id, c.person_id, c.digest, c.accepted_at from pay_plan_acceptances c where "
        "c.version_id = :id and " +
            seen.sql + " order by c.accepted_at",
        access::joined({{"id", id}}, seen.params),
        [&](VersionId version, PersonId person, std::string const& digest, Instant at) {
            acceptances.push_back({version, person, digest, at});
        });
    return acceptances;
}

Acceptance accept_version(access::Write& write, VersionId id, std::string const& digest) {
    Caller const& caller = write.caller();
    PlanVersion const version = get_version(write, caller, id);
    std::vector<PersonId> const payees = payees_of(write, version.plan, caller.today);
    bool const assigned = caller.person && std::ranges::find(payees, *caller.person) != payees.end();
    if (!assigned) throw conflict("incentives.not_assigned");
    if (version.state != VersionState::approved || digest != version.digest)
        throw Problem(ProblemKind::stale, "incentives.other_text");
    auto const before = list_acceptances(write, caller, id);
    for (Acceptance const& one : before)
        if (one.person == *caller.person) return one;
    write.run(
        "insert into pay_plan_acceptances (version_id, person_id, digest, accepted_at, change_id) values "
        "(:version, :person, :digest, :at, :change)",
        {{"version", id},
         {"person", *caller.person},
         {"digest", digest},
         {"at", write.now()},
         {"change", write.change_id()}});
    write.audit("pay_plan_acceptance", id, "", fmt::format(R"({{"person":{}}})", caller.person->value));
    return {id, *caller.person, digest, write.now()};
}

std::vector<PersonId> payees_of(db::Session& session, PlanId plan, Date day) {
    std::vector<PersonId> payees;
    session.each<PersonId>(
        "select distinct s.person_id from people s join pay_plan_assignments a on a.plan_id = :plan and "
        "a.valid_from <= :day and (a.valid_to is null or a.valid_to > :day) where a.person_id = s.person_id "
        "or exists (select 1 from position_holders h join positions o on o.position_id = h.position_id where "
        "h.person_id = s.person_id and o.kind = a.role and h.valid_from <= :day and "
        "(h.valid_to is null or h.valid_to > :day)) order by s.person_id",
        {{"plan", plan}, {"day", day}}, [&](PersonId person) { payees.push_back(person); });
    return payees;
}

}  // namespace colonnade::incentives
