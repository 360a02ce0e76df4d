// The database as it was after an earlier change, for whoever wants to do again what was done then.
#pragma once
#include <cstdint>

#include "foundation/db/session.hpp"

namespace colonnade::db {

// From here on, until the transaction is rolled back, every table that keeps its history shows the rows it
// had after that change (see `changes`); tables without one show what they have now. By views of the
// connection's own that stand before the tables: no statement needs to know.
void look_back(Transaction& transaction, std::int64_t change);

}  // namespace colonnade::db
