// The schema's history: numbered, append-only scripts, each run once, on both databases the same text.
#pragma once
#include <string_view>
#include <vector>

#include "foundation/base/date.hpp"
#include "foundation/db/session.hpp"

namespace colonnade::db {

// `sql`: statements, each ended by a semicolon at the end of its line.
struct Migration {
    int number;
    std::string_view name;
    std::string_view sql;
};

// Runs what has not been run, in the order of numbers. Throws Problem "db.newer" when the database holds a
// migration that this program does not know: an older program must not write into a newer company.
void migrate(Transaction& transaction, std::vector<Migration> migrations, Instant now);

// Whether migrations were ever run here.
bool has_schema(Session& session);
// The number of the last migration that was run.
int last_migration(Session& session);

}  // namespace colonnade::db
