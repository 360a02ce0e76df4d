#include "foundation/wire/digest.hpp"

#include <fstream>

#include <sodium.h>

namespace colonnade::wire {
namespace {

constexpr std::size_t digest_bytes = 16;
constexpr int base64_variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

class Digest {
public:
    Digest() { crypto_generichash_init(&state_, nullptr, 0, digest_bytes); }
    void add_bytes(std::string_view bytes) {
        crypto_generichash_update(&state_, reinterpret_cast<unsigned char const*>(bytes.data()),
                                  bytes.size());
    }
    // One part, with its length in front, so that parts cannot run into one another.
    void add(std::string_view part) {
        add_bytes(std::to_string(part.size()) + ':');
        add_bytes(part);
    }
    std::string text() {
        std::array<unsigned char, digest_bytes> raw;
        crypto_generichash_final(&state_, raw.data(), raw.size());
        std::array<char, sodium_base64_ENCODED_LEN(digest_bytes, base64_variant)> text;
        return sodium_bin2base64(text.data(), text.size(), raw.data(), raw.size(), base64_variant);
    }

private:
    crypto_generichash_state state_;
};

}  // namespace

std::string digest_text(std::string_view bytes) {
    Digest digest;
    digest.add_bytes(bytes);
    return digest.text();
}

std::string request_digest(Request const& request) {
    Digest digest;
    digest.add(request.method);
    digest.add(request.path);
    for (auto const& [name, value] : request.query) {
        digest.add(name);
        digest.add(value);
    }
    digest.add(request.if_match);
    digest.add(request.body);
    if (request.upload) {
        std::ifstream file(request.upload->file, std::ios::binary);
        std::string piece(std::size_t{64} << 10, '\0');
        while (file.read(piece.data(), static_cast<std::streamsize>(piece.size())) || file.gcount() > 0) {
            digest.add_bytes({piece.data(), static_cast<std::size_t>(file.gcount())});
        }
    }
    return digest.text();
}

}  // namespace colonnade::wire
