#include <boost/json/value.hpp>

#include "foundation/access/access_api.hpp"
#include "foundation/access/policy.hpp"
#include "foundation/base/problem.hpp"
#include "foundation/wire/json.hpp"

namespace colonnade::access {
using namespace wire;

struct FindAudit {
    std::optional<UserId> user_id;
    std::optional<Text<100>> operation;
    std::optional<Text<60>> subject_kind;
    std::optional<std::int64_t> subject_id;
    std::optional<ImportId> import_id;
    std::optional<Instant> from;
    std::optional<Instant> to;
};
BOOST_DESCRIBE_STRUCT(FindAudit, (), (user_id, operation, subject_kind, subject_id, import_id, from, to))

struct AuditView {
    std::int64_t entry_id;
    ChangeId change_id;
    Instant at;
    std::optional<UserId> user_id;  // absent: the program itself
    std::optional<std::string> user_name;
    std::string operation;
    std::optional<std::string> reason;
    std::optional<ImportId> import_id;
    std::string subject_kind;
    std::int64_t subject_id;
    std::optional<Json> before;
    std::optional<Json> after;
    std::string hash;
};
BOOST_DESCRIBE_STRUCT(AuditView, (),
                      (entry_id, change_id, at, user_id, user_name, operation, reason, import_id,
                       subject_kind, subject_id, before, after, hash))

struct AuditKey {
    std::int64_t entry_id;
};
BOOST_DESCRIBE_STRUCT(AuditKey, (), (entry_id))

struct KnownHead {
    std::optional<std::int64_t> entry_id;
    std::optional<Text<64, 64>> hash;
};
BOOST_DESCRIBE_STRUCT(KnownHead, (), (entry_id, hash))

struct AuditHeadView {
    std::int64_t entry_id;
    std::string hash;
};
BOOST_DESCRIBE_STRUCT(AuditHeadView, (), (entry_id, hash))

BOOST_DESCRIBE_ENUM(AuditFault, changed, removed, moved, unrecorded, replaced)

struct AuditFindingView {
    AuditFault fault;
    std::int64_t entry_id;
};
BOOST_DESCRIBE_STRUCT(AuditFindingView, (), (fault, entry_id))

struct AuditVerificationView {
    bool sound;
    std::int64_t entries;
    AuditHeadView head;  // keep it elsewhere: it proves the chain up to here
    std::vector<AuditFindingView> findings;
};
BOOST_DESCRIBE_STRUCT(AuditVerificationView, (), (sound, entries, head, findings))

struct PolicyRowView {
    std::string permission;
    std::map<std::string, Scope> scopes;  // by role
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(PolicyRowView, (), (permission, scopes, reason))

struct PolicyView {
    std::vector<Role> roles;
    std::vector<PolicyRowView> rows;
};
BOOST_DESCRIBE_STRUCT(PolicyView, (), (roles, rows))

namespace {

// An image as JSON; one that was written as bare text is shown as that text.
std::optional<Json> image(std::optional<std::string> const& text) {
    if (!text) return std::nullopt;
    try {
        parse_json(*text);
        return Json{*text};
    } catch (Problem const&) { return Json{json_text(json::value(*text))}; }
}

AuditView view_of(AuditEntry const& entry, std::optional<std::string> user_name) {
    return {entry.id,
            entry.change.id,
            entry.change.at,
            entry.change.user,
            std::move(user_name),
            entry.change.operation,
            entry.change.reason,
            entry.change.import_id,
            entry.subject_kind,
            entry.subject_id,
            image(entry.before),
            image(entry.after),
            entry.hash};
}

Page<AuditView> page_of_audit(Accounts& accounts, FindAudit const& find, Paging const& paging) {
    AuditFilter filter{find.user_id, {}, {}, find.subject_id, find.import_id, find.from, find.to};
    if (find.operation) filter.operation = *find.operation;
    if (find.subject_kind) filter.subject_kind = *find.subject_kind;
    auto const after = paging.after<AuditKey>();
    std::optional<std::int64_t> before_id;
    if (after) before_id = after->entry_id;
    return accounts.database().read([&](db::Session& s) {
        std::map<UserId, std::string> names;
        std::vector<AuditView> views;
        for (AuditEntry const& entry : list_audit(s, filter, before_id, static_cast<int>(paging.limit) + 1)) {
            std::optional<std::string> name;
            if (auto const user = entry.change.user) {
                if (!names.count(*user)) names[*user] = get_user(s, *user).name;
                name = names[*user];
            }
            views.push_back(view_of(entry, name));
        }
        return paging.cut(std::move(views), [](AuditView const& view) { return AuditKey{view.entry_id}; });
    });
}

AuditVerificationView verify(Accounts& accounts, KnownHead const& known) {
    std::optional<AuditHead> head;
    if (known.entry_id && known.hash) head = AuditHead{*known.entry_id, *known.hash};
    auto const result = accounts.database().read([&](db::Session& s) { return verify_audit(s, head); });
    AuditVerificationView view{
        result.is_sound(), result.entries, {result.head.entry_id, result.head.hash}, {}};
    for (AuditFinding const& finding : result.findings)
        view.findings.push_back({finding.fault, finding.entry_id});
    return view;
}

PolicyView policy_view() {
    PolicyView view;
    for (std::size_t role = 0; role < role_count; ++role) view.roles.push_back(static_cast<Role>(role));
    for (PolicyRow const& row : policy()) {
        PolicyRowView row_view{std::string(permission_text(row.permission)), {}, std::string(row.reason)};
        for (std::size_t role = 0; role < role_count; ++role)
            row_view.scopes[std::string(role_text(static_cast<Role>(role)))] = row.scopes[role];
        view.rows.push_back(std::move(row_view));
    }
    return view;
}

}  // namespace

void mount_audit(Api& api, Accounts& accounts) {
    api.get("/audit", "listAudit", "List who changed what, when and why, newest first",
            Permission::audit_read, [&accounts](Query<FindAudit> const& find, Paging const& paging) {
                return page_of_audit(accounts, find, paging);
            });
    api.get("/audit/verification", "verifyAudit", "Check that the audit log is whole", Permission::audit_read,
            [&accounts](Query<KnownHead> const& known) { return verify(accounts, known); }, {.cost = 50});
    api.get("/policy", "readPolicy", "Show who may do what", Permission::session_own,
            [](Caller const&) { return policy_view(); });
}

}  // namespace colonnade::access
