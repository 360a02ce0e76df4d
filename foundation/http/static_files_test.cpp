#include "foundation/http/static_files.hpp"

#include <gtest/gtest.h>

#include <array>

#include "foundation/http/headers.hpp"

namespace colonnade::http {
namespace {

std::array const files{
    EmbeddedFile{"/index.html", "text/html; charset=utf-8",
                 "<meta content=__CSP_NONCE__><style nonce=__CSP_NONCE__>", "zip", "e1"},
    EmbeddedFile{"/assets/main-Bx81kPqa.js", "text/javascript; charset=utf-8", "let a;", "zipped", "e2"},
    EmbeddedFile{"/favicon.ico", "image/x-icon", "icon", "", "e3"},
};

std::optional<Response> get(std::string const& path, std::string const& name = "X",
                            std::string const& value = "", std::string const& method = "GET") {
    Request request;
    request.method = method;
    request.path = path;
    request.fields.add(name, value);
    return StaticFiles(files).find(request);
}

std::string_view bytes_of(Response const& response) { return std::get<StaticBytes>(response.body).bytes; }

TEST(StaticFiles, GivePagesAFreshNonce) {
    auto const page = get("/index.html");
    ASSERT_TRUE(page);
    EXPECT_EQ(std::get<std::string>(page->body),
              "<meta content=" + page->nonce + "><style nonce=" + page->nonce + ">");
    EXPECT_FALSE(page->fields.has("ETag"));
    EXPECT_FALSE(page->fields.has("Content-Encoding"));
    EXPECT_NE(get("/index.html")->nonce, page->nonce);
}

TEST(StaticFiles, GiveTheStartPageForTheBrowsersRoutes) {
    for (char const* path : {"/", "/people", "/people/12", "/goals/", "/apiary"})
        EXPECT_TRUE(get(path) && !get(path)->nonce.empty()) << path;
    for (char const* path : {"/api", "/api/people", "/missing.js", "/assets/main-old.js", "/a/b.png"})
        EXPECT_FALSE(get(path)) << path;
}

TEST(StaticFiles, KeepHashedNamesForever) {
    auto const asset = get("/assets/main-Bx81kPqa.js");
    ASSERT_TRUE(asset);
    EXPECT_EQ(bytes_of(*asset), "let a;");
    EXPECT_EQ(asset->fields.get("Cache-Control"), "public, max-age=31536000, immutable");
    EXPECT_EQ(asset->fields.get("Content-Type"), "text/javascript; charset=utf-8");
    EXPECT_EQ(get("/favicon.ico")->fields.get("Cache-Control"), "public, no-cache");
}

TEST(StaticFiles, SendTheCompressedFormWhereAccepted) {
    auto const asset = get("/assets/main-Bx81kPqa.js", "Accept-Encoding", "gzip, br");
    EXPECT_EQ(bytes_of(*asset), "zipped");
    EXPECT_EQ(asset->fields.get("Content-Encoding"), "gzip");
    EXPECT_EQ(asset->fields.get("Vary"), "Accept-Encoding");
    EXPECT_EQ(bytes_of(*get("/favicon.ico", "Accept-Encoding", "gzip")), "icon");
}

TEST(StaticFiles, SayWhenTheClientHasIt) {
    EXPECT_EQ(get("/favicon.ico", "If-None-Match", "\"x\", W/\"e3\"")->status, 304);
    EXPECT_EQ(get("/favicon.ico", "If-None-Match", "\"e2\"")->status, 200);
    EXPECT_EQ(get("/favicon.ico", "If-None-Match", "e3")->status, 200);
}

TEST(StaticFiles, AreReadOnly) {
    EXPECT_FALSE(get("/index.html", "X", "", "POST"));
    EXPECT_TRUE(get("/index.html", "X", "", "HEAD"));
}

}  // namespace
}  // namespace colonnade::http
