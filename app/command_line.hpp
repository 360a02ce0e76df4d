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
    // The address of a company that is there already: a mistyped file name must not pass for an empty company
    // whose backup, figures or chain are in perfect order.
    db::Address company() const;
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
