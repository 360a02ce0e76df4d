// colonnade report: figures over all periods, one row each, for spreadsheets and scripts.
#include <fstream>
#include <iostream>

#include "app/command_line.hpp"
#include "app/attainment_report.hpp"
#include "app/pay_report.hpp"
#include "app/statement_report.hpp"
#include "foundation/wire/codec.hpp"
#include "foundation/wire/values.hpp"

namespace colonnade {
namespace {

struct ReportOptions {
    std::string by = "person";
    std::string measure = "revenue";
    std::string period;
    std::string user;
    bool is_csv = false;
    std::int64_t run = 0;
};

int report_attainment(CommandLine& line, ReportOptions const& options) {
    Program program(line.existing(), line.clock());
    AttainmentReport const report =
        attainment_report(program, options.user, options.by, options.measure, options.period);
    if (options.is_csv) write_csv(report, std::cout);
    else write_table(report, std::cout);
    return exit_done;
}

int report_pay(CommandLine& line, ReportOptions const& options) {
    Program program(line.existing(), line.clock());
    std::optional<incentives::RunId> run;
    if (options.run != 0) run = incentives::RunId{options.run};
    PayReport const report = pay_report(program, options.user, run);
    if (options.is_csv) write_csv(report, std::cout);
    else write_table(report, std::cout);
    return exit_done;
}

void add_report_pay(CLI::App& group, CommandLine& line) {
    CLI::App* const command =
        group.add_subcommand("pay", "What each person earned: one row per period and component of a run");
    auto const options = std::make_shared<ReportOptions>();
    add_database_option(*command, line);
    command->add_option("--run", options->run, "Number of the run; without it, the newest");
    command->add_option("--as", options->user,
                        "Sign-in name of the user who asks; without it, the program itself");
    command->add_flag("--csv", options->is_csv,
                      "As CSV: person_id,person,period_start,period_end,component,credited,payout");
    command->callback(
        [&line, options] { line.run = [&line, options] { return report_pay(line, *options); }; });
}

struct StatementOptions {
    StatementAsk ask;
    std::string pdf;
};

int report_statement(CommandLine& line, StatementOptions const& options) {
    Program program(line.settings, line.clock());
    if (options.pdf.empty()) {
        std::cout << wire::to_json(find_statement(program, options.ask).statement) << '\n';
        return exit_done;
    }
    std::string const bytes = statement_pdf(program, options.ask);
    std::ofstream file(options.pdf, std::ios::binary);
    file << bytes;
    file.close();
    if (!file) throw invalid("cli.file", {{"file", options.pdf}});
    return exit_done;
}

void add_report_statement(CLI::App& group, CommandLine& line) {
    CLI::App* const command = group.add_subcommand(
        "statement", "A person's commission statement of a pay period: as JSON, or as PDF into a file");
    auto const options = std::make_shared<StatementOptions>();
    add_database_option(*command, line);
    command->add_option("--person", options->ask.person, "Personnel number, or the person's number here")
        ->required();
    command->add_option("--period", options->ask.period, "The pay period, such as 2026-Q3")->required();
    command->add_option("--pdf", options->pdf, "Where to write the PDF; without it, JSON is printed");
    command->add_option("--language", options->ask.language, "Of the PDF; without it, the payee's")
        ->check(CLI::IsMember({"en", "it", "pl", "fa", "cs", "es"}));
    command->add_option("--as", options->ask.user,
                        "Sign-in name of the user who asks; without it, the program itself");
    command->callback(
        [&line, options] { line.run = [&line, options] { return report_statement(line, *options); }; });
}

}  // namespace

void add_report(CLI::App& app, CommandLine& line) {
    CLI::App* const group = add_command(app, "report", "Print figures");
    group->require_subcommand(1);
    add_report_pay(*group, line);
    add_report_statement(*group, line);
    CLI::App* const command = group->add_subcommand(
        "attainment",
        "Quota, actual and attainment: one row per person, manager, team or territory and quota period");
    auto const options = std::make_shared<ReportOptions>();
    add_database_option(*command, line);
    command->add_option("--by", options->by, "Whose rows")
        ->check(CLI::IsMember({"person", "manager", "team", "territory", "company"}))
        ->capture_default_str();
    command->add_option("--measure", options->measure, "What is counted")
        ->check(CLI::IsMember({"revenue", "margin", "units", "orders", "new_customers"}))
        ->capture_default_str();
    command->add_option("--period", options->period,
                        "One period, such as 2026-Q3; without it, every period with quotas");
    command->add_option("--as", options->user,
                        "Sign-in name of the user who asks; without it, the program itself");
    command->add_flag("--csv", options->is_csv,
                      "As CSV: person_id,person,period_start,period_end,quota,actual,attainment_percent");
    command->callback(
        [&line, options] { line.run = [&line, options] { return report_attainment(line, *options); }; });
}

}  // namespace colonnade
