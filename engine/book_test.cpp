#include "engine/book.hpp"

#include <gtest/gtest.h>

#include <random>

#include "foundation/base/problem.hpp"
#include "foundation/base/rate.hpp"

namespace colonnade::engine {
namespace {

constexpr std::int64_t one = Rate::scale;

struct Order {
    std::int64_t id;
    Day day;
    Index customer, territory;
    std::int64_t amount;
    std::vector<std::pair<Index, std::int64_t>> sellers = {};
    std::int16_t currency = 0;
};

void add(Facts& facts, Order const& order) {
    OrderColumns& o = facts.orders;
    o.id.push_back(order.id);
    o.day.push_back(order.day);
    o.customer.push_back(order.customer);
    o.territory.push_back(order.territory);
    o.currency.push_back(order.currency);
    o.amount.push_back(order.amount);
    o.reduces.push_back(order.amount < 0);
    for (auto const& [person, share] : order.sellers) {
        o.seller_person.push_back(person);
        o.seller_share.push_back(share);
    }
    o.seller_start.push_back(static_cast<std::uint32_t>(o.seller_person.size()));
}

// Customer 0 belongs to person 1 until day 10, then to person 2. Territory 0 is held by person 3 from day 5.
Facts company() {
    Facts facts;
    facts.person_count = 4;
    facts.customer_count = 2;
    facts.territory_count = 1;
    facts.owners = {{0, 2, 2}, {{0, 10, 1}, {10, open_end, 2}}};
    facts.territory_holders = {{0, 1}, {{5, open_end, 3}}};
    facts.rates.of_currency = {{{-1'000'000, one}}, {{8, 2 * one}}};
    return facts;
}

constexpr Days always{-1'000'000, open_end};

TEST(Credit, goes_to_the_seller_else_the_owner_else_the_holder_as_of_the_orders_day) {
    struct Row {
        char const* rule;
        Order order;
        Index person;
        CreditReason reason;
    };
    Row const rows[] = {
        {"the seller named", {1, 3, 0, 0, 100, {{0, one}}}, 0, CreditReason::seller},
        {"the owner that day", {2, 9, 0, 0, 100}, 1, CreditReason::account_owner},
        {"the next owner from his first day", {3, 10, 0, 0, 100}, 2, CreditReason::account_owner},
        {"the territory's holder", {4, 5, 1, 0, 100}, 3, CreditReason::territory_holder}};
    for (Row const& row : rows) {
        Facts facts = company();
        add(facts, row.order);
        CreditBook const book(std::move(facts));
        ASSERT_EQ(book.credits().size(), 1u) << row.rule;
        EXPECT_EQ(book.credits().person[0], row.person) << row.rule;
        EXPECT_EQ(book.credits().reason[0], row.reason) << row.rule;
    }
}

TEST(Credit, nobody_is_credited_before_the_holder_came_or_when_the_rule_is_off) {
    Facts facts = company();
    add(facts, {1, 4, 1, 0, 100});
    EXPECT_EQ(CreditBook(facts).uncredited(Measure::revenue, always), 100);
    add(facts, {2, 9, 0, 0, 50});
    facts.rules = {true, false, false};
    CreditBook const book(std::move(facts));
    EXPECT_EQ(book.credits().size(), 0u);
    EXPECT_EQ(book.uncredited(Measure::revenue, always), 150);
    EXPECT_EQ(book.in_territory(0, Measure::revenue, always), 150);
}

TEST(Credit, shares_split_to_the_last_digit) {
    Facts facts = company();
    add(facts, {1, 3, 0, 0, 100, {{0, one / 3 + 1}, {1, one / 3}, {2, one / 3}}});
    CreditBook const book(std::move(facts));
    EXPECT_EQ(book.credited(0, Measure::revenue, always), 34);
    EXPECT_EQ(book.credited(1, Measure::revenue, always), 33);
    EXPECT_EQ(book.credited(2, Measure::revenue, always), 33);
    EXPECT_EQ(book.credited(0, Measure::orders, always), Quantity::scale);
    EXPECT_EQ(book.credited(1, Measure::orders, always), 0);
}

TEST(Credit, a_return_reduces_and_is_no_order) {
    Facts facts = company();
    add(facts, {1, 3, 0, 0, 100, {{0, one}}});
    add(facts, {2, 20, 0, 0, -30, {{0, one}}});
    CreditBook const book(std::move(facts));
    EXPECT_EQ(book.credited(0, Measure::revenue, always), 70);
    EXPECT_EQ(book.credited(0, Measure::revenue, {20, 21}), -30);
    EXPECT_EQ(book.credited(0, Measure::orders, always), Quantity::scale);
}

TEST(Credit, uses_the_rate_of_the_orders_day_and_lists_what_has_none) {
    Facts facts = company();
    add(facts, {1, 7, 0, 0, 100, {{0, one}}, 1});
    add(facts, {2, 8, 0, 0, 100, {{0, one}}, 1});
    CreditBook const book(std::move(facts));
    EXPECT_EQ(book.credited(0, Measure::revenue, always), 200);
    ASSERT_EQ(book.orders_without_rate().size(), 1u);
    EXPECT_EQ(book.orders_without_rate()[0], 0);
}

TEST(Credit, the_first_order_makes_a_customer_new) {
    Facts facts = company();
    add(facts, {9, 3, 0, 0, 100, {{0, one}}});
    add(facts, {4, 3, 0, 0, 100, {{1, one}}});
    add(facts, {5, 2, 0, 0, -10, {{2, one}}});
    CreditBook const book(std::move(facts));
    EXPECT_EQ(book.credited(1, Measure::new_customers, always), Quantity::scale);
    EXPECT_EQ(book.whole(Measure::new_customers, always), Quantity::scale);
}

TEST(Book, margin_counts_an_unknown_cost_as_no_margin) {
    Facts facts = company();
    add(facts, {1, 3, 0, 0, 1000, {{0, one}}});
    facts.lines = {{0, 0}, {0, 1}, {10'000, 20'000}, {600, 400}, {450, LineColumns::no_cost}};
    CreditBook const book(std::move(facts));
    EXPECT_EQ(book.credited(0, Measure::margin, always), 150);
    EXPECT_EQ(book.credited(0, Measure::units, always), 30'000);
}

TEST(Book, an_overflowing_total_is_an_error) {
    Facts facts = company();
    add(facts, {1, 3, 0, 0, INT64_MAX, {{0, one}}});
    add(facts, {2, 3, 0, 0, 1, {{0, one}}});
    EXPECT_THROW(CreditBook{std::move(facts)}, Problem);
}

// Totals agree from whichever side they are added, and do not depend on the order in which facts arrive.
TEST(Book, sides_agree_and_order_of_arrival_does_not_matter) {
    for (unsigned seed = 1; seed <= 200; ++seed) {
        std::mt19937 random(seed);
        auto below = [&](int n) { return static_cast<int>(random() % n); };
        std::vector<Order> orders;
        for (int i = 0; i < 40; ++i) {
            Order order{i + 1, below(30), below(3) - 1, below(2) - 1, below(2'000'000) - 500'000};
            if (below(2)) {
                std::int64_t const share = below(1'000'000'000);
                order.sellers = {{static_cast<Index>(below(2)), share},
                                 {static_cast<Index>(2 + below(2)), one - share}};
            }
            order.currency = static_cast<std::int16_t>(below(2));
            orders.push_back(order);
        }
        Facts facts = company(), shuffled = company();
        for (Order const& order : orders) add(facts, order);
        std::shuffle(orders.begin(), orders.end(), random);
        for (Order const& order : orders) add(shuffled, order);
        CreditBook const book(std::move(facts)), other(std::move(shuffled));
        Days const days{below(15), 15 + below(20)};
        for (Measure measure : {Measure::revenue, Measure::orders, Measure::new_customers}) {
            std::int64_t people = book.uncredited(measure, days),
                         customers = book.of_customer(nobody, measure, days);
            for (Index person = 0; person < 4; ++person) {
                people += book.credited(person, measure, days);
                EXPECT_EQ(book.credited(person, measure, days), other.credited(person, measure, days))
                    << seed;
            }
            for (Index customer = 0; customer < 2; ++customer)
                customers += book.of_customer(customer, measure, days);
            std::int64_t const whole = book.whole(measure, days);
            EXPECT_EQ(people, whole) << seed;
            EXPECT_EQ(customers, whole) << seed;
            EXPECT_EQ(book.in_territory(0, measure, days) + book.in_territory(nobody, measure, days), whole)
                << seed;
        }
    }
}

}  // namespace
}  // namespace colonnade::engine
