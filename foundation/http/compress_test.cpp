#include "foundation/http/compress.hpp"

#include <gtest/gtest.h>
#include <zlib.h>

namespace colonnade::http {
namespace {

std::string unzipped(std::string const& bytes) {
    z_stream stream{};
    inflateInit2(&stream, 15 + 16);
    std::string output(1 << 20, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(output.data());
    stream.avail_out = static_cast<uInt>(output.size());
    EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
    output.resize(stream.total_out);
    inflateEnd(&stream);
    return output;
}

Fields accepting(std::string const& value) {
    Fields fields;
    fields.add("Accept-Encoding", value);
    return fields;
}

TEST(Compress, ReadsAcceptEncoding) {
    for (char const* value : {"gzip", "br, GZIP", "gzip;q=0.5", "deflate, gzip ; q=1.0"})
        EXPECT_TRUE(accepts_gzip(accepting(value))) << value;
    for (char const* value : {"", "br", "gzip;q=0", "gzip; q=0.0", "xgzip", "identity"})
        EXPECT_FALSE(accepts_gzip(accepting(value))) << value;
    EXPECT_FALSE(accepts_gzip(Fields()));
}

TEST(Compress, ShrinksLongJson) {
    std::string const json(100000, 'x');
    Response response(200, "application/json", json);
    compress(accepting("gzip"), response);
    auto const& body = std::get<std::string>(response.body);
    EXPECT_LT(body.size(), 2000u);
    EXPECT_EQ(unzipped(body), json);
    EXPECT_EQ(response.fields.get("Content-Encoding"), "gzip");
    EXPECT_EQ(response.fields.get("Vary"), "Accept-Encoding");
}

TEST(Compress, LeavesTheRestAlone) {
    Response small(200, "application/json", std::string(1024, 'x'));
    compress(accepting("gzip"), small);
    EXPECT_FALSE(small.fields.has("Content-Encoding"));
    Response image(200, "image/png", std::string(5000, 'x'));
    compress(accepting("gzip"), image);
    EXPECT_FALSE(image.fields.has("Content-Encoding"));
    Response plain(200, "text/csv", std::string(5000, 'x'));
    compress(Fields(), plain);
    EXPECT_FALSE(plain.fields.has("Content-Encoding"));
    EXPECT_EQ(plain.fields.get("Vary"), "Accept-Encoding");
}

TEST(Compress, ShrinksASourceOnTheWay) {
    int pieces = 0;
    Source source{
        [&pieces] { return ++pieces <= 100 ? "row " + std::to_string(pieces) + "\n" : std::string(); }, {}};
    Response response(200, "text/csv", std::move(source));
    compress(accepting("gzip"), response);
    std::string bytes;
    auto& compressed = std::get<Source>(response.body);
    for (auto piece = compressed.next(); !piece.empty(); piece = compressed.next()) bytes += piece;
    auto const text = unzipped(bytes);
    EXPECT_TRUE(text.starts_with("row 1\nrow 2\n"));
    EXPECT_TRUE(text.ends_with("row 100\n"));
}

}  // namespace
}  // namespace colonnade::http
