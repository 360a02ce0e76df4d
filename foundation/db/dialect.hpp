// The few places where SQLite and PostgreSQL differ, all of them.
#pragma once
#include <soci/soci.h>

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "foundation/base/problem.hpp"
#include "foundation/db/session.hpp"

namespace colonnade::db {

// Where the data is: "sqlite:FILE" or "postgresql://user@host/database".
struct Address {
    Dialect dialect;
    std::string target;  // a file path, or the whole URI

    // Throws Problem "db.address".
    static Address parse(std::string_view text);
    std::string text() const;
};

// How much a commit waits for the disk. `durable` is the promise of the product; `relaxed` is for tests and
// the demo's generation, where the file is thrown away when the machine fails.
enum class Durability { durable, relaxed };

// Opens a connection and gives it the settings the program relies on.
void open_connection(soci::session& connection, Address const& address, Durability durability);

// A statement of a migration as the database wants it. SQLite makes a key part of the table itself, instead
// of an index beside it, only where its type is called `integer`.
std::string dialect_text(std::string_view statement, Dialect dialect);

// The statement that begins a transaction which only reads, and one which will write.
std::string_view begin_read(Dialect dialect);
std::string_view begin_write(Dialect dialect);

// What a writer runs first in its transaction: on PostgreSQL one advisory lock, so that audit entries have
// one order on all servers; SQLite's own write lock does the same.
void take_write_lock(Transaction& transaction);

// The database's error as a Problem: db.busy, db.full, db.duplicate, db.reference, db.damaged or db.failed. A
// failed fsync stops the process: nothing after it could be acknowledged in truth.
Problem problem_of(soci::soci_error const& error, Dialect dialect, std::string_view sql);

// Whether the transaction is still open; SQLite closes it by itself when the disk is full.
bool transaction_open(Session& session);

// Inserts many rows: SQLite through one prepared statement, PostgreSQL through COPY in pieces. Other
// statements may run on the transaction in between, but the rows are surely in the table only after finish().
// After a failure the transaction is to be rolled back.
class BulkInsert {
public:
    BulkInsert(Transaction& transaction, std::string_view table,
               std::vector<std::string_view> const& columns);
    ~BulkInsert();
    BulkInsert(BulkInsert const&) = delete;
    void row(std::initializer_list<Value> values) { row(std::span(values.begin(), values.size())); }
    void row(std::span<Value const> values);
    void finish();
    std::int64_t count() const { return count_; }

private:
    void row_sqlite(std::span<Value const> values);
    void row_postgresql(std::span<Value const> values);
    void copy_buffered_rows();

    Transaction& transaction_;
    std::string sql_;
    void* statement_ = nullptr;   // sqlite3_stmt
    void* connection_ = nullptr;  // sqlite3 or PGconn
    std::string buffer_;
    std::int64_t count_ = 0;
};

}  // namespace colonnade::db
