#include "foundation/db/dialect.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <libpq-fe.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <spdlog/spdlog.h>

#include <cstdlib>

namespace colonnade::db {

using namespace sqlite_api;  // SOCI puts SQLite's own header into this namespace
namespace {

constexpr std::size_t copy_bytes = 256 * 1024;  // rows kept back before they go to PostgreSQL in one COPY
constexpr int write_lock_key = 0x636F6C6F;      // "colo": the advisory lock every writer takes

sqlite3* sqlite_handle(soci::session& connection) {
    return static_cast<soci::sqlite3_session_backend*>(connection.get_backend())->conn_;
}

PGconn* postgresql_handle(soci::session& connection) {
    return static_cast<soci::postgresql_session_backend*>(connection.get_backend())->conn_;
}

void open_sqlite(soci::session& connection, Address const& address, Durability durability) {
    connection.open(soci::sqlite3, fmt::format("db=\"{}\" timeout=30", address.target));
    char const* const synchronous = durability == Durability::durable ? "FULL" : "OFF";
    for (std::string const& pragma :
         {std::string("journal_mode=WAL"), fmt::format("synchronous={}", synchronous),
          std::string("foreign_keys=ON"), std::string("temp_store=MEMORY"), std::string("cache_size=-16000"),
          std::string("mmap_size=268435456"), std::string("trusted_schema=OFF")})
        connection.once << "pragma " << pragma;
}

// SOCI takes only libpq's keyword form: postgresql://ann@host/sales becomes user='ann' host='host'
// dbname='sales'.
std::string keyword_form(std::string const& uri) {
    char* message = nullptr;
    PQconninfoOption* const options = PQconninfoParse(uri.c_str(), &message);
    if (!options) {
        PQfreemem(message);
        throw invalid("db.address", {{"text", uri}});
    }
    std::string form;
    for (PQconninfoOption const* option = options; option->keyword; ++option) {
        if (!option->val) continue;
        form += std::string(option->keyword) + "='";
        for (char const* c = option->val; *c; ++c) {
            if (*c == '\'' || *c == '\\') form += '\\';
            form += *c;
        }
        form += "' ";
    }
    PQconninfoFree(options);
    return form;
}

void open_postgresql(soci::session& connection, Address const& address, Durability durability) {
    connection.open(soci::postgresql, keyword_form(address.target));
    connection.once << "set client_min_messages to warning";
    connection.once << "set standard_conforming_strings to on";
    if (durability == Durability::relaxed) connection.once << "set synchronous_commit to off";
}

Problem unavailable(std::string code) { return {ProblemKind::unavailable, std::move(code)}; }

Problem failed(std::string_view message, std::string_view sql) {
    spdlog::error("database: {} in: {}", message, sql);
    return {ProblemKind::internal, "db.failed"};
}

Problem sqlite_problem(int result, std::string_view message, std::string_view sql) {
    int const primary = result & 0xFF;
    if (result == SQLITE_IOERR_FSYNC || result == SQLITE_IOERR_DIR_FSYNC) {
        spdlog::critical("database: the disk refused to make a write durable; stopping");
        std::abort();
    }
    if (primary == SQLITE_BUSY || primary == SQLITE_LOCKED) return unavailable("db.busy");
    if (primary == SQLITE_FULL) return unavailable("db.full");
    if (primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB) return unavailable("db.damaged");
    if (primary == SQLITE_CANTOPEN) return unavailable("db.cannot_open");
    if (primary == SQLITE_READONLY) return unavailable("db.read_only");
    if (primary == SQLITE_CONSTRAINT) {
        bool const reference = message.find("FOREIGN KEY") != std::string_view::npos;
        spdlog::warn("database: {} in: {}", message, sql);
        return conflict(reference ? "db.reference" : "db.duplicate");
    }
    return failed(message, sql);
}

Problem postgresql_problem(std::string_view state, std::string_view message, std::string_view sql) {
    if (state == "23505" || state == "23P01") {
        spdlog::warn("database: {} in: {}", message, sql);
        return conflict("db.duplicate");
    }
    if (state == "23503") return conflict("db.reference");
    if (state == "53100") return unavailable("db.full");
    if (state == "40001" || state == "40P01" || state == "55P03") return unavailable("db.busy");
    if (state.substr(0, 2) == "08" || state.substr(0, 2) == "57") return unavailable("db.cannot_open");
    return failed(message, sql);
}

// One field of COPY's text format: tab, newline, carriage return and backslash escaped, \N for null.
void append_copy_field(std::string& buffer, Value const& value) {
    if (value.kind() == Value::Kind::null) buffer += "\\N";
    if (value.kind() == Value::Kind::integer)
        fmt::format_to(std::back_inserter(buffer), "{}", value.number());
    if (value.kind() != Value::Kind::text) return;
    for (char c : value.text()) switch (c) {
            case '\t': buffer += "\\t"; break;
            case '\n': buffer += "\\n"; break;
            case '\r': buffer += "\\r"; break;
            case '\\': buffer += "\\\\"; break;
            default: buffer += c;
        }
}

}  // namespace

Address Address::parse(std::string_view text) {
    if (text.substr(0, 7) == "sqlite:" && text.size() > 7 && text.find('"') == std::string_view::npos)
        return {Dialect::sqlite, std::string(text.substr(7))};
    if (text.substr(0, 13) == "postgresql://" || text.substr(0, 11) == "postgres://")
        return {Dialect::postgresql, std::string(text)};
    throw invalid("db.address", {{"text", std::string(text)}});
}

std::string Address::text() const { return dialect == Dialect::sqlite ? "sqlite:" + target : target; }

void open_connection(soci::session& connection, Address const& address, Durability durability) {
    try {
        if (address.dialect == Dialect::sqlite) open_sqlite(connection, address, durability);
        else open_postgresql(connection, address, durability);
    } catch (soci::sqlite3_soci_error const& error) {
        throw sqlite_problem(error.result(), error.what(), "open");
    } catch (soci::soci_error const& error) {
        // SOCI gives no code with some of SQLite's errors.
        if (address.dialect == Dialect::sqlite) throw problem_of(error, address.dialect, "open");
        spdlog::error("database: {}", error.what());
        throw unavailable("db.cannot_open");
    }
}

std::string dialect_text(std::string_view statement, Dialect dialect) {
    constexpr std::string_view general = "bigint primary key";
    std::string text(statement);
    if (dialect == Dialect::postgresql) return text;
    for (std::size_t at = text.find(general); at != std::string::npos; at = text.find(general, at))
        text.replace(at, general.size(), "integer primary key");
    return text;
}

std::string_view begin_read(Dialect dialect) {
    return dialect == Dialect::sqlite ? "begin" : "begin isolation level repeatable read read only";
}

std::string_view begin_write(Dialect dialect) {
    return dialect == Dialect::sqlite ? "begin immediate" : "begin";
}

void take_write_lock(Transaction& transaction) {
    if (transaction.dialect() == Dialect::postgresql)
        transaction.connection().once << "select pg_advisory_xact_lock(" << write_lock_key << ")";
}

Problem problem_of(soci::soci_error const& error, Dialect dialect, std::string_view sql) {
    if (auto const* sqlite = dynamic_cast<soci::sqlite3_soci_error const*>(&error))
        return sqlite_problem(sqlite->result(), sqlite->get_error_message(), sql);
    if (auto const* postgresql = dynamic_cast<soci::postgresql_soci_error const*>(&error))
        return postgresql_problem(postgresql->sqlstate(), postgresql->get_error_message(), sql);
    if (dialect == Dialect::sqlite && error.get_error_message().find("locked") != std::string::npos)
        return unavailable("db.busy");
    return failed(error.get_error_message(), sql);
}

bool transaction_open(Session& session) {
    if (session.dialect() == Dialect::sqlite)
        return sqlite3_get_autocommit(sqlite_handle(session.connection())) == 0;
    return PQtransactionStatus(postgresql_handle(session.connection())) != PQTRANS_IDLE;
}

BulkInsert::BulkInsert(Transaction& transaction, std::string_view table,
                       std::vector<std::string_view> const& columns)
    : transaction_(transaction) {
    if (transaction.dialect() == Dialect::sqlite) {
        std::vector<std::string_view> const marks(columns.size(), "?");
        sql_ = fmt::format("insert into {} ({}) values ({})", table, fmt::join(columns, ", "),
                           fmt::join(marks, ", "));
        sqlite3* const handle = sqlite_handle(transaction.connection());
        sqlite3_stmt* statement = nullptr;
        int const result = sqlite3_prepare_v2(handle, sql_.c_str(), -1, &statement, nullptr);
        if (result != SQLITE_OK) throw sqlite_problem(result, sqlite3_errmsg(handle), sql_);
        statement_ = statement;
        connection_ = handle;
    } else {
        sql_ = fmt::format("copy {} ({}) from stdin", table, fmt::join(columns, ", "));
        connection_ = postgresql_handle(transaction.connection());
    }
}

BulkInsert::~BulkInsert() {
    if (statement_) sqlite3_finalize(static_cast<sqlite3_stmt*>(statement_));
}

void BulkInsert::row(std::span<Value const> values) {
    if (statement_) row_sqlite(values);
    else row_postgresql(values);
    ++count_;
}

void BulkInsert::row_sqlite(std::span<Value const> values) {
    auto* const statement = static_cast<sqlite3_stmt*>(statement_);
    int at = 0;
    for (Value const& value : values) {
        ++at;
        if (value.kind() == Value::Kind::null) sqlite3_bind_null(statement, at);
        if (value.kind() == Value::Kind::integer) sqlite3_bind_int64(statement, at, value.number());
        if (value.kind() == Value::Kind::text)
            sqlite3_bind_text(statement, at, value.text().data(), static_cast<int>(value.text().size()),
                              SQLITE_STATIC);
    }
    int const result = sqlite3_step(statement);
    sqlite3_reset(statement);
    if (result == SQLITE_DONE) return;
    auto* const handle = static_cast<sqlite3*>(connection_);
    throw sqlite_problem(sqlite3_extended_errcode(handle), sqlite3_errmsg(handle), sql_);
}

void BulkInsert::row_postgresql(std::span<Value const> values) {
    bool first = true;
    for (Value const& value : values) {
        if (!first) buffer_ += '\t';
        first = false;
        append_copy_field(buffer_, value);
    }
    buffer_ += '\n';
    if (buffer_.size() > copy_bytes) copy_buffered_rows();
}

void BulkInsert::copy_buffered_rows() {
    auto* const handle = static_cast<PGconn*>(connection_);
    PGresult* const begun = PQexec(handle, sql_.c_str());
    bool const ready = PQresultStatus(begun) == PGRES_COPY_IN;
    PQclear(begun);
    if (!ready) throw failed(PQerrorMessage(handle), sql_);
    bool const sent = PQputCopyData(handle, buffer_.data(), static_cast<int>(buffer_.size())) == 1;
    PQputCopyEnd(handle, sent ? nullptr : "the rows could not be sent");
    buffer_.clear();
    std::optional<Problem> problem;
    while (PGresult* result = PQgetResult(handle)) {
        if (PQresultStatus(result) != PGRES_COMMAND_OK && !problem) {
            char const* const state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
            problem = postgresql_problem(state ? state : "", PQresultErrorMessage(result), sql_);
        }
        PQclear(result);
    }
    if (problem) throw *problem;
}

void BulkInsert::finish() {
    if (!statement_ && !buffer_.empty()) copy_buffered_rows();
}

}  // namespace colonnade::db
