// Money, currencies, quantities: exact counts of ten-thousandths; never a floating-point number.
#pragma once
#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "foundation/base/decimal.hpp"

namespace colonnade {

// An ISO 4217 code in three capital letters; the empty currency ("") belongs to amounts not yet known.
class Currency {
public:
    Currency() = default;
    // Throws Problem "currency.unknown" when the code is not an ISO 4217 currency in use since 1990.
    static Currency parse(std::string_view code);
    static std::optional<Currency> find(std::string_view code);

    std::string_view code() const { return {letters_.data(), letters_[0] ? std::size_t{3} : std::size_t{0}}; }
    std::string text() const { return std::string(code()); }
    // Digits after the point in everyday prices: 2 for EUR, 0 for JPY, 3 for KWD.
    int minor_digits() const;

    friend auto operator<=>(Currency const&, Currency const&) = default;

private:
    std::array<char, 3> letters_{};
};

// A count of ten-thousandths of anything: pieces, hours, points. "12.5" is 125,000.
struct Quantity {
    static constexpr int places = 4;
    static constexpr std::int64_t scale = 10'000;
    std::int64_t count = 0;  // ten-thousandths

    static Quantity parse(std::string_view text);  // throws Problem "quantity.format"
    std::string text() const { return decimal_text(count, places); }
    friend auto operator<=>(Quantity const&, Quantity const&) = default;
};

// An amount in ten-thousandths of the currency's unit: 1.25 EUR is {12'500, EUR}.
struct Money {
    static constexpr int places = 4;
    static constexpr std::int64_t scale = 10'000;
    std::int64_t units = 0;  // ten-thousandths of the currency unit
    Currency currency;

    // The amount without the currency: "1234.5"; at least two digits after the point when `minimum_places`
    // says so.
    std::string amount_text(int minimum_places = 0) const {
        return decimal_text(units, places, minimum_places);
    }
    // Reads an amount such as "-1234.5" in a currency; throws Problem "money.format".
    static Money parse(std::string_view amount, Currency currency);
    // Rounded half to even to what can be paid: cents for EUR.
    Money rounded_to_minor() const;

    friend bool operator==(Money const&, Money const&) = default;
};

// Sums and differences of one currency; throw Problem "money.currency_mismatch" or "number.overflow".
Money operator+(Money a, Money b);
Money operator-(Money a, Money b);
Money operator-(Money a);

// Splits `total` in proportion to `weights` (not negative, sum above zero) so that the parts sum to the
// whole: each part is rounded down and what is left is given, one unit each, to the largest remainders
// (earlier index first on a tie). Source: Hamilton's method of largest remainder.
std::vector<std::int64_t> split_by_largest_remainder(std::int64_t total,
                                                     std::span<std::int64_t const> weights);

}  // namespace colonnade
