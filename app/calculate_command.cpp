// colonnade calculate: pay from files, without a database or a server.
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <sstream>

#include <fmt/format.h>

#include "app/command_line.hpp"
#include "app/fact_files.hpp"
#include "app/pay_files.hpp"
#include "app/pay_report.hpp"
#include "engine/pay/pay.hpp"
#include "engine/plan/compile.hpp"
#include "foundation/base/decimal.hpp"

namespace colonnade {
namespace {

namespace pay = engine::pay;

struct CalculateOptions {
    std::string facts, plan, out, what_if, change;
    int threads = 2;
    bool no_lineage = false;
};

// Tells on standard error how long each step took.
class Stopwatch {
public:
    void lap(std::string_view what) {
        auto const now = std::chrono::steady_clock::now();
        auto const spent = std::chrono::duration_cast<std::chrono::microseconds>(now - last_).count();
        fmt::print(stderr, "{:<28} {:>9}.{:03} ms\n", what, spent / 1000, spent % 1000);
        last_ = std::chrono::steady_clock::now();
    }

private:
    std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

std::string read_text(std::string const& path) {
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    if (!file) throw invalid("calculate.file", {{"file", path}});
    return text.str();
}

plan::Plan read_plan(CommandLine const& line, std::string const& path) {
    plan::Compiled compiled = plan::compile(read_text(path), plan::Schema::standard());
    std::vector<Problem> problems;
    for (plan::Finding const& finding : compiled.findings) {
        Problem const problem =
            invalid("plan." + finding.code, finding.arguments,
                    fmt::format("{}:{}:{}", path, finding.place.line, finding.place.column));
        if (finding.severity == plan::Severity::error) problems.push_back(problem);
        else line.tell(problem);
    }
    if (compiled.plan) return std::move(*compiled.plan);
    Problem const first = problems.front();
    problems.erase(problems.begin());
    throw first.with(std::move(problems));
}

void tell_exceptions(CommandLine const& line, pay::Calculation const& calculation) {
    auto const exceptions = calculation.exceptions();
    if (exceptions.empty()) return;
    fmt::print(stderr, "{} ({})\n", line.text("cli.calculate.exceptions"), exceptions.size());
}

// "50001:12345.67": the line of that number gets that amount.
int change_line(CommandLine const& line, FactFiles const& files, pay::Calculation& calculation,
                std::string const& change, Stopwatch& watch) {
    auto const colon = change.find(':');
    auto const number = parse_decimal(change.substr(0, colon), 0);
    auto const amount = colon == std::string::npos ? std::nullopt
                                                   : parse_decimal(change.substr(colon + 1), 4);
    auto const& lines = calculation.facts().lines;
    if (!number || !amount) throw invalid("calculate.change", {{"text", change}});
    auto const found = std::find(lines.id.begin(), lines.id.end(), *number);
    if (found == lines.id.end()) throw invalid("calculate.change", {{"text", change}});
    watch.lap(line.text("cli.calculate.found"));
    auto const people = calculation.change_line(static_cast<std::size_t>(found - lines.id.begin()), *amount);
    watch.lap(line.text("cli.calculate.changed"));
    for (engine::Index const person : people)
        fmt::print(stderr, " {}", files.person_id[static_cast<std::size_t>(person)]);
    fmt::print(stderr, "\n");
    return exit_done;
}

int calculate(CommandLine& line, CalculateOptions const& options) {
    Stopwatch watch;
    plan::Plan plan = read_plan(line, options.plan);
    FactFiles files = read_fact_files(options.facts, options.threads);
    auto const facts = std::make_shared<pay::Facts>(std::move(files.facts));
    watch.lap(line.text("cli.calculate.read"));
    pay::Options engine_options;
    engine_options.threads = options.threads;
    pay::Calculation calculation(std::move(plan), facts, engine_options);
    watch.lap(line.text("cli.calculate.calculated"));
    if (!options.what_if.empty()) {
        plan::Plan other = read_plan(line, options.what_if);
        watch.lap(line.text("cli.calculate.read"));
        calculation.change_plan(std::move(other));
        watch.lap(line.text("cli.calculate.repriced"));
    }
    if (!options.change.empty()) change_line(line, files, calculation, options.change, watch);
    write_payouts(options.out, files, calculation);
    if (!options.no_lineage) write_lineage(options.out, files, calculation, options.threads);
    watch.lap(line.text("cli.calculate.written"));
    tell_exceptions(line, calculation);
    return exit_done;
}

// From the database: what it came to on standard output, what could not be placed on standard error.
int calculate_stored(CommandLine& line, CalculateOptions const& options) {
    Program program(line.existing(), line.clock());
    std::string const text = options.plan.empty() ? "" : read_text(options.plan);
    for (CalculatedRun const& run : calculate_from_database(program, text)) {
        fmt::print("{} {}: {} {} {}\n", line.text("cli.calculate.run"), run.id.value, run.payouts,
                   line.text("cli.calculate.payouts"),
                   run.total.amount_text(2) + " " + run.total.currency.text());
        for (auto const& [kind, count] : run.exceptions)
            fmt::print(stderr, "{} ({})\n", line.text("incentives.exception." + kind), count);
    }
    return exit_done;
}

}  // namespace

void add_calculate(CLI::App& app, CommandLine& line) {
    CLI::App* const command =
        add_command(app, "calculate",
                    "Work out pay: of the open pay periods, of a plan on trial, or from files of facts");
    auto const options = std::make_shared<CalculateOptions>();
    add_database_option(*command, line);
    CLI::Option* const plan = command->add_option(
        "--plan", options->plan,
        "The plan's text; with a database it is only tried, without it the assigned plans are paid");
    CLI::Option* const out =
        command->add_option("--out", options->out, "Folder for payouts.csv and lineage.csv");
    command
        ->add_option("--facts", options->facts,
                     "Folder with txn.csv, payees.csv and quotas.csv, instead of a database")
        ->needs(plan)
        ->needs(out);
    command->add_option("--what-if", options->what_if, "A second plan: what it would have paid is written");
    command->add_option("--change", options->change,
                        "LINE:AMOUNT: the line of that number gets that amount, and only whom it reaches is "
                        "worked out again");
    command->add_option("--threads", options->threads, "How many threads calculate")
        ->check(CLI::Range(1, 64))
        ->capture_default_str();
    command->add_flag("--no-lineage", options->no_lineage, "Write payouts only");
    command->callback([&line, options] {
        line.run = [&line, options] {
            return options->facts.empty() ? calculate_stored(line, *options) : calculate(line, *options);
        };
    });
}

}  // namespace colonnade
