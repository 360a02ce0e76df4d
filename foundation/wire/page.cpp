#include "foundation/wire/page.hpp"

#include <sodium.h>

#include "foundation/wire/json.hpp"

namespace colonnade::wire {
namespace {

constexpr int base64_variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
constexpr std::size_t cursor_bytes_max = 4096;

}  // namespace

std::string encode_cursor(Type const& type, void const* key) {
    std::string const plain = encode_text(type, key);
    std::string cursor(sodium_base64_encoded_len(plain.size(), base64_variant), '\0');
    sodium_bin2base64(cursor.data(), cursor.size(), reinterpret_cast<unsigned char const*>(plain.data()),
                      plain.size(), base64_variant);
    cursor.pop_back();  // the terminating zero
    return cursor;
}

void decode_cursor(Type const& type, std::string_view cursor, void* key) {
    std::string plain(cursor.size(), '\0');
    std::size_t size = 0;
    int const failed = cursor.size() > cursor_bytes_max ||
                       sodium_base642bin(reinterpret_cast<unsigned char*>(plain.data()), plain.size(),
                                         cursor.data(), cursor.size(), nullptr, &size, nullptr,
                                         base64_variant) != 0;
    try {
        if (failed) throw invalid("wire.cursor");
        plain.resize(size);
        decode_text(type, plain, key);
    } catch (Problem const&) { throw invalid("wire.cursor", {}, "cursor"); }
}

}  // namespace colonnade::wire
