// What the commands share: settings, texts, the program, and how results and problems are told.
#pragma once
#include <functional>
#include <string>
#include <string_view>

#include <CLI/CLI.hpp>

#include "app/program.hpp"
#include "app/settings.hpp"
#include "foundation/base/clock.hpp"
#include "foundation/base/problem.hpp"

namespace colonnade {

// How a command ends; what scripts look at.
enum ExitCode {
    exit_done = 0,
    exit_problem = 1,  // it could not be done; standard error says why
    exit_usage = 2,    // the words of the command were wrong
    exit_refused = 3,  // done, but some rows were refused, or the verification found something
};

class CommandLine {
public:
    Settings settings;
    // Set by the command that was chosen; gives the exit code.
    std::function<int()> run;

    Clock const& clock() const { return clock_; }
    // The address of a company that is there already: a mistyped name must not pass for an empty company
    // whose backup, figures or chain are in perfect order. Only serve, demo, import, migrate and restore make
    // one. Throws Problem "db.no_file" or "db.no_company".
    db::Address company() const;
    // The settings, once company() has found one.
    Settings const& existing() const {
        company();
        return settings;
    }
    // A message of the catalogue in the language of the command line.
    std::string text(std::string_view key) const;
    // Tells a problem, and those found with it, on standard error.
    void tell(Problem const& problem) const;

private:
    SystemClock clock_;
};

// A subcommand whose options know the environment (COLONNADE_DB) and whose work is `run`.
CLI::App* add_command(CLI::App& app, std::string const& name, std::string const& description);
void add_database_option(CLI::App& command, CommandLine& line);
// Does the work over an empty database that is thrown away: for what no company changes.
void without_company(CommandLine& line, std::function<void(Program&)> const& work);

// Each adds one command, or a group of them, to the program.
void add_serve(CLI::App& app, CommandLine& line);
void add_demo(CLI::App& app, CommandLine& line);
void add_import(CLI::App& app, CommandLine& line);
void add_call(CLI::App& app, CommandLine& line);
void add_report(CLI::App& app, CommandLine& line);
void add_user(CLI::App& app, CommandLine& line);
void add_audit(CLI::App& app, CommandLine& line);
void add_backup(CLI::App& app, CommandLine& line);
void add_restore(CLI::App& app, CommandLine& line);
void add_migrate(CLI::App& app, CommandLine& line);
void add_calculate(CLI::App& app, CommandLine& line);
void add_openapi(CLI::App& app, CommandLine& line);

}  // namespace colonnade
