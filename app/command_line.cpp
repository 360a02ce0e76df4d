#include "app/command_line.hpp"

#include <cstdio>

#include <fmt/format.h>

#include "app/catalogue_files.hpp"

namespace colonnade {

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
    command
        .add_option("--db", line.settings.db,
                    "The company's database: sqlite:FILE or postgresql://user@host/database")
        ->envname("COLONNADE_DB")
        ->capture_default_str();
}

}  // namespace colonnade
