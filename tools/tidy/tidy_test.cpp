// The house keeps its rules, and each rule catches the sample that breaks it.
#include <gtest/gtest.h>

#include "tools/tidy/rules.hpp"

namespace colonnade::tidy {

// For GoogleTest, which would print bytes.
void PrintTo(Rule const& rule, std::ostream* out) { *out << rule.name; }

namespace {

House const& this_house() {
    static House const house = read_house(COLONNADE_SOURCE_DIR);
    return house;
}

std::filesystem::path const samples = std::filesystem::path(COLONNADE_SOURCE_DIR) / "tools/tidy/samples";

std::string listed(Findings const& findings) {
    std::string text;
    for (Finding const& one : findings) text += "  " + one.text() + "\n";
    return text;
}

class EachRule : public testing::TestWithParam<Rule> {};

TEST_P(EachRule, holds_in_this_house) {
    Findings const findings = findings_of(GetParam(), this_house());
    EXPECT_TRUE(findings.empty()) << findings.size() << " findings\n" << listed(findings);
}

TEST_P(EachRule, catches_what_breaks_it) {
    std::filesystem::path const sample = samples / GetParam().name;
    ASSERT_TRUE(std::filesystem::is_directory(sample)) << "no sample " << sample;
    EXPECT_FALSE(findings_of(GetParam(), read_house(sample)).empty());
}

TEST_P(EachRule, lets_good_work_pass) {
    Findings const findings = findings_of(GetParam(), read_house(samples / "good"));
    EXPECT_TRUE(findings.empty()) << listed(findings);
}

INSTANTIATE_TEST_SUITE_P(Tidy, EachRule, testing::ValuesIn(all_rules()),
                         [](auto const& info) { return info.param.name; });

TEST(Tidy, reads_the_whole_house) {
    EXPECT_NE(this_house().find("tools/tidy/tidy_test.cpp"), nullptr);
    EXPECT_NE(this_house().find("foundation/base/money.hpp"), nullptr);
}

TEST(Tidy, accepts_nothing_that_is_no_longer_there) {
    for (std::string const& line : idle_acceptances(this_house()))
        ADD_FAILURE() << "tools/tidy/accepted.txt: take out \"" << line << '"';
}

TEST(Source, blanks_comments_and_literals_and_keeps_the_columns) {
    Source source{
        "a.cpp",
        {"int a = 1'000; // b", "auto s = \"{\\\"x\" + R\"sql(select (1)", "from t)sql\"; /* c", "d */ e"},
        {},
        {}};
    blank_literals(source);
    EXPECT_EQ(source.code[0], "int a = 1'000;     ");
    EXPECT_EQ(source.code[1].size(), source.lines[1].size());
    EXPECT_EQ(source.code[2], "           ;     ");
    EXPECT_EQ(source.code[3], "     e");
    ASSERT_EQ(source.literals.size(), 2u);
    EXPECT_EQ(source.literals[0].text, "{\\\"x");
    EXPECT_EQ(source.literals[1].text, "select (1)\nfrom t");
    EXPECT_EQ(source.literals[1].line, 2u);
}

TEST(Source, finds_a_word_by_itself_only) {
    EXPECT_EQ(find_word("doubled double", "double"), 8u);
    EXPECT_EQ(find_word("doubled", "double"), std::string_view::npos);
}

}  // namespace
}  // namespace colonnade::tidy
