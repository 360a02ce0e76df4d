#include "foundation/db/session.hpp"

#include <fmt/format.h>

#include "foundation/base/problem.hpp"
#include "foundation/db/dialect.hpp"

namespace colonnade::db {
namespace detail {

void throw_null_column() { throw Problem(ProblemKind::internal, "db.null"); }
void throw_no_row() { throw Problem(ProblemKind::internal, "db.no_row"); }

Running::Running(soci::statement& statement, Params const& params)
    : statement_(statement),
      numbers_(params.size()),
      texts_(params.size()),
      states_(params.size(), soci::i_ok) {
    for (std::size_t i = 0; i < params.size(); ++i) {
        Value const& value = params[i].value;
        std::string const name(params[i].name);
        if (value.kind() == Value::Kind::null) states_[i] = soci::i_null;
        if (value.kind() == Value::Kind::integer) {
            numbers_[i] = value.number();
            statement_.exchange(soci::use(numbers_[i], states_[i], name));
        } else {
            texts_[i] = value.text();
            statement_.exchange(soci::use(texts_[i], states_[i], name));
        }
    }
}

Running::~Running() {
    try {
        statement_.bind_clean_up();
    } catch (...) {  // the statement is bound anew before its next use
    }
}

bool Running::execute(bool fetch) {
    statement_.define_and_bind();
    return statement_.execute(fetch);
}

bool Running::fetch() { return statement_.fetch(); }

}  // namespace detail

soci::statement& Session::prepared(std::string_view sql) {
    auto const found = kept_.find(std::string(sql));
    if (found != kept_.end()) return *found->second;
    auto statement = std::make_unique<soci::statement>(connection_);
    statement->alloc();
    statement->prepare(std::string(sql));
    return *kept_.emplace(std::string(sql), std::move(statement)).first->second;
}

void Session::rethrow(std::string_view sql) {
    try {
        throw;
    } catch (soci::soci_error const& error) {
        kept_.erase(std::string(sql));
        throw problem_of(error, dialect_, sql);
    }
}

std::int64_t Transaction::run(std::string_view sql, Params const& params) {
    try {
        soci::statement& statement = prepared(sql);
        detail::Running running(statement, params);
        running.execute(true);
        return statement.get_affected_rows();
    } catch (soci::soci_error const&) { rethrow(sql); }
}

void Transaction::run_script(std::string_view script) {
    std::size_t start = 0;
    while (start < script.size()) {
        std::size_t end = script.find(";\n", start);
        if (end == std::string_view::npos) end = script.size();
        std::string const statement = dialect_text(script.substr(start, end - start), dialect());
        start = end + 2;
        if (statement.find_first_not_of(" \n;") == std::string::npos) continue;
        try {
            connection().once << statement;
        } catch (soci::soci_error const& error) { throw problem_of(error, dialect(), statement); }
    }
    forget_statements();
}

std::int64_t Transaction::reserve_ids(std::string_view table, std::int64_t count) {
    auto const next = maybe<std::int64_t>(
        "update id_blocks set next_id = next_id + :count where name = :name returning next_id",
        {{"count", count}, {"name", table}});
    if (next) return std::get<0>(*next) - count;
    run("insert into id_blocks (name, next_id) values (:name, :next)",
        {{"name", table}, {"next", count + 1}});
    return 1;
}

void Transaction::keep_history(std::string_view table, std::string_view key_column, std::int64_t key,
                               ChangeId change) {
    run(fmt::format("insert into {0}_history select t.*, :change from {0} t where t.{1} = :key", table,
                    key_column),
        {{"change", change}, {"key", key}});
}

}  // namespace colonnade::db
