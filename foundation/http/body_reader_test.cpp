#include "foundation/http/body_reader.hpp"

#include <gtest/gtest.h>

namespace colonnade::http {
namespace {

struct Read {
    int status = 0;  // 0: waits for more, 200: whole
    std::string body;
    std::string rest;
};

// Feeds the message in steps of `step` bytes.
Read read(std::string const& fields, std::string const& bytes, std::size_t step,
          std::uint64_t bytes_max = 1000) {
    auto const head = std::get<Head>(Gate().look("POST / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n"));
    BodyReader reader(head, bytes_max);
    Read result;
    for (std::size_t at = 0; at < bytes.size() && !reader.is_done(); at += step) {
        result.rest += bytes.substr(at, step);
        if (auto const refusal = reader.feed(result.rest, result.body)) {
            result.status = refusal->status;
            return result;
        }
        if (reader.is_done()) result.rest += bytes.substr(std::min(bytes.size(), at + step));
    }
    result.status = reader.is_done() ? 200 : 0;
    return result;
}

std::string const chunked = "Transfer-Encoding: chunked\r\n";

TEST(BodyReader, CountsALengthAndLeavesTheRest) {
    for (std::size_t step : {1, 2, 3, 100}) {
        auto const result = read("Content-Length: 5\r\n", "helloGET / HTTP", step);
        EXPECT_EQ(result.status, 200);
        EXPECT_EQ(result.body, "hello");
        EXPECT_EQ(result.rest, "GET / HTTP");
    }
    EXPECT_EQ(read("Content-Length: 5\r\n", "hell", 1).status, 0);
}

TEST(BodyReader, DecodesChunksAndLeavesTheRest) {
    for (std::size_t step : {1, 2, 3, 7, 100}) {
        auto const result = read(chunked, "5\r\nhello\r\n0a\r\n, world!!!\r\n0\r\n\r\nGET", step);
        EXPECT_EQ(result.status, 200) << step;
        EXPECT_EQ(result.body, "hello, world!!!");
        EXPECT_EQ(result.rest, "GET");
    }
}

TEST(BodyReader, RefusesMalformedChunks) {
    for (std::string bytes : {"x\r\n",
                              "-1\r\n",
                              "+5\r\nhello\r\n",
                              "0x5\r\nhello\r\n",
                              " 5\r\nhello\r\n",
                              "5 \r\nhello\r\n0\r\n\r\n",
                              "5\nhello\n",
                              "5\r\nhello!\r\n",
                              "5;",
                              "00000000000000005\r\nhello\r\n0\r\n\r\n",
                              "5\r\nhelloX\r\n0\r\n\r\n",
                              "5;a=b\r\nhello\r\n0\r\n\r\n",
                              "5;\r\nhello\r\n0\r\n\r\n",
                              "5;a=\"x\ny\"\r\nhello\r\n",
                              "ffffffffffffffff1\r\nx",
                              "\r\n",
                              "5\r\nhello\r\n0\r\nX: y\r\n\r\n",
                              "0\r\nContent-Length: 5\r\n\r\n",
                              "5\rhello\r\n",
                              "5\r\nhello\r\n0\r\n\n"}) {
        EXPECT_EQ(read(chunked, bytes, 100).status, 400) << bytes;
        EXPECT_EQ(read(chunked, bytes, 1).status, 400) << bytes;
    }
}

TEST(BodyReader, RefusesAnEndlessSizeLine) {
    EXPECT_EQ(read(chunked, std::string(100000, '0'), 4096).status, 400);
    EXPECT_EQ(read(chunked, "5;" + std::string(100000, 'x'), 4096).status, 400);
}

TEST(BodyReader, NeedsNoBody) {
    auto const head = std::get<Head>(Gate().look("POST / HTTP/1.1\r\nHost: a\r\n\r\n"));
    EXPECT_TRUE(BodyReader(head, 0).is_done());
}

TEST(BodyReader, HoldsTheLimit) {
    EXPECT_EQ(read("Content-Length: 1000\r\n", std::string(1000, 'x'), 100).status, 200);
    EXPECT_EQ(read("Content-Length: 1001\r\n", std::string(1001, 'x'), 100).status, 413);
    EXPECT_EQ(read(chunked, "3e8\r\n" + std::string(1000, 'x') + "\r\n0\r\n\r\n", 100).status, 200);
    EXPECT_EQ(read(chunked, "3e9\r\n" + std::string(1001, 'x') + "\r\n0\r\n\r\n", 100).status, 413);
    EXPECT_EQ(read(chunked, "3e8\r\n" + std::string(1000, 'x') + "\r\n1\r\nx\r\n0\r\n\r\n", 100).status, 413);
    EXPECT_EQ(read(chunked, "ffffffffffffffff\r\n", 1).status, 413);
}

}  // namespace
}  // namespace colonnade::http
