// Imports in the database: drafts, what became of each, the rows they refused, and saved mappings.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "exchange/mapping.hpp"
#include "exchange/refusals.hpp"
#include "exchange/report.hpp"
#include "foundation/access/undo.hpp"
#include "foundation/access/write.hpp"

namespace colonnade::exchange {

enum class ImportState {
    draft,     // files are being gathered and looked at
    checking,  // a dry run is under way
    checked,   // a dry run has told what would happen
    running,
    done,
    failed,  // nothing of it is there
    undone,
};
BOOST_DESCRIBE_ENUM(ImportState, draft, checking, checked, running, done, failed, undone)

struct ImportRecord {
    ImportId id;
    ImportState state = ImportState::draft;
    std::string title;
    std::string
        mapping;  // its name, or the JSON of one that was made for this import; empty: to be recognised
    OnDuplicate on_duplicate = OnDuplicate::update;
    Instant created_at;
    std::optional<UserId> created_by;
    std::optional<Instant> finished_at;
    std::optional<JobId> job_id;
    std::optional<ImportReport> report;
    ChangeId version;
};

struct ImportFile {
    std::int64_t id = 0;
    std::string name;
    std::filesystem::path path;
    std::int64_t bytes = 0;
};

// An id that no other import will have.
ImportId reserve_import(db::Database& database);
void insert_import(access::Write& w, ImportRecord const& record);
void update_import(access::Write& w, ImportRecord const& record);
// Throws not_found().
ImportRecord get_import(db::Session& session, Caller const& caller, ImportId id);
// Newest first, before the import `before`.
std::vector<ImportRecord> list_imports(db::Session& session, Caller const& caller,
                                       std::optional<ImportId> before, std::int64_t limit);

// Returns the file's id.
std::int64_t add_import_file(access::Write& w, ImportId id, ImportFile const& file);
void remove_import_file(access::Write& w, ImportId id, std::int64_t file);
std::vector<ImportFile> import_files(db::Session& session, ImportId id);

// In place of those that were there.
void save_refusals(access::Write& w, ImportId id, Refusals const& refusals);
struct StoredRefusal {
    std::int64_t place = 0;
    Refusal refusal;
};
std::vector<StoredRefusal> list_refusals(db::Session& session, ImportId id, std::int64_t after,
                                         std::int64_t limit);

// Takes the import back as a whole. Throws Problem "exchange.not_done" where there is nothing to take back,
// "access.undo_conflict" where later changes rest on it.
std::vector<access::UndoCount> undo_import(access::Write& w, ImportId id);

struct SavedMapping {
    std::int64_t id = 0;
    Mapping mapping;
    ChangeId version;
};
std::vector<SavedMapping> saved_mappings(db::Session& session);
// By its name: one that was saved, else one that is built in. Throws Problem "exchange.mapping_unknown".
Mapping named_mapping(db::Session& session, std::string const& name);
// Adds it or takes the place of the one of that name. Refuses the name of a built-in one.
void save_mapping(access::Write& w, Mapping const& mapping);
void remove_mapping(access::Write& w, std::string const& name);

}  // namespace colonnade::exchange
