// Plans, their versions and who approved them, whom they are assigned to, and who accepted them.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "foundation/access/write.hpp"
#include "pillars/operations/incentives/incentive.hpp"

namespace colonnade::incentives {

// A decision or submission: which text, by whom, when.
struct Signature {
    std::string digest;
    std::optional<UserId> by;
    Instant at;
};

struct PlanVersion {
    VersionId id;
    PlanId plan;
    std::string name;  // of the plan
    int number = 1;
    std::string text;
    std::string digest;
    Date valid_from;  // pay periods that begin on it or later are calculated by it
    VersionState state = VersionState::draft;
    std::optional<UserId> author;
    std::optional<Signature> submitted, decided;
    std::string note;  // of the decision
    ChangeId version;
};

// The versions the caller may see, newest first; of one plan, or of all. Scope `own` and `team` see those
// that are assigned to somebody in view.
std::vector<PlanVersion> list_versions(db::Session& session, Caller const& caller, std::optional<PlanId> plan,
                                       std::int64_t before, int limit);
// Throws Problem "not_found".
PlanVersion get_version(db::Session& session, Caller const& caller, VersionId id);
// Of each plan the approved version in force on that day, whoever asks: for calculation.
std::vector<PlanVersion> versions_in_force(db::Session& session, Date day);

// The first version of a new plan. Throws Problem "incentives.name_taken". The digest is of the text's bytes.
PlanVersion create_plan(access::Write& write, std::string const& name, std::string const& text,
                        Date valid_from);
// Writes a new text; see rule 1. Gives the version that now holds it: the same one, or the next number after
// an approved one.
PlanVersion edit_version(access::Write& write, VersionId id, std::string const& text, Date valid_from,
                         ChangeId seen);
PlanVersion submit_version(access::Write& write, VersionId id, ChangeId seen);
// `digest` is of the text that the caller has read. Throws Problem "incentives.other_text",
// "incentives.own_work" or "incentives.own_pay".
PlanVersion decide_version(access::Write& write, VersionId id, VersionState decision,
                           std::string const& digest, std::string const& note);

struct Assignment {
    AssignmentId id;
    PlanId plan;
    std::optional<PersonId> person;
    std::optional<std::string> role;
    DateRange valid;
    ChangeId version;
};
std::vector<Assignment> list_assignments(db::Session& session, Caller const& caller, PlanId plan);
// All, for calculation.
std::vector<Assignment> all_assignments(db::Session& session);
// Throws Problem "incentives.assignee" or "incentives.overlap".
Assignment assign_plan(access::Write& write, Assignment const& assignment);
// Ends an assignment: `day` is the first on which it no longer holds.
Assignment end_assignment(access::Write& write, AssignmentId id, Date day, ChangeId seen);

struct Acceptance {
    VersionId version;
    PersonId person;
    std::string digest;
    Instant at;
};
std::vector<Acceptance> list_acceptances(db::Session& session, Caller const& caller, VersionId id);
// The payee accepts the approved text they have read. Throws Problem "incentives.not_assigned".
Acceptance accept_version(access::Write& write, VersionId id, std::string const& digest);

// Who is paid by a plan on that day: those assigned by name, and the holders of positions of an assigned
// role.
std::vector<PersonId> payees_of(db::Session& session, PlanId plan, Date day);

}  // namespace colonnade::incentives
