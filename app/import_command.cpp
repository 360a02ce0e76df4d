// colonnade import: a company's files in, looked at beforehand, taken back afterwards.
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <iterator>

#include <boost/describe/enum_from_string.hpp>
#include <fmt/format.h>

#include "app/catalogue_files.hpp"
#include "app/command_line.hpp"
#include "exchange/import_run.hpp"
#include "exchange/import_store.hpp"
#include "foundation/documents/value_parse.hpp"

namespace colonnade {
namespace {

using exchange::ImportReport;

struct ImportOptions {
    std::vector<std::string> paths;
    std::string mapping;
    std::string into;
    std::string on_duplicate = "update";
    std::string refused;
    bool dry_run = false;
    bool explain = false;
    std::int64_t id = 0;
};

// One line on the terminal, written over again and again.
class ProgressBar {
public:
    void show(exchange::ImportProgress const& progress) {
        if (::isatty(STDERR_FILENO) == 0) return;
        constexpr std::size_t width = 30;
        std::uint64_t const total = std::max<std::uint64_t>(progress.total, 1);
        std::size_t const full = std::min<std::size_t>(width, progress.done * width / total);
        std::string const bar = std::string(full, '#') + std::string(width - full, '.');
        fmt::print(stderr, "\r[{}] {:3}%  {:<40.40} {:>9}", bar, progress.done * 100 / total, progress.source,
                   progress.rows);
        shown_ = true;
    }
    ~ProgressBar() {
        if (shown_) fmt::print(stderr, "\r\033[K");
    }

private:
    bool shown_ = false;
};

std::string joined(std::vector<std::string> const& words) {
    return fmt::format("{}", fmt::join(words, ", "));
}

void print_report(CommandLine const& line, ImportReport const& report) {
    fmt::print("{:<42} {:<22} {:>9} {:>9} {:>9} {:>9} {:>9} {:>8}\n", line.text("exchange.report.file"),
               line.text("exchange.report.becomes"), line.text("exchange.report.read"),
               line.text("exchange.report.inserted"), line.text("exchange.report.updated"),
               line.text("exchange.report.unchanged"), line.text("exchange.report.left_out"),
               line.text("exchange.report.refused"));
    for (exchange::FileReport const& file : report.files)
        fmt::print("{:<42.42} {:<22} {:>9} {:>9} {:>9} {:>9} {:>9} {:>8}\n", file.source,
                   exchange::file_kind_text(file.kind), file.read, file.inserted, file.updated,
                   file.unchanged, file.left_out + file.skipped, file.refused);
    auto const tell = [&](std::string const& name, std::string_view key, std::string const& what) {
        fmt::print(stderr, "{}: {}\n", name,
                   catalogues().text(line.settings.language, key, {{"what", what}}));
    };
    for (exchange::FileReport const& file : report.files) {
        if (!file.unmapped.empty()) tell(file.source, "exchange.report.unmapped", joined(file.unmapped));
        if (!file.guessed.empty()) tell(file.source, "exchange.report.guessed", joined(file.guessed));
        if (file.rounded > 0) tell(file.source, "exchange.report.rounded", std::to_string(file.rounded));
        for (exchange::LoadNote const& note : file.notes)
            fmt::print(stderr, "{}: {} × {}\n", file.source, note.count,
                       catalogues().text(line.settings.language, Problem(ProblemKind::conflict, note.code)));
    }
    if (!report.unused.empty()) tell(report.mapping, "exchange.report.unused", joined(report.unused));
}

exchange::Mapping mapping_of(Program& program, std::string const& name) {
    if (name.ends_with(".json")) {
        std::ifstream stream(name, std::ios::binary);
        if (!stream) throw invalid("cli.file", {{"file", name}});
        return exchange::parse_mapping(std::string(std::istreambuf_iterator<char>(stream), {}));
    }
    return program.database().read([&](db::Session& s) { return exchange::named_mapping(s, name); });
}

exchange::Plan plan_of(CommandLine& line, Program& program, ImportOptions const& options) {
    std::vector<exchange::SourceFile> files;
    for (std::string const& path : options.paths) files.push_back({path, {}, {}});
    exchange::PlanOptions how{{}, line.settings.language};
    if (!options.into.empty()) {
        how.into = exchange::find_file_kind(options.into);
        if (!how.into) throw invalid("exchange.file_kind", {{"name", options.into}});
    }
    std::optional<exchange::Mapping> mapping;
    if (!options.mapping.empty()) mapping = mapping_of(program, options.mapping);
    return exchange::plan_import(program.database(), std::move(mapping), exchange::open_sources(files), how);
}

// Which column becomes what, before anything is read.
int explain(exchange::Plan const& plan) {
    fmt::print("{}\n", plan.mapping.name);
    for (exchange::Step const& step : plan.steps) {
        fmt::print("\n{} -> {}\n", step.source->name, exchange::file_kind_text(step.kind));
        for (exchange::Binding const& binding : step.bindings)
            fmt::print("  {:<24} {:<32} {}{}\n", binding.name,
                       binding.heading.empty() ? "=" : binding.heading,
                       documents::value_form_text(binding.form),
                       binding.date_order_open || binding.decimal_mark_open ? " ?" : "");
        auto const& unmapped = plan.unmapped[plan.source_index(*step.source)];
        if (!unmapped.empty()) fmt::print("  {:<24} {}\n", "-", joined(unmapped));
    }
    for (std::string const& name : plan.unused) fmt::print("\n{} -> -\n", name);
    return exit_done;
}

void write_refused(CommandLine const& line, exchange::Plan const& plan, exchange::Refusals const& refusals,
                   std::string const& file) {
    std::vector<std::pair<std::string, std::vector<std::string>>> headings;
    for (exchange::Source const& source : plan.sources)
        headings.emplace_back(source.name, source.headings.names());
    auto const tell = [&](Problem const& problem) {
        return catalogues().text(line.settings.language, problem);
    };
    int told = 0;
    refusals.each([&](exchange::Refusal const& refusal) {
        if (++told <= 20)
            fmt::print(stderr, "{}:{}: {}: {}\n", refusal.source, refusal.line, refusal.column,
                       tell(refusal.problem));
    });
    for (auto const& path : exchange::write_refused_rows(refusals, file, headings, tell))
        fmt::print(stderr, "{}: {}\n",
                   catalogues().text(line.settings.language, "exchange.report.refused_file"), path.string());
}

int import(CommandLine& line, ImportOptions const& options) {
    Program program(line.settings, line.clock());
    exchange::Plan plan = plan_of(line, program, options);
    if (options.explain) return explain(plan);
    exchange::Refusals refusals;
    std::optional<ProgressBar> bar(std::in_place);
    exchange::ImportOptions how;
    boost::describe::enum_from_string(options.on_duplicate.c_str(), how.on_duplicate);
    how.dry_run = options.dry_run;
    how.progress = [&](exchange::ImportProgress const& progress) { bar->show(progress); };
    auto const [id, report] = exchange::import_now(program.database(), line.clock(), program.caller_of({}),
                                                   plan, how, refusals, options.paths.front());
    bar.reset();
    print_report(line, report);
    if (!options.dry_run)
        fmt::print("{}\n", catalogues().text(line.settings.language, "exchange.report.done",
                                             {{"id", static_cast<std::int64_t>(id.value)}}));
    if (refusals.count() == 0) return exit_done;
    write_refused(line, plan, refusals, options.refused.empty() ? "refused.csv" : options.refused);
    return exit_refused;
}

int undo(CommandLine& line, ImportOptions const& options) {
    Program program(line.existing(), line.clock());
    ImportId const id{options.id};
    auto const conflicts =
        program.database().read([&](db::Session& s) { return exchange::undo_conflicts(s, id); });
    for (access::UndoConflict const& conflict : conflicts)
        fmt::print(stderr, "{} {}\n", conflict.table, conflict.key);
    auto const counts = access::write(program.database(), line.clock(), program.caller_of({}), "undoImport",
                                      "", [&](access::Write& w) { return exchange::undo_import(w, id); });
    for (access::UndoCount const& count : counts)
        if (count.removed + count.restored > 0)
            fmt::print("{:<26} -{} +{}\n", count.table, count.removed, count.restored);
    return exit_done;
}

int list(CommandLine& line) {
    Program program(line.existing(), line.clock());
    Caller const caller = program.caller_of({});
    auto const imports =
        program.database().read([&](db::Session& s) { return exchange::list_imports(s, caller, {}, 1000); });
    for (exchange::ImportRecord const& one : imports) {
        std::int64_t inserted = 0;
        if (one.report)
            for (exchange::FileReport const& file : one.report->files) inserted += file.inserted;
        fmt::print("{:>6}  {}  {:<8} {:<16} {:>9}  {}\n", one.id.value, one.created_at.text(),
                   exchange::import_state_text(one.state), one.mapping, inserted, one.title);
    }
    return exit_done;
}

int mappings(CommandLine& line) {
    for (exchange::Mapping const& one : exchange::built_in_mappings())
        fmt::print("{:<20} {}\n", one.name, one.title);
    Program program(line.existing(), line.clock());  // those kept in the company
    for (exchange::SavedMapping const& one :
         program.database().read([](db::Session& s) { return exchange::saved_mappings(s); }))
        fmt::print("{:<20} {}\n", one.mapping.name, one.mapping.title);
    return exit_done;
}

}  // namespace

void add_import(CLI::App& app, CommandLine& line) {
    CLI::App* const command = add_command(app, "import", "Bring files in: CSV and XLSX, or folders of them");
    auto const options = std::make_shared<ImportOptions>();
    add_database_option(*command, line);
    command->add_option("paths", options->paths, "Files or folders");
    command->add_option(
        "--mapping", options->mapping,
        "Which columns are what: a name from `import mappings`, or a .json file; without it, what fits best");
    command->add_option("--into", options->into,
                        "What a single file holds, such as orders, where its name does not say");
    command
        ->add_option("--on-duplicate", options->on_duplicate,
                     "What happens to a row whose id is there already")
        ->check(CLI::IsMember({"update", "skip", "refuse"}))
        ->capture_default_str();
    command->add_option("--refused", options->refused,
                        "Where rows go that were refused, with the reason (refused.csv)");
    command->add_flag("--dry-run", options->dry_run, "Do all of it, tell what came of it, and take it back");
    command->add_flag("--explain", options->explain, "Tell which columns were recognised, and stop");
    command->require_subcommand(0, 1);
    command->callback([&line, options, command] {
        if (!command->get_subcommands().empty()) return;
        if (options->paths.empty()) throw CLI::RequiredError("paths");
        line.run = [&line, options] { return import(line, *options); };
    });
    CLI::App* const undo_command = command->add_subcommand("undo", "Take an import back as a whole");
    undo_command->fallthrough();
    undo_command->add_option("id", options->id, "Its number, from `import list`")->required();
    undo_command->callback(
        [&line, options] { line.run = [&line, options] { return undo(line, *options); }; });
    CLI::App* const list_command = command->add_subcommand("list", "What was imported, newest first");
    list_command->fallthrough();
    list_command->callback([&line] { line.run = [&line] { return list(line); }; });
    CLI::App* const mappings_command = command->add_subcommand("mappings", "The mappings there are");
    mappings_command->fallthrough();
    mappings_command->callback([&line] { line.run = [&line] { return mappings(line); }; });
}

}  // namespace colonnade
