#include "foundation/base/money.hpp"

#include <gtest/gtest.h>

#include "foundation/base/problem.hpp"
#include "foundation/base/rate.hpp"

namespace colonnade {
namespace {

Currency const eur = Currency::parse("EUR");

TEST(Decimal, reads_and_writes_exactly) {
    struct Row {
        char const* text;
        int places;
        std::optional<std::int64_t> count;
    };
    Row const rows[] = {{"1234.5", 4, 12'345'000},
                        {"-0.0001", 4, -1},
                        {"0.00001", 4, std::nullopt},
                        {"0.00000", 4, 0},
                        {"", 4, std::nullopt},
                        {"1.", 4, std::nullopt},
                        {".5", 4, 5'000},
                        {"1e3", 4, std::nullopt},
                        {"1 000", 4, std::nullopt},
                        {"922337203685477.5807", 4, INT64_MAX},
                        {"922337203685477.5808", 4, std::nullopt}};
    for (Row const& row : rows) EXPECT_EQ(parse_decimal(row.text, row.places), row.count) << row.text;
    EXPECT_EQ(decimal_text(-5, 4), "-0.0005");
    EXPECT_EQ(decimal_text(12'345'000, 4), "1234.5");
    EXPECT_EQ(decimal_text(12'300'000, 4, 2), "1230.00");
    EXPECT_EQ(decimal_text(INT64_MIN, 4), "-922337203685477.5808");
}

TEST(Decimal, rounds_half_to_even_and_says_so) {
    EXPECT_EQ(parse_decimal_rounded("0.00005", 4)->count, 0);
    EXPECT_EQ(parse_decimal_rounded("0.00015", 4)->count, 2);
    EXPECT_EQ(parse_decimal_rounded("0.000150001", 4)->count, 2);
    EXPECT_EQ(parse_decimal_rounded("-0.00025", 4)->count, -2);
    EXPECT_FALSE(parse_decimal_rounded("0.00005", 4)->exact);
    EXPECT_TRUE(parse_decimal_rounded("2024.994000", 4)->exact);
    EXPECT_EQ(static_cast<std::int64_t>(divide_half_even(-5, 2)), -2);
    EXPECT_EQ(static_cast<std::int64_t>(divide_half_even(7, 2)), 4);
}

TEST(Money, overflow_is_an_error_never_a_wrap) {
    EXPECT_THROW((Money{INT64_MAX, eur} + Money{1, eur}), Problem);
    EXPECT_THROW((Money{INT64_MAX, eur} * Rate::percent(200)), Problem);
    EXPECT_THROW(-(Money{INT64_MIN, eur}), Problem);
}

TEST(Money, two_currencies_never_add) {
    EXPECT_THROW((Money{1, eur} + Money{1, Currency::parse("USD")}), Problem);
}

TEST(Money, pays_in_the_currencys_minor_unit) {
    EXPECT_EQ((Money{12'350, eur}.rounded_to_minor().units), 12'400);  // 1.235 -> 1.24
    EXPECT_EQ((Money{12'450, eur}.rounded_to_minor().units), 12'400);  // 1.245 -> 1.24
    EXPECT_EQ((Money{15'000, Currency::parse("JPY")}.rounded_to_minor().units), 20'000);
    EXPECT_EQ((Money{12'345, Currency::parse("KWD")}.rounded_to_minor().units), 12'340);
}

TEST(Currency, unknown_codes_are_refused) {
    for (char const* code : {"", "EU", "EURO", "eur", "XXX", "AB ", "ED "})
        EXPECT_FALSE(Currency::find(code)) << code;
    EXPECT_EQ(Currency::parse("CLF").minor_digits(), 4);
    EXPECT_EQ(Currency::parse("IRR").minor_digits(), 2);
}

TEST(Split, parts_sum_to_the_whole_by_largest_remainder) {
    std::int64_t const thirds[] = {1, 1, 1};
    EXPECT_EQ(split_by_largest_remainder(100, thirds), (std::vector<std::int64_t>{34, 33, 33}));
    EXPECT_EQ(split_by_largest_remainder(-100, thirds), (std::vector<std::int64_t>{-34, -33, -33}));
    std::int64_t const uneven[] = {50, 0, 30, 20};
    EXPECT_EQ(split_by_largest_remainder(7, uneven), (std::vector<std::int64_t>{4, 0, 2, 1}));
    std::int64_t const huge[] = {INT64_MAX / 2, INT64_MAX / 3, 7};
    std::int64_t sum = 0;
    for (std::int64_t part : split_by_largest_remainder(INT64_MAX, huge)) sum += part;
    EXPECT_EQ(sum, INT64_MAX);
    std::int64_t const nothing[] = {0, 0};
    EXPECT_THROW(split_by_largest_remainder(5, nothing), Problem);
}

TEST(Rate, reads_percent_and_fraction_alike) {
    EXPECT_EQ(Rate::parse("2.5%"), Rate::parse("0.025"));
    EXPECT_EQ(Rate::parse("2.5 %").text(), "0.025");
    EXPECT_THROW(Rate::parse("2,5%"), Problem);
    EXPECT_EQ((Money{100'0000, eur} * Rate::parse("2.5%")).units, 25'000);
    EXPECT_EQ(ratio(1, 3).text(), "0.3333333333");
    EXPECT_EQ(ratio(-2, -3).text(), "0.6666666667");
    EXPECT_THROW(ratio(1, 0), Problem);
}

}  // namespace
}  // namespace colonnade
