#include "pillars/process/orders/order.hpp"

#include <gtest/gtest.h>

#include "foundation/base/problem.hpp"

namespace colonnade::orders {
namespace {

template <class F> std::string code_of(F&& work) {
    try {
        work();
    } catch (Problem const& problem) { return problem.code(); }
    return "none";
}

std::int64_t money(std::string_view text) { return Money::parse(text, Currency::parse("EUR")).units; }
Date day(std::string_view text) { return Date::parse(text); }

struct LineCase {
    std::string_view quantity, price, discount, amount;
};

TEST(Order, a_lines_amount_is_rounded_once_half_to_even) {
    LineCase const cases[] = {
        {"1", "2024.994", "0", "2024.994"},
        {"3", "2024.994", "0", "6074.982"},
        {"3", "0.3333", "0", "0.9999"},
        {"1", "0.0001", "50%", "0"},           // half of the last place goes to the even neighbour below
        {"3", "0.0001", "50%", "0.0002"},      // 0.00015
        {"11", "28.8404", "2%", "310.8995"},   // 310.899512
        {"2.5", "19.99", "12.5%", "43.7281"},  // 43.728125
        {"-2", "10", "10%", "-18"},
        {"-3", "0.0001", "50%", "-0.0002"},
        {"5", "10", "100%", "0"},
        {"0", "10", "0", "0"},
    };
    for (LineCase const& c : cases)
        EXPECT_EQ(line_amount(Quantity::parse(c.quantity), money(c.price), Rate::parse(c.discount)),
                  money(c.amount))
            << c.quantity << " × " << c.price << " − " << c.discount;
    EXPECT_EQ(code_of([] { line_amount({INT64_MAX}, INT64_MAX, {0}); }), "number.overflow");
    EXPECT_EQ(code_of([] { line_amount(Quantity::parse("1000000"), money("900000000000"), {0}); }),
              "number.overflow");
}

TEST(Order, its_own_amount_counts_and_the_difference_is_shown) {
    std::vector<std::int64_t> const lines{money("100.01"), money("-0.01")};
    EXPECT_EQ(order_amount({}, lines), (OrderAmount{money("100"), money("100"), 0}));
    EXPECT_EQ(order_amount(money("97.5"), lines), (OrderAmount{money("97.5"), money("100"), money("-2.5")}));
    EXPECT_EQ(order_amount({}, {}), (OrderAmount{0, 0, 0}));
}

TEST(Order, a_credit_note_can_only_reduce) {
    EXPECT_EQ(code_of([] { check_sign(OrderKind::credit_note, 1, "net_amount"); }), "orders.must_reduce");
    EXPECT_EQ(code_of([] { check_sign(OrderKind::return_, 1, "net_amount"); }), "orders.must_reduce");
    EXPECT_EQ(code_of([] { check_sign(OrderKind::credit_note, -1, "net_amount"); }), "none");
    EXPECT_EQ(code_of([] { check_sign(OrderKind::return_, 0, "net_amount"); }), "none");
    EXPECT_EQ(code_of([] { check_sign(OrderKind::order, 1, "net_amount"); }), "none");
}

TEST(Order, shares_sum_to_exactly_one) {
    auto shares = [](std::vector<std::optional<Rate>> const& given) {
        std::vector<Seller> sellers;
        for (std::size_t i = 0; i < given.size(); ++i)
            sellers.push_back({PersonId{static_cast<std::int64_t>(i) + 1}, given[i]});
        std::vector<std::int64_t> counts;
        for (SellerShare const& share : seller_shares(sellers)) counts.push_back(share.share.count);
        return counts;
    };
    using Counts = std::vector<std::int64_t>;
    EXPECT_EQ(shares({}), Counts{});
    EXPECT_EQ(shares({std::nullopt}), Counts{10'000'000'000});
    EXPECT_EQ(shares({std::nullopt, std::nullopt, std::nullopt}),
              (Counts{3'333'333'334, 3'333'333'333, 3'333'333'333}));
    Rate const third = Rate::parse("33.33%");
    EXPECT_EQ(shares({third, third, third}), (Counts{3'333'333'334, 3'333'333'333, 3'333'333'333}));
    EXPECT_EQ(shares({Rate::percent(60), Rate::percent(40)}), (Counts{6'000'000'000, 4'000'000'000}));
    EXPECT_EQ(code_of([&] { shares({Rate::percent(60), Rate::percent(60)}); }), "orders.shares_sum");
    EXPECT_EQ(code_of([&] { shares({Rate::percent(60), std::nullopt}); }), "orders.shares_mixed");
    EXPECT_EQ(code_of([&] { shares({Rate::percent(110), Rate::percent(-10)}); }), "orders.share_range");
    std::vector<Seller> const twice{{PersonId{1}, {}}, {PersonId{1}, {}}};
    EXPECT_EQ(code_of([&] { seller_shares(twice); }), "orders.seller_twice");
    std::vector<std::int64_t> const weights{1, 2, 4};
    std::int64_t sum = 0;
    for (Rate const share : shares_by_weight(weights)) sum += share.count;
    EXPECT_EQ(sum, Rate::scale);
}

TEST(Order, its_status_follows_its_lines) {
    LineDelivery const open{}, done{{}, day("2026-02-01")}, later{{}, day("2026-02-09")};
    auto status = [](bool cancelled, std::optional<Date> delivered, std::vector<LineDelivery> const& lines) {
        return status_of(cancelled, delivered, lines);
    };
    EXPECT_EQ(status(false, {}, {}), OrderStatus::open);
    EXPECT_EQ(status(false, day("2026-02-01"), {}), OrderStatus::delivered);
    EXPECT_EQ(status(false, {}, {open, open}), OrderStatus::open);
    EXPECT_EQ(status(false, {}, {open, done}), OrderStatus::partly_delivered);
    EXPECT_EQ(status(false, {}, {later, done}), OrderStatus::delivered);
    EXPECT_EQ(status(true, day("2026-02-01"), {done}), OrderStatus::cancelled);
    EXPECT_EQ(delivered_on_of(std::vector{later, done}), day("2026-02-09"));
    EXPECT_FALSE(delivered_on_of(std::vector{later, open}));
    EXPECT_FALSE(delivered_on_of({}));
}

TEST(Order, lateness_is_counted_from_the_promise) {
    Date const promise = day("2026-03-10"), today = day("2026-03-15");
    EXPECT_EQ(days_late(promise, day("2026-03-12"), OrderStatus::delivered, today), 2);
    EXPECT_EQ(days_late(promise, day("2026-03-08"), OrderStatus::delivered, today), -2);
    EXPECT_EQ(days_late(promise, {}, OrderStatus::open, today), 5);
    EXPECT_EQ(days_late(promise, {}, OrderStatus::partly_delivered, today), 5);
    EXPECT_EQ(days_late(promise, {}, OrderStatus::open, promise), std::nullopt);
    EXPECT_EQ(days_late({}, {}, OrderStatus::open, today), std::nullopt);
    EXPECT_EQ(days_late(promise, {}, OrderStatus::cancelled, today), std::nullopt);
}

TEST(Order, a_line_returned_in_parts_gives_back_what_it_was_sold_for) {
    ReturnableLine line{Quantity::parse("3"), money("10"), money("7"), {}, 0, 0, true};
    std::int64_t amount = 0, cost = 0;
    for (int piece = 0; piece < 3; ++piece) {
        ReturnedAmounts const back = returned_amounts(line, Quantity::parse("1"), "quantity");
        EXPECT_LE(back.net_amount, 0);
        amount += back.net_amount, cost += *back.cost_amount;
        line.returned.count += Quantity::scale;
        line.returned_amount -= back.net_amount, line.returned_cost -= *back.cost_amount;
    }
    EXPECT_EQ(amount, money("-10"));
    EXPECT_EQ(cost, money("-7"));
    EXPECT_EQ(code_of([&] { returned_amounts(line, Quantity::parse("1"), "quantity"); }),
              "orders.return_too_much");
    line.returned = {};
    EXPECT_EQ(code_of([&] { returned_amounts(line, Quantity::parse("0"), "quantity"); }),
              "orders.return_too_much");
    line.delivered = false;
    EXPECT_EQ(code_of([&] { returned_amounts(line, Quantity::parse("1"), "q"); }),
              "orders.return_not_delivered");
}

TEST(Order, words_are_read_and_written) {
    EXPECT_EQ(find_order_kind("return"), OrderKind::return_);
    EXPECT_EQ(order_kind_text(OrderKind::credit_note), "credit_note");
    EXPECT_EQ(find_order_status("partly_delivered"), OrderStatus::partly_delivered);
    EXPECT_EQ(find_order_type("new"), OrderType::new_business);
    EXPECT_FALSE(find_order_status("lost"));
}

}  // namespace
}  // namespace colonnade::orders
