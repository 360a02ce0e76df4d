#include "foundation/http/gate.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace colonnade::http {
namespace {

std::string with(std::string const& fields) { return "POST /a HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n"; }

int status_of(std::string const& bytes) {
    auto const verdict = Gate().look(bytes);
    if (std::holds_alternative<Head>(verdict)) return 200;
    if (auto const* refusal = std::get_if<Refusal>(&verdict)) return refusal->status;
    return 0;  // incomplete
}

Head head_of(std::string const& bytes) {
    auto verdict = Gate().look(bytes);
    auto* head = std::get_if<Head>(&verdict);
    EXPECT_NE(head, nullptr) << bytes
                             << (std::get_if<Refusal>(&verdict) ? std::get<Refusal>(verdict).reason : "");
    return head ? *head : Head{};
}

struct Case {
    char const* name;
    int status;
    std::string bytes;
};

void check(std::vector<Case> const& cases) {
    for (auto const& each : cases) EXPECT_EQ(status_of(each.bytes), each.status) << each.name;
}

TEST(Gate, ReadsAnOrdinaryRequest) {
    std::string const bytes =
        "GET /people?page=2 HTTP/1.1\r\nHost: firm.example:8080\r\naccept:  text/html \r\n"
        "X-Empty:\r\n\r\n";
    auto const head = head_of(bytes + "GET /next");
    EXPECT_EQ(head.method, "GET");
    EXPECT_EQ(head.target, "/people?page=2");
    EXPECT_EQ(head.host, "firm.example:8080");
    EXPECT_EQ(head.minor_version, 1);
    EXPECT_EQ(head.fields.get("Accept"), "text/html");
    EXPECT_EQ(head.fields.find("x-empty"), "");
    EXPECT_FALSE(head.content_length.has_value());
    EXPECT_FALSE(head.has_body());
    EXPECT_TRUE(head.keep_alive);
    EXPECT_EQ(head.size, bytes.size());
}

TEST(Gate, ReadsLengthAndCoding) {
    EXPECT_EQ(head_of(with("Content-Length: 5\r\n")).content_length, 5u);
    EXPECT_TRUE(head_of(with("Content-Length: 5\r\n")).has_body());
    EXPECT_FALSE(head_of(with("Content-Length: 0\r\n")).has_body());
    EXPECT_TRUE(head_of(with("Transfer-Encoding: Chunked\r\n")).chunked);
    EXPECT_TRUE(head_of(with("Content-Length: 5\r\nExpect: 100-Continue\r\n")).expects_continue);
}

TEST(Gate, KnowsWhoStays) {
    EXPECT_TRUE(head_of(with("")).keep_alive);
    EXPECT_FALSE(head_of(with("Connection: close\r\n")).keep_alive);
    EXPECT_FALSE(head_of(with("Connection: keep-alive\r\nConnection: te, Close\r\n")).keep_alive);
    EXPECT_FALSE(head_of("GET / HTTP/1.0\r\nHost: a\r\n\r\n").keep_alive);
    EXPECT_TRUE(head_of("GET / HTTP/1.0\r\nHost: a\r\nConnection: Keep-Alive\r\n\r\n").keep_alive);
}

TEST(Gate, BringsAbsoluteTargetsToPaths) {
    EXPECT_EQ(head_of("GET http://a/x?y HTTP/1.1\r\nHost: A\r\n\r\n").target, "/x?y");
    EXPECT_EQ(head_of("GET http://a HTTP/1.1\r\nHost: a\r\n\r\n").target, "/");
    EXPECT_EQ(head_of("GET http://a?y HTTP/1.1\r\nHost: a\r\n\r\n").target, "/?y");
}

TEST(Gate, AcceptsHosts) {
    for (std::string host :
         {"a", "a.b-c.example", "sales_1", "127.0.0.1:8080", "[::1]", "[::1]:80", "[::ffff:1.2.3.4]"})
        EXPECT_EQ(status_of("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n"), 200) << host;
}

TEST(Gate, RefusesBadHosts) {
    for (std::string host : {"",       "a b",  "user@a",   "a:b@c", "a:",   "a:0",  "a:080", "a:65536",
                             "a:+80",  "a/b",  "a,b",      "a?",    "a#",   "[::1", "[]",    "[::1]x",
                             "[g::1]", "a\\b", "http://a", ".a",    "a..b", ":80",  "a%2eb", "\xc5\xbc.pl"})
        EXPECT_EQ(status_of("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n"), 400) << host;
    check({
        {"none", 400, "GET / HTTP/1.1\r\n\r\n"},
        {"none on 1.0", 400, "GET / HTTP/1.0\r\n\r\n"},
        {"two", 400, "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"},
        {"two alike", 400, "GET / HTTP/1.1\r\nHost: a\r\nHOST: a\r\n\r\n"},
        {"trailing space", 400, "GET / HTTP/1.1\r\nHost: a \r\n\r\n"},
        {"tab before", 400, "GET / HTTP/1.1\r\nHost:\ta\r\n\r\n"},
        {"only a space", 400, "GET / HTTP/1.1\r\nHost: \r\n\r\n"},
        {"too long", 400, "GET / HTTP/1.1\r\nHost: " + std::string(256, 'a') + "\r\n\r\n"},
        {"target of another host", 400, "GET http://b/ HTTP/1.1\r\nHost: a\r\n\r\n"},
        {"target of another port", 400, "GET http://a:81/ HTTP/1.1\r\nHost: a\r\n\r\n"},
        {"target with a user", 400, "GET http://a@a/ HTTP/1.1\r\nHost: a\r\n\r\n"},
    });
}

TEST(Gate, RefusesLengthsReadTwoWays) {
    for (std::string value : {"", "+5", "-5", "0x5", "5a", "5 5", "5,5", "5, 5", "5;", "5.0", "\"5\"", "5\t",
                              "1000000000000000000", "18446744073709551616", "٥", "_5", "5_0"})
        EXPECT_EQ(status_of(with("Content-Length: " + value + "\r\n")), 400) << value;
    check({
        {"equal twice", 400, with("Content-Length: 5\r\nContent-Length: 5\r\n")},
        {"different twice", 400, with("Content-Length: 5\r\ncontent-length: 6\r\n")},
        {"space before colon", 400, with("Content-Length : 5\r\n")},
        {"tab before colon", 400, with("Content-Length\t: 5\r\n")},
        {"two spaces before", 400, with("Content-Length:  5\r\n")},
        {"folded", 400, with("Content-Length:\r\n 5\r\n")},
        {"on GET", 400, "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n"},
        {"zero on GET", 200, "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n"},
    });
}

TEST(Gate, RefusesCodingsReadTwoWays) {
    for (std::string value :
         {"gzip", "identity", "xchunked", "chunkedx", "chunked, identity", "identity, chunked",
          "chunked, chunked", "gzip, chunked", "chunked;q=1", "\"chunked\"", "chu nked", ""})
        EXPECT_EQ(status_of(with("Transfer-Encoding: " + value + "\r\n")), 501) << value;
    check({
        {"trailing space", 400, with("Transfer-Encoding: chunked \r\n")},
        {"trailing tab", 400, with("Transfer-Encoding: chunked\t\r\n")},
        {"tab before", 400, with("Transfer-Encoding:\tchunked\r\n")},
        {"vertical tab", 400,
         with("Transfer-Encoding: \x0b"
              "chunked\r\n")},
        {"space before colon", 400, with("Transfer-Encoding : chunked\r\n")},
        {"twice", 400, with("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n")},
        {"with identity in another", 400,
         with("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n")},
        {"beside a length", 400, with("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n")},
        {"after a length", 400, with("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n")},
        {"gzip beside a length", 400, with("Content-Length: 5\r\nTransfer-Encoding: gzip\r\n")},
        {"on 1.0", 400, "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"},
        {"on GET", 400, "GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"},
        {"folded", 400, with("Transfer-Encoding: gzip,\r\n chunked\r\n")},
        {"behind a bare CR", 400, with("X: y\rTransfer-Encoding: chunked\r\n")},
        {"behind a bare LF", 400, with("X: y\nTransfer-Encoding: chunked\r\n")},
    });
}

TEST(Gate, RefusesBrokenLines) {
    check({
        {"bare line feeds", 400, "GET / HTTP/1.1\nHost: a\n\n"},
        {"bare line feed at the end", 400, "GET / HTTP/1.1\r\nHost: a\r\n\n"},
        {"bare carriage return", 400, "GET / HTTP/1.1\rHost: a\r\r"},
        {"folded", 400, with("X: a\r\n b\r\n")},
        {"folded by tab", 400, with("X: a\r\n\tb\r\n")},
        {"folded first", 400, "GET / HTTP/1.1\r\n Host: a\r\n\r\n"},
        {"empty line first", 400, "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n"},
        {"NUL in a value", 400, with(std::string("X: a\0b\r\n", 8))},
        {"NUL in the target", 400, std::string("GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n", 29)},
        {"DEL in a value", 400, with("X: a\x7f\r\n")},
        {"escape in a value", 400, with("X: a\x1b[2J\r\n")},
        {"no colon", 400, with("Nonsense\r\n")},
        {"no name", 400, with(": a\r\n")},
        {"space in a name", 400, with("X Y: a\r\n")},
        {"non-ASCII name", 400, with("X\xe9: a\r\n")},
        {"non-ASCII value", 200, with("X: \xc5\xbc\r\n")},
        {"TLS hello", 400, std::string("\x16\x03\x01\x02", 4)},
    });
}

TEST(Gate, RefusesBadRequestLines) {
    std::string const rest = "\r\nHost: a\r\n\r\n";
    check({
        {"TRACE", 501, "TRACE / HTTP/1.1" + rest},
        {"CONNECT", 501, "CONNECT a:443 HTTP/1.1" + rest},
        {"lower case", 501, "get / HTTP/1.1" + rest},
        {"unknown", 501, "PROPFIND / HTTP/1.1" + rest},
        {"preface of HTTP/2", 505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"},
        {"not a token", 400, "GE(T / HTTP/1.1" + rest},
        {"asterisk", 400, "GET * HTTP/1.1" + rest},
        {"asterisk with OPTIONS", 400, "OPTIONS * HTTP/1.1" + rest},
        {"authority", 400, "GET a:80 HTTP/1.1" + rest},
        {"no version", 400, "GET /" + rest},
        {"two spaces", 400, "GET  / HTTP/1.1" + rest},
        {"space in target", 400, "GET /a b HTTP/1.1" + rest},
        {"tab for space", 400, "GET\t/\tHTTP/1.1" + rest},
        {"trailing space", 400, "GET / HTTP/1.1 " + rest},
        {"fragment", 400, "GET /a#b HTTP/1.1" + rest},
        {"raw byte in target", 400, "GET /\xc5\xbc HTTP/1.1" + rest},
        {"other scheme", 400, "GET ftp://a/ HTTP/1.1" + rest},
        {"HTTP/0.9", 505, "GET / HTTP/0.9" + rest},
        {"HTTP/1.2", 505, "GET / HTTP/1.2" + rest},
        {"HTTP/2.0", 505, "GET / HTTP/2.0" + rest},
        {"lower case version", 400, "GET / http/1.1" + rest},
        {"HTTP/1.10", 400, "GET / HTTP/1.10" + rest},
        {"HTTP/1", 400, "GET / HTTP/1" + rest},
        {"unknown expectation", 417, with("Expect: miracles\r\n")},
    });
}

TEST(Gate, HoldsLimits) {
    std::string hundred = "GET / HTTP/1.1\r\nHost: a\r\n";
    for (int i = 0; i < 99; ++i) hundred += "X: y\r\n";
    EXPECT_EQ(status_of(hundred + "\r\n"), 200);
    EXPECT_EQ(status_of(hundred + "X: y\r\n\r\n"), 431);

    std::string const start = "GET / HTTP/1.1\r\nHost: a\r\nX: ";
    auto const filled = [&](std::size_t size) {
        return start + std::string(size - start.size() - 4, 'x') + "\r\n\r\n";
    };
    EXPECT_EQ(status_of(filled(head_bytes_max)), 200);
    EXPECT_EQ(status_of(filled(head_bytes_max + 1)), 431);
    EXPECT_EQ(status_of("GET /" + std::string(head_bytes_max, 'a')), 431) << "without waiting for a line end";
}

TEST(Gate, GivesTheSameVerdictByteByByte) {
    for (std::string const& bytes : {with("Content-Length: 5\r\n") + "12345", with("Content-Length: +5\r\n"),
                                     with("X: a\nb\r\n"), std::string("GET / HTTP/1.1\r\nHost: a\r\n\r\n")}) {
        Gate gate;
        int status = 0;
        for (std::size_t n = 1; n <= bytes.size() && status == 0; ++n) {
            auto const verdict = gate.look(std::string_view(bytes).substr(0, n));
            if (std::holds_alternative<Head>(verdict)) status = 200;
            if (auto const* refusal = std::get_if<Refusal>(&verdict)) status = refusal->status;
        }
        EXPECT_EQ(status, status_of(bytes)) << bytes;
    }
}

TEST(Gate, WaitsForTheRest) {
    EXPECT_EQ(status_of(""), 0);
    EXPECT_EQ(status_of("GET / HTTP/1.1\r\nHost: a\r\n\r"), 0);
}

}  // namespace
}  // namespace colonnade::http
