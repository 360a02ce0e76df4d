#include "foundation/base/text.hpp"

#include <unicode/coll.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <array>
#include <memory>

#include "foundation/base/problem.hpp"

namespace colonnade {
namespace {

bool is_ascii(std::string_view text) {
    for (char c : text)
        if (static_cast<unsigned char>(c) >= 0x80) return false;
    return true;
}

// Collapses spaces and trims; `keep` decides which characters stay, all others become a space.
template <class Keep> std::string ascii_words(std::string_view text, Keep keep) {
    std::string out;
    out.reserve(text.size());
    for (char c : text) {
        if (keep(c)) out += c;
        else if (!out.empty() && out.back() != ' ') out += ' ';
    }
    if (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

bool is_ascii_word(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'); }

// Letters that Unicode does not decompose but readers take for their base letter.
UChar32 folded(UChar32 c) {
    switch (c) {
        case 0x0142: return 'l';  // ł
        case 0x0111: return 'd';  // đ
        case 0x00F8: return 'o';  // ø
        case 0x0131: return 'i';  // ı
        case 0x0649:
        case 0x064A: return 0x06CC;  // ى ي → ی
        case 0x0643: return 0x06A9;  // ك → ک
        case 0x0629: return 0x0647;  // ة → ه
        case 0x0623:
        case 0x0625:
        case 0x0622: return 0x0627;  // أ إ آ → ا
        default: return c;
    }
}

std::string hexadecimal(unsigned char const* bytes, std::size_t count) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    out.reserve(count * 2);
    for (std::size_t i = 0; i < count; ++i) {
        out += digits[bytes[i] >> 4];
        out += digits[bytes[i] & 15];
    }
    return out;
}

std::unique_ptr<icu::Collator> root_collator() {
    UErrorCode error = U_ZERO_ERROR;
    std::unique_ptr<icu::Collator> collator(icu::Collator::createInstance(icu::Locale::getRoot(), error));
    if (U_FAILURE(error))
        throw Problem(ProblemKind::internal, "text.collation", {{"error", u_errorName(error)}});
    collator->setStrength(icu::Collator::PRIMARY);
    return collator;
}

icu::UnicodeString normal(icu::Normalizer2 const* form, icu::UnicodeString const& text) {
    UErrorCode error = U_ZERO_ERROR;
    icu::UnicodeString const out = form->normalize(text, error);
    return U_FAILURE(error) ? text : out;
}

}  // namespace

bool is_valid_utf8(std::string_view text) {
    std::int32_t const length = static_cast<std::int32_t>(text.size());
    for (std::int32_t i = 0; i < length;) {
        UChar32 c;
        U8_NEXT(text.data(), i, length, c);
        if (c < 0) return false;
    }
    return true;
}

std::string trimmed(std::string_view text) {
    std::size_t const first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
}

std::string normalised(std::string_view text) {
    if (is_ascii(text)) return ascii_words(text, [](char c) { return c > ' ' && c != 0x7F; });
    UErrorCode error = U_ZERO_ERROR;
    icu::UnicodeString const nfc = normal(
        icu::Normalizer2::getNFCInstance(error),
        icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size()))));
    icu::UnicodeString out;
    for (std::int32_t i = 0; i < nfc.length(); i = nfc.moveIndex32(i, 1)) {
        UChar32 const c = nfc.char32At(i);
        if (u_isUWhiteSpace(c) || u_iscntrl(c)) {
            if (!out.isEmpty() && out[out.length() - 1] != ' ') out.append(' ');
        } else {
            out.append(c);
        }
    }
    std::string utf8;
    out.trim().toUTF8String(utf8);
    return utf8;
}

std::string search_form(std::string_view text) {
    if (is_ascii(text)) {
        std::string lower(text);
        for (char& c : lower)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
        return ascii_words(lower, is_ascii_word);
    }
    UErrorCode error = U_ZERO_ERROR;
    icu::UnicodeString wide = normal(
        icu::Normalizer2::getNFKCCasefoldInstance(error),
        icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size()))));
    wide = normal(icu::Normalizer2::getNFKDInstance(error), wide);
    icu::UnicodeString out;
    for (std::int32_t i = 0; i < wide.length(); i = wide.moveIndex32(i, 1)) {
        UChar32 const c = wide.char32At(i);
        std::int32_t const digit = u_charDigitValue(c);
        if (u_charType(c) == U_NON_SPACING_MARK || c == 0x200C || c == 0x0640)
            continue;  // marks, half space, tatweel
        if (digit >= 0) out.append(static_cast<UChar32>('0' + digit));
        else if (u_isalnum(c)) out.append(folded(c));
        else if (!out.isEmpty() && out[out.length() - 1] != ' ') out.append(' ');
    }
    std::string utf8;
    out.trim().toUTF8String(utf8);
    return utf8;
}

std::string key_form(std::string_view text) {
    std::string form = search_form(text);
    std::erase(form, ' ');
    return form;
}

std::string sort_key(std::string_view text) {
    constexpr std::int32_t characters_max = 80;
    thread_local std::unique_ptr<icu::Collator> const collator = root_collator();
    icu::UnicodeString wide =
        icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
    wide.truncate(characters_max);
    std::array<unsigned char, 1024> bytes;
    std::int32_t const length =
        collator->getSortKey(wide, bytes.data(), static_cast<std::int32_t>(bytes.size()));
    std::size_t const kept =
        std::min(static_cast<std::size_t>(std::max(length, 1)), bytes.size()) - 1;  // without the final 0
    return hexadecimal(bytes.data(), kept);
}

std::string prefix_key(std::string_view text) {
    return hexadecimal(reinterpret_cast<unsigned char const*>(text.data()), text.size());
}

std::string prefix_key_end(std::string_view prefix) { return prefix_key(prefix) + 'g'; }

}  // namespace colonnade
