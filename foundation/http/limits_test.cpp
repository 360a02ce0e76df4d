#include "foundation/http/limits.hpp"

#include <gtest/gtest.h>

#include "foundation/base/problem.hpp"

namespace colonnade::http {
namespace {

class LimitsTest : public ::testing::Test {
protected:
    SettableClock clock{Instant{1'000'000}};
};

TEST_F(LimitsTest, ABucketEmptiesAndFillsAgain) {
    TokenBuckets buckets(clock, {10, 2});
    for (int i = 0; i < 10; ++i) EXPECT_EQ(buckets.take("a", 1), std::nullopt);
    EXPECT_EQ(buckets.take("a", 1), 1);
    EXPECT_EQ(buckets.take("a", 5), 3) << "2.5 seconds, rounded up";
    EXPECT_EQ(buckets.take("b", 10), std::nullopt) << "each key has its own";
    clock.advance_seconds(1);
    EXPECT_EQ(buckets.take("a", 2), std::nullopt);
    EXPECT_EQ(buckets.take("a", 1), 1);
    clock.advance_seconds(1000);
    EXPECT_EQ(buckets.take("a", 10), std::nullopt);
    EXPECT_EQ(buckets.take("a", 1), 1) << "never more than the capacity";
}

TEST_F(LimitsTest, ACostBeyondTheCapacityIsTheCapacity) {
    TokenBuckets buckets(clock, {10, 2});
    EXPECT_EQ(buckets.take("a", 1000), std::nullopt);
    EXPECT_EQ(buckets.take("a", 1000), 5);
}

TEST_F(LimitsTest, AClockSetBackHarmsNobody) {
    TokenBuckets buckets(clock, {10, 2});
    EXPECT_EQ(buckets.take("a", 10), std::nullopt);
    clock.advance_seconds(-500);
    EXPECT_EQ(buckets.take("a", 1), 1);
    clock.advance_seconds(1);
    EXPECT_EQ(buckets.take("a", 2), std::nullopt);
}

TEST_F(LimitsTest, MemoryIsBounded) {
    TokenBuckets buckets(clock, {10, 1}, 100);
    EXPECT_EQ(buckets.take("busy", 10), std::nullopt);
    for (int i = 0; i < 99; ++i) buckets.take("other " + std::to_string(i), 1);
    clock.advance_seconds(2);
    EXPECT_EQ(buckets.take("one more", 1), std::nullopt);
    EXPECT_EQ(buckets.take("busy", 10), 8) << "forgets those who are full first";
}

TEST_F(LimitsTest, TellHowLongToWait) {
    Limits limits(clock, {{5, 1}, {3, 1}, {2, 1}});
    limits.spend_account(UserId{7}, 3);
    try {
        limits.spend_account(UserId{7}, 2);
        FAIL() << "the account is empty";
    } catch (Problem const& problem) {
        EXPECT_EQ(problem.kind(), ProblemKind::too_many);
        EXPECT_EQ(problem.code(), "limit.reached");
        EXPECT_EQ(problem.arguments().at(0).second, "2");
    }
    limits.spend_account(UserId{8}, 3);
    limits.spend_token("7", 2);
    EXPECT_THROW(limits.spend_token("7", 1), Problem);
}

TEST_F(LimitsTest, CountANetworkAsOneClient) {
    Limits limits(clock, {{5, 1}, {3, 1}, {2, 1}});
    limits.spend_address("2001:db8::1", 5);
    EXPECT_THROW(limits.spend_address("2001:db8:0:0:ffff::2", 1), Problem);
    limits.spend_address("2001:db8:0:1::1", 5);
    limits.spend_address("10.0.0.1", 5);
    limits.spend_address("10.0.0.2", 5);
}

}  // namespace
}  // namespace colonnade::http
