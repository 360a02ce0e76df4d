#include "foundation/documents/xlsx_number.hpp"

#include <charconv>
#include <cstdio>

namespace colonnade::documents {
namespace {

// The digits that count: without sign, point, exponent, leading and trailing zeros.
std::string significant_digits(std::string_view number) {
    std::string digits;
    for (char c : number.substr(0, number.find_first_of("Ee"))) {
        if (c >= '0' && c <= '9' && (c != '0' || !digits.empty())) digits += c;
    }
    digits.erase(digits.find_last_not_of('0') + 1);
    return digits;
}

template <class... Format> std::string text_of(double value, Format... format) {
    char buffer[64];
    auto const end = std::to_chars(buffer, buffer + sizeof buffer, value, format...).ptr;
    return {buffer, end};
}

std::string trimmed_zeros(std::string text) {
    if (text.find('.') == std::string::npos) return text;
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text;
}

std::string time_text(int milliseconds) {
    int const seconds = milliseconds / 1000;
    char buffer[48];
    std::snprintf(buffer, sizeof buffer, "%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    std::string text = buffer;
    if (milliseconds % 1000 != 0) {
        std::snprintf(buffer, sizeof buffer, ".%03d", milliseconds % 1000);
        text += buffer;
    }
    return text;
}

}  // namespace

// The only place where a binary number is met: its image is turned back into the decimal that was meant.
std::string stored_number_text(std::string_view stored) {
    constexpr std::size_t exact_digits = 15;  // a binary double keeps every decimal of so many
    constexpr std::size_t meant_digits = 12;
    auto const plain = parse_number(stored, '.');
    auto const digits = significant_digits(stored);
    double value = 0;
    auto const read = std::from_chars(stored.data(), stored.data() + stored.size(), value);
    bool const number = read.ec == std::errc() && read.ptr == stored.data() + stored.size();
    if (digits.size() <= exact_digits || !number) return plain.value_or(std::string(stored));
    bool const image = significant_digits(text_of(value, std::chars_format::scientific, 16)) == digits ||
                       significant_digits(text_of(value, std::chars_format::scientific, 15)) == digits;
    if (!image) return plain.value_or(std::string(stored));
    auto const rounded = text_of(value, std::chars_format::scientific, static_cast<int>(exact_digits) - 1);
    bool const noise = significant_digits(rounded).size() <= meant_digits;
    auto const meant = noise ? rounded : text_of(value, std::chars_format::scientific);
    auto const text = parse_number(meant, '.');
    return text ? trimmed_zeros(*text) : std::string(stored);
}

NumberStyle number_style(std::string_view code) {
    bool percent = false;
    bool day = false;
    bool time = false;
    for (std::size_t i = 0; i < code.size(); ++i) {
        char const c = code[i];
        if (c == ';') break;  // formats of negative numbers and of text follow
        if (c == '"') {
            i = std::min(code.find('"', i + 1), code.size());
        } else if (c == '\\' || c == '_' || c == '*') {
            ++i;
        } else if (c == '[') {
            auto const end = std::min(code.find(']', i), code.size());
            auto const inside = code.substr(i + 1, end - i - 1);
            bool const elapsed = !inside.empty() &&
                                 inside.find_first_not_of("hHmMsS") == std::string_view::npos;
            if (elapsed) return NumberStyle::plain;
            i = end;
        } else if (c == '%') {
            percent = true;
        } else if (std::string_view("yYdD").find(c) != std::string_view::npos) {
            day = true;
        } else if (std::string_view("hHsS").find(c) != std::string_view::npos) {
            time = true;
        } else if (c == 'm' || c == 'M') {
            // Minutes beside hours or seconds, months otherwise: decided by what else there is.
            time = time || code.find_first_of("hHsS") != std::string_view::npos;
            day = day || !time;
        } else if (code.substr(i, 7) == "General") {
            return NumberStyle::plain;
        }
    }
    if (day) return NumberStyle::date;
    if (time) return NumberStyle::time;
    return percent ? NumberStyle::percent : NumberStyle::plain;
}

NumberStyle built_in_number_style(int id) {
    if (id == 9 || id == 10) return NumberStyle::percent;
    bool const day = (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 ||
                     (id >= 50 && id <= 58);
    if (day) return NumberStyle::date;
    bool const time = (id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id == 45 || id == 47;
    return time ? NumberStyle::time : NumberStyle::plain;
}

std::string styled_number_text(std::string_view stored, NumberStyle style, DateSystem system) {
    auto text = stored_number_text(stored);
    if (style == NumberStyle::plain) return text;
    if (style == NumberStyle::percent) {
        auto const hundredfold = parse_number(text + "E2", '.');
        return hundredfold ? *hundredfold + "%" : text;
    }
    auto const moment = from_excel_serial(text, system);
    if (!moment) return text;
    if (style == NumberStyle::time && (text == "0" || text.starts_with("0.")))
        return time_text(moment->milliseconds);
    auto day = moment->date.text();
    return moment->milliseconds == 0 ? day : day + " " + time_text(moment->milliseconds);
}

}  // namespace colonnade::documents
