// The examples of every plan that ships.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "engine/pay/example.hpp"
#include "engine/plan/compile.hpp"
#include "foundation/base/decimal.hpp"

namespace colonnade::engine::pay {
namespace {

std::string read(std::filesystem::path const& path) {
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

TEST(Examples, EveryExampleOfEveryShippedPlanPasses) {
    int plans = 0, checked = 0;
    for (auto const& entry :
         std::filesystem::recursive_directory_iterator(COLONNADE_SOURCE_DIR "/examples")) {
        if (entry.path().extension() != ".plan") continue;
        ++plans;
        auto const compiled = plan::compile(read(entry.path()), plan::Schema::standard());
        ASSERT_TRUE(compiled.plan) << entry.path() << ": " << compiled.findings.front().text();
        for (ExampleOutcome const& outcome : run_examples(*compiled.plan)) {
            ++checked;
            EXPECT_TRUE(outcome.passes())
                << entry.path().filename() << ", “" << outcome.example << "”, line "
                << outcome.expected.place.line << ": expects " << decimal_text(outcome.expected.amount, 4, 2)
                << ", finds " << decimal_text(outcome.found, 4, 2);
        }
    }
    EXPECT_GE(plans, 20);
    EXPECT_GE(checked, 40);
}

TEST(Examples, AnExampleThatExpectsAnotherAmountFails) {
    std::string text = read(COLONNADE_SOURCE_DIR "/examples/plans/flat.plan");
    auto const at = text.rfind("pays \"");
    text.insert(text.find_last_not_of(" \n") + 1, "1");
    ASSERT_NE(at, std::string::npos);
    auto const compiled = plan::compile(text, plan::Schema::standard());
    ASSERT_TRUE(compiled.plan);
    auto const outcomes = run_examples(*compiled.plan);
    EXPECT_FALSE(outcomes.back().passes());
}

}  // namespace
}  // namespace colonnade::engine::pay
