#include "foundation/access/write.hpp"

namespace colonnade::access {
namespace {

std::optional<std::string> text_or_nothing(std::string_view text) {
    if (text.empty()) return std::nullopt;
    return std::string(text);
}

// Time as the chain of changes sees it does not run backwards, whatever the clock does.
Instant not_before_last_change(db::Transaction& transaction, Instant now) {
    auto const last = transaction.maybe<Instant>("select at from changes order by change_id desc limit 1");
    return last ? std::max(now, std::get<0>(*last)) : now;
}

Change begin_change(db::Transaction& transaction, Caller const& caller, Instant now,
                    std::string_view operation, std::string_view reason, std::optional<ImportId> import_id) {
    Change change{{transaction.next_id("changes")},
                  not_before_last_change(transaction, now),
                  caller.is_nobody() ? std::nullopt : std::optional(caller.user),
                  std::string(operation),
                  text_or_nothing(reason),
                  import_id};
    transaction.run(
        "insert into changes (change_id, at, user_id, operation, reason, import_id) "
        "values (:id, :at, :user, :operation, :reason, :import)",
        {{"id", change.id},
         {"at", change.at},
         {"user", change.user},
         {"operation", change.operation},
         {"reason", change.reason},
         {"import", change.import_id}});
    return change;
}

db::Params joined(db::Params params, db::Params const& more) {
    params.insert(params.end(), more.begin(), more.end());
    return params;
}

// One request, one effect: its key is taken in the transaction of what it does.
void take_idempotency_key(Write& w) {
    if (!w.caller().idempotency) return;
    Idempotency const& promise = *w.caller().idempotency;
    db::Params const key{{"user", w.caller().user}, {"key", promise.key}};
    auto const claimed = w.run(
        "update idempotency_keys set change_id = :change where user_id = :user and idempotency_key = :key "
        "and "
        "change_id is null",
        joined(key, {{"change", w.change_id()}}));
    if (claimed) return;
    if (w.exists("select 1 from idempotency_keys where user_id = :user and idempotency_key = :key", key))
        throw conflict("access.repeated_request");
    w.run(
        "insert into idempotency_keys (user_id, idempotency_key, digest, claimed_at, change_id) "
        "values (:user, :key, :digest, :at, :change)",
        joined(key, {{"digest", promise.digest}, {"at", w.now()}, {"change", w.change_id()}}));
}

}  // namespace

Write::Write(db::Transaction& transaction, Caller const& caller, Change change)
    : transaction_(transaction), caller_(caller), change_(std::move(change)) {}

void Write::audit(std::string_view kind, std::int64_t id, std::string_view before, std::string_view after) {
    AuditEntry entry;
    entry.change = change_;
    entry.subject_kind = kind;
    entry.subject_id = id;
    entry.before = text_or_nothing(before);
    entry.after = text_or_nothing(after);
    append_audit_entry(transaction_, entry);
    audited_ = true;
}

void Write::finish() {
    if (!audited_) audit("change", change_.id, {}, {});
}

Caller system_caller(Instant now, Date today) {
    Caller caller;
    caller.roles.add(Role::solo);
    caller.scopes.fill(Scope::all);
    caller.now = now;
    caller.today = today;
    caller.as_of = today;
    caller.confirmed_at = now;  // whoever may start the program has shown who they are to the machine
    return caller;
}

void detail::write_erased(db::Database& database, Caller const& caller, Instant now,
                          std::string_view operation, std::string_view reason,
                          std::optional<ImportId> import_id, std::function<void(Write&)> const& work) {
    database.write([&](db::Transaction& transaction) {
        Write w(transaction, caller, begin_change(transaction, caller, now, operation, reason, import_id));
        take_idempotency_key(w);
        work(w);
        w.finish();
    });
}

}  // namespace colonnade::access
