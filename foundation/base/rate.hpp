// Rates: commission percentages, shares, exchange rates. Exact counts of 10^-10.
#pragma once
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "foundation/base/money.hpp"

namespace colonnade {

// An exact factor between -922,337,203 and +922,337,203 with ten digits after the point. 2.5 % is
// 250,000,000.
struct Rate {
    static constexpr int places = 10;
    static constexpr std::int64_t scale = 10'000'000'000;
    std::int64_t count = 0;  // 10^-10

    // Reads "0.025" or "2.5%"; throws Problem "rate.format".
    static Rate parse(std::string_view text);
    static constexpr Rate one() { return {scale}; }
    static constexpr Rate percent(std::int64_t whole) { return {whole * (scale / 100)}; }
    std::string text() const { return decimal_text(count, places); }
    friend auto operator<=>(Rate const&, Rate const&) = default;
};

// amount × rate rounded half to even to ten-thousandths, in the same currency.
Money operator*(Money amount, Rate rate);
// The same for a bare count (money units or quantity).
std::int64_t scaled(std::int64_t count, Rate rate);
// Converts to another currency at `rate` units of `to` per unit of the amount's own.
Money converted(Money amount, Rate rate, Currency to);
// part / whole as a rate rounded half to even to 10^-10; whole must not be zero (Problem
// "rate.division_by_zero").
Rate ratio(std::int64_t part, std::int64_t whole);

}  // namespace colonnade
