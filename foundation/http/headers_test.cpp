#include "foundation/http/headers.hpp"

#include <gtest/gtest.h>

namespace colonnade::http {
namespace {

TEST(SecurityHeaders, GuardHtmlWithItsNonce) {
    Response response(200, "text/html; charset=utf-8", std::string("<html>"));
    response.nonce = "abc";
    add_security_headers(response, false);
    auto const policy = std::string(response.fields.get("Content-Security-Policy"));
    EXPECT_NE(policy.find("default-src 'none'"), std::string::npos);
    EXPECT_NE(policy.find("style-src 'self' 'nonce-abc';"), std::string::npos);
    EXPECT_NE(policy.find("script-src 'self';"), std::string::npos);
    EXPECT_NE(policy.find("frame-ancestors 'none'"), std::string::npos);
    EXPECT_EQ(policy.find("unsafe-eval"), std::string::npos);
    EXPECT_EQ(response.fields.get("X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(response.fields.get("Referrer-Policy"), "no-referrer");
    EXPECT_FALSE(response.fields.has("Strict-Transport-Security"));
}

TEST(SecurityHeaders, AllowNothingElsewhere) {
    Response response(200, "application/json", std::string("{}"));
    add_security_headers(response, true);
    EXPECT_EQ(response.fields.get("Content-Security-Policy"), "default-src 'none'; frame-ancestors 'none'");
    EXPECT_EQ(response.fields.get("Cache-Control"), "no-store");
    EXPECT_EQ(response.fields.get("Cross-Origin-Resource-Policy"), "same-origin");
    EXPECT_TRUE(response.fields.has("Strict-Transport-Security"));
}

TEST(SecurityHeaders, KeepTheHandlersChoice) {
    Response response(200, "text/css", std::string());
    response.fields.set("Cache-Control", "max-age=60");
    add_security_headers(response, false);
    EXPECT_EQ(response.fields.get("Cache-Control"), "max-age=60");
    EXPECT_EQ(response.fields.count("Cache-Control"), 1u);
}

TEST(Nonce, IsFreshEachTime) {
    EXPECT_EQ(make_nonce().size(), 32u);
    EXPECT_NE(make_nonce(), make_nonce());
}

TEST(Cookie, IsOursAloneBehindTls) {
    Response response;
    set_cookie(response, {"session", "a1b2", std::chrono::hours(1), true});
    EXPECT_EQ(response.fields.get("Set-Cookie"),
              "__Host-session=a1b2; Path=/; Max-Age=3600; HttpOnly; SameSite=Lax; Secure");
}

TEST(Cookie, IsRemovedByZeroAge) {
    Response response;
    set_cookie(response, {"session", "", std::chrono::seconds(0), false});
    EXPECT_EQ(response.fields.get("Set-Cookie"), "session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
}

TEST(Cookie, RefusesToCarryAttributes) {
    Response response;
    EXPECT_THROW(set_cookie(response, {"session", "a; Domain=evil", std::chrono::hours(1), false}),
                 std::logic_error);
}

}  // namespace
}  // namespace colonnade::http
