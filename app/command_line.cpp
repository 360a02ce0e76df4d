#include "app/command_line.hpp"

#include <cstdio>
#include <filesystem>

#include <fmt/format.h>

#include "app/catalogue_files.hpp"
#include "foundation/db/migration.hpp"
#include "foundation/http/headers.hpp"

namespace colonnade {

namespace {

// A company's address as it may be shown: "postgresql://ann:secret@host/sales" without the secret.
std::string without_password(db::Address const& address) {
    std::string text = address.target;
    std::size_t const name = text.find("://"), at = text.find('@');
    if (address.dialect == db::Dialect::sqlite || name == std::string::npos || at == std::string::npos)
        return text;
    std::size_t const colon = text.find(':', name + 3);
    if (colon < at) text.erase(colon, at - colon);
    return text;
}

}  // namespace

db::Address CommandLine::company() const {
    db::Address address = db::Address::parse(settings.db);
    if (address.dialect == db::Dialect::sqlite && !std::filesystem::exists(address.target))
        throw invalid("db.no_file", {{"file", address.target}});
    auto const none = [&] { return invalid("db.no_company", {{"database", without_password(address)}}); };
    // Opening would already write into a file without a word in it.
    if (address.dialect == db::Dialect::sqlite && std::filesystem::file_size(address.target) == 0)
        throw none();
    db::Database database(address);
    if (!database.read([](db::Session& session) { return db::has_schema(session); })) throw none();
    return address;
}

std::string CommandLine::text(std::string_view key) const {
    return catalogues().text(settings.language, key);
}

void CommandLine::tell(Problem const& problem) const {
    std::string const where = problem.path().empty() ? "" : problem.path() + ": ";
    fmt::print(stderr, "colonnade: {}{}\n", where, catalogues().text(settings.language, problem));
    for (Problem const& other : problem.others()) tell(other);
}

CLI::App* add_command(CLI::App& app, std::string const& name, std::string const& description) {
    CLI::App* const command = app.add_subcommand(name, description);
    command->fallthrough();
    return command;
}

void add_database_option(CLI::App& command, CommandLine& line) {
    // The parser hands the environment to every command, not only to the one that was chosen; without this
    // look, another command's COLONNADE_DB would come after the flag and win.
    auto const take = [&line, &command](std::string const& address) {
        if (command.parsed()) line.settings.db = address;
    };
    command
        .add_option_function<std::string>(
            "--db", take, "The company's database: sqlite:FILE or postgresql://user@host/database")
        ->envname("COLONNADE_DB")
        ->default_str(line.settings.db);
}

void without_company(CommandLine& line, std::function<void(Program&)> const& work) {
    auto const file = std::filesystem::temp_directory_path() / ("colonnade-" + http::random_hex(8) + ".db");
    Settings settings = line.settings;
    settings.db = "sqlite:" + file.string();
    {
        Program program(settings, line.clock());
        work(program);
    }
    for (char const* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(file.string() + suffix);
}

}  // namespace colonnade
