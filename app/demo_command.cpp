// colonnade demo: makes the demo company.
#include <unistd.h>

#include <fmt/format.h>

#include "app/command_line.hpp"
#include "app/demo_duties.hpp"
#include "app/demo_pay.hpp"
#include "demo/demo.hpp"

namespace colonnade {
namespace {

constexpr int demo_pay_sellers_max = 500;

struct DemoOptions {
    std::uint64_t seed = 20260101;
    int sellers = 60;
    std::int64_t lines = 30'000;
    std::string today;
};

// One line that is written over, on a terminal; nothing elsewhere.
demo::Progress progress_bar(CommandLine const& line) {
    bool const is_terminal = isatty(STDERR_FILENO) != 0;
    return [&line, is_terminal](std::string_view step, std::int64_t done, std::int64_t total) {
        if (is_terminal)
            fmt::print(stderr, "\r{} {}/{}   ", line.text("cli.demo." + std::string(step)),
                       std::min(done, total), total);
    };
}

int make_demo(CommandLine& line, DemoOptions const& options) {
    Program program(line.settings, line.clock(), db::Durability::relaxed);
    demo::DemoAsk ask;
    ask.seed = options.seed;
    ask.sellers = options.sellers;
    ask.order_lines = options.lines;
    ask.today = options.today.empty() ? program.caller_of("").today : Date::parse(options.today);
    demo::load_demo(program.accounts(), ask, progress_bar(line));
    // The larger sizes are for measuring the rest.
    if (options.sellers <= demo_pay_sellers_max) {
        add_demo_duties(program);
        add_demo_pay(program, ask.today);
    }
    fmt::print(stderr, "\n{}\n", line.text("cli.demo.made"));
    return exit_done;
}

}  // namespace

void add_demo(CLI::App& app, CommandLine& line) {
    CLI::App* const command =
        add_command(app, "demo", "Make a demo company in an empty database: two years of a plausible firm");
    auto const options = std::make_shared<DemoOptions>();
    add_database_option(*command, line);
    command->add_option("--people", options->sellers, "How many sellers")
        ->check(CLI::Range(5, 50'000))
        ->capture_default_str();
    command->add_option("--orders", options->lines, "About how many order lines")
        ->check(CLI::Range(1'000, 50'000'000))
        ->capture_default_str();
    command->add_option("--seed", options->seed, "The same seed makes the same company")
        ->capture_default_str();
    command->add_option("--today", options->today,
                        "The last day with data, as 2026-03-31; the company's today without it");
    command->callback(
        [&line, options] { line.run = [&line, options] { return make_demo(line, *options); }; });
}

}  // namespace colonnade
