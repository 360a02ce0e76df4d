#include "exchange/exchange_api.hpp"

#include "exchange/import_view.hpp"
#include "foundation/access/secret.hpp"
#include "foundation/base/text.hpp"
#include "foundation/wire/codec.hpp"
#include "foundation/wire/text.hpp"

namespace colonnade::exchange {
using namespace wire;
namespace {

constexpr std::uint64_t upload_max = std::uint64_t{2} << 30;

struct ImportPath {
    ImportId import_id;
};
BOOST_DESCRIBE_STRUCT(ImportPath, (), (import_id))
struct ImportFilePath {
    ImportId import_id;
    std::int64_t file_id = 0;
};
BOOST_DESCRIBE_STRUCT(ImportFilePath, (), (import_id, file_id))
struct MappingPath {
    Text<80> mapping;
};
BOOST_DESCRIBE_STRUCT(MappingPath, (), (mapping))

struct NewImport {
    std::optional<Text<200>> title;
};
BOOST_DESCRIBE_STRUCT(NewImport, (), (title))

// Either the name of a mapping, or one made for this import; neither: what fits best.
struct SetImport {
    std::optional<Text<80>> mapping_name;
    std::optional<Mapping> mapping;
    std::optional<OnDuplicate> on_duplicate;
};
BOOST_DESCRIBE_STRUCT(SetImport, (), (mapping_name, mapping, on_duplicate))

struct RefusalView {
    std::int64_t place = 0;
    std::string source;
    std::int64_t line = 0;
    std::string column;
    std::string reason;
    std::vector<std::string> fields;
};
BOOST_DESCRIBE_STRUCT(RefusalView, (), (place, source, line, column, reason, fields))
struct RefusalKey {
    std::int64_t place = 0;
};
BOOST_DESCRIBE_STRUCT(RefusalKey, (), (place))

struct ConflictView {
    std::string table;
    std::string key;
};
BOOST_DESCRIBE_STRUCT(ConflictView, (), (table, key))

struct MappingView {
    std::string name;
    std::string title;
    bool is_built_in = false;
    Mapping mapping;
};
BOOST_DESCRIBE_STRUCT(MappingView, (), (name, title, is_built_in, mapping))

struct CanonicalColumnView {
    std::string name;
    ColumnKind kind = ColumnKind::text;
    bool is_required = false;
};
BOOST_DESCRIBE_STRUCT(CanonicalColumnView, (), (name, kind, is_required))
struct CanonicalFileView {
    FileKind kind = FileKind::orders;
    std::vector<CanonicalColumnView> columns;
};
BOOST_DESCRIBE_STRUCT(CanonicalFileView, (), (kind, columns))

// What a job is told.
struct ImportTask {
    ImportId import_id;
    bool dry_run = false;
};
BOOST_DESCRIBE_STRUCT(ImportTask, (), (import_id, dry_run))

ImportView view_of(db::Session& session, Caller const& caller, ImportId id) {
    return import_view(get_import(session, caller, id), import_files(session, id));
}

// A draft that may still be changed.
ImportRecord open_draft(db::Session& session, Caller const& caller, ImportId id) {
    ImportRecord record = get_import(session, caller, id);
    bool const is_open = record.state == ImportState::draft || record.state == ImportState::checked ||
                         record.state == ImportState::failed;
    if (!is_open) throw conflict("exchange.not_open");
    return record;
}

Plan plan_of_draft(db::Database& database, ImportRecord const& record, std::string const& language,
                   bool is_preview) {
    auto const files = database.read([&](db::Session& s) { return import_files(s, record.id); });
    if (files.empty()) throw invalid("exchange.nothing_to_import");
    std::vector<SourceFile> sources;
    for (ImportFile const& file : files) sources.push_back({file.path, file.name, {}});
    std::optional<Mapping> mapping;
    if (record.mapping.starts_with('{')) mapping = parse_mapping(record.mapping);
    else if (!record.mapping.empty())
        mapping = database.read([&](db::Session& s) { return named_mapping(s, record.mapping); });
    return plan_import(database, std::move(mapping), open_sources(sources), {{}, language, is_preview});
}

// The uploaded file, kept: the request's own goes with the request. Its name is drawn by lot, because the
// upload's own may come again (it may have none but its descriptor) and several servers may share the folder.
std::filesystem::path keep(std::filesystem::path const& folder, std::filesystem::path const& uploaded,
                           ImportId id) {
    std::filesystem::path const home = folder / "imports";
    std::filesystem::create_directories(home);
    std::filesystem::permissions(home, std::filesystem::perms::owner_all);
    std::filesystem::path const kept = home / (std::to_string(id.value) + "-" + access::random_code(26));
    std::error_code error;
    std::filesystem::create_hard_link(uploaded, kept, error);
    if (error) std::filesystem::copy_file(uploaded, kept);
    return kept;
}

void mount_drafts(Api& api, ExchangeHouse const& house) {
    api.get("/imports", "listImports", "List imports, newest first", Permission::import_read,
            [house](Caller const& caller, Paging const& paging) -> Page<ImportView> {
                auto const after = paging.after<ImportPath>();
                std::optional<ImportId> before;
                if (after) before = after->import_id;
                std::vector<ImportView> views;
                house.database.read([&](db::Session& s) {
                    for (ImportRecord const& one : list_imports(s, caller, before, paging.limit + 1))
                        views.push_back(import_view(one, import_files(s, one.id)));
                });
                return paging.cut(std::move(views),
                                  [](ImportView const& view) { return ImportPath{view.import_id}; });
            });
    api.post("/imports", "createImport", "Begin an import", Permission::import_run,
             [house](Caller const& caller, Body<NewImport> const& ask) -> Created<ImportView> {
                 ImportRecord record;
                 record.title = ask.title.value_or(Text<200>());
                 record.created_at = caller.now;
                 record.created_by = caller.user;
                 auto const view =
                     access::write(house.database, caller, "createImport", "", [&](access::Write& w) {
                         record.id = {w.next_id("imports")};
                         insert_import(w, record);
                         return view_of(w, caller, record.id);
                     });
                 return {view, "/imports/" + std::to_string(record.id.value)};
             });
    api.get("/imports/{import_id}", "getImport", "Show an import", Permission::import_read,
            [house](Caller const& caller, Path<ImportPath> const& at) -> ImportView {
                return house.database.read([&](db::Session& s) { return view_of(s, caller, at.import_id); });
            });
    api.put(
        "/imports/{import_id}", "setImport",
        "Choose the mapping of an import, and what happens to duplicates", Permission::import_run,
        [house](Caller const& caller, Path<ImportPath> const& at, Body<SetImport> const& ask) -> ImportView {
            return access::write(house.database, caller, "setImport", "", [&](access::Write& w) {
                ImportRecord record = open_draft(w, caller, at.import_id);
                record.state = ImportState::draft;
                record.mapping = ask.mapping_name.value_or(Text<80>());
                if (ask.mapping) {
                    check_mapping(*ask.mapping);
                    record.mapping = mapping_text(*ask.mapping);
                }
                record.on_duplicate = ask.on_duplicate.value_or(record.on_duplicate);
                update_import(w, record);
                return view_of(w, caller, at.import_id);
            });
        });
}

void mount_files(Api& api, ExchangeHouse const& house) {
    api.post("/imports/{import_id}/files", "addImportFile", "Add a file to an import", Permission::import_run,
             [house](Caller const& caller, Path<ImportPath> const& at,
                     Upload const& upload) -> Created<ImportFileView> {
                 house.database.read([&](db::Session& s) { open_draft(s, caller, at.import_id); });
                 std::string name = normalised(std::filesystem::path(upload.name).filename().string());
                 ImportFile file{0, name.empty() ? "table.csv" : name,
                                 keep(house.folder, upload.file.file, at.import_id),
                                 static_cast<std::int64_t>(upload.file.size)};
                 access::write(house.database, caller, "addImportFile", "", [&](access::Write& w) {
                     open_draft(w, caller, at.import_id);
                     file.id = add_import_file(w, at.import_id, file);
                 });
                 return {{file.id, file.name, file.bytes}, "/imports/" + std::to_string(at.import_id.value)};
             },
             {.body_bytes_max = upload_max, .cost = 5});
    api.del("/imports/{import_id}/files/{file_id}", "removeImportFile", "Take a file out of an import",
            Permission::import_run,
            [house](Caller const& caller, Path<ImportFilePath> const& at) -> NoContent {
                auto const files =
                    house.database.read([&](db::Session& s) { return import_files(s, at.import_id); });
                access::write(house.database, caller, "removeImportFile", "", [&](access::Write& w) {
                    open_draft(w, caller, at.import_id);
                    remove_import_file(w, at.import_id, at.file_id);
                });
                std::error_code gone_already;
                for (ImportFile const& file : files)
                    if (file.id == at.file_id) std::filesystem::remove(file.path, gone_already);
                return {};
            });
    api.get("/imports/{import_id}/preview", "previewImport",
            "Show what the columns of an import's files seem to hold and become, with their first rows",
            Permission::import_read,
            [house](Caller const& caller, Path<ImportPath> const& at) -> PreviewView {
                auto const record =
                    house.database.read([&](db::Session& s) { return get_import(s, caller, at.import_id); });
                Plan const plan = plan_of_draft(house.database, record, caller.language, true);
                return preview_of(plan, caller.language);
            });
}

// Puts the job of a dry run or a run into the queue.
ImportView enqueue(ExchangeHouse const& house, Caller const& caller, ImportId id, bool dry_run) {
    auto const view = access::write(
        house.database, caller, dry_run ? "checkImport" : "runImport", "", [&](access::Write& w) {
            ImportRecord record = open_draft(w, caller, id);
            record.state = dry_run ? ImportState::checking : ImportState::running;
            record.job_id = work::enqueue(w, "import", to_json(ImportTask{id, dry_run}));
            update_import(w, record);
            return view_of(w, caller, id);
        });
    house.runner.wake();
    return view;
}

void set_state(ExchangeHouse const& house, Caller const& caller, ImportId id, ImportState state) {
    access::write(house.database, house.clock, caller, "runImport", "", [&](access::Write& w) {
        ImportRecord record = get_import(w, caller, id);
        record.state = state;
        update_import(w, record);
    });
}

// The job: may be begun again when a server stopped in the middle, for nothing is kept of a half.
std::string run_job(ExchangeHouse const& house, work::JobContext& context) {
    auto const task = from_json<ImportTask>(context.job().payload);
    Caller const caller = context.caller();
    try {
        ImportRecord const record =
            house.database.read([&](db::Session& s) { return get_import(s, caller, task.import_id); });
        if (record.state == ImportState::done) return to_json(*record.report);
        Plan plan = plan_of_draft(house.database, record, caller.language, false);
        ImportOptions options;
        options.on_duplicate = record.on_duplicate;
        options.dry_run = task.dry_run;
        options.progress = [&](ImportProgress const& progress) {
            context.progress({static_cast<std::int64_t>(progress.done),
                              static_cast<std::int64_t>(progress.total),
                              "exchange.reading",
                              {{"file", progress.source}, {"rows", std::to_string(progress.rows)}}});
        };
        return to_json(run_draft(house.database, house.clock, caller, record, plan, options));
    } catch (Problem const&) {
        set_state(house, caller, task.import_id, ImportState::failed);
        throw;
    } catch (...) {
        // Cancelled, or the server stops; a stopped job is begun again by another.
        set_state(house, caller, task.import_id, ImportState::draft);
        throw;
    }
}

void mount_runs(Api& api, ExchangeHouse const& house) {
    api.post("/imports/{import_id}/check", "checkImport", "Try an import without keeping anything of it",
             Permission::import_run,
             [house](Caller const& caller, Path<ImportPath> const& at) -> Accepted<ImportView> {
                 auto const view = enqueue(house, caller, at.import_id, true);
                 return {view, "/jobs/" + std::to_string(view.job_id->value)};
             });
    api.post("/imports/{import_id}/run", "runImport", "Run an import", Permission::import_run,
             [house](Caller const& caller, Path<ImportPath> const& at) -> Accepted<ImportView> {
                 auto const view = enqueue(house, caller, at.import_id, false);
                 return {view, "/jobs/" + std::to_string(view.job_id->value)};
             });
    api.get(
        "/imports/{import_id}/refusals", "listImportRefusals",
        "List the rows an import refused, with the reason", Permission::import_read,
        [house](Caller const& caller, Path<ImportPath> const& at, Paging const& paging) -> Page<RefusalView> {
            std::int64_t const after = paging.after<RefusalKey>().value_or(RefusalKey{}).place;
            auto const stored = house.database.read([&](db::Session& s) {
                get_import(s, caller, at.import_id);
                return list_refusals(s, at.import_id, after, paging.limit + 1);
            });
            std::vector<RefusalView> views;
            for (auto const& [place, refusal] : stored)
                views.push_back({place, refusal.source, refusal.line, refusal.column,
                                 house.tell(caller.language, refusal.problem), refusal.fields});
            return paging.cut(std::move(views),
                              [](RefusalView const& view) { return RefusalKey{view.place}; });
        });
    api.get("/imports/{import_id}/conflicts", "listImportConflicts",
            "List later changes that keep an import from being undone", Permission::import_undo,
            [house](Caller const& caller, Path<ImportPath> const& at) -> std::vector<ConflictView> {
                return house.database.read([&](db::Session& s) {
                    get_import(s, caller, at.import_id);
                    std::vector<ConflictView> views;
                    for (auto const& conflict : undo_conflicts(s, at.import_id))
                        views.push_back({conflict.table, conflict.key});
                    return views;
                });
            });
    api.post("/imports/{import_id}/undo", "undoImport", "Take an import back as a whole",
             Permission::import_undo,
             [house](Caller const& caller, Path<ImportPath> const& at) -> ImportView {
                 return access::write(house.database, caller, "undoImport", "", [&](access::Write& w) {
                     undo_import(w, at.import_id);
                     return view_of(w, caller, at.import_id);
                 });
             });
    house.runner.handle("import", [house](work::JobContext& context) { return run_job(house, context); });
}

void mount_mappings(Api& api, ExchangeHouse const& house) {
    api.get("/import-mappings", "listImportMappings",
            "List the mappings that are built in and those that were saved", Permission::import_read,
            [house](Caller const&) -> std::vector<MappingView> {
                std::vector<MappingView> views;
                for (Mapping const& one : built_in_mappings())
                    views.push_back({one.name, one.title, true, one});
                for (SavedMapping const& one :
                     house.database.read([](db::Session& s) { return saved_mappings(s); }))
                    views.push_back({one.mapping.name, one.mapping.title, false, one.mapping});
                return views;
            });
    api.put(
        "/import-mappings/{mapping}", "saveImportMapping", "Save a mapping under a name",
        Permission::import_run,
        [house](Caller const& caller, Path<MappingPath> const& at, Body<Mapping> const& ask) -> MappingView {
            Mapping mapping = ask;
            mapping.name = at.mapping;
            access::write(house.database, caller, "saveImportMapping", "",
                          [&](access::Write& w) { save_mapping(w, mapping); });
            return {mapping.name, mapping.title, false, mapping};
        });
    api.del("/import-mappings/{mapping}", "removeImportMapping", "Remove a saved mapping",
            Permission::import_run, [house](Caller const& caller, Path<MappingPath> const& at) -> NoContent {
                access::write(house.database, caller, "removeImportMapping", "",
                              [&](access::Write& w) { remove_mapping(w, at.mapping); });
                return {};
            });
    api.get("/canonical-files", "listCanonicalFiles", "Describe the tables that can be imported",
            Permission::import_read, [](Caller const&) -> std::vector<CanonicalFileView> {
                std::vector<CanonicalFileView> views;
                for (CanonicalFile const& file : canonical_files()) {
                    CanonicalFileView& view = views.emplace_back(CanonicalFileView{file.kind, {}});
                    for (CanonicalColumn const& column : file.columns)
                        view.columns.push_back(
                            {std::string(column.name), column.kind, column.need == Need::required});
                }
                return views;
            });
}

}  // namespace

void mount_exchange(Api& api, ExchangeHouse house) {
    mount_drafts(api, house);
    mount_files(api, house);
    mount_runs(api, house);
    mount_mappings(api, house);
}

}  // namespace colonnade::exchange
