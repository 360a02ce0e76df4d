#include "foundation/http/compress.hpp"

#include <zlib.h>

#include <array>
#include <cstdlib>
#include <new>

namespace colonnade::http {
namespace {

constexpr std::size_t worth_compressing_bytes = 1024;
constexpr int fast_level = 1;

// One gzip stream, fed piece by piece.
class Deflater {
public:
    explicit Deflater(int level) {
        int const gzip_window = 15 + 16;
        if (deflateInit2(&stream_, level, Z_DEFLATED, gzip_window, 8, Z_DEFAULT_STRATEGY) != Z_OK)
            throw std::bad_alloc();
    }
    ~Deflater() { deflateEnd(&stream_); }
    Deflater(Deflater const&) = delete;
    Deflater& operator=(Deflater const&) = delete;

    // Appends to `output`; after `Z_FINISH` the stream is complete.
    void feed(std::string_view input, int flush, std::string& output) {
        stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(input.data()));
        stream_.avail_in = static_cast<uInt>(input.size());
        do {
            stream_.next_out = piece_.data();
            stream_.avail_out = static_cast<uInt>(piece_.size());
            deflate(&stream_, flush);
            output.append(reinterpret_cast<char const*>(piece_.data()), piece_.size() - stream_.avail_out);
        } while (stream_.avail_out == 0);
    }

private:
    z_stream stream_{};
    std::array<Bytef, 16 * 1024> piece_;
};

bool is_text(std::string_view content_type) {
    for (std::string_view type : {"application/json", "application/problem+json", "text/csv", "text/html",
                                  "text/plain", "application/xml", "text/calendar"})
        if (content_type.starts_with(type)) return true;
    return false;
}

Source compressed(Source source) {
    auto deflater = std::make_shared<Deflater>(fast_level);
    auto finished = std::make_shared<bool>(false);
    auto next = [inner = std::move(source.next), deflater, finished] {
        std::string output;
        while (output.empty() && !*finished) {
            auto const piece = inner();
            *finished = piece.empty();
            deflater->feed(piece, *finished ? Z_FINISH : Z_NO_FLUSH, output);
        }
        return output;
    };
    return {std::move(next), std::nullopt};
}

}  // namespace

bool accepts_gzip(Fields const& request) {
    for (auto const& field : request.all()) {
        if (!equals_ignoring_case(field.name, "Accept-Encoding")) continue;
        for (auto member : list_members(field.value)) {
            auto const semicolon = member.find(';');
            if (!equals_ignoring_case(trimmed(member.substr(0, semicolon)), "gzip")) continue;
            if (semicolon == std::string_view::npos) return true;
            std::string const weight(trimmed(member.substr(semicolon + 1)));
            return weight.starts_with("q=") && std::atof(weight.c_str() + 2) > 0;
        }
    }
    return false;
}

std::string gzip(std::string_view bytes, int level) {
    std::string output;
    Deflater(level).feed(bytes, Z_FINISH, output);
    return output;
}

void compress(Fields const& request, Response& response) {
    if (response.fields.has("Content-Encoding") || !is_text(response.fields.get("Content-Type"))) return;
    auto* text = std::get_if<std::string>(&response.body);
    auto* source = std::get_if<Source>(&response.body);
    if (!(text && text->size() > worth_compressing_bytes) && !source) return;
    response.fields.add("Vary", "Accept-Encoding");
    if (!accepts_gzip(request)) return;
    if (text) response.body = gzip(*text, fast_level);
    if (source) response.body = compressed(std::move(*source));
    response.fields.add("Content-Encoding", "gzip");
}

}  // namespace colonnade::http
