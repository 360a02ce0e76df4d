// The audit chain: every entry carries a hash over itself, over the change it belongs to, and over the entry
// before it, so that nobody can alter, drop or move one unseen. The last hash, kept elsewhere, also shows a
// chain written anew.
//
//   hash = SHA-256 of: previous_hash, entry_id, change_id, at, user_id, operation, reason, import_id,
//   subject_kind,
//          subject_id, before, after; each as its length in bytes, ':' and its text, an absent one as '-'.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "foundation/base/date.hpp"
#include "foundation/base/id.hpp"
#include "foundation/db/session.hpp"

namespace colonnade::access {

// Who changed something, when, by which operation and why.
struct Change {
    ChangeId id;
    Instant at;
    std::optional<UserId> user;  // absent: the program itself
    std::string operation;
    std::optional<std::string> reason;
    std::optional<ImportId> import_id;
};

// One thing that the change touched: JSON of what it was and what it became; absent where there was nothing.
struct AuditEntry {
    std::int64_t id = 0;
    Change change;
    std::string subject_kind;
    std::int64_t subject_id = 0;
    std::optional<std::string> before;
    std::optional<std::string> after;
    std::string previous_hash;
    std::string hash;
};

// The last link: publish it, and a later verification proves that the chain up to it is the same.
struct AuditHead {
    std::int64_t entry_id = 0;
    std::string hash;
    friend bool operator==(AuditHead const&, AuditHead const&) = default;
};

// Over all that the entry says, the hash of the one before it among it.
std::string audit_hash(AuditEntry const& entry);

// Appends an entry for `change` in its transaction; sets id, previous_hash and hash.
void append_audit_entry(db::Transaction& transaction, AuditEntry& entry);

// The last entry; a zero id where there is none yet.
AuditHead audit_head(db::Session& session);

enum class AuditFault {
    changed,     // the entry or its change is not what was written
    removed,     // entries are missing from this id on
    moved,       // the entry stands where another stood
    unrecorded,  // a change without an entry; `entry_id` is the change's id
    replaced,    // the chain does not lead through the head that was given
};

struct AuditFinding {
    AuditFault fault;
    std::int64_t entry_id;
    friend bool operator==(AuditFinding const&, AuditFinding const&) = default;
};

struct AuditVerification {
    std::int64_t entries = 0;
    AuditHead head;
    std::vector<AuditFinding> findings;  // the first hundred
    bool is_sound() const { return findings.empty(); }
};

// Reads the whole chain. `known` is a head exported earlier.
AuditVerification verify_audit(db::Session& session, std::optional<AuditHead> const& known = {});

// What to look for; absent members do not restrict. Newest first.
struct AuditFilter {
    std::optional<UserId> user;
    std::optional<std::string> operation;
    std::optional<std::string> subject_kind;
    std::optional<std::int64_t> subject_id;
    std::optional<ImportId> import_id;
    std::optional<Instant> from;  // inclusive
    std::optional<Instant> to;    // exclusive
};

// Entries before the entry `before_id` (absent: from the newest), at most `limit`.
std::vector<AuditEntry> list_audit(db::Session& session, AuditFilter const& filter,
                                   std::optional<std::int64_t> before_id, int limit);

}  // namespace colonnade::access
