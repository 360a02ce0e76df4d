// Looks at others' pay (rule 13 of incentives).
#pragma once
#include <set>

#include "foundation/access/write.hpp"

namespace colonnade::incentives {

// Writes into the audit log that the caller saw what these people earn; what is their own is no look.
void note_looks(db::Database& database, Caller const& caller, std::set<PersonId> people);

}  // namespace colonnade::incentives
