#include "foundation/wire/text.hpp"
#include "pillars/operations/incentives/incentive_api.hpp"
#include "pillars/operations/incentives/plan_store.hpp"

namespace colonnade::incentives {
namespace {

using namespace wire;

using PlanText = Prose<100'000, 1>;

struct SignatureView {
    std::string digest;
    std::optional<UserId> user_id;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(SignatureView, (), (digest, user_id, at))

struct PlanVersionView {
    VersionId version_id;
    PlanId plan_id;
    std::string name;
    int number = 1;
    VersionState state = VersionState::draft;
    Date valid_from;
    std::string digest;
    std::string text;
    std::optional<UserId> author_id;
    std::optional<SignatureView> submitted;
    std::optional<SignatureView> decided;
    std::string note;
    ChangeId version;
};
BOOST_DESCRIBE_STRUCT(PlanVersionView, (),
                      (version_id, plan_id, name, number, state, valid_from, digest, text, author_id,
                       submitted, decided, note, version))

struct FindPlanVersions {
    std::optional<PlanId> plan_id;
};
BOOST_DESCRIBE_STRUCT(FindPlanVersions, (), (plan_id))

struct CreatePlan {
    Text<120> name;
    PlanText text;
    Date valid_from;
};
BOOST_DESCRIBE_STRUCT(CreatePlan, (), (name, text, valid_from))

struct EditPlanVersion {
    PlanText text;
    Date valid_from;
};
BOOST_DESCRIBE_STRUCT(EditPlanVersion, (), (text, valid_from))

enum class PlanDecision { approved, rejected };
BOOST_DESCRIBE_ENUM(PlanDecision, approved, rejected)

struct DecidePlanVersion {
    PlanDecision decision = PlanDecision::rejected;
    Text<64> digest;  // of the text that was read
    std::optional<Prose<2000>> note;
};
BOOST_DESCRIBE_STRUCT(DecidePlanVersion, (), (decision, digest, note))

struct AcceptPlanVersion {
    Text<64> digest;
};
BOOST_DESCRIBE_STRUCT(AcceptPlanVersion, (), (digest))

struct AcceptanceView {
    VersionId version_id;
    PersonId person_id;
    std::string digest;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(AcceptanceView, (), (version_id, person_id, digest, at))

struct VersionPath {
    VersionId version_id;
};
BOOST_DESCRIBE_STRUCT(VersionPath, (), (version_id))

struct PlanPath {
    PlanId plan_id;
};
BOOST_DESCRIBE_STRUCT(PlanPath, (), (plan_id))

struct PlanAssignmentPath {
    AssignmentId assignment_id;
};
BOOST_DESCRIBE_STRUCT(PlanAssignmentPath, (), (assignment_id))

struct PlanAssignmentView {
    AssignmentId assignment_id;
    PlanId plan_id;
    std::optional<PersonId> person_id;
    std::optional<std::string> role;
    Date valid_from;
    std::optional<Date> valid_to;  // the first day on which it no longer holds
    ChangeId version;
};
BOOST_DESCRIBE_STRUCT(PlanAssignmentView, (),
                      (assignment_id, plan_id, person_id, role, valid_from, valid_to, version))

struct AssignPlan {
    std::optional<PersonId> person_id;
    std::optional<Text<60>> role;  // a kind of position
    Date valid_from;
    std::optional<Date> valid_to;
};
BOOST_DESCRIBE_STRUCT(AssignPlan, (), (person_id, role, valid_from, valid_to))

struct EndPlanAssignment {
    Date valid_to;
};
BOOST_DESCRIBE_STRUCT(EndPlanAssignment, (), (valid_to))

struct LastPlanRow {
    std::int64_t id = 0;
};
BOOST_DESCRIBE_STRUCT(LastPlanRow, (), (id))

std::optional<SignatureView> view_of(std::optional<Signature> const& signature) {
    if (!signature) return std::nullopt;
    return SignatureView{signature->digest, signature->by, signature->at};
}

PlanVersionView view_of(PlanVersion const& v) {
    return {v.id,
            v.plan,
            v.name,
            v.number,
            v.state,
            v.valid_from,
            v.digest,
            v.text,
            v.author,
            view_of(v.submitted),
            view_of(v.decided),
            v.note,
            v.version};
}

PlanAssignmentView view_of(Assignment const& a) {
    return {a.id, a.plan, a.person, a.role, a.valid.from, a.valid.to, a.version};
}

AcceptanceView view_of(Acceptance const& a) { return {a.version, a.person, a.digest, a.at}; }

void mount_reading(Api& api, db::Database& database) {
    api.get("/plan-versions", "listPlanVersions", "List versions of pay plans, newest first",
            Permission::plan_read,
            [&database](Caller const& caller, Query<FindPlanVersions> const& find,
                        Paging const& paging) -> Page<PlanVersionView> {
                auto const before = paging.after<LastPlanRow>().value_or(LastPlanRow{VersionId::limit}).id;
                std::vector<PlanVersionView> views;
                for (PlanVersion const& one : database.read([&](db::Session& s) {
                         return list_versions(s, caller, find.plan_id, before, int(paging.limit) + 1);
                     }))
                    views.push_back(view_of(one));
                return paging.cut(std::move(views), [](PlanVersionView const& view) {
                    return LastPlanRow{view.version_id.value};
                });
            });
    api.get("/plan-versions/{version_id}", "getPlanVersion", "Show one version of a pay plan",
            Permission::plan_read,
            [&database](Caller const& caller, Path<VersionPath> const& at) -> PlanVersionView {
                return view_of(
                    database.read([&](db::Session& s) { return get_version(s, caller, at.version_id); }));
            });
    api.get("/plan-versions/{version_id}/acceptances", "listPlanAcceptances",
            "Show which payees accepted a version", Permission::plan_read,
            [&database](Caller const& caller, Path<VersionPath> const& at) -> std::vector<AcceptanceView> {
                return database.read([&](db::Session& s) {
                    get_version(s, caller, at.version_id);
                    std::vector<AcceptanceView> views;
                    for (Acceptance const& one : list_acceptances(s, caller, at.version_id))
                        views.push_back(view_of(one));
                    return views;
                });
            });
    api.get("/pay-plans/{plan_id}/assignments", "listPlanAssignments", "Show whom a plan is assigned to",
            Permission::plan_read,
            [&database](Caller const& caller, Path<PlanPath> const& at) -> std::vector<PlanAssignmentView> {
                return database.read([&](db::Session& s) {
                    if (list_versions(s, caller, at.plan_id, VersionId::limit, 1).empty()) throw not_found();
                    std::vector<PlanAssignmentView> views;
                    for (Assignment const& one : list_assignments(s, caller, at.plan_id))
                        views.push_back(view_of(one));
                    return views;
                });
            });
}

void mount_writing(Api& api, db::Database& database) {
    api.post("/plan-versions", "createPlan", "Write a new pay plan", Permission::plan_write,
             [&database](Caller const& caller, Body<CreatePlan> const& ask) -> Created<PlanVersionView> {
                 auto const made = access::write(database, caller, "createPlan", "", [&](access::Write& w) {
                     return create_plan(w, ask.name, ask.text, ask.valid_from);
                 });
                 return {view_of(made), "/plan-versions/" + std::to_string(made.id.value)};
             });
    api.patch(
        "/plan-versions/{version_id}", "editPlanVersion",
        "Change a plan's text; an approved text stays, and the change becomes the next version",
        Permission::plan_write,
        [&database](Caller const& caller, Path<VersionPath> const& at, Body<EditPlanVersion> const& ask,
                    IfMatch const& seen) -> PlanVersionView {
            return view_of(access::write(database, caller, "editPlanVersion", "", [&](access::Write& w) {
                return edit_version(w, at.version_id, ask.text, ask.valid_from, seen.version);
            }));
        });
    api.post("/plan-versions/{version_id}/submission", "submitPlanVersion", "Submit a version for approval",
             Permission::plan_write,
             [&database](Caller const& caller, Path<VersionPath> const& at,
                         IfMatch const& seen) -> PlanVersionView {
                 return view_of(access::write(
                     database, caller, "submitPlanVersion", "",
                     [&](access::Write& w) { return submit_version(w, at.version_id, seen.version); }));
             });
    api.post(
        "/plan-versions/{version_id}/decision", "decidePlanVersion",
        "Approve or reject exactly the text that was read", Permission::plan_approve,
        [&database](Caller const& caller, Path<VersionPath> const& at,
                    Body<DecidePlanVersion> const& ask) -> PlanVersionView {
            VersionState const decision = ask.decision == PlanDecision::approved ? VersionState::approved
                                                                                 : VersionState::rejected;
            return view_of(access::write(database, caller, "decidePlanVersion", "", [&](access::Write& w) {
                return decide_version(w, at.version_id, decision, ask.digest,
                                      ask.note ? std::string(*ask.note) : "");
            }));
        },
        {.fresh_confirmation = true});
    api.post("/plan-versions/{version_id}/acceptance", "acceptPlanVersion",
             "Accept the plan one is paid by, as it was read", Permission::plan_read,
             [&database](Caller const& caller, Path<VersionPath> const& at,
                         Body<AcceptPlanVersion> const& ask) -> AcceptanceView {
                 return view_of(access::write(
                     database, caller, "acceptPlanVersion", "",
                     [&](access::Write& w) { return accept_version(w, at.version_id, ask.digest); }));
             });
}

void mount_assigning(Api& api, db::Database& database) {
    api.post("/pay-plans/{plan_id}/assignments", "assignPlan", "Assign a plan to a person or a role",
             Permission::plan_write,
             [&database](Caller const& caller, Path<PlanPath> const& at,
                         Body<AssignPlan> const& ask) -> PlanAssignmentView {
                 Assignment assignment;
                 assignment.plan = at.plan_id;
                 assignment.person = ask.person_id;
                 if (ask.role) assignment.role = *ask.role;
                 assignment.valid = {ask.valid_from, ask.valid_to};
                 return view_of(access::write(database, caller, "assignPlan", "",
                                              [&](access::Write& w) { return assign_plan(w, assignment); }));
             },
             {.fresh_confirmation = true});
    api.post(
        "/plan-assignments/{assignment_id}/end", "endPlanAssignment", "End an assignment on a day",
        Permission::plan_write,
        [&database](Caller const& caller, Path<PlanAssignmentPath> const& at,
                    Body<EndPlanAssignment> const& ask, IfMatch const& seen) -> PlanAssignmentView {
            return view_of(access::write(database, caller, "endPlanAssignment", "", [&](access::Write& w) {
                return end_assignment(w, at.assignment_id, ask.valid_to, seen.version);
            }));
        },
        {.fresh_confirmation = true});
}

}  // namespace

void mount_plans(wire::Api& api, db::Database& database) {
    mount_reading(api, database);
    mount_writing(api, database);
    mount_assigning(api, database);
}

}  // namespace colonnade::incentives
