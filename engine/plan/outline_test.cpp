// A text, and where its parts stand.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "engine/plan/outline.hpp"

namespace colonnade::plan {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// "amount=5,000.00@3:9-3:17" for each field.
std::vector<std::string> fields(std::string const& text, std::size_t line) {
    std::vector<std::string> out;
    std::vector<OutlineLine> const lines = outline(text);
    for (OutlineField const& f : lines.at(line).fields) {
        std::ostringstream told;
        told << f.name << '=' << f.text << '@' << f.place.line << ':' << f.place.column << '-'
             << f.place.end_line << ':' << f.place.end_column;
        out.push_back(told.str());
    }
    return out;
}

std::string const plan_text =
    "plan \"Éclair\"\n"
    "  for roles seller, manager\n"
    "currency EUR\n"
    "period quarter, paid monthly, cumulative\n"
    "parameter own_rate rate default 5%\n"
    "measure sales = amount of order lines\n"
    "    where product.family = 3\n"
    "component \"Base\"  # the first\n"
    "from 2026-01-01 to 2026-03-31\n"
    "rate on sales / quota sales, marginal\n"
    "up to -5%   2%\n"
    "above own_rate × 2\n"
    "pays sales at rate\n"
    "at most 5,000.00 per quarter\n"
    "claw back 100% within 30 days when returned\n"
    "example \"E\"\n"
    "sales 1.00\n"
    "pays 2.00\n";

TEST(Outline, TellsTheKindAndDepthOfEveryLine) {
    std::vector<OutlineKind> kinds;
    std::vector<int> depths;
    for (OutlineLine const& line : outline(plan_text))
        kinds.push_back(line.kind), depths.push_back(line.depth);
    using K = OutlineKind;
    EXPECT_THAT(kinds, ElementsAre(K::plan, K::roles, K::currency, K::period, K::parameter, K::measure,
                                   K::component, K::dates, K::table, K::step, K::step, K::pays, K::limit,
                                   K::clawback, K::example, K::given, K::expected));
    EXPECT_THAT(depths, ElementsAre(0, 0, 0, 0, 0, 0, 0, 1, 1, 2, 2, 1, 1, 1, 0, 1, 1));
}

TEST(Outline, PlacesFieldsWhereTheyStandInTheText) {
    EXPECT_THAT(fields(plan_text, 0), ElementsAre("name=Éclair@1:7-1:13"));
    EXPECT_THAT(fields(plan_text, 1), ElementsAre("roles=seller, manager@2:13-2:28"));
    EXPECT_THAT(fields(plan_text, 3), ElementsAre("period=quarter@4:8-4:15", "paid=monthly@4:22-4:29"));
    EXPECT_THAT(fields(plan_text, 4),
                ElementsAre("name=own_rate@5:11-5:19", "type=rate@5:20-5:24", "default=5%@5:33-5:35"));
    EXPECT_THAT(
        fields(plan_text, 5),
        ElementsAre("name=sales@6:9-6:14", "value=amount of order lines where product.family = 3@6:17-7:29"));
    EXPECT_THAT(fields(plan_text, 7), ElementsAre("from=2026-01-01@9:6-9:16", "to=2026-03-31@9:20-9:30"));
    EXPECT_THAT(fields(plan_text, 8),
                ElementsAre("name=rate@10:1-10:5", "input=sales / quota sales@10:9-10:28",
                            "kind=marginal@10:30-10:38"));
    EXPECT_THAT(fields(plan_text, 9), ElementsAre("bound=-5%@11:7-11:10", "value=2%@11:13-11:15"));
    EXPECT_THAT(fields(plan_text, 10), ElementsAre("value=own_rate × 2@12:7-12:19"));
    EXPECT_THAT(fields(plan_text, 12),
                ElementsAre("limit=most@14:4-14:8", "amount=5,000.00@14:9-14:17", "per=quarter@14:22-14:29"));
}

TEST(Outline, ShowsWhatItDoesNotKnowAsText) {
    auto const lines = outline("plan \"P\"\ncomponent \"C\"\nplease pay much\n");
    ASSERT_EQ(lines.size(), 3U);
    EXPECT_EQ(lines[2].kind, OutlineKind::other);
    EXPECT_EQ(lines[2].text, "please pay much");
    EXPECT_THAT(outline("plan \"never closed"), IsEmpty());
}

TEST(Outline, KnowsEveryLineOfThePlansThatShip) {
    int lines = 0;
    for (auto const& file : std::filesystem::directory_iterator(COLONNADE_SOURCE_DIR "/examples/plans")) {
        std::ifstream in(file.path());
        std::stringstream text;
        text << in.rdbuf();
        for (OutlineLine const& line : outline(text.str())) {
            EXPECT_NE(line.kind, OutlineKind::other) << file.path() << ": " << line.text;
            ++lines;
        }
    }
    EXPECT_GT(lines, 200);
}

}  // namespace
}  // namespace colonnade::plan
