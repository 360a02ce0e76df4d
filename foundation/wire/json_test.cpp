#include "foundation/wire/json.hpp"

#include <gtest/gtest.h>

#include "foundation/base/problem.hpp"

namespace colonnade::wire {
namespace {

std::string refusal(std::string_view text, JsonLimits limits = {}) {
    try {
        parse_json(text, limits);
    } catch (Problem const& problem) { return problem.what(); }
    return "taken";
}

TEST(Json, ReadsAndWritesInTheOrderGiven) {
    std::string_view const text = R"({"b":[1,-2,true,null,{}],"a":"ł\n\"","c":{"z":9007199254740993}})";
    EXPECT_EQ(json_text(parse_json(text)), text);
    EXPECT_EQ(json_text(parse_json(" [ \"\\u0142\" ,\t1 ] ")), "[\"ł\",1]");
}

TEST(Json, ReadsNumbersExactlyOrNotAtAll) {
    for (char const* text : {"1.7976931348623157E308", "5E-324", "4.444404444444444E58", "1E-1", "-2.5E0"}) {
        EXPECT_EQ(json_text(parse_json(text)), text);
    }
    EXPECT_EQ(json_text(parse_json("0.1")), "1E-1");
    EXPECT_EQ(json_text(parse_json("[18446744073709551615,-9223372036854775808]")),
              "[18446744073709551615,-9223372036854775808]");
    EXPECT_EQ(refusal("[1e400]").substr(0, 16), "wire.json.syntax");
}

TEST(Json, RefusesTheLibertiesOfOtherReaders) {
    for (char const* text : {"",
                             " ",
                             "{",
                             "[1,]",
                             "{\"a\":1,}",
                             "// x\n1",
                             "1 2",
                             "{a:1}",
                             "'a'",
                             "01",
                             "+1",
                             ".5",
                             "NaN",
                             "Infinity",
                             "\"\t\"",
                             "\"\\x\"",
                             "\"\\ud800\"",
                             "\"\xff\"",
                             "\"\xed\xa0\x80\"",
                             "\xef\xbb\xbf{}",
                             "nul"}) {
        EXPECT_EQ(refusal(text).substr(0, 16), "wire.json.syntax") << text;
    }
}

TEST(Json, SaysWhereItBreaks) {
    EXPECT_EQ(refusal("{\n  \"ł\": 1,\n  \"b\" 2\n}"), "wire.json.syntax line=3 column=7");
}

TEST(Json, RefusesARepeatedKeyAndNamesItsPlace) {
    EXPECT_EQ(refusal(R"({"a":1,"a":1})"), "wire.json.repeated at a name=a");
    EXPECT_EQ(refusal(R"({"a":[0,{"b":1,"c":{},"b":2}]})"), "wire.json.repeated at a[1].b name=a[1].b");
    EXPECT_EQ(refusal(R"({"a":{"a":1},"b":[{"a":1},{"a":1}]})"), "taken");
    EXPECT_EQ(refusal(R"({"a":1,"\u0061":2})"), "wire.json.repeated at a name=a");
}

TEST(Json, HasLimits) {
    EXPECT_EQ(refusal("[[[1]]]", {.depth_max = 3}), "taken");
    EXPECT_EQ(refusal("[[[[1]]]]", {.depth_max = 3}), "wire.json.too_deep depth_max=3");
    EXPECT_EQ(refusal("[1]", {.bytes_max = 3}), "taken");
    EXPECT_EQ(refusal("[1] ", {.bytes_max = 3}), "wire.too_large bytes_max=3");
    EXPECT_EQ(refusal(std::string(1'000'000, '[')), "wire.json.too_deep depth_max=32");
}

TEST(Json, WritesForPeopleToo) {
    EXPECT_EQ(
        pretty_json_text(parse_json(R"({"a":[1,{"b":"c"}],"d":{},"e":[]})")),
        "{\n  \"a\": [\n    1,\n    {\n      \"b\": \"c\"\n    }\n  ],\n  \"d\": {},\n  \"e\": []\n}\n");
}

}  // namespace
}  // namespace colonnade::wire
