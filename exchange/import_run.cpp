#include "exchange/import_run.hpp"

#include <boost/describe/enum_to_string.hpp>

#include "exchange/exchange_migrations.hpp"

namespace colonnade::exchange {

Plan plan_import(db::Database& database, std::optional<Mapping> mapping, std::vector<Source> sources,
                 PlanOptions const& options) {
    if (mapping) return make_plan(std::move(*mapping), std::move(sources), options);
    auto const saved = database.read([](db::Session& session) { return saved_mappings(session); });
    std::vector<Mapping const*> candidates;
    for (Mapping const& one : built_in_mappings()) candidates.push_back(&one);
    for (SavedMapping const& one : saved) candidates.push_back(&one.mapping);
    Mapping const& best = options.into ? *candidates.front() : choose_mapping(candidates, sources);
    return make_plan(best, std::move(sources), options);
}

std::pair<ImportId, ImportReport> import_now(db::Database& database, Clock const& clock, Caller const& caller,
                                             Plan& plan, ImportOptions const& options, Refusals& refusals,
                                             std::string const& title) {
    ImportRecord record;
    record.id = reserve_import(database);
    record.state = ImportState::done;
    record.title = title;
    record.mapping = plan.mapping.name;
    record.on_duplicate = options.on_duplicate;
    record.created_at = clock.now();
    if (!caller.is_nobody()) record.created_by = caller.user;
    ImportReport const report = run_import(database, clock, caller, record.id, plan, options, refusals,
                                           [&](access::Write& write, ImportReport const& made) {
                                               record.report = made;
                                               record.finished_at = clock.now();
                                               insert_import(write, record);
                                               save_refusals(write, record.id, refusals);
                                           });
    return {record.id, report};
}

ImportReport run_draft(db::Database& database, Clock const& clock, Caller const& caller, ImportRecord record,
                       Plan& plan, ImportOptions const& options) {
    Refusals refusals;
    auto const conclude = [&](access::Write& write, ImportReport const& made) {
        record.report = made;
        record.finished_at = clock.now();
        record.state = made.dry_run ? ImportState::checked : ImportState::done;
        update_import(write, record);
        save_refusals(write, record.id, refusals);
    };
    ImportReport const report =
        run_import(database, clock, caller, record.id, plan, options, refusals, conclude);
    if (options.dry_run)
        access::write(database, clock, caller, "checkImport", "",
                      [&](access::Write& write) { conclude(write, report); });
    return report;
}

std::vector<access::UndoConflict> undo_conflicts(db::Session& session, ImportId id) {
    return access::find_undo_conflicts(session, id, import_undo_tables());
}

std::string_view import_state_text(ImportState state) { return boost::describe::enum_to_string(state, ""); }

}  // namespace colonnade::exchange
