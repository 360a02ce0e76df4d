// An import from its sources to its record: what the command line and the jobs of the API both do.
#pragma once
#include <optional>
#include <string>
#include <utility>

#include "exchange/import_store.hpp"
#include "exchange/importer.hpp"

namespace colonnade::exchange {

// The plan by that mapping, or by the one among those built in and saved that recognises most.
Plan plan_import(db::Database& database, std::optional<Mapping> mapping, std::vector<Source> sources,
                 PlanOptions const& options);

// Runs the plan and records it as done, with the rows it refused, in the same transaction. A dry run leaves
// no record; its id is spent.
std::pair<ImportId, ImportReport> import_now(db::Database& database, Clock const& clock, Caller const& caller,
                                             Plan& plan, ImportOptions const& options, Refusals& refusals,
                                             std::string const& title);

// Runs the plan of a draft, which becomes `checked` after a dry run and `done` after the other.
ImportReport run_draft(db::Database& database, Clock const& clock, Caller const& caller, ImportRecord record,
                       Plan& plan, ImportOptions const& options);

// Later changes that rest on the import, and keep it from being undone; at most a hundred.
std::vector<access::UndoConflict> undo_conflicts(db::Session& session, ImportId id);

// "done": as the API and the database have it.
std::string_view import_state_text(ImportState state);

}  // namespace colonnade::exchange
