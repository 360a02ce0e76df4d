#include "foundation/documents/letter_statistics.hpp"

#include <unicode/uchar.h>
#include <unicode/ucnv.h>

#include <array>
#include <memory>

#include "foundation/documents/utf8.hpp"

namespace colonnade::documents {
namespace {

// What each byte is in a code page; 0 where it is nothing.
using Page = std::array<char16_t, 256>;

Page make_page(Encoding encoding) {
    Page page{};
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<UConverter, void (*)(UConverter*)> converter(
        ucnv_open(std::string(encoding_name(encoding)).c_str(), &status), ucnv_close);
    for (int byte = 0; U_SUCCESS(status) && byte < 256; ++byte) {
        char const source = static_cast<char>(byte);
        ucnv_toUChars(converter.get(), &page[static_cast<std::size_t>(byte)], 1, &source, 1, &status);
        if (status == U_STRING_NOT_TERMINATED_WARNING) status = U_ZERO_ERROR;
    }
    return page;
}

Page const& page_of(Encoding encoding) {
    static Page const central = make_page(Encoding::windows_1250);
    static Page const western = make_page(Encoding::windows_1252);
    static Page const arabic = make_page(Encoding::windows_1256);
    if (encoding == Encoding::windows_1250) return central;
    return encoding == Encoding::windows_1252 ? western : arabic;
}

bool is_vowel(char16_t c) {
    return std::u16string_view(u"aeiouyAEIOUY").find(c) != std::u16string_view::npos;
}
bool is_ascii_letter(char16_t c) { return c < 0x80 && u_isalpha(c); }
bool is_arabic(char16_t c) { return c >= 0x0600 && c <= 0x06FF; }

// A letter and its neighbours in the word; 0 at either end.
struct Place {
    char16_t before;
    char16_t letter;
    char16_t after;
    bool in_word(std::u16string_view letters) const {
        return letters.find(letter) != std::u16string_view::npos;
    }
};

int polish(Place const& p) {
    if (!p.in_word(u"ąćęłńóśźżĄĆĘŁŃÓŚŹŻ")) return -1;
    if (p.letter == u'ń' && is_vowel(p.after)) return -2;
    return 2;
}

// Italian and French have their grave vowels where the bytes of č, ě, ů and ň stand: at the end, or č between
// consonants.
int czech(Place const& p) {
    if (!p.in_word(u"áčďéěíňóřšťúůýžÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ")) return -1;
    if (p.letter == u'č' && p.before != 0 && p.after != 0 && !is_vowel(p.before) && !is_vowel(p.after))
        return -1;
    return p.after == 0 ? 1 : 2;
}

int italian(Place const& p) {
    if (!p.in_word(u"àèéìòùÀÈÉÌÒÙ")) return -1;
    return p.after == 0 ? 2 : -2;
}

int spanish(Place const& p) {
    if (p.in_word(u"¿¡")) return p.before == 0 && p.after != 0 ? 2 : -2;
    if (p.in_word(u"ñÑ")) return is_vowel(p.after) || p.after == 0 || p.after >= 0x80 ? 2 : -2;
    if (p.in_word(u"ªº")) return p.after == 0 ? 1 : -2;
    return p.in_word(u"áéíóúüÁÉÍÓÚÜ") ? 2 : -1;
}

int french(Place const& p) {
    if (p.in_word(u"èÈ")) return p.after != 0 && !is_vowel(p.after) ? 2 : -1;
    return p.in_word(u"àâçéêëîïôùûüœæÀÂÇÉÊËÎÏÔÙÛÜŒÆ") ? 1 : -1;
}

// German, Portuguese, Nordic.
int western(Place const& p) { return p.in_word(u"äöüßÄÖÜãõâêôçáéíóúàåæøÅÆØÃÕÇÉÁñ") ? 1 : -1; }

int latin_shape(Place const& p) {
    if (!u_isalpha(p.letter) && p.letter != u'¿' && p.letter != u'¡') return -2;
    bool const alone = !is_ascii_letter(p.before) && !is_ascii_letter(p.after);
    bool const high_around = p.before >= 0x80 && p.after >= 0x80;
    bool const capital_inside = u_isupper(p.letter) && u_islower(p.before);
    return (alone && (p.before != 0 || p.after != 0) ? -2 : 0) + (high_around ? -2 : 0) +
           (capital_inside ? -3 : 0) + (u_isdigit(p.before) || u_isdigit(p.after) ? -1 : 0);
}

int arabic_script(Place const& p) {
    if (p.letter == 0x200C || p.letter == 0x200D) return 0;
    if (!is_arabic(p.letter)) return -1;
    if (is_ascii_letter(p.before) || is_ascii_letter(p.after)) return -3;
    return is_arabic(p.before) || is_arabic(p.after) ? 2 : 0;
}

// Quotation marks, dashes, the euro sign and spaces say nothing about the language.
bool is_neutral(char16_t c) {
    return c == 0 || (c >= 0x2010 && c <= 0x203A && c != 0x2019) || c == 0x20AC || c == 0xA0 || c == 0xAB ||
           c == 0xBB;
}

template <class Rule> long score(std::string_view words, Page const& page, Rule rule) {
    auto const at = [&](std::size_t i) -> char16_t {
        if (i >= words.size() || words[i] == ' ') return 0;
        char16_t const c = page[static_cast<unsigned char>(words[i])];
        return is_neutral(c) ? 0 : c;
    };
    long sum = 0;
    for (std::size_t i = 0; i < words.size(); ++i) {
        auto const letter = at(i);
        if (letter >= 0x80) sum += rule(Place{at(i - 1), letter, at(i + 1)});
    }
    return sum;
}

}  // namespace

void LetterStatistics::add(std::string_view piece) {
    auto const in_word = [&](std::size_t i) {
        auto const c = static_cast<unsigned char>(piece[i]);
        return c >= 0x80 || u_isalnum(c);
    };
    for (auto at = find_beyond_ascii(piece); at < piece.size() && !enough();
         at = find_beyond_ascii(piece, at)) {
        auto from = at;
        while (from > 0 && at - from < word_max && in_word(from - 1)) --from;
        while (at < piece.size() && in_word(at)) ++at;
        words_ += piece.substr(from, std::min(at - from, 2 * word_max));
        words_ += ' ';
    }
}

Encoding LetterStatistics::likeliest() const {
    struct Language {
        Encoding encoding;
        int (*rule)(Place const&);
    };
    constexpr std::array<Language, 6> languages = {{
        {Encoding::windows_1252, italian},
        {Encoding::windows_1252, spanish},
        {Encoding::windows_1252, french},
        {Encoding::windows_1252, western},
        {Encoding::windows_1250, polish},
        {Encoding::windows_1250, czech},
    }};
    auto best = Encoding::windows_1252;
    long best_score = -1'000'000'000;
    for (auto const& [encoding, rule] : languages) {
        auto const whole = [rule = rule](Place const& p) { return rule(p) + latin_shape(p); };
        auto const sum = score(words_, page_of(encoding), whole);
        if (sum > best_score) {
            best = encoding;
            best_score = sum;
        }
    }
    auto const sum = score(words_, page_of(Encoding::windows_1256), arabic_script);
    return sum > best_score && sum > 0 ? Encoding::windows_1256 : best;
}

}  // namespace colonnade::documents
