// Statements over the API: a person's, a period's, as PDF, and all of a period as one archive.
#pragma once
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "foundation/db/database.hpp"
#include "foundation/wire/api.hpp"
#include "foundation/work/job_runner.hpp"
#include "pillars/operations/statements/statement_store.hpp"
#include "pillars/operations/statements/statement_view.hpp"

namespace colonnade::statements {

// What the slice is told by others, handed over by app/.
struct Sources {
    // The statements of a calculated period as they stand: of everybody, by name, or of one person.
    std::function<std::vector<Statement>(db::Session&, PayPeriodId, std::optional<PersonId>)> build;
    // What a payee reads.
    std::function<std::string(db::Session&, PersonId)> language;
    Translate translate;
    std::filesystem::path folder;  // where archives lie until they are fetched
};

void mount_statements(wire::Api& api, db::Database& database, work::JobRunner& jobs, Sources sources);

// A statement as its payee gets it: sealed where it is, else as it stands. Throws Problem "not_found".
struct Told {
    Statement statement;
    SealMark seal;
};
Told tell(db::Session& session, Caller const& caller, Sources const& sources, PayPeriodId period,
          PersonId person);
// Its PDF; without a language, in the payee's.
std::string told_pdf(db::Session& session, Sources const& sources, Told const& told,
                     std::string const& language);

// Removes archives that nobody fetched for a day. `now` is the machine's.
void forget_archives(std::filesystem::path const& folder, std::filesystem::file_time_type now);

}  // namespace colonnade::statements
