#include "foundation/access/password.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "foundation/access/one_time_code.hpp"
#include "foundation/access/secret.hpp"
#include "foundation/base/problem.hpp"

namespace colonnade::access {
namespace {

std::string refusal(std::string_view password) {
    try {
        check_new_password(password, "ann.blake-moore", "Ann Blake-Moore");
    } catch (Problem const& problem) { return problem.code(); }
    return "";
}

TEST(Password, is_long_and_not_ones_own_name) {
    EXPECT_EQ(refusal("elevenchars"), "access.password_short");
    EXPECT_EQ(refusal("twelve chars"), "");
    EXPECT_EQ(refusal("żółwżółwżół"), "access.password_short");  // eleven characters in more bytes
    EXPECT_EQ(refusal(std::string(201, 'x')), "access.password_long");
    EXPECT_EQ(refusal("Ann Blake Moore"), "access.password_known");
    EXPECT_EQ(refusal("ANN.BLAKE-MOORE"), "access.password_known");
}

TEST(Password, is_stored_as_a_salted_hash) {
    PasswordHasher hasher(PasswordCost::cheap());
    std::string const hash = hasher.hash("correct horse battery");
    EXPECT_EQ(hash.substr(0, 10), "$argon2id$");
    EXPECT_NE(hash, hasher.hash("correct horse battery"));
    EXPECT_TRUE(hasher.matches(hash, "correct horse battery"));
    EXPECT_FALSE(hasher.matches(hash, "correct horse batterY"));
    EXPECT_FALSE(hasher.matches(std::nullopt, "correct horse battery"));
}

TEST(Password, default_cost_is_what_is_promised) {
    EXPECT_NE(PasswordHasher().hash("x").find("m=65536,t=3"), std::string::npos);
}

TEST(Password, a_crowd_is_turned_away_instead_of_queued_without_end) {
    PasswordHasher hasher(PasswordCost{3, 4 << 20});
    std::atomic<int> busy{0}, served{0};
    std::vector<std::thread> crowd;
    for (int i = 0; i < 60; ++i)
        crowd.emplace_back([&] {
            try {
                hasher.matches(std::nullopt, "x");
                ++served;
            } catch (Problem const& problem) {
                EXPECT_EQ(problem.code(), "access.busy");
                ++busy;
            }
        });
    for (std::thread& one : crowd) one.join();
    EXPECT_EQ(busy + served, 60);
    EXPECT_GE(served, 18);
}

TEST(OneTimeCode, agrees_with_the_standard) {
    // RFC 6238, appendix B: the secret "12345678901234567890", its last six digits.
    std::string const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    EXPECT_EQ(code_at(secret, {59'000}), "287082");
    EXPECT_EQ(code_at(secret, {1'111'111'109'000}), "081804");
    EXPECT_EQ(code_at(secret, {20'000'000'000'000}), "353130");
}

TEST(OneTimeCode, opens_once_and_only_near_its_time) {
    std::string const secret = new_code_secret();
    EXPECT_EQ(secret.size(), 32u);
    Instant const now{1'700'000'010'000};
    std::int64_t const step = now.milliseconds / 30'000;
    EXPECT_EQ(matching_step(secret, code_at(secret, now), now, 0), step);
    EXPECT_EQ(matching_step(secret, code_at(secret, now), now, step), std::nullopt);
    EXPECT_EQ(matching_step(secret, code_at(secret, now.plus_seconds(-30)), now, 0), step - 1);
    EXPECT_EQ(matching_step(secret, code_at(secret, now.plus_seconds(-30)), now, step), std::nullopt);
    EXPECT_EQ(matching_step(secret, code_at(secret, now.plus_seconds(300)), now, 0), std::nullopt);
    EXPECT_EQ(matching_step(secret, "", now, 0), std::nullopt);
}

TEST(OneTimeCode, is_handed_over_as_an_address) {
    EXPECT_EQ(code_secret_uri("ABC", "Tři & syn", "ann"),
              "otpauth://totp/T%C5%99i%20%26%20syn:ann?secret=ABC&issuer=T%C5%99i%20%26%20syn");
}

TEST(Secret, is_random_and_fits_a_url) {
    std::string const secret = random_secret();
    EXPECT_EQ(secret.size(), 43u);
    EXPECT_EQ(secret.find_first_of("+/="), std::string::npos);
    EXPECT_NE(secret, random_secret());
    EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_TRUE(equal_secrets("abc", "abc"));
    EXPECT_FALSE(equal_secrets("abc", "abd"));
    EXPECT_FALSE(equal_secrets("abc", "ab"));
}

}  // namespace
}  // namespace colonnade::access
