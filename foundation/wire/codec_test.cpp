#include "foundation/wire/codec.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "foundation/wire/figure.hpp"
#include "foundation/wire/page.hpp"
#include "foundation/wire/text.hpp"
#include "foundation/wire/values.hpp"

namespace colonnade::wire {
namespace {

using testing::ElementsAre;

// Everything wrong with the text as a T: "code @path", in order.
template <class T> std::vector<std::string> findings(std::string_view text) {
    try {
        from_json<T>(text);
    } catch (Problem const& problem) {
        std::vector<std::string> found{problem.code() + " @" + problem.path()};
        for (auto const& other : problem.others()) found.push_back(other.code() + " @" + other.path());
        return found;
    }
    return {};
}

// What comes out when the text is read as a T and written again.
template <class T> std::string again(std::string_view text) { return to_json(from_json<T>(text)); }

enum class Colour { red, blue = 7 };
BOOST_DESCRIBE_ENUM(Colour, red, blue)

struct Values {
    Quantity quantity;
    Rate rate;
    Date date;
    Instant instant;
    Currency currency;
    PersonId person;
    Colour colour;
    bool flag;
    std::int32_t small;
    std::int64_t large;
};
BOOST_DESCRIBE_STRUCT(Values, (),
                      (quantity, rate, date, instant, currency, person, colour, flag, small, large))

TEST(Codec, EveryValueComesBackAsItWent) {
    std::string_view const text =
        R"({"quantity":"12.5","rate":"0.025","date":"2026-03-31","instant":"2026-03-31T09:30:00.000Z",)"
        R"("currency":"EUR","person":9007199254740991,"colour":"blue","flag":true,"small":-3,)"
        R"("large":-9007199254740991})";
    EXPECT_EQ(again<Values>(text), text);
}

TEST(Codec, EveryValueRefusesWhatItIsNot) {
    EXPECT_THAT(findings<Values>(
                    R"({"quantity":12.5,"rate":"fast","date":"2026-02-30","instant":"now","currency":"euro",
                                     "person":0,"colour":"green","flag":"yes",
                                     "small":2147483648,"large":1.0})"),
                ElementsAre("wire.expected_text @quantity", "rate.format @rate", "date.format @date",
                            "instant.format @instant", "currency.unknown @currency",
                            "wire.out_of_range @person", "wire.choice @colour", "wire.expected_boolean @flag",
                            "wire.out_of_range @small", "wire.expected_whole @large"));
    EXPECT_THAT(findings<std::int64_t>("9007199254740992"), ElementsAre("wire.out_of_range @"));
    EXPECT_THAT(findings<std::int64_t>("18446744073709551615"), ElementsAre("wire.out_of_range @"));
}

TEST(Codec, ARateIsAlsoReadAsAPercentage) { EXPECT_EQ(again<Rate>("\"2.5%\""), "\"0.025\""); }

TEST(Codec, MoneyKeepsAllItsDigitsAndShowsTheUsualOnes) {
    EXPECT_EQ(again<Money>(R"({"amount":"12.5","currency":"EUR"})"),
              R"({"amount":"12.50","currency":"EUR"})");
    EXPECT_EQ(again<Money>(R"({"amount":"-0.1234","currency":"EUR"})"),
              R"({"amount":"-0.1234","currency":"EUR"})");
    EXPECT_EQ(again<Money>(R"({"amount":"12","currency":"JPY"})"), R"({"amount":"12","currency":"JPY"})");
    EXPECT_THAT(findings<Money>(R"({"amount":12,"currency":"XXY"})"),
                ElementsAre("wire.expected_text @amount", "currency.unknown @currency"));
    EXPECT_THAT(findings<Money>(R"("12 EUR")"), ElementsAre("wire.expected_object @"));
}

struct Base {
    std::int64_t id;
};
BOOST_DESCRIBE_STRUCT(Base, (), (id))
struct Tree : Base {
    Text<5> name;
    std::optional<Colour> colour;
    std::vector<Tree> below;
    std::map<std::string, Quantity> weights;
};
BOOST_DESCRIBE_STRUCT(Tree, (Base), (name, colour, below, weights))

TEST(Codec, StructsInheritNestAndRecur) {
    std::string_view const text =
        R"({"id":1,"name":"root","below":[{"id":2,"name":"leaf","colour":"red","below":[],)"
        R"("weights":{"a":"1"}}],"weights":{}})";
    EXPECT_EQ(again<Tree>(text), text);
    EXPECT_THAT(
        findings<Tree>(
            R"({"id":1,"name":"root","below":[{"id":2,"name":"toolong","below":[7],"weights":{"a":1}}]})"),
        ElementsAre("wire.text_too_long @below[0].name", "wire.expected_object @below[0].below[0]",
                    "wire.expected_text @below[0].weights.a", "wire.required @weights"));
}

TEST(Codec, NullIsAbsentWhereItMayBe) {
    EXPECT_EQ(again<Tree>(R"({"id":1,"name":"a","colour":null,"below":[],"weights":{}})"),
              R"({"id":1,"name":"a","below":[],"weights":{}})");
    EXPECT_THAT(findings<Tree>(R"({"id":null,"name":null,"below":null,"weights":null})"),
                ElementsAre("wire.expected_whole @id", "wire.expected_text @name",
                            "wire.expected_list @below", "wire.expected_object @weights"));
}

struct Flat {
    static constexpr std::string_view kind = "flat";
    Rate rate;
};
BOOST_DESCRIBE_STRUCT(Flat, (), (rate))
struct Tiered {
    static constexpr std::string_view kind = "tiered";
    std::vector<Rate> rates;
};
BOOST_DESCRIBE_STRUCT(Tiered, (), (rates))
using Payout = std::variant<Flat, Tiered>;

TEST(Codec, ASumTypeIsToldByItsKind) {
    EXPECT_EQ(again<Payout>(R"({"rates":["0.1"],"kind":"tiered"})"), R"({"kind":"tiered","rates":["0.1"]})");
    EXPECT_THAT(findings<Payout>(R"({"kind":"steep"})"), ElementsAre("wire.choice @kind"));
    EXPECT_THAT(findings<Payout>(R"({"rate":"0.1"})"), ElementsAre("wire.required_choice @kind"));
    EXPECT_THAT(findings<Payout>(R"({"kind":"flat","rates":[]})"),
                ElementsAre("wire.unknown_field @rates", "wire.required @rate"));
    EXPECT_THAT(findings<Flat>(R"({"kind":"tiered","rate":"1"})"), ElementsAre("wire.choice @kind"));
}

TEST(Codec, TextIsBroughtToItsFormAndMeasuredInCharacters) {
    EXPECT_EQ(again<Text<4>>("\"  a  b \""), "\"a b\"");
    EXPECT_EQ(again<Text<4>>("\"żółw\""), "\"żółw\"");
    EXPECT_THAT(findings<Text<4>>("\"żółwi\""), ElementsAre("wire.text_too_long @"));
    EXPECT_THAT(findings<Text<4>>("\"   \""), ElementsAre("wire.text_too_short @"));
    EXPECT_THAT(findings<Text<4>>("\"a\\u0000\""), ElementsAre("wire.control_character @"));
    EXPECT_EQ(again<Prose<9>>("\"a\\r\\n b\\r\""), "\"a\\n b\\n\"");
    EXPECT_EQ(again<Secret<9>>("\"  a  b \""), "\"  a  b \"");
    EXPECT_THAT((findings<Whole<1, 12>>("13")), ElementsAre("wire.out_of_range @"));
}

TEST(Codec, AnyJsonIsHandedThrough) {
    EXPECT_EQ(again<Json>(R"({"columns":[{"key":"name","width":1.5}]})"),
              R"({"columns":[{"key":"name","width":1.5E0}]})");
}

TEST(Codec, ARangeEndsAfterItBegins) {
    EXPECT_EQ(again<DateRange>(R"({"from":"2026-01-01","to":"2026-01-02"})"),
              R"({"from":"2026-01-01","to":"2026-01-02"})");
    EXPECT_THAT(findings<DateRange>(R"({"from":"2026-01-01","to":"2026-01-01"})"),
                ElementsAre("wire.range_order @to"));
}

TEST(Codec, OnlyTheFirstFiftyFindingsAreListed) {
    std::string text = "[0";
    for (int i = 1; i < 100; ++i) text += ",0";
    EXPECT_EQ(findings<std::vector<std::string>>(text + "]").size(), Findings::findings_max);
}

TEST(Codec, ACursorHoldsItsKey) {
    Base const key{42};
    std::string const cursor = encode_cursor(type_of<Base>(), &key);
    EXPECT_EQ((Paging{50, cursor}).after<Base>()->id, 42);
    EXPECT_EQ((Paging{50, ""}).after<Base>(), std::nullopt);
    EXPECT_THROW((Paging{50, cursor + "!"}).after<Base>(), Problem);
    EXPECT_THROW((Paging{50, cursor}).after<Flat>(), Problem);
}

TEST(Codec, RowsBecomeTypedCells) {
    std::vector<Column> columns;
    type_of<Tree>().columns({}, columns);
    std::vector<std::string> keys;
    for (auto const& column : columns) keys.push_back(column.key);
    EXPECT_THAT(keys, ElementsAre("id", "name", "colour", "below", "weights"));
    std::vector<Cell> cells;
    auto const tree = from_json<Tree>(R"({"id":1,"name":"a","below":[],"weights":{"x":"1.5"}})");
    type_of<Tree>().cells(&tree, cells);
    EXPECT_THAT(cells, ElementsAre("1", "a", "", "[]", R"({"x":"1.5"})"));

    columns.clear();
    type_of<std::optional<Money>>().columns("price", columns);
    EXPECT_EQ(columns.back().key, "price.currency");
    EXPECT_EQ(columns.front().kind, CellKind::decimal);
    cells.clear();
    std::optional<Money> const none;
    type_of<std::optional<Money>>().cells(&none, cells);
    EXPECT_EQ(cells.size(), 2u);
}

TEST(Codec, AFigureIsANumberInATable) {
    std::vector<Column> columns;
    type_of<Figure>().columns("sales", columns);
    ASSERT_EQ(columns.size(), 3u);
    EXPECT_EQ(columns[0].kind, CellKind::decimal);
    EXPECT_EQ(columns[2].key, "sales.currency");
    std::vector<Cell> cells;
    Figure const figure = money_figure(Money::parse("7.1", Currency::parse("EUR")), "/explanations");
    type_of<Figure>().cells(&figure, cells);
    EXPECT_THAT(cells, ElementsAre("7.10", "money", "EUR"));
}

TEST(Codec, FiguresCarryTheirUnit) {
    EXPECT_EQ(
        to_json(money_figure(Money::parse("7.1", Currency::parse("EUR")), "/explanations?figure=sales")),
        R"({"value":"7.10","unit":"money","currency":"EUR","explain":"/explanations?figure=sales"})");
    EXPECT_EQ(to_json(percent_figure(Rate::parse("0.935"))), R"({"value":"93.5","unit":"percent"})");
    EXPECT_EQ(to_json(count_figure(12)), R"({"value":"12","unit":"count"})");
    EXPECT_EQ(to_json(quantity_figure(Quantity::parse("1.25"))), R"({"value":"1.25","unit":"quantity"})");
}

}  // namespace
}  // namespace colonnade::wire
