#include "foundation/http/open_files.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>

namespace colonnade::http {
namespace {

// The limit as it was, given back.
struct Limit {
    Limit() { getrlimit(RLIMIT_NOFILE, &before); }
    ~Limit() { setrlimit(RLIMIT_NOFILE, &before); }
    rlimit before{};
};

TEST(OpenFiles, raises_the_limit_to_what_is_needed_and_no_further) {
    Limit const limit;
    rlimit const low{.rlim_cur = 100, .rlim_max = limit.before.rlim_max};
    ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &low), 0);
    EXPECT_EQ(connections_that_fit(200, 64), 200u);
    rlimit now{};
    getrlimit(RLIMIT_NOFILE, &now);
    EXPECT_EQ(now.rlim_cur, 264u);
    EXPECT_EQ(connections_that_fit(50, 64), 50u) << "never lowered";
    getrlimit(RLIMIT_NOFILE, &now);
    EXPECT_EQ(now.rlim_cur, 264u);
}

TEST(OpenFiles, fewer_connections_where_the_system_gives_no_more) {
    Limit const limit;
    if (limit.before.rlim_max == RLIM_INFINITY) GTEST_SKIP() << "no limit here";
    std::size_t const hard = limit.before.rlim_max;
    EXPECT_EQ(connections_that_fit(hard, 100), hard - 100);
    EXPECT_EQ(connections_that_fit(hard, hard), hard / 2);
    EXPECT_EQ(connections_that_fit(10, hard), 10u);
}

}  // namespace
}  // namespace colonnade::http
