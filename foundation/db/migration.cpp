#include "foundation/db/migration.hpp"

#include <algorithm>
#include <set>

#include "foundation/base/problem.hpp"

namespace colonnade::db {
namespace {

constexpr std::string_view own_tables = R"(
create table if not exists migrations (
    number bigint primary key,
    name text not null,
    applied_at bigint not null
);
create table if not exists id_blocks (
    name text primary key,
    next_id bigint not null
);
)";

}  // namespace

void migrate(Transaction& transaction, std::vector<Migration> migrations, Instant now) {
    transaction.run_script(own_tables);
    std::sort(migrations.begin(), migrations.end(),
              [](Migration const& a, Migration const& b) { return a.number < b.number; });
    std::set<int> known;
    for (Migration const& migration : migrations)
        if (!known.insert(migration.number).second)
            throw Problem(ProblemKind::internal, "db.migration_twice",
                          {{"number", std::to_string(migration.number)}});
    std::set<int> done;
    for (auto const& [number] : transaction.rows<int>("select number from migrations")) {
        if (!known.count(number)) throw conflict("db.newer", {{"number", std::to_string(number)}});
        done.insert(number);
    }
    for (Migration const& migration : migrations) {
        if (done.count(migration.number)) continue;
        transaction.run_script(migration.sql);
        transaction.run("insert into migrations (number, name, applied_at) values (:number, :name, :at)",
                        {{"number", migration.number}, {"name", migration.name}, {"at", now}});
    }
}

bool has_schema(Session& session) {
    return session.exists(session.dialect() == Dialect::sqlite
                              ? "select 1 from sqlite_master where type = 'table' and name = 'migrations'"
                              : "select 1 from pg_tables where tablename = 'migrations' and schemaname = "
                                "any (current_schemas(false))");
}

int last_migration(Session& session) {
    return session.value<int>("select coalesce(max(number), 0) from migrations");
}

}  // namespace colonnade::db
