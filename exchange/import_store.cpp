#include "exchange/import_store.hpp"

#include <boost/describe/enum_from_string.hpp>
#include <boost/describe/enum_to_string.hpp>

#include "exchange/exchange_migrations.hpp"
#include "foundation/base/problem.hpp"
#include "foundation/wire/codec.hpp"
#include "pillars/operations/company/company_store.hpp"
#include "pillars/operations/structure/reporting_store.hpp"
#include "pillars/process/customers/customer_loader.hpp"
#include "pillars/process/orders/order_loader.hpp"

namespace colonnade::exchange {
namespace {

constexpr std::string_view import_columns =
    "import_id, state, title, mapping, on_duplicate, created_at, created_by, finished_at, job_id, report, "
    "change_id";

template <class Enum> std::string word(Enum value) { return boost::describe::enum_to_string(value, ""); }
template <class Enum> Enum enum_of(std::string const& text) {
    Enum value{};
    boost::describe::enum_from_string(text.c_str(), value);
    return value;
}

std::vector<ImportRecord> read_imports(db::Session& session, std::string const& tail,
                                       db::Params const& params) {
    std::vector<ImportRecord> records;
    session.each<ImportId, std::string, std::string, std::string, std::string, Instant, std::optional<UserId>,
                 std::optional<Instant>, std::optional<JobId>, std::optional<std::string>, ChangeId>(
        "select " + std::string(import_columns) + " from imports " + tail, params,
        [&](ImportId id, std::string const& state, std::string const& title, std::string const& mapping,
            std::string const& on_duplicate, Instant created_at, std::optional<UserId> created_by,
            std::optional<Instant> finished_at, std::optional<JobId> job,
            std::optional<std::string> const& report, ChangeId version) {
            ImportRecord record{id,
                                enum_of<ImportState>(state),
                                title,
                                mapping,
                                enum_of<OnDuplicate>(on_duplicate),
                                created_at,
                                created_by,
                                finished_at,
                                job,
                                {},
                                version};
            if (report) record.report = wire::from_json<ImportReport>(*report);
            records.push_back(std::move(record));
        });
    return records;
}

db::Params import_params(access::Write& w, ImportRecord const& record) {
    std::optional<std::string> report;
    if (record.report) report = wire::to_json(*record.report);
    return {{"id", record.id},
            {"state", word(record.state)},
            {"title", record.title},
            {"mapping", record.mapping},
            {"duplicate", word(record.on_duplicate)},
            {"created", record.created_at},
            {"by", record.created_by},
            {"finished", record.finished_at},
            {"job", record.job_id},
            {"report", report},
            {"change", w.change_id()}};
}

}  // namespace

ImportId reserve_import(db::Database& database) {
    return database.write([](db::Transaction& t) { return ImportId{t.next_id("imports")}; });
}

void insert_import(access::Write& w, ImportRecord const& record) {
    w.run("insert into imports (" + std::string(import_columns) +
              ") values (:id, :state, :title, :mapping, :duplicate, :created, :by, :finished, :job, :report, "
              ":change)",
          import_params(w, record));
}

void update_import(access::Write& w, ImportRecord const& record) {
    db::Params params = import_params(w, record);
    std::erase_if(params,
                  [](db::Param const& param) { return param.name == "created" || param.name == "by"; });
    w.run(
        "update imports set state = :state, title = :title, mapping = :mapping, on_duplicate = :duplicate, "
        "finished_at = :finished, job_id = :job, report = :report, change_id = :change where import_id = :id",
        params);
}

ImportRecord get_import(db::Session& session, Caller const& caller, ImportId id) {
    if (!caller.may(Permission::import_read)) throw not_found();
    auto records = read_imports(session, "where import_id = :id", {{"id", id}});
    if (records.empty()) throw not_found();
    return std::move(records.front());
}

std::vector<ImportRecord> list_imports(db::Session& session, Caller const& caller,
                                       std::optional<ImportId> before, std::int64_t limit) {
    if (!caller.may(Permission::import_read)) return {};
    return read_imports(session, "where import_id < :before order by import_id desc limit :limit",
                        {{"before", before.value_or(ImportId{ImportId::limit})}, {"limit", limit}});
}

std::int64_t add_import_file(access::Write& w, ImportId id, ImportFile const& file) {
    std::int64_t const file_id = w.next_id("import_files");
    w.run(
        "insert into import_files (file_id, import_id, name, path, bytes) values (:file, :import, :name, "
        ":path, "
        ":bytes)",
        {{"file", file_id},
         {"import", id},
         {"name", file.name},
         {"path", file.path.string()},
         {"bytes", file.bytes}});
    return file_id;
}

void remove_import_file(access::Write& w, ImportId id, std::int64_t file) {
    w.run("delete from import_files where import_id = :import and file_id = :file",
          {{"import", id}, {"file", file}});
}

std::vector<ImportFile> import_files(db::Session& session, ImportId id) {
    std::vector<ImportFile> files;
    session.each<std::int64_t, std::string, std::string, std::int64_t>(
        "select file_id, name, path, bytes from import_files where import_id = :id order by file_id",
        {{"id", id}},
        [&](std::int64_t file, std::string const& name, std::string const& path, std::int64_t bytes) {
            files.push_back({file, name, path, bytes});
        });
    return files;
}

void save_refusals(access::Write& w, ImportId id, Refusals const& refusals) {
    w.run("delete from import_refusals where import_id = :id", {{"id", id}});
    auto bulk = w.bulk("import_refusals", {"import_id", "place", "source", "refusal"});
    std::int64_t place = 0;
    refusals.each([&](Refusal const& refusal) {
        bulk.row({id, ++place, refusal.source, refusal_text(refusal)});
    });
    bulk.finish();
}

std::vector<StoredRefusal> list_refusals(db::Session& session, ImportId id, std::int64_t after,
                                         std::int64_t limit) {
    std::vector<StoredRefusal> refusals;
    session.each<std::int64_t, std::string>(
        "select place, refusal from import_refusals where import_id = :id and place > :after order by place "
        "limit :limit",
        {{"id", id}, {"after", after}, {"limit", limit}},
        [&](std::int64_t place, std::string const& refusal) {
            refusals.push_back({place, read_refusal(refusal)});
        });
    return refusals;
}

std::vector<access::UndoCount> undo_import(access::Write& w, ImportId id) {
    ImportRecord record = get_import(w, w.caller(), id);
    if (record.state != ImportState::done) throw conflict("exchange.not_done");
    auto counts = access::undo_import(w, id, import_undo_tables());
    company::undo_company(w, id);
    structure::rebuild_scopes(w);
    customers::rebuild_words(w);
    orders::rebuild_customer_sellers(w);
    record.state = ImportState::undone;
    update_import(w, record);
    w.audit("import", id, R"({"state":"done"})", R"({"state":"undone"})");
    return counts;
}

std::vector<SavedMapping> saved_mappings(db::Session& session) {
    std::vector<SavedMapping> mappings;
    session.each<std::int64_t, std::string, ChangeId>(
        "select mapping_id, body, change_id from import_mappings order by name", {},
        [&](std::int64_t id, std::string const& body, ChangeId version) {
            mappings.push_back({id, parse_mapping(body), version});
        });
    return mappings;
}

Mapping named_mapping(db::Session& session, std::string const& name) {
    for (SavedMapping& saved : saved_mappings(session))
        if (saved.mapping.name == name) return std::move(saved.mapping);
    if (Mapping const* const built_in = find_built_in(name)) return *built_in;
    throw invalid("exchange.mapping_unknown", {{"name", name}}, "mapping");
}

void save_mapping(access::Write& w, Mapping const& mapping) {
    check_mapping(mapping);
    if (find_built_in(mapping.name))
        throw conflict("exchange.mapping_taken", {{"name", mapping.name}}, "name");
    db::Params const params{{"name", mapping.name},
                            {"title", mapping.title},
                            {"body", mapping_text(mapping)},
                            {"change", w.change_id()}};
    std::int64_t const changed = w.run(
        "update import_mappings set title = :title, body = :body, change_id = :change where name = :name",
        params);
    if (changed > 0) return;
    db::Params all = params;
    all.push_back({"id", w.next_id("import_mappings")});
    w.run(
        "insert into import_mappings (mapping_id, name, title, body, change_id) values (:id, :name, :title, "
        ":body, "
        ":change)",
        all);
}

void remove_mapping(access::Write& w, std::string const& name) {
    if (w.run("delete from import_mappings where name = :name", {{"name", name}}) == 0) throw not_found();
}

}  // namespace colonnade::exchange
