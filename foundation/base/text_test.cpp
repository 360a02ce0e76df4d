#include "foundation/base/text.hpp"

#include <gtest/gtest.h>

namespace colonnade {
namespace {

TEST(Text, search_does_not_mind_case_marks_or_which_ye_was_typed) {
    EXPECT_EQ(search_form("Łódź"), search_form("LODZ"));
    EXPECT_EQ(search_form("Peña & Čapek"), "pena capek");
    EXPECT_EQ(search_form("علي"), search_form("علی"));
    EXPECT_EQ(search_form("۱۲۳"), "123");
    EXPECT_EQ(search_form("  A--b  "), "a b");
    EXPECT_EQ(search_form(""), "");
}

TEST(Text, column_names_match_loosely) {
    EXPECT_EQ(key_form("Billing Zip/Postal Code"), key_form("billing_zip_postal_code"));
    EXPECT_EQ(key_form("\xEF\xBB\xBFName *"), "name");
}

TEST(Text, storing_keeps_what_was_written_but_not_its_noise) {
    EXPECT_EQ(normalised("  Ann\t  Lee \r\n"), "Ann Lee");
    EXPECT_EQ(normalised("Ce\xCC\x81sar"), "C\xC3\xA9sar");
    EXPECT_EQ(trimmed(" a b "), "a b");
    EXPECT_FALSE(is_valid_utf8("\xC3\x28"));
    EXPECT_TRUE(is_valid_utf8("ł"));
}

TEST(Text, sort_keys_order_names_as_people_do) {
    std::vector<std::string> const ordered{
        "", "10 Bikes", "Ábel", "abeles", "Ács", "Łódź Tools", "Lodz tools 2", "Zebra", "آب", "پارس", "ت"};
    for (std::size_t i = 1; i < ordered.size(); ++i)
        EXPECT_LT(sort_key(ordered[i - 1]), sort_key(ordered[i])) << ordered[i];
    EXPECT_EQ(sort_key("LODZ"), sort_key("łódź"));
}

TEST(Text, prefix_keys_keep_prefixes_together) {
    for (std::string const text : {"acme", "acmezz", "acmeż"}) {
        EXPECT_GE(prefix_key(text), prefix_key("acme"));
        EXPECT_LT(prefix_key(text), prefix_key_end("acme"));
    }
    EXPECT_GE(prefix_key("acmf"), prefix_key_end("acme"));
    EXPECT_LT(prefix_key("acm"), prefix_key("acme"));
}

}  // namespace
}  // namespace colonnade
