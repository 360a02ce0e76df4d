// Brings the rows of a plan into the company: one transaction for all of it, so that an import is there as a
// whole or not at all.
#pragma once
#include <functional>

#include "exchange/plan.hpp"
#include "exchange/refusals.hpp"
#include "exchange/report.hpp"
#include "foundation/access/write.hpp"

namespace colonnade::exchange {

struct ImportProgress {
    std::string source;      // what is being read
    std::uint64_t done = 0;  // of `total`, in bytes of the files
    std::uint64_t total = 0;
    std::int64_t rows = 0;
};
// Called every few thousand rows; what it throws stops the import, and nothing of it remains.
using TellProgress = std::function<void(ImportProgress const&)>;

struct ImportOptions {
    OnDuplicate on_duplicate = OnDuplicate::update;
    bool dry_run = false;
    std::string operation = "runImport";
    TellProgress progress;
};

// Called in the import's own transaction, after the last row.
using Conclude = std::function<void(access::Write&, ImportReport const&)>;

// Runs the plan under that id. Rows that cannot be taken go to `refusals`; anything else that is wrong (a
// damaged file, a ring of reporting lines, a full disk) is thrown, and nothing was done. A dry run does the
// same work and takes it back.
ImportReport run_import(db::Database& database, Clock const& clock, Caller const& caller, ImportId id,
                        Plan& plan, ImportOptions const& options, Refusals& refusals,
                        Conclude const& conclude);

}  // namespace colonnade::exchange
