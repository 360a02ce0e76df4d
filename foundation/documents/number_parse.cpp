// Numbers, percentages and amounts of money in cells.
#include <array>

#include "foundation/base/money.hpp"
#include "foundation/documents/value_parse.hpp"

namespace colonnade::documents {
namespace {

constexpr std::size_t digits_max = 60;
constexpr int exponent_max = 40;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Integer and fraction digits as they were written, without marks.
struct Digits {
    std::string whole;
    std::string fraction;
};

std::string decimal_text_of(Digits digits, bool negative) {
    auto const first = std::min(digits.whole.find_first_not_of('0'), digits.whole.size());
    auto text = digits.whole.substr(first);
    if (text.empty()) text = "0";
    if (!digits.fraction.empty()) text += '.' + digits.fraction;
    bool const zero = text.find_first_not_of("0.") == std::string::npos;
    return negative && !zero ? '-' + text : text;
}

// Moves the point by a written exponent, exactly.
bool shift(Digits& digits, std::string_view exponent) {
    bool const down = exponent.starts_with('-');
    if (down || exponent.starts_with('+')) exponent.remove_prefix(1);
    if (exponent.empty() || exponent.size() > 3) return false;
    int places = 0;
    for (char c : exponent) {
        if (!is_digit(c)) return false;
        places = places * 10 + (c - '0');
    }
    if (places > exponent_max) return false;
    auto const all = digits.whole + digits.fraction;
    int const point = static_cast<int>(digits.whole.size()) + (down ? -places : places);
    std::string padded;
    for (int i = point; i < 0; ++i) padded += '0';
    padded += all;
    while (static_cast<int>(padded.size()) < point) padded += '0';
    auto const whole = static_cast<std::size_t>(std::max(point, 0));
    digits = {padded.substr(0, whole), padded.substr(whole)};
    return true;
}

// digits { mark three digits }: takes them off the front of `text`. One kind of mark, or none.
bool take_whole(std::string_view& text, char decimal_mark, std::string& digits) {
    char const other = decimal_mark == '.' ? ',' : '.';
    char mark = 0;
    std::size_t group = 0;
    while (!text.empty()) {
        char const c = text.front();
        bool const separates = (c == other || c == ' ' || c == '\'') && text.size() > 1 && is_digit(text[1]);
        if (is_digit(c)) {
            digits += c;
            ++group;
        } else if (separates) {
            bool const well = group > 0 && (mark == 0 ? group <= 3 : c == mark && group == 3);
            if (!well) return false;
            mark = c;
            group = 0;
        } else {
            break;
        }
        text.remove_prefix(1);
    }
    return mark == 0 || group == 3;
}

// `text` has plain signs and no sign of its own.
std::optional<Digits> take_digits(std::string_view text, char decimal_mark) {
    Digits digits;
    if (!take_whole(text, decimal_mark, digits.whole)) return std::nullopt;
    if (!text.empty() && text.front() == decimal_mark) {
        text.remove_prefix(1);
        while (!text.empty() && is_digit(text.front())) {
            digits.fraction += text.front();
            text.remove_prefix(1);
        }
    }
    if (digits.whole.empty() && digits.fraction.empty()) return std::nullopt;
    if (!text.empty()) {
        if (text.front() != 'E' && text.front() != 'e') return std::nullopt;
        if (!shift(digits, text.substr(1))) return std::nullopt;
    }
    if (digits.whole.size() + digits.fraction.size() > digits_max) return std::nullopt;
    return digits;
}

// Already what parse_number returns, as most exports have it: "-1234.50".
bool is_canonical(std::string_view text) {
    bool const negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    auto const whole = std::min(text.find('.'), text.size());
    auto const fraction = text.substr(whole);
    if (whole == 0 || text.size() > digits_max || fraction.size() == 1) return false;
    if (text[0] == '0' && (whole > 1 || negative)) return false;
    return std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(whole), is_digit) &&
           (fraction.empty() || std::all_of(fraction.begin() + 1, fraction.end(), is_digit));
}

std::string_view trim(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

// Takes one sign off: "-5", "5-", "(5)". False when there is a second one.
bool take_sign(std::string_view& text, bool& negative, bool& signed_) {
    text = trim(text);
    bool const brackets = text.size() > 2 && text.front() == '(' && text.back() == ')';
    bool const before = !text.empty() && (text.front() == '-' || text.front() == '+');
    bool const after = !brackets && !before && text.size() > 1 && text.back() == '-';
    if (!brackets && !before && !after) return true;
    if (signed_) return false;
    signed_ = true;
    negative = brackets || after || text.front() == '-';
    if (brackets || before) text.remove_prefix(1);
    if (brackets || after) text.remove_suffix(1);
    text = trim(text);
    return true;
}

// The Arabic decimal and thousands marks (U+066B, U+066C) leave no doubt; they become point and comma.
std::string with_latin_marks(std::string text, char& decimal_mark) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 2> arabic = {
        {{"\xD9\xAB", "."}, {"\xD9\xAC", ","}}};
    bool found = false;
    for (auto const& [mark, latin] : arabic) {
        for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark)) {
            text.replace(at, mark.size(), latin);
            found = true;
        }
    }
    if (found) decimal_mark = '.';
    return text;
}

struct Mark {
    std::string_view text;
    std::string_view currencies;  // one code where the mark tells it
};
// Longer marks before those they contain.
constexpr std::array<Mark, 30> marks = {{
    {"US$", "USD"},
    {"CA$", "CAD"},
    {"AU$", "AUD"},
    {"NZ$", "NZD"},
    {"MX$", "MXN"},
    {"HK$", "HKD"},
    {"R$", "BRL"},
    {"C$", "CAD"},
    {"A$", "AUD"},
    {"S$", "SGD"},
    {"$", "USD CAD AUD NZD MXN ARS CLP COP SGD HKD"},
    {"€", "EUR"},
    {"£", "GBP"},
    {"zł", "PLN"},
    {"Kč", "CZK"},
    {"Ft", "HUF"},
    {"lei", "RON"},
    {"Fr.", "CHF"},
    {"₹", "INR"},
    {"₺", "TRY"},
    {"₽", "RUB"},
    {"₴", "UAH"},
    {"₩", "KRW"},
    {"₪", "ILS"},
    {"¥", "JPY CNY"},
    {"kr.", "SEK NOK DKK ISK"},
    {"kr", "SEK NOK DKK ISK"},
    {"﷼", "IRR SAR YER OMR QAR"},
    {"ریال", "IRR"},
    {"ريال", "IRR SAR YER OMR QAR"},
}};

std::string upper(std::string_view text) {
    std::string result(text);
    for (char& c : result) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return result;
}

bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

// The length of the mark at the beginning (or the end) of the text, 0 when there is none.
std::size_t mark_length(std::string_view text, bool at_end) {
    for (auto const& mark : marks) {
        if (at_end ? text.ends_with(mark.text) : text.starts_with(mark.text)) return mark.text.size();
    }
    if (text.size() < 4) return 0;
    auto const code = at_end ? text.substr(text.size() - 3) : text.substr(0, 3);
    char const beside = at_end ? text[text.size() - 4] : text[3];
    bool const word = std::all_of(code.begin(), code.end(), is_letter) && !is_letter(beside);
    return word && Currency::find(upper(code)) ? 3 : 0;
}

std::string currency_of(std::string_view mark) {
    for (auto const& known : marks) {
        if (known.text == mark)
            return known.currencies.size() == 3 ? std::string(known.currencies) : std::string();
    }
    return upper(mark);
}

}  // namespace

std::optional<std::string> parse_number(std::string_view text, char decimal_mark) {
    if (decimal_mark == '.' && is_canonical(text)) return std::string(text);
    auto const plain = with_latin_marks(plain_signs(text), decimal_mark);
    std::string_view rest = plain;
    bool negative = false;
    bool signed_ = false;
    if (!take_sign(rest, negative, signed_)) return std::nullopt;
    auto const digits = take_digits(rest, decimal_mark);
    if (!digits) return std::nullopt;
    return decimal_text_of(*digits, negative);
}

std::optional<std::string> parse_integer(std::string_view text, char decimal_mark) {
    auto number = parse_number(text, decimal_mark);
    if (!number) return std::nullopt;
    auto const point = std::min(number->find('.'), number->size());
    if (number->find_first_not_of("0.", point) != std::string::npos) return std::nullopt;
    return number->substr(0, point);
}

std::optional<std::string> parse_percent(std::string_view text, char decimal_mark) {
    auto const plain = plain_signs(text);
    std::string_view rest = plain;
    for (std::string_view sign : {"\xD9\xAA", "%"}) {
        bool const behind = rest.ends_with(sign);
        if (!behind && !rest.starts_with(sign)) continue;
        if (behind) rest.remove_suffix(sign.size());
        else rest.remove_prefix(sign.size());
        break;
    }
    return parse_number(rest, decimal_mark);
}

std::optional<ParsedMoney> parse_money(std::string_view text, char decimal_mark) {
    auto const plain = with_latin_marks(plain_signs(text), decimal_mark);
    std::string_view rest = plain;
    bool negative = false;
    bool signed_ = false;
    if (!take_sign(rest, negative, signed_)) return std::nullopt;
    ParsedMoney money;
    if (auto const length = mark_length(rest, false)) {
        money.mark = rest.substr(0, length);
        rest.remove_prefix(length);
    } else if (auto const behind = mark_length(rest, true)) {
        money.mark = rest.substr(rest.size() - behind);
        rest.remove_suffix(behind);
    }
    if (!take_sign(rest, negative, signed_)) return std::nullopt;
    auto const digits = take_digits(rest, decimal_mark);
    if (!digits) return std::nullopt;
    money.amount = decimal_text_of(*digits, negative);
    if (!money.mark.empty()) money.currency = currency_of(money.mark);
    return money;
}

bool currency_mark_fits(std::string_view mark, std::string_view currency) {
    if (mark.empty()) return true;
    for (auto const& known : marks) {
        if (known.text == mark) return known.currencies.find(currency) != std::string_view::npos;
    }
    return upper(mark) == currency;
}

}  // namespace colonnade::documents
