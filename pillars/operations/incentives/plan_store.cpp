#include "pillars/operations/incentives/plan_store.hpp"

#include <fmt/format.h>

#include "foundation/access/secret.hpp"
#include "foundation/access/visibility.hpp"

namespace colonnade::incentives {
namespace {

constexpr std::string_view columns =
    "select v.version_id, v.plan_id, p.name, v.number, v.text, v.digest, v.valid_from, v.state, v.author_id, "
    "v.submitted_digest, v.submitted_by, v.submitted_at, v.decided_digest, v.decided_by, v.decided_at, "
    "v.note, v.change_id from pay_plan_versions v join pay_plans p on p.plan_id = v.plan_id where ";

std::optional<Signature> signature(std::optional<std::string> const& digest, std::optional<UserId> by,
                                   std::optional<Instant> at) {
    if (!digest) return std::nullopt;
    return Signature{*digest, by, at.value_or(Instant{})};
}

std::vector<PlanVersion> read_versions(db::Session& session, std::string const& tail,
                                       db::Params const& params) {
    using MaybeText = std::optional<std::string>;
    using MaybeUser = std::optional<UserId>;
    using MaybeTime = std::optional<Instant>;
    std::vector<PlanVersion> versions;
    session.each<VersionId, PlanId, std::string, int, std::string, std::string, Date, std::string, MaybeUser,
                 MaybeText, MaybeUser, MaybeTime, MaybeText, MaybeUser, MaybeTime, std::string, ChangeId>(
        std::string(columns) + tail, params,
        [&](VersionId id, PlanId plan, std::string const& name, int number, std::string const& text,
            std::string const& digest, Date from, std::string const& state, MaybeUser author,
            MaybeText const& submitted, MaybeUser submitted_by, MaybeTime submitted_at,
            MaybeText const& decided, MaybeUser decided_by, MaybeTime decided_at, std::string const& note,
            ChangeId version) {
            versions.push_back({id, plan, name, number, text, digest, from, parse_word<VersionState>(state),
                                author, signature(submitted, submitted_by, submitted_at),
                                signature(decided, decided_by, decided_at), note, version});
        });
    return versions;
}

// Persons that an assignment `a` pays: by name, or by a position of the role held in its days.
constexpr std::string_view assigned_person =
    "(a.person_id = s.person_id or exists (select 1 from position_holders h join positions o on "
    "o.position_id = h.position_id where h.person_id = s.person_id and o.kind = a.role))";

// Plans are seen through those they are assigned to; drafts that nobody has are seen with scope all. Whoever
// may approve reads what is submitted as well.
access::Condition visible_plan(Caller const& caller) {
    if (caller.scope(Permission::plan_read) == Scope::all) return {"1 = 1", {}};
    access::Condition person = access::visible_person(caller, Permission::plan_read, "s.person_id");
    person.sql = fmt::format(
        "(v.state in ('approved', {}) and exists (select 1 from pay_plan_assignments a join people s on {} "
        "where a.plan_id = v.plan_id and {}))",
        caller.may(Permission::plan_approve) ? "'submitted'" : "'approved'", assigned_person, person.sql);
    return person;
}

std::string audit_text(PlanVersion const& version) {
    return fmt::format(R"({{"plan":{},"number":{},"state":"{}","digest":"{}"}})", version.plan.value,
                       version.number, word(version.state), version.digest);
}

db::Params signature_params(std::string const& name, std::optional<Signature> const& signature) {
    std::optional<std::string> digest;
    std::optional<UserId> by;
    std::optional<Instant> at;
    if (signature) digest = signature->digest, by = signature->by, at = signature->at;
    static std::map<std::string, std::array<std::string_view, 3>> const names{
        {"submitted", {"submitted", "submitted_by", "submitted_at"}},
        {"decided", {"decided", "decided_by", "decided_at"}}};
    auto const& [digest_name, by_name, at_name] = names.at(name);
    return {{digest_name, digest}, {by_name, by}, {at_name, at}};
}

// Writes the version anew, its former row kept.
PlanVersion replace(access::Write& write, PlanVersion const& before, PlanVersion after) {
    write.keep_history("pay_plan_versions", "version_id", before.id);
    after.version = write.change_id();
    db::Params params = access::joined(signature_params("submitted", after.submitted),
                                       signature_params("decided", after.decided));
    write.run(
        "update pay_plan_versions set text = :text, digest = :digest, valid_from = :from, state = :state, "
        "author_id = :author, submitted_digest = :submitted, submitted_by = :submitted_by, "
        "submitted_at = :submitted_at, decided_digest = :decided, decided_by = :decided_by, "
        "decided_at = :decided_at, note = :note, change_id = :change where version_id = :id",
        access::joined({{"text", after.text},
                        {"digest", after.digest},
                        {"from", after.valid_from},
                        {"state", word(after.state)},
                        {"author", after.author},
                        {"note", after.note},
                        {"change", after.version},
                        {"id", after.id}},
                       params));
    write.audit("pay_plan_version", after.id, audit_text(before), audit_text(after));
    return after;
}

PlanVersion insert(access::Write& write, PlanVersion version) {
    version.id = VersionId{write.next_id("pay_plan_versions")};
    version.digest = access::sha256_hex(version.text);
    version.author = write.caller().user ? std::optional(write.caller().user) : std::nullopt;
    version.version = write.change_id();
    write.run(
        "insert into pay_plan_versions (version_id, plan_id, number, text, digest, valid_from, state, "
        "author_id, note, change_id) values (:id, :plan, :number, :text, :digest, :from, 'draft', :author, "
        "'', :change)",
        {{"id", version.id},
         {"plan", version.plan},
         {"number", version.number},
         {"text", version.text},
         {"digest", version.digest},
         {"from", version.valid_from},
         {"author", version.author},
         {"change", version.version}});
    write.audit("pay_plan_version", version.id, "", audit_text(version));
    return version;
}

PlanVersion version_seen(access::Write& write, VersionId id, ChangeId seen) {
    PlanVersion version = get_version(write, write.caller(), id);
    if (version.version != seen) throw Problem(ProblemKind::stale, "stale");
    return version;
}

// A manager decides on plans whose payees are all below them.
void require_payees_in_view(access::Write& write, std::vector<PersonId> const& payees) {
    Caller const& caller = write.caller();
    Scope const scope = caller.scope(Permission::plan_approve);
    if (scope != Scope::all && payees.empty()) throw not_found();
    for (PersonId payee : payees)
        if (payee != caller.person)
            access::require_person_in_view(write, caller, Permission::plan_approve, payee, caller.today);
}

}  // namespace

std::vector<PlanVersion> list_versions(db::Session& session, Caller const& caller, std::optional<PlanId> plan,
                                       std::int64_t before, int limit) {
    access::Condition const seen = visible_plan(caller);
    db::Params params{{"before", before}, {"limit", limit}};
    std::string where = "v.version_id < :before and " + seen.sql;
    if (plan) {
        where += " and v.plan_id = :plan";
        params.push_back({"plan", *plan});
    }
    return read_versions(session, where + " order by v.version_id desc limit :limit",
                         access::joined(params, seen.params));
}

PlanVersion get_version(db::Session& session, Caller const& caller, VersionId id) {
    access::Condition const seen = visible_plan(caller);
    auto found = read_versions(session, "v.version_id = :id and " + seen.sql,
                               access::joined({{"id", id}}, seen.params));
    if (found.empty()) throw not_found();
    return std::move(found.front());
}

std::vector<PlanVersion> versions_in_force(db::Session& session, Date day) {
    return read_versions(
        session,
        "v.state = 'approved' and v.valid_from <= :day and not exists (select 1 from pay_plan_versions n "
        "where n.plan_id = v.plan_id and n.state = 'approved' and n.valid_from <= :day and "
        "n.number > v.number) order by p.name",
        {{"day", day}});
}

PlanVersion create_plan(access::Write& write, std::string const& name, std::string const& text,
                        Date valid_from) {
    if (write.exists("select 1 from pay_plans where name = :name", {{"name", name}}))
        throw conflict("incentives.name_taken", {{"name", name}}, "name");
    PlanVersion version;
    version.plan = PlanId{write.next_id("pay_plans")};
    version.name = name;
    version.text = text;
    version.valid_from = valid_from;
    write.run("insert into pay_plans (plan_id, name, change_id) values (:id, :name, :change)",
              {{"id", version.plan}, {"name", name}, {"change", write.change_id()}});
    return insert(write, std::move(version));
}

PlanVersion edit_version(access::Write& write, VersionId id, std::string const& text, Date valid_from,
                         ChangeId seen) {
    PlanVersion const before = version_seen(write, id, seen);
    PlanVersion after = before;
    after.text = text;
    after.valid_from = valid_from;
    if (before.state == VersionState::approved) {
        after.number = 1 + write.value<int>("select max(number) from pay_plan_versions where plan_id = :plan",
                                            {{"plan", before.plan}});
        after.state = VersionState::draft;
        after.submitted = after.decided = std::nullopt;
        after.note.clear();
        return insert(write, std::move(after));
    }
    check_version_step(before.state, VersionState::draft);
    after.digest = access::sha256_hex(text);
    after.state = VersionState::draft;
    after.author = write.caller().user;
    after.submitted = after.decided = std::nullopt;
    after.note.clear();
    return replace(write, before, std::move(after));
}

PlanVersion submit_version(access::Write& write, VersionId id, ChangeId seen) {
    PlanVersion const before = version_seen(write, id, seen);
    check_version_step(before.state, VersionState::submitted);
    PlanVersion after = before;
    after.state = VersionState::submitted;
    after.submitted = Signature{before.digest, write.caller().user, write.now()};
    return replace(write, before, std::move(after));
}

PlanVersion decide_version(access::Write& write, VersionId id, VersionState decision,
                           std::string const& digest, std::string const& note) {
    Caller const& caller = write.caller();
    auto found = read_versions(write, "v.version_id = :id", {{"id", id}});
    if (found.empty()) throw not_found();
    PlanVersion const before = std::move(found.front());
    std::vector<PersonId> payees = payees_of(write, before.plan, caller.today);
    for (PersonId later : payees_of(write, before.plan, before.valid_from)) payees.push_back(later);
    require_payees_in_view(write, payees);
    check_version_step(before.state, decision);
    if (digest != before.digest || before.submitted->digest != before.digest)
        throw Problem(ProblemKind::stale, "incentives.other_text");
    bool const alone = caller.roles.has(Role::solo);
    for (auto const& hand : {before.author, before.submitted->by})
        check_hands({hand, caller.user, caller.person, payees, alone});
    PlanVersion after = before;
    after.state = decision;
    after.decided = Signature{digest, caller.user, write.now()};
    after.note = note;
    return replace(write, before, std::move(after));
}

}  // namespace colonnade::incentives
