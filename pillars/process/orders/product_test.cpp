#include "pillars/process/orders/product.hpp"

#include <gtest/gtest.h>

#include "foundation/base/problem.hpp"

namespace colonnade::orders {
namespace {

Date day(std::string_view text) { return Date::parse(text); }
Money eur(std::string_view amount) { return Money::parse(amount, Currency::parse("EUR")); }
Money usd(std::string_view amount) { return Money::parse(amount, Currency::parse("USD")); }
PriceRow row(std::int64_t id, Money amount, std::string_view from, std::string_view to) {
    return {{id}, amount, {day(from), to.empty() ? std::nullopt : std::optional(day(to))}};
}

std::vector<PriceRow> const rows{row(1, eur("10"), "2025-01-01", "2026-01-01"),
                                 row(2, eur("12"), "2026-01-01", "2026-06-01"),
                                 row(3, usd("11"), "2025-01-01", ""), row(4, eur("15"), "2026-09-01", "")};

TEST(Product, the_amount_of_the_day_counts) {
    Currency const euro = Currency::parse("EUR");
    EXPECT_EQ(amount_on(rows, euro, day("2025-12-31")), eur("10"));
    EXPECT_EQ(amount_on(rows, euro, day("2026-01-01")), eur("12"));
    EXPECT_EQ(amount_on(rows, euro, day("2026-07-01")), usd("11"));  // nothing in euro that day
    EXPECT_EQ(amount_on(rows, euro, day("2024-12-31")), std::nullopt);
    EXPECT_EQ(amount_on(rows, Currency::parse("PLN"), day("2026-10-01")), eur("15"));
}

TEST(Product, a_lines_cost_is_given_or_the_products_on_that_day) {
    Currency const euro = Currency::parse("EUR");
    Quantity const three = Quantity::parse("2.5");
    EXPECT_EQ(line_cost(eur("7").units, euro, three, rows, day("2026-01-01")), eur("7"));
    EXPECT_EQ(line_cost({}, euro, three, rows, day("2026-01-01")), eur("30"));
    EXPECT_EQ(line_cost({}, euro, three, rows, day("2026-07-01")), usd("27.5"));
    EXPECT_EQ(line_cost({}, euro, three, {}, day("2026-01-01")), std::nullopt);
}

TEST(Product, a_new_price_leaves_the_past_alone) {
    using Change = PriceChange;
    EXPECT_EQ(change_price(rows, eur("13"), day("2026-03-01")),
              (Change{Change::End{{2}, day("2026-03-01")}, {}, {day("2026-03-01"), day("2026-09-01")}}));
    EXPECT_EQ(change_price(rows, eur("13"), day("2026-01-01")),
              (Change{{}, PriceId{2}, {day("2026-01-01"), day("2026-09-01")}}));
    EXPECT_EQ(change_price(rows, eur("15"), day("2027-01-01")), std::nullopt);
    EXPECT_EQ(change_price({}, eur("1"), day("2026-01-01")), (Change{{}, {}, {day("2026-01-01"), {}}}));
    EXPECT_THROW(change_price(rows, eur("-1"), day("2026-01-01")), Problem);
}

TEST(Product, categories_form_a_tree) {
    std::map<CategoryId, std::optional<CategoryId>> const parents{
        {{1}, {}}, {{2}, CategoryId{1}}, {{3}, CategoryId{2}}};
    EXPECT_TRUE(would_cycle(parents, {1}, CategoryId{3}));
    EXPECT_TRUE(would_cycle(parents, {1}, CategoryId{1}));
    EXPECT_FALSE(would_cycle(parents, {3}, CategoryId{1}));
    EXPECT_FALSE(would_cycle(parents, {1}, std::nullopt));
    EXPECT_EQ(category_path("Bikes >  Road  Bikes"), (std::vector<std::string>{"Bikes", "Road Bikes"}));
    EXPECT_THROW(category_path("Bikes > "), Problem);
    EXPECT_THROW(category_path(""), Problem);
}

}  // namespace
}  // namespace colonnade::orders
