// The company's database: reads on a pool of connections, writes that return once they are durable.
#pragma once
#include <functional>
#include <memory>
#include <type_traits>

#include "foundation/db/dialect.hpp"
#include "foundation/db/session.hpp"

namespace colonnade::db {

// Safe to use from any thread. Do not call write() from within write().
class Database {
public:
    // Throws Problem "db.cannot_open" or "db.damaged".
    explicit Database(Address address, Durability durability = Durability::durable);
    ~Database();
    Database(Database const&) = delete;

    Address const& address() const { return address_; }

    // Runs f(Session&) in a read-only transaction: one snapshot from its first statement to its end.
    template <class F> std::invoke_result_t<F, Session&> read(F&& f) {
        if constexpr (std::is_void_v<std::invoke_result_t<F, Session&>>) {
            read_erased([&](Session& session) { f(session); });
        } else {
            std::optional<std::invoke_result_t<F, Session&>> result;
            read_erased([&](Session& session) { result.emplace(f(session)); });
            return std::move(*result);
        }
    }

    // Runs f(Session&) on the database as it was after that change (see past.hpp), over a connection of its
    // own.
    template <class F> std::invoke_result_t<F, Session&> read_past(std::int64_t change, F&& f) {
        std::optional<std::invoke_result_t<F, Session&>> result;
        read_past_erased(change, [&](Session& session) { result.emplace(f(session)); });
        return std::move(*result);
    }

    // Runs f(Transaction&) and returns its result after the commit has reached the disk. When f throws,
    // nothing of it remains. On SQLite writes that arrive together share one commit.
    template <class F> std::invoke_result_t<F, Transaction&> write(F&& f) {
        if constexpr (std::is_void_v<std::invoke_result_t<F, Transaction&>>) {
            write_erased([&](Transaction& transaction) { f(transaction); });
        } else {
            std::optional<std::invoke_result_t<F, Transaction&>> result;
            write_erased([&](Transaction& transaction) { result.emplace(f(transaction)); });
            return std::move(*result);
        }
    }

private:
    class Pool;
    class Writer;

    void read_erased(std::function<void(Session&)> const& work);
    void read_past_erased(std::int64_t change, std::function<void(Session&)> const& work);
    void write_erased(std::function<void(Transaction&)> const& work);

    Address address_;
    std::unique_ptr<Pool> readers_;
    std::unique_ptr<Writer> writer_;
};

}  // namespace colonnade::db
