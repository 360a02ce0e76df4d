// Exact decimals as a count of 10^-N in 64 bits: reading, writing, and the one rounding rule (half to even).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace colonnade {

__extension__ typedef __int128 Wide;  // products before they are rounded back to 64 bits

// Reads "-1234.5" as a count of 10^-places. Refuses exponents, spaces, separators, and digits beyond `places`
// that are not zero. Empty when the text is not such a number or does not fit in 64 bits.
std::optional<std::int64_t> parse_decimal(std::string_view text, int places);

// Like parse_decimal, but rounds half to even what is beyond `places`; `exact` tells whether anything was
// rounded away.
struct RoundedDecimal {
    std::int64_t count;
    bool exact;
};
std::optional<RoundedDecimal> parse_decimal_rounded(std::string_view text, int places);

// Writes count × 10^-places with at least `minimum_places` digits after the point, no trailing zeros beyond
// them.
std::string decimal_text(std::int64_t count, int places, int minimum_places = 0);

// numerator / denominator rounded half to even; denominator > 0.
Wide divide_half_even(Wide numerator, Wide denominator);

// Narrows to 64 bits; throws Problem "number.overflow" instead of wrapping.
std::int64_t narrow(Wide value);

// a + b and a - b that throw Problem "number.overflow" instead of wrapping.
std::int64_t add_checked(std::int64_t a, std::int64_t b);
std::int64_t subtract_checked(std::int64_t a, std::int64_t b);

}  // namespace colonnade
