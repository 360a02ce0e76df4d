// Accounting over the API: policy, roll-forward, entries.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "foundation/db/database.hpp"
#include "foundation/wire/api.hpp"
#include "pillars/operations/accounting/accounting.hpp"

namespace colonnade::accounting {

// What the books rest on, gathered from the runs and the ledger.
struct Facts {
    Currency currency;
    std::vector<Cohort> cohorts;
    std::vector<LedgerSum> sums;
    std::vector<std::string> order_types;  // that occur, sorted
    std::vector<std::string>
        other_currencies;  // in which the ledger has amounts that are not exported (rule 9)
};

// Handed over by app/.
struct Sources {
    std::function<Facts(db::Session&)> facts;
};

void mount_accounting(wire::Api& api, db::Database& database, Sources sources);

}  // namespace colonnade::accounting
