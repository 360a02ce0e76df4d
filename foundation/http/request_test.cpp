#include "foundation/http/request.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace colonnade::http {
namespace {

TEST(Target, DecodesPathAndQueryOnce) {
    auto const target = parse_target("/people/%C5%81%C3%B3d%C5%BA?name=a+b%2Bc&flag&x=%2525&&empty=&x=2");
    ASSERT_TRUE(target);
    EXPECT_EQ(target->path, "/people/Łódź");
    ASSERT_EQ(target->query.size(), 5u);
    EXPECT_EQ(target->query[0].value, "a b+c");
    EXPECT_EQ(target->query[1].name, "flag");
    EXPECT_EQ(target->query[1].value, "");
    EXPECT_EQ(target->query[2].value, "%25");
    EXPECT_EQ(target->query[4].value, "2");
}

TEST(Target, KeepsPlusAndTrailingSlashInPaths) {
    EXPECT_EQ(parse_target("/a+b/")->path, "/a+b/");
    EXPECT_EQ(parse_target("/")->path, "/");
    EXPECT_EQ(parse_target("/?a=1")->path, "/");
    EXPECT_EQ(parse_target("/a...b/..c")->path, "/a...b/..c");
}

TEST(Target, RefusesWhatCouldBeReadTwoWays) {
    for (char const* target :
         {"",      "a",       "/..",        "/../etc", "/a/./b",   "/a/..",    "/%2e%2e/x",
          "/.%2E", "/a%2Fb",  "/a%2fb",     "/a\\b",   "/a%5Cb",   "/a%00b",   "/a%0Ab",
          "/a%7F", "//a",     "/a//b",      "/%",      "/%4",      "/%zz",     "/%C5",
          "/%FF",  "/%C0%AF", "/%ED%A0%80", "/a?b=%",  "/a?%FF=1", "/a?b=%C5", "/a?b=%00"})
        EXPECT_FALSE(parse_target(target)) << target;
}

TEST(Request, FindsParametersAndCookies) {
    Request request;
    request.query = {{"a", "1"}, {"a", "2"}};
    request.fields.add("Cookie", "session=abc; theme=dark");
    request.fields.add("cookie", " odd ; x y=1; last=a=b");
    request.cookies = parse_cookies(request.fields);
    EXPECT_EQ(request.parameter("a"), "1");
    EXPECT_EQ(request.parameter("b"), std::nullopt);
    EXPECT_EQ(request.cookie("theme"), "dark");
    EXPECT_EQ(request.cookie("last"), "a=b");
    EXPECT_EQ(request.cookies.size(), 3u);
}

TEST(Request, KnowsTheLocalMachine) {
    Request request;
    for (char const* address : {"127.0.0.1", "127.1.2.3", "::1", "::ffff:127.0.0.1"}) {
        request.remote_address = address;
        EXPECT_TRUE(request.is_local()) << address;
    }
    for (char const* address : {"10.0.0.1", "::2", "1.127.0.1", ""}) {
        request.remote_address = address;
        EXPECT_FALSE(request.is_local()) << address;
    }
}

TEST(Fields, RefuseALineEndInAValue) {
    Fields fields;
    EXPECT_THROW(fields.add("X", "a\r\nSet-Cookie: b"), std::logic_error);
    EXPECT_THROW(fields.set("X Y", "a"), std::logic_error);
}

TEST(TemporaryFile, IsReadByPathWhileItLives) {
    std::string path;
    {
        TemporaryFile file(::testing::TempDir());
        file.write("abc");
        file.write("def");
        path = file.path();
        std::stringstream text;
        text << std::ifstream(path).rdbuf();
        EXPECT_EQ(text.str(), "abcdef");
        EXPECT_EQ(file.size(), 6u);
    }
    EXPECT_THROW(TemporaryFile("/nowhere"), std::system_error);
}

}  // namespace
}  // namespace colonnade::http
