// The one door for changes: a transaction that knows who, when, by which operation and why, and records it
// with what it did. A store that changes something takes a Write; nothing else can be turned into one.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "foundation/access/audit.hpp"
#include "foundation/caller/caller.hpp"
#include "foundation/base/clock.hpp"
#include "foundation/db/database.hpp"

namespace colonnade::access {

class Write {
public:
    Write(db::Transaction& transaction, Caller const& caller, Change change);
    Write(Write const&) = delete;

    Caller const& caller() const { return caller_; }
    ChangeId change_id() const { return change_.id; }
    Change const& change() const { return change_; }
    // The change's own time: never before that of the change before it.
    Instant now() const { return change_.at; }

    // Reads, as db::Session. A function that takes a Session& can be given the Write itself.
    operator db::Session&() { return transaction_; }
    db::Session& session() { return transaction_; }
    template <class... C> auto rows(std::string_view sql, db::Params const& params = {}) {
        return transaction_.rows<C...>(sql, params);
    }
    template <class... C> auto maybe(std::string_view sql, db::Params const& params = {}) {
        return transaction_.maybe<C...>(sql, params);
    }
    template <class... C> auto one(std::string_view sql, db::Params const& params = {}) {
        return transaction_.one<C...>(sql, params);
    }
    template <class T> T value(std::string_view sql, db::Params const& params = {}) {
        return transaction_.value<T>(sql, params);
    }
    template <class... C, class F> void each(std::string_view sql, db::Params const& params, F&& f) {
        transaction_.each<C...>(sql, params, std::forward<F>(f));
    }
    bool exists(std::string_view sql, db::Params const& params = {}) {
        return transaction_.exists(sql, params);
    }

    // Writes, as db::Transaction.
    std::int64_t run(std::string_view sql, db::Params const& params = {}) {
        return transaction_.run(sql, params);
    }
    std::int64_t next_id(std::string_view table) { return transaction_.next_id(table); }
    std::int64_t reserve_ids(std::string_view table, std::int64_t count) {
        return transaction_.reserve_ids(table, count);
    }
    db::BulkInsert bulk(std::string_view table, std::vector<std::string_view> const& columns) {
        return {transaction_, table, columns};
    }

    // Keeps the row as it was, ended by this change. Call it before an update or a delete.
    void keep_history(std::string_view table, std::string_view key_column, std::int64_t key) {
        transaction_.keep_history(table, key_column, key, change_.id);
    }
    template <class Kind>
    void keep_history(std::string_view table, std::string_view key_column, Id<Kind> key) {
        keep_history(table, key_column, key.value);
    }

    // Records what one thing was and became, as JSON text; empty where there was nothing before or is nothing
    // after. Bulk work records itself once, not row by row; a change that records nothing gets one entry of
    // its own.
    void audit(std::string_view kind, std::int64_t id, std::string_view before, std::string_view after);
    template <class Kind>
    void audit(std::string_view kind, Id<Kind> id, std::string_view before, std::string_view after) {
        audit(kind, id.value, before, after);
    }

    // Called once by write(), after the work.
    void finish();

private:
    db::Transaction& transaction_;
    Caller const& caller_;
    Change change_;
    bool audited_ = false;
};

// The program itself as a caller: scheduled work and the command line's own tasks. It may everything.
Caller system_caller(Instant now, Date today);

namespace detail {
// The work of the templates below, compiled once.
void write_erased(db::Database& database, Caller const& caller, Instant now, std::string_view operation,
                  std::string_view reason, std::optional<ImportId> import_id,
                  std::function<void(Write&)> const& work);

template <class F>
auto write(db::Database& database, Caller const& caller, Instant now, std::string_view operation,
           std::string_view reason, std::optional<ImportId> import_id, F&& work) {
    using Result = std::invoke_result_t<F, Write&>;
    if constexpr (std::is_void_v<Result>) {
        write_erased(database, caller, now, operation, reason, import_id, [&](Write& w) { work(w); });
    } else {
        std::optional<Result> result;
        write_erased(database, caller, now, operation, reason, import_id,
                     [&](Write& w) { result.emplace(work(w)); });
        return std::move(*result);
    }
}
}  // namespace detail

// Runs work(Write&) and returns its result once it is durable; when it throws, nothing of it remains. The
// reason is what the caller said, or empty. One request makes one write: where the caller gave an
// Idempotency-Key, the write takes it, and a second write under the same key throws Problem
// "access.repeated_request".
template <class F>
auto write(db::Database& database, Caller const& caller, std::string_view operation, std::string_view reason,
           F&& work) {
    return detail::write(database, caller, caller.now, operation, reason, {}, std::forward<F>(work));
}

// The same for long work, whose caller's `now` is old.
template <class F>
auto write(db::Database& database, Clock const& clock, Caller const& caller, std::string_view operation,
           std::string_view reason, F&& work) {
    return detail::write(database, caller, clock.now(), operation, reason, {}, std::forward<F>(work));
}

// The same as part of an import, so that the import can be undone as a whole.
template <class F>
auto write_import(db::Database& database, Clock const& clock, Caller const& caller, ImportId import_id,
                  std::string_view operation, F&& work) {
    return detail::write(database, caller, clock.now(), operation, {}, import_id, std::forward<F>(work));
}

}  // namespace colonnade::access
