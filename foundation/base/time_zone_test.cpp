#include "foundation/base/time_zone.hpp"

#include <gtest/gtest.h>

namespace colonnade {
namespace {

TEST(TimeZone, is_one_that_the_iana_database_lists) {
    for (char const* name : {"Europe/Rome", "Asia/Tehran", "UTC"}) EXPECT_TRUE(is_time_zone(name)) << name;
    for (char const* name : {"Europe/Colonnade", "", "Rome"}) EXPECT_FALSE(is_time_zone(name)) << name;
}

}  // namespace
}  // namespace colonnade
