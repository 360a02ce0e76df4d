#include "foundation/documents/encoding.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "foundation/documents/letter_statistics.hpp"
#include "foundation/documents/utf8.hpp"

namespace colonnade::documents {
namespace {

constexpr std::array<std::pair<Encoding, std::string_view>, 6> names = {{
    {Encoding::utf_8, "UTF-8"},
    {Encoding::utf_16_le, "UTF-16LE"},
    {Encoding::utf_16_be, "UTF-16BE"},
    {Encoding::windows_1250, "windows-1250"},
    {Encoding::windows_1252, "windows-1252"},
    {Encoding::windows_1256, "windows-1256"},
}};

// Lower case, letters and digits only, with "cp" for "windows".
std::string name_key(std::string_view name) {
    std::string key;
    for (char c : name) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) key += c;
    }
    return key.starts_with("cp") ? "windows" + key.substr(2) : key;
}

std::optional<Encoding> by_mark(std::string_view head) {
    if (head.starts_with("\xEF\xBB\xBF")) return Encoding::utf_8;
    if (head.starts_with("\xFF\xFE")) return Encoding::utf_16_le;
    if (head.starts_with("\xFE\xFF")) return Encoding::utf_16_be;
    return std::nullopt;
}

// UTF-16 without a mark: one byte of each pair is nearly always the page of ASCII, Latin, Arabic or
// punctuation, and zero at least for every delimiter and newline.
std::optional<Encoding> by_pairs(std::string_view head) {
    head = head.substr(0, 4096);
    std::array<std::size_t, 2> pages{};
    std::array<std::size_t, 2> zeros{};
    for (std::size_t i = 0; i < head.size(); ++i) {
        char const c = head[i];
        pages[i % 2] += c == 0 || c == 1 || c == 6 || c == 0x20;
        zeros[i % 2] += c == 0;
    }
    auto const pairs = head.size() / 2;
    if (pairs < 2) return std::nullopt;
    for (std::size_t high : {0U, 1U}) {
        bool const fits = pages[high] * 100 >= pairs * 95 && zeros[high] * 20 >= pairs &&
                          zeros[1 - high] == 0;
        if (fits) return high == 1 ? Encoding::utf_16_le : Encoding::utf_16_be;
    }
    return std::nullopt;
}

// Looks at a text piece by piece until the encoding can be told.
class Detector {
public:
    // Returns true when more of the text would not change the answer.
    bool add(std::string_view piece) {
        if (!began_) {
            began_ = true;
            told_ = by_mark(piece);
            if (!told_) told_ = by_pairs(piece);
        }
        if (told_) return true;
        if (valid_) check(piece);
        statistics_.add(piece);
        return valid_ ? beyond_ascii_ >= enough_characters : statistics_.enough();
    }
    Encoding result() {
        if (told_) return *told_;
        return valid_ ? Encoding::utf_8 : statistics_.likeliest();
    }

private:
    void check(std::string_view piece) {
        rest_.append(piece.substr(0, rest_.empty() ? 0 : piece.size()));
        auto const text = rest_.empty() ? piece : std::string_view(rest_);
        auto const found = check_utf8(text);
        valid_ = found.valid == text.size() || found.truncated;
        beyond_ascii_ += found.beyond_ascii;
        rest_ = std::string(text.substr(found.valid).substr(0, 4));
    }

    static constexpr std::size_t enough_characters = 4096;
    bool began_ = false;
    bool valid_ = true;
    std::size_t beyond_ascii_ = 0;
    std::optional<Encoding> told_;
    std::string rest_;  // the beginning of a character whose end comes with the next piece
    LetterStatistics statistics_;
};

}  // namespace

std::string_view encoding_name(Encoding encoding) {
    return std::find_if(names.begin(), names.end(), [&](auto const& n) { return n.first == encoding; })
        ->second;
}

std::optional<Encoding> find_encoding(std::string_view name) {
    for (auto const& [encoding, known] : names) {
        if (name_key(known) == name_key(name)) return encoding;
    }
    return std::nullopt;
}

Encoding detect_encoding(std::string_view text) {
    Detector detector;
    detector.add(text);
    return detector.result();
}

Encoding detect_encoding(ByteSource& source) {
    Detector detector;
    std::string piece(256 * 1024, '\0');
    for (;;) {
        auto const got = source.read(piece.data(), piece.size());
        if (got == 0 || detector.add(std::string_view(piece).substr(0, got))) return detector.result();
    }
}

}  // namespace colonnade::documents
