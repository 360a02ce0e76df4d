#include "app/command_line.hpp"

#include <cstdio>
#include <filesystem>

#include <fmt/format.h>

#include "app/catalogue_files.hpp"

namespace colonnade {

db::Address CommandLine::company() const {
    db::Address address = db::Address::parse(settings.db);
    if (address.dialect == db::Dialect::sqlite && !std::filesystem::exists(address.target))
        throw invalid("db.no_file", {{"file", address.target}});
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

}  // namespace colonnade
