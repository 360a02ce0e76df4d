// A whole company moved from one database to another: backups are SQLite files, whatever kind they come from.
#pragma once
#include <string>
#include <vector>

#include "foundation/db/database.hpp"
#include "foundation/db/migration.hpp"

namespace colonnade::db {

// Writes everything, as it is at one moment and while others go on writing, into a new SQLite file. Throws
// Problem "db.file_exists" where there is one already.
void write_snapshot(Address const& from, std::string const& file, std::vector<Migration> const& migrations);

// Throws Problem "db.damaged" where the file is no SQLite database, is damaged, or a row refers to one that
// is not there.
void check_snapshot(std::string const& file);

// Copies every row of a snapshot into a database that was never used. Throws Problem "db.not_empty" where it
// was.
void load_snapshot(std::string const& file, Address const& to, std::vector<Migration> const& migrations);

}  // namespace colonnade::db
