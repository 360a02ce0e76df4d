#include "foundation/http/cross_site.hpp"

#include <gtest/gtest.h>

#include "foundation/base/problem.hpp"

namespace colonnade::http {
namespace {

using FieldList = std::vector<std::pair<std::string, std::string>>;

bool passes(std::string method, FieldList const& fields, bool secure = false) {
    Request request;
    request.method = std::move(method);
    request.host = "firm.example:8080";
    request.secure = secure;
    for (auto const& [name, value] : fields) request.fields.add(name, value);
    try {
        check_same_site(request);
        return true;
    } catch (Problem const& problem) {
        EXPECT_EQ(problem.code(), "http.cross_site");
        return false;
    }
}

TEST(CrossSite, OwnPagesAndProgramsPass) {
    EXPECT_TRUE(passes("POST", {}));
    EXPECT_TRUE(passes("POST", {{"Content-Type", "application/json"},
                                {"Sec-Fetch-Site", "same-origin"},
                                {"Origin", "http://firm.example:8080"}}));
    EXPECT_TRUE(passes("PUT", {{"Origin", "http://FIRM.example:8080"}}));
    EXPECT_TRUE(passes("POST", {{"Origin", "https://firm.example:8080"}}, true));
    EXPECT_TRUE(passes("GET", {{"Sec-Fetch-Site", "cross-site"}})) << "a link from elsewhere";
}

TEST(CrossSite, ForeignPagesDoNot) {
    for (char const* method : {"POST", "PUT", "PATCH", "DELETE"}) {
        for (char const* site : {"cross-site", "same-site", "", "Same-Origin"})
            EXPECT_FALSE(passes(method, {{"Sec-Fetch-Site", site}})) << site;
        for (char const* origin :
             {"null", "", "http://evil.example", "http://firm.example", "firm.example:8080",
              "http://firm.example:8080.evil.example", "http://firm.example:80801"})
            EXPECT_FALSE(passes(method, {{"Origin", origin}})) << origin;
    }
    EXPECT_FALSE(passes("POST", {{"Origin", "http://firm.example:8080"}}, true))
        << "a page that came without TLS";
}

TEST(CrossSite, FormsDoNot) {
    for (char const* type : {"text/plain", "text/plain; charset=utf-8", "Multipart/Form-Data; boundary=x",
                             "application/x-www-form-urlencoded"})
        EXPECT_FALSE(passes("POST", {{"Content-Type", type}})) << type;
    EXPECT_TRUE(passes("POST", {{"Content-Type", "text/csv"}}));
}

TEST(CsrfToken, MustBeTheSessions) {
    Request request;
    request.method = "POST";
    EXPECT_THROW(check_csrf_token(request, "abc"), Problem);
    request.fields.add("X-CSRF-Token", "abd");
    EXPECT_THROW(check_csrf_token(request, "abc"), Problem);
    request.fields.set("X-CSRF-Token", "");
    EXPECT_THROW(check_csrf_token(request, ""), Problem);
    request.fields.set("X-CSRF-Token", "abc");
    EXPECT_NO_THROW(check_csrf_token(request, "abc"));
    request.method = "GET";
    EXPECT_NO_THROW(check_csrf_token(request, "xyz"));
}

}  // namespace
}  // namespace colonnade::http
