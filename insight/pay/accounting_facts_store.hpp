// What the books rest on: what settled pay periods recognised on orders, and what the ledger's batches moved.
#pragma once
#include "foundation/db/session.hpp"
#include "pillars/operations/accounting/accounting_api.hpp"

namespace colonnade::insight {

accounting::Facts read_accounting_facts(db::Session& session);

}  // namespace colonnade::insight
