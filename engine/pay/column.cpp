#include "engine/pay/column.hpp"

#include <algorithm>

#include "foundation/base/problem.hpp"

namespace colonnade::engine::pay {
namespace {

constexpr Wide narrow_limit = Wide{1} << 62;

Problem overflow() { return invalid("number.overflow"); }

Wide plus(Wide a, Wide b) {
    Wide sum = 0;
    if (__builtin_add_overflow(a, b, &sum)) throw overflow();
    return sum;
}

Wide times(Wide a, Wide b) {
    // Most products are of two 64-bit numbers, which cannot overflow.
    if (static_cast<std::int64_t>(a) == a && static_cast<std::int64_t>(b) == b) return a * b;
    Wide product = 0;
    if (__builtin_mul_overflow(a, b, &product)) throw overflow();
    return product;
}

Wide magnitude(Wide value) { return value < 0 ? -value : value; }

// The bound of a product, or something too great for 64 bits.
Wide bound_of_product(Wide a, Wide b) {
    Wide product = 0;
    return __builtin_mul_overflow(a, b, &product) ? narrow_limit : product;
}

// Runs `narrow(x, y)` over both columns in 64 bits when `bound` allows it, else `wide(x, y)`.
template <typename Narrow, typename WideOp>
Column combine(Column const& a, Column const& b, Wide bound, int scale, Column::Denominators denominators,
               Narrow narrow, WideOp wide) {
    std::size_t const rows = a.size();
    if (bound < narrow_limit && !a.is_wide() && !b.is_wide()) {
        std::vector<std::int64_t> out(rows);
        std::int64_t const* const x = a.narrow_values().data();
        std::int64_t const* const y = b.narrow_values().data();
        for (std::size_t i = 0; i < rows; ++i) out[i] = narrow(x[i], y[i]);
        Column column(std::move(out), scale, bound);
        return denominators ? column.with(std::move(denominators)) : column;
    }
    std::vector<Wide> out(rows);
    for (std::size_t i = 0; i < rows; ++i) out[i] = wide(a.at(i), b.at(i));
    return Column(std::move(out), scale, std::move(denominators));
}

Column::Denominators product(Column const& a, Column const& b) {
    if (!a.is_fraction()) return b.denominators();
    if (!b.is_fraction()) return a.denominators();
    auto out = std::make_shared<std::vector<Wide>>(a.size());
    for (std::size_t i = 0; i < a.size(); ++i) (*out)[i] = times(a.denominator(i), b.denominator(i));
    return out;
}

// Numerators of `column` as they are over `denominators`, a multiple of its own by `other`'s.
Column scaled_by(Column const& column, Column const& other) {
    if (!other.is_fraction()) return column;
    std::vector<Wide> out(column.size());
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = times(column.at(i), other.denominator(i));
    return Column(std::move(out), column.scale());
}

// Great fractions are reduced, so that what is worked out from them still fits.
void reduce(Wide& numerator, Wide& denominator) {
    constexpr Wide great = Wide{1} << 56;
    if (magnitude(numerator) < great && denominator < great) return;
    Wide a = magnitude(numerator), b = denominator;
    while (b != 0) {
        Wide const rest = a % b;
        a = b, b = rest;
    }
    if (a > 1) numerator /= a, denominator /= a;
}

// Both at one scale and over the same denominators.
struct Aligned {
    Column a, b;
    Column::Denominators denominators;
};
Aligned align(Column const& a, Column const& b) {
    int const scale = std::max(a.scale(), b.scale());
    Column x = a.at_scale(scale), y = b.at_scale(scale);
    if (a.denominators() == b.denominators()) return {x.with(nullptr), y.with(nullptr), a.denominators()};
    return {scaled_by(x, b).with(nullptr), scaled_by(y, a).with(nullptr), product(a, b)};
}

template <typename Op> Column pick(Column const& a, Column const& b, Op op) {
    Aligned both = align(a, b);
    Wide const bound = std::max(both.a.bound(), both.b.bound());
    return combine(both.a, both.b, bound, both.a.scale(), both.denominators, op, op);
}

}  // namespace

Wide power_of_ten(int exponent) {
    Wide power = 1;
    for (int i = 0; i < exponent; ++i) power = times(power, 10);
    return power;
}

Column::Column(std::vector<std::int64_t> values, int scale, Wide bound)
    : narrow_(std::move(values)), scale_(scale), bound_(bound) {}

Column::Column(std::vector<Wide> values, int scale, Denominators denominators)
    : denominators_(std::move(denominators)), scale_(scale) {
    for (Wide const value : values) bound_ = std::max(bound_, magnitude(value));
    if (bound_ < narrow_limit) {
        narrow_.resize(values.size());
        std::transform(values.begin(), values.end(), narrow_.begin(),
                       [](Wide value) { return static_cast<std::int64_t>(value); });
        return;
    }
    is_wide_ = true;
    wide_ = std::move(values);
}

Column Column::constant(std::int64_t value, int scale, std::size_t rows) {
    return Column(std::vector<std::int64_t>(rows, value), scale, magnitude(value));
}

Column Column::with(Denominators denominators) const {
    Column column = *this;
    column.denominators_ = std::move(denominators);
    return column;
}

Column Column::at_scale(int scale) const {
    if (scale == scale_) return *this;
    Wide const factor = power_of_ten(scale - scale_), bound = bound_of_product(bound_, factor);
    if (!is_wide_ && bound < narrow_limit) {
        std::vector<std::int64_t> out(narrow_);
        std::int64_t const narrow_factor = static_cast<std::int64_t>(factor);
        for (std::int64_t& value : out) value *= narrow_factor;
        return Column(std::move(out), scale, bound).with(denominators_);
    }
    std::vector<Wide> out(size());
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = times(at(i), factor);
    return Column(std::move(out), scale, denominators_);
}

Column operator+(Column const& a, Column const& b) {
    Aligned const both = align(a, b);
    return combine(
        both.a, both.b, both.a.bound() + both.b.bound(), both.a.scale(), both.denominators,
        [](std::int64_t x, std::int64_t y) { return x + y; }, plus);
}

Column operator-(Column const& a, Column const& b) {
    Aligned const both = align(a, b);
    return combine(
        both.a, both.b, both.a.bound() + both.b.bound(), both.a.scale(), both.denominators,
        [](std::int64_t x, std::int64_t y) { return x - y; }, [](Wide x, Wide y) { return plus(x, -y); });
}

Column operator*(Column const& a, Column const& b) {
    return combine(
        a, b, bound_of_product(a.bound(), b.bound()), a.scale() + b.scale(), product(a, b),
        [](std::int64_t x, std::int64_t y) { return x * y; }, times);
}

Column operator-(Column const& a) { return a * Column::constant(-1, 0, a.size()); }

Column divide(Column const& a, Column const& b, std::vector<std::uint8_t>& undefined) {
    std::size_t const rows = a.size();
    // a / b = (na × db × 10^sb) / (da × nb × 10^sa); the powers of ten that are left go where they are whole.
    int const scale = std::max(a.scale() - b.scale(), 0), more = std::max(b.scale() - a.scale(), 0);
    Wide const factor = power_of_ten(more);
    std::vector<Wide> numerators(rows);
    auto denominators = std::make_shared<std::vector<Wide>>(rows);
    for (std::size_t i = 0; i < rows; ++i) {
        Wide const by = b.at(i);
        if (by == 0) {
            undefined[i] = 1, (*denominators)[i] = 1;
            continue;
        }
        Wide numerator = times(times(a.at(i), b.denominator(i)), factor);
        Wide denominator = times(a.denominator(i), by);
        if (denominator < 0) numerator = -numerator, denominator = -denominator;
        reduce(numerator, denominator);
        numerators[i] = numerator, (*denominators)[i] = denominator;
    }
    return Column(std::move(numerators), scale, std::move(denominators));
}

Column minimum(Column const& a, Column const& b) {
    return pick(a, b, [](auto x, auto y) { return std::min(x, y); });
}

Column maximum(Column const& a, Column const& b) {
    return pick(a, b, [](auto x, auto y) { return std::max(x, y); });
}

std::vector<std::int8_t> compare(Column const& a, Column const& b) {
    Aligned const both = align(a, b);
    std::vector<std::int8_t> out(a.size());
    if (!both.a.is_wide() && !both.b.is_wide()) {
        std::int64_t const* const x = both.a.narrow_values().data();
        std::int64_t const* const y = both.b.narrow_values().data();
        for (std::size_t i = 0; i < out.size(); ++i)
            out[i] = static_cast<std::int8_t>((x[i] > y[i]) - (x[i] < y[i]));
        return out;
    }
    for (std::size_t i = 0; i < out.size(); ++i) {
        Wide const x = both.a.at(i), y = both.b.at(i);
        out[i] = static_cast<std::int8_t>((x > y) - (x < y));
    }
    return out;
}

Column choose(std::vector<std::uint8_t> const& choice, Column const& a, Column const& b) {
    Aligned const both = align(a, b);
    if (!both.a.is_wide() && !both.b.is_wide()) {
        std::vector<std::int64_t> out(choice.size());
        std::int64_t const* const x = both.a.narrow_values().data();
        std::int64_t const* const y = both.b.narrow_values().data();
        for (std::size_t i = 0; i < out.size(); ++i) out[i] = choice[i] ? x[i] : y[i];
        Column column(std::move(out), both.a.scale(), std::max(both.a.bound(), both.b.bound()));
        return both.denominators ? column.with(both.denominators) : column;
    }
    std::vector<Wide> out(choice.size());
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = choice[i] ? both.a.at(i) : both.b.at(i);
    return Column(std::move(out), both.a.scale(), both.denominators);
}

namespace {

Wide round_one(Wide numerator, Wide denominator, Rounding rounding) {
    if (rounding == Rounding::half_even) return divide_half_even(numerator, denominator);
    Wide const whole = numerator / denominator, rest = magnitude(numerator % denominator);
    if (rest == 0 || rounding == Rounding::down) return whole;
    bool const away = rounding == Rounding::up || rest >= denominator - rest;
    return away ? whole + (numerator < 0 ? -1 : 1) : whole;
}

// Half to even by one 64-bit division.
std::int64_t round_narrow(std::int64_t n, std::int64_t d) {
    std::int64_t const whole = n / d, rest = n % d, twice = rest < 0 ? -2 * rest : 2 * rest;
    return whole + ((twice > d || (twice == d && (whole & 1))) ? (n < 0 ? -1 : 1) : 0);
}

}  // namespace

std::vector<std::int64_t> rounded(Column const& column, int places, std::int64_t step, Rounding rounding) {
    std::size_t const rows = column.size();
    std::vector<std::int64_t> out(rows);
    int const down = column.scale() - places;
    Wide const by = times(down > 0 ? power_of_ten(down) : 1, step);
    Column const raised = down < 0 ? column.at_scale(places) : column;
    if (!raised.is_wide() && !raised.is_fraction() && by < narrow_limit / 2 &&
        rounding == Rounding::half_even) {
        std::int64_t const d = static_cast<std::int64_t>(by);
        for (std::size_t i = 0; i < rows; ++i) out[i] = round_narrow(raised.narrow_values()[i], d) * step;
        return out;
    }
    for (std::size_t i = 0; i < rows; ++i)
        out[i] = narrow(times(round_one(raised.at(i), times(raised.denominator(i), by), rounding), step));
    return out;
}

}  // namespace colonnade::engine::pay
