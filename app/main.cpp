// The one program: server and command line.
#include <clocale>
#include <cstdio>

#include <fmt/format.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "app/command_line.hpp"
#include "app/settings_file.hpp"
#include "app/version.hpp"

namespace colonnade {
namespace {

constexpr char const* footer = R"(
Where to begin
  colonnade demo --db sqlite:demo.db            make a company to look at
  colonnade serve --db sqlite:demo.db           open it at http://localhost:8080
  colonnade import --db sqlite:my.db FOLDER     bring your own company in (CSV, XLSX)
  colonnade report attainment --db sqlite:my.db --by person --csv

Every option can also stand in the environment (COLONNADE_DB, COLONNADE_PORT …) or in a file (--config).
Exit codes: 0 done, 1 could not be done, 2 wrong words, 3 done, but rows were refused or faults found.)";

void set_up_log(Settings const& settings) {
    auto logger = spdlog::stderr_logger_mt("colonnade");
    logger->set_pattern("%Y-%m-%dT%H:%M:%S.%e %l %v");
    logger->set_level(spdlog::level::from_str(settings.log_level));
    spdlog::set_default_logger(std::move(logger));
}

int run(int count, char** words) {
    CommandLine line;
    CLI::App app{"Colonnade: sales-force management in one program", "colonnade"};
    app.set_version_flag("--version", std::string(version));
    app.set_config("--config", "", "Read options from a TOML file; also by COLONNADE_CONFIG");
    app.config_formatter(settings_file(app));
    app.allow_config_extras(CLI::config_extras_mode::error);
    app.add_option("--language", line.settings.language, "Language of messages: en, it, pl, fa, cs or es")
        ->envname("COLONNADE_LANGUAGE")
        ->check(CLI::IsMember({"en", "it", "pl", "fa", "cs", "es"}));
    app.add_option("--log-level", line.settings.log_level, "trace, debug, info, warning, error or off")
        ->envname("COLONNADE_LOG_LEVEL");
    app.footer(footer);
    app.require_subcommand(1);
    for (auto const add : {add_serve, add_demo, add_import, add_call, add_report, add_user, add_audit,
                           add_backup, add_restore, add_calculate, add_migrate, add_openapi})
        add(app, line);
    try {
        app.parse(words_to_parse(count, words));
    } catch (CLI::ParseError const& error) {
        int const code = app.exit(error);
        return code == 0 ? exit_done : exit_usage;
    }
    set_up_log(line.settings);
    try {
        return line.run ? line.run() : exit_usage;
    } catch (Problem const& problem) {
        line.tell(problem);
        return exit_problem;
    } catch (std::exception const& error) {
        fmt::print(stderr, "colonnade: {}\n", error.what());
        return exit_problem;
    }
}

}  // namespace
}  // namespace colonnade

int main(int count, char** words) { return colonnade::run(count, words); }
