#include "exchange/expression.hpp"

#include <gtest/gtest.h>

#include "foundation/base/problem.hpp"

namespace colonnade::exchange {
namespace {

struct Others : OtherTables {
    LookupTable const& lookup(std::string_view, std::string_view, std::string_view) override { return table; }
    std::set<std::string> const& values(std::string_view) override { return set; }
    LookupTable table{{"7", "Ann"}};
    std::set<std::string> set{"2026-01-01", "2026-04-01"};
};

std::string value(std::string const& text, std::vector<std::string_view> const& fields) {
    Headings const headings({"a", "B c", "Deal - Owner", "d"});
    Others others;
    std::vector<bool> used(4);
    Expression expression = Expression::parse(text);
    expression.bind(headings, others, used);
    documents::Row const row{fields, 1, 1};
    return std::string(expression.evaluate(row));
}

TEST(Expression, MakesValues) {
    struct Case {
        std::string text;
        std::vector<std::string_view> fields;
        std::string value;
    };
    for (auto const& [text, fields, expected] : std::vector<Case>{
             {"a", {"x"}, "x"},
             {"[b C]", {"", "y"}, "y"},
             {"Owner", {"", "", "z"}, "z"},
             {"'it''s'", {}, "it's"},
             {"first(a, d, 'none')", {"", "", "", ""}, "none"},
             {"join('-', a, [B c], d)", {"1", "", "", "2"}, "1-2"},
             {"if(a, 'yes', 'no')", {"0"}, "no"},
             {"if(a, 'yes', 'no')", {"x"}, "yes"},
             {"if(a, 'yes')", {""}, ""},
             {"is(a, 'Closed Won', 'won')", {"closed-won"}, "true"},
             {"is(a, 'won')", {"lost"}, ""},
             {"differs(a, d)", {"1", "", "", "1"}, ""},
             {"case(a, '*Sales Manager', 'm', 'Sales*', 's', 'o')", {"North Sales Manager"}, "m"},
             {"case(a, '*Sales Manager', 'm', 'Sales*', 's', 'o')", {"Sales Representative"}, "s"},
             {"case(a, '*Sales Manager', 'm', 'Sales*', 's', 'o')", {"Buyer"}, "o"},
             {"split(a, ';', '2')", {"x;y;z"}, "y"},
             {"split(a, ';', '4')", {"x;y;z"}, ""},
             {"lookup('f', 'k', a, 'v')", {"7"}, "Ann"},
             {"lookup('f', 'k', a, 'v')", {"8"}, ""},
             {"tree_parent(a, '/')", {"/6/1/"}, "/6/"},
             {"tree_parent(a, '/')", {"/6/"}, "/"},
             {"tree_parent(a, '/')", {"x/y"}, "x"},
             {"next_in_set(a)", {"2026-01-01"}, "2026-04-01"},
             {"day_before(next_in_set(a))", {"2026-01-01"}, "2026-03-31"},
             {"day_before(next_in_set(a))", {"2026-04-01"}, ""},
             {"day(a)", {"2026-03-31 00:00:00.000"}, "2026-03-31"},
             {"xml(a, 'Brands')", {"<s xmlns=\"x\"><Brands>4+</Brands></s>"}, "4+"},
             {"discount(a, [B c], d)", {"98.0000", "2", "", "50"}, "0.02"},
             {"discount(a, [B c], d)", {"98.0000", "0", "", "50"}, ""},
         })
        EXPECT_EQ(value(text, fields), expected) << text;
}

TEST(Expression, RefusesWhatIsNotInTheLanguage) {
    for (char const* text : {"", "first(", "first()", "unknown(a)", "'open", "[open", "a b",
                             "next_in_set('x')", "discount(a)", "a)"})
        EXPECT_THROW(Expression::parse(text), Problem) << text;
    std::string deep;
    for (int i = 0; i < 100; ++i) deep += "first(";
    EXPECT_THROW(Expression::parse(deep), Problem);
}

TEST(Expression, NamesTheColumnsThatAreNotThere) {
    EXPECT_EQ(Expression::parse("join(' ', a, missing)").missing(Headings({"A"})),
              std::vector<std::string>{"missing"});
}

}  // namespace
}  // namespace colonnade::exchange
