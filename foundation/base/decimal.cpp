#include "foundation/base/decimal.hpp"

#include "foundation/base/problem.hpp"

namespace colonnade {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The parts of "-12.345": sign, digits before and after the point; empty when it is no such number.
struct Parts {
    bool negative;
    std::string_view whole;
    std::string_view fraction;
};

std::optional<Parts> split(std::string_view text) {
    Parts parts{false, {}, {}};
    if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
        parts.negative = text.front() == '-';
        text.remove_prefix(1);
    }
    std::size_t point = text.find('.');
    parts.whole = text.substr(0, point);
    if (point != std::string_view::npos) parts.fraction = text.substr(point + 1);
    if (parts.whole.empty() && parts.fraction.empty()) return std::nullopt;
    if (point != std::string_view::npos && parts.fraction.empty()) return std::nullopt;
    for (char c : parts.whole)
        if (!is_digit(c)) return std::nullopt;
    for (char c : parts.fraction)
        if (!is_digit(c)) return std::nullopt;
    return parts;
}

// Appends a digit to a magnitude; empty once it passes what 64 bits hold.
bool push(std::uint64_t& magnitude, int digit) {
    return !__builtin_mul_overflow(magnitude, std::uint64_t{10}, &magnitude) &&
           !__builtin_add_overflow(magnitude, static_cast<std::uint64_t>(digit), &magnitude);
}

std::optional<std::int64_t> with_sign(std::uint64_t magnitude, bool negative) {
    std::uint64_t const limit = static_cast<std::uint64_t>(INT64_MAX);
    if (magnitude > limit) return std::nullopt;
    std::int64_t const value = static_cast<std::int64_t>(magnitude);
    return negative ? -value : value;
}

// Whether the digits beyond `places` round the last kept digit up, half to even.
bool rounds_up(std::string_view rest, bool last_is_odd) {
    if (rest.empty() || rest.front() < '5') return false;
    if (rest.front() > '5') return true;
    for (char c : rest.substr(1))
        if (c != '0') return true;
    return last_is_odd;
}

}  // namespace

std::optional<RoundedDecimal> parse_decimal_rounded(std::string_view text, int places) {
    std::optional<Parts> const parts = split(text);
    if (!parts) return std::nullopt;
    std::uint64_t magnitude = 0;
    for (char c : parts->whole)
        if (!push(magnitude, c - '0')) return std::nullopt;
    std::size_t const kept = std::min<std::size_t>(parts->fraction.size(), places);
    for (int i = 0; i < places; ++i) {
        int const digit = static_cast<std::size_t>(i) < kept ? parts->fraction[i] - '0' : 0;
        if (!push(magnitude, digit)) return std::nullopt;
    }
    std::string_view const rest = parts->fraction.substr(kept);
    bool const exact = rest.find_first_not_of('0') == std::string_view::npos;
    if (rounds_up(rest, magnitude % 2 == 1)) ++magnitude;
    std::optional<std::int64_t> const count = with_sign(magnitude, parts->negative);
    if (!count) return std::nullopt;
    return RoundedDecimal{*count, exact};
}

std::optional<std::int64_t> parse_decimal(std::string_view text, int places) {
    std::optional<RoundedDecimal> const rounded = parse_decimal_rounded(text, places);
    if (!rounded || !rounded->exact) return std::nullopt;
    return rounded->count;
}

std::string decimal_text(std::int64_t count, int places, int minimum_places) {
    bool const negative = count < 0;
    std::uint64_t magnitude = negative ? 0 - static_cast<std::uint64_t>(count)
                                       : static_cast<std::uint64_t>(count);
    std::string digits = std::to_string(magnitude);
    if (digits.size() <= static_cast<std::size_t>(places)) digits.insert(0, places + 1 - digits.size(), '0');
    std::string fraction = digits.substr(digits.size() - places);
    while (fraction.size() > static_cast<std::size_t>(minimum_places) && fraction.back() == '0')
        fraction.pop_back();
    std::string text = negative ? "-" : "";
    text += digits.substr(0, digits.size() - places);
    if (!fraction.empty()) text += "." + fraction;
    return text;
}

Wide divide_half_even(Wide numerator, Wide denominator) {
    Wide quotient = numerator / denominator;
    Wide remainder = numerator % denominator;
    bool const negative = remainder < 0;
    if (negative) remainder = -remainder;
    Wide const twice = remainder * 2;
    if (twice > denominator || (twice == denominator && quotient % 2 != 0)) quotient += negative ? -1 : 1;
    return quotient;
}

std::int64_t narrow(Wide value) {
    if (value > INT64_MAX || value < INT64_MIN) throw invalid("number.overflow");
    return static_cast<std::int64_t>(value);
}

std::int64_t add_checked(std::int64_t a, std::int64_t b) { return narrow(static_cast<Wide>(a) + b); }
std::int64_t subtract_checked(std::int64_t a, std::int64_t b) { return narrow(static_cast<Wide>(a) - b); }

}  // namespace colonnade
