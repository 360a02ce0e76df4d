#include "foundation/documents/utf8.hpp"

#include <cstdint>
#include <cstring>

namespace colonnade::documents {
namespace {

// Length of the character that `lead` begins, 0 when it begins none.
std::size_t length_of(unsigned char lead) {
    if (lead < 0x80) return 1;
    if (lead < 0xC2) return 0;
    if (lead < 0xE0) return 2;
    if (lead < 0xF0) return 3;
    return lead < 0xF5 ? 4 : 0;
}

// The second byte is narrower after some leads (Unicode Standard, table 3-7).
bool second_fits(unsigned char lead, unsigned char second) {
    unsigned char low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    unsigned char high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    return second >= low && second <= high;
}

}  // namespace

std::size_t find_beyond_ascii(std::string_view text, std::size_t from) {
    std::uint64_t words[4];
    while (from + sizeof words <= text.size()) {
        std::memcpy(words, text.data() + from, sizeof words);
        if (((words[0] | words[1] | words[2] | words[3]) & 0x8080808080808080ULL) != 0) break;
        from += sizeof words;
    }
    while (from < text.size() && static_cast<unsigned char>(text[from]) < 0x80) ++from;
    return from;
}

Utf8Check check_utf8(std::string_view text) {
    Utf8Check check;
    auto const* bytes = reinterpret_cast<unsigned char const*>(text.data());
    std::size_t at = 0;
    while (at < text.size()) {
        if (bytes[at] < 0x80) {
            at = find_beyond_ascii(text, at);
            continue;
        }
        auto length = length_of(bytes[at]);
        std::size_t have = length == 0 ? 0 : 1;
        while (have > 0 && have < length && at + have < text.size()) {
            auto next = bytes[at + have];
            if (have == 1 ? !second_fits(bytes[at], next) : (next & 0xC0) != 0x80) break;
            ++have;
        }
        if (have < length || length == 0) {
            check.truncated = length != 0 && at + have == text.size();
            break;
        }
        at += length;
        ++check.beyond_ascii;
    }
    check.valid = at;
    return check;
}

}  // namespace colonnade::documents
