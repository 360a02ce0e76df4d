// close_the_year FOLDER PLAN OTHER [TURNS]: a year of facts loaded once; then, in turn under the one plan and
// the other (of which only the rates differ), everything is calculated again, with lineage, by rates alone,
// and after one changed line. Prints the median of each in milliseconds; the first turn is not counted.
// close_the_year run COMMAND...: runs a command, its output thrown away, and prints its time in milliseconds
// and its peak memory in kilobytes.
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <functional>
#include <sstream>

#include <fmt/format.h>

#include "app/fact_files.hpp"
#include "engine/pay/pay.hpp"
#include "engine/plan/compile.hpp"

namespace colonnade {
namespace {

namespace pay = engine::pay;

double since(std::chrono::steady_clock::time_point begin) {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
}

void measure(std::string_view what, int turns, std::function<void(int)> const& work) {
    std::vector<double> times;
    for (int turn = 0; turn <= turns; ++turn) {
        auto const begin = std::chrono::steady_clock::now();
        work(turn);
        if (turn > 0) times.push_back(since(begin));
    }
    std::sort(times.begin(), times.end());
    fmt::print("{:<16} median {:9.4f} ms  (min {:.4f} max {:.4f}, n={})\n", what, times[times.size() / 2],
               times.front(), times.back(), turns);
}

plan::Plan plan_in(char const* path) {
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    plan::Compiled compiled = plan::compile(text.str(), plan::Schema::standard());
    if (!compiled.plan) throw std::runtime_error(std::string("no plan in ") + path);
    return *compiled.plan;
}

int loaded(char const* folder, char const* plan, char const* other, int turns) {
    pay::Options options;
    if (char const* const threads = std::getenv("THREADS")) options.threads = std::atoi(threads);
    plan::Plan const plans[] = {plan_in(plan), plan_in(other)};
    auto const facts = std::make_shared<pay::Facts>(read_fact_files(folder, 2).facts);
    auto calculation = std::make_unique<pay::Calculation>(plans[0], facts, options);
    std::vector<pay::CreditedLine> lineage;
    measure("full", turns, [&](int turn) {
        calculation = std::make_unique<pay::Calculation>(plans[turn % 2], facts, options);
    });
    measure("full+lineage", turns, [&](int turn) {
        calculation = std::make_unique<pay::Calculation>(plans[turn % 2], facts, options);
        calculation->lineage(lineage);
    });
    measure("rates only", 10 * turns, [&](int turn) { calculation->change_plan(plans[turn % 2]); });
    std::size_t const line = facts->lines.size() / 2;
    std::int64_t const amount = facts->lines.amount[line];
    measure("one line", 100 * turns,
            [&](int turn) { calculation->change_line(line, amount + turn % 2 * 123'456'700); });
    return 0;
}

int run(char** command) {
    auto const begin = std::chrono::steady_clock::now();
    pid_t const child = ::fork();
    if (child == 0) {
        int const nothing = ::open("/dev/null", O_WRONLY);
        ::dup2(nothing, 1), ::dup2(nothing, 2);
        ::execvp(command[0], command);
        ::_exit(127);
    }
    int status = 0;
    struct rusage usage {};
    ::wait4(child, &status, 0, &usage);
    fmt::print("{:.3f} {}\n", since(begin), usage.ru_maxrss);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

}  // namespace
}  // namespace colonnade

int main(int count, char** words) {
    if (count > 2 && std::string_view(words[1]) == "run") return colonnade::run(words + 2);
    if (count < 4) return fmt::print(stderr, "close_the_year FOLDER PLAN OTHER [TURNS]\n"), 2;
    return colonnade::loaded(words[1], words[2], words[3], count > 4 ? std::atoi(words[4]) : 7);
}
