#include "foundation/access/audit.hpp"

#include <sodium.h>

#include <unordered_set>

#include "foundation/access/secret.hpp"

namespace colonnade::access {
namespace {

constexpr std::size_t findings_max = 100;
constexpr std::string_view first_hash = "";  // what the first entry has before it

using EntryRow = std::tuple<std::int64_t, ChangeId, Instant, std::optional<UserId>, std::string,
                            std::optional<std::string>, std::optional<ImportId>, std::string, std::int64_t,
                            std::optional<std::string>, std::optional<std::string>, std::string, std::string>;

template <class... Columns> AuditEntry entry_of(Columns const&... columns) {
    auto const& [id, change, at, user, operation, reason, import, kind, subject, before, after, previous,
                 hash] = std::tie(columns...);
    return {id, {change, at, user, operation, reason, import}, kind, subject, before, after, previous, hash};
}

void append(std::string& bytes, std::string_view text) {
    bytes += std::to_string(text.size());
    bytes += ':';
    bytes += text;
}

void append(std::string& bytes, std::int64_t number) { append(bytes, std::to_string(number)); }

template <class T> void append(std::string& bytes, std::optional<T> const& maybe) {
    if (!maybe) {
        bytes += '-';
    } else if constexpr (std::is_same_v<T, std::string>) {
        append(bytes, std::string_view(*maybe));
    } else {
        append(bytes, maybe->value);
    }
}

// Walks the chain entry by entry and notes where it does not hold.
class Verifier {
public:
    explicit Verifier(std::optional<AuditHead> const& known) : known_(known) {}

    void take(AuditEntry const& entry) {
        if (entry.id != result_.head.entry_id + 1) note(AuditFault::removed, result_.head.entry_id + 1);
        bool const follows = entry.previous_hash == result_.head.hash;
        if (audit_hash(entry) != entry.hash) {
            note(follows || !hashes_.count(entry.previous_hash) ? AuditFault::changed : AuditFault::moved,
                 entry.id);
        } else if (!follows && entry.id == result_.head.entry_id + 1) {
            note(AuditFault::changed, result_.head.entry_id ? result_.head.entry_id : entry.id);
        }
        if (known_ && entry.id == known_->entry_id && entry.hash != known_->hash)
            note(AuditFault::replaced, entry.id);
        hashes_.insert(entry.hash);
        result_.head = {entry.id, entry.hash};
        ++result_.entries;
    }

    // `next_id`: the id the next entry would get; a lower last id means that the end was cut off.
    AuditVerification finish(std::int64_t next_id) {
        if (result_.head.entry_id + 1 < next_id) note(AuditFault::removed, result_.head.entry_id + 1);
        if (known_ && result_.head.entry_id < known_->entry_id) note(AuditFault::replaced, known_->entry_id);
        return std::move(result_);
    }

    void note(AuditFault fault, std::int64_t id) {
        AuditFinding const finding{fault, id};
        bool const said = !result_.findings.empty() && result_.findings.back() == finding;
        if (!said && result_.findings.size() < findings_max) result_.findings.push_back(finding);
    }

private:
    std::optional<AuditHead> known_;
    std::unordered_set<std::string> hashes_;
    AuditVerification result_;
};

}  // namespace

std::string audit_hash(AuditEntry const& entry) {
    std::string bytes;
    append(bytes, entry.previous_hash);
    append(bytes, entry.id);
    append(bytes, entry.change.id.value);
    append(bytes, entry.change.at.milliseconds);
    append(bytes, entry.change.user);
    append(bytes, entry.change.operation);
    append(bytes, entry.change.reason);
    append(bytes, entry.change.import_id);
    append(bytes, entry.subject_kind);
    append(bytes, entry.subject_id);
    append(bytes, entry.before);
    append(bytes, entry.after);
    return sha256_hex(bytes);
}

void append_audit_entry(db::Transaction& transaction, AuditEntry& entry) {
    entry.id = transaction.next_id("audit_entries");
    entry.previous_hash = audit_head(transaction).hash;
    entry.hash = audit_hash(entry);
    transaction.run(
        "insert into audit_entries (entry_id, change_id, subject_kind, subject_id, before, after, "
        "previous_hash, hash) "
        "values (:id, :change, :kind, :subject, :before, :after, :previous, :hash)",
        {{"id", entry.id},
         {"change", entry.change.id},
         {"kind", entry.subject_kind},
         {"subject", entry.subject_id},
         {"before", entry.before},
         {"after", entry.after},
         {"previous", entry.previous_hash},
         {"hash", entry.hash}});
}

AuditHead audit_head(db::Session& session) {
    auto const last = session.maybe<std::int64_t, std::string>(
        "select entry_id, hash from audit_entries order by entry_id desc limit 1");
    if (!last) return {0, std::string(first_hash)};
    return {std::get<0>(*last), std::get<1>(*last)};
}

AuditVerification verify_audit(db::Session& session, std::optional<AuditHead> const& known) {
    Verifier verifier(known);
    session.each<std::int64_t, ChangeId, Instant, std::optional<UserId>, std::string,
                 std::optional<std::string>, std::optional<ImportId>, std::string, std::int64_t,
                 std::optional<std::string>, std::optional<std::string>, std::string, std::string>(
        "select a.entry_id, a.change_id, c.at, c.user_id, c.operation, c.reason, c.import_id, "
        "a.subject_kind, "
        "a.subject_id, a.before, a.after, a.previous_hash, a.hash "
        "from audit_entries a join changes c on c.change_id = a.change_id order by a.entry_id",
        {}, [&](auto const&... columns) { verifier.take(entry_of(columns...)); });
    for (auto const& [change] :
         session.rows<std::int64_t>("select c.change_id from changes c where not exists "
                                    "(select 1 from audit_entries a where a.change_id = c.change_id) order "
                                    "by c.change_id limit 100"))
        verifier.note(AuditFault::unrecorded, change);
    auto const next =
        session.maybe<std::int64_t>("select next_id from id_blocks where name = 'audit_entries'");
    return verifier.finish(next ? std::get<0>(*next) : 1);
}

std::vector<AuditEntry> list_audit(db::Session& session, AuditFilter const& filter,
                                   std::optional<std::int64_t> before_id, int limit) {
    std::string sql =
        "select a.entry_id, a.change_id, c.at, c.user_id, c.operation, c.reason, c.import_id, "
        "a.subject_kind, "
        "a.subject_id, a.before, a.after, a.previous_hash, a.hash "
        "from audit_entries a join changes c on c.change_id = a.change_id where a.entry_id < :before_id";
    db::Params params{{"before_id", before_id.value_or(Id<void>::limit)}, {"limit", limit}};
    auto restrict = [&](auto const& wanted, std::string_view condition, std::string_view name) {
        if (!wanted) return;
        sql += condition;
        params.push_back({name, *wanted});
    };
    restrict(filter.user, " and c.user_id = :user", "user");
    restrict(filter.operation, " and c.operation = :operation", "operation");
    restrict(filter.subject_kind, " and a.subject_kind = :kind", "kind");
    restrict(filter.subject_id, " and a.subject_id = :subject", "subject");
    restrict(filter.import_id, " and c.import_id = :import", "import");
    restrict(filter.from, " and c.at >= :from", "from");
    restrict(filter.to, " and c.at < :to", "to");
    sql += " order by a.entry_id desc limit :limit";
    std::vector<AuditEntry> entries;
    session.each<std::int64_t, ChangeId, Instant, std::optional<UserId>, std::string,
                 std::optional<std::string>, std::optional<ImportId>, std::string, std::int64_t,
                 std::optional<std::string>, std::optional<std::string>, std::string, std::string>(
        sql, params, [&](auto const&... columns) { entries.push_back(entry_of(columns...)); });
    return entries;
}

}  // namespace colonnade::access
