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

// Two columns as 64-bit numbers at one scale: row i is values[i * stride] * factor.
struct Narrow {
    std::int64_t const* values;
    std::size_t stride;
    std::int64_t factor;
    Wide bound;
};
struct NarrowPair {
    Narrow a, b;
    int scale;
};

bool to_scale(Column const& column, int scale, Narrow& out) {
    if (column.is_wide() || scale - column.scale() > 18) return false;
    Wide const factor = power_of_ten(scale - column.scale());
    out = {column.values(), column.stride(), static_cast<std::int64_t>(factor),
           bound_of_product(column.bound(), factor)};
    return out.bound < narrow_limit;
}

// Whether both can be had so; their denominators, if any, are the same.
bool narrow_pair(Column const& a, Column const& b, NarrowPair& out) {
    out.scale = std::max(a.scale(), b.scale());
    return a.denominators() == b.denominators() && to_scale(a, out.scale, out.a) &&
           to_scale(b, out.scale, out.b);
}

// op(a, b) row by row in 64 bits; of two constants once.
template <typename Op> Column each(Narrow a, Narrow b, std::size_t rows, int scale, Wide bound, Op op) {
    std::size_t const count = a.stride == 0 && b.stride == 0 ? std::min<std::size_t>(rows, 1) : rows;
    std::vector<std::int64_t> out(count);
    std::int64_t const *x = a.values, *y = b.values;
    for (std::size_t i = 0; i < count; ++i, x += a.stride, y += b.stride)
        out[i] = op(*x * a.factor, *y * b.factor);
    return count == rows ? Column(std::move(out), scale, bound) : Column::constant(out[0], scale, rows);
}

// The same in 128 bits.
template <typename Op>
Column each_wide(Column const& a, Column const& b, int scale, Column::Denominators denominators, Op op) {
    std::vector<Wide> out(a.size());
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = op(a.at(i), b.at(i));
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
    NarrowPair pair;
    if (narrow_pair(a, b, pair))
        return each(pair.a, pair.b, a.size(), pair.scale, std::max(pair.a.bound, pair.b.bound), op)
            .with(a.denominators());
    Aligned const both = align(a, b);
    return each_wide(both.a, both.b, both.a.scale(), both.denominators, op);
}

}  // namespace

Wide power_of_ten(int exponent) {
    Wide power = 1;
    for (int i = 0; i < exponent; ++i) power = times(power, 10);
    return power;
}

Column::Column(std::vector<std::int64_t> values, int scale, Wide bound)
    : narrow_(std::move(values)), rows_(narrow_.size()), scale_(scale), bound_(bound) {}

Column::Column(std::vector<Wide> values, int scale, Denominators denominators)
    : denominators_(std::move(denominators)), rows_(values.size()), scale_(scale) {
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
    Column column({value}, scale, magnitude(value));
    column.rows_ = rows, column.is_constant_ = true;
    return column;
}

Column Column::with(Denominators denominators) const& { return Column(*this).with(std::move(denominators)); }

Column Column::with(Denominators denominators) && {
    denominators_ = std::move(denominators);
    return std::move(*this);
}

Column Column::at_scale(int scale) const {
    if (scale == scale_) return *this;
    Wide const factor = power_of_ten(scale - scale_), bound = bound_of_product(bound_, factor);
    if (!is_wide_ && bound < narrow_limit) {
        Column column = *this;
        for (std::int64_t& value : column.narrow_) value *= static_cast<std::int64_t>(factor);
        column.scale_ = scale, column.bound_ = bound;
        return column;
    }
    std::vector<Wide> out(size());
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = times(at(i), factor);
    return Column(std::move(out), scale, denominators_);
}

Column operator+(Column const& a, Column const& b) {
    NarrowPair pair;
    if (narrow_pair(a, b, pair) && pair.a.bound + pair.b.bound < narrow_limit)
        return each(pair.a, pair.b, a.size(), pair.scale, pair.a.bound + pair.b.bound,
                    [](std::int64_t x, std::int64_t y) { return x + y; })
            .with(a.denominators());
    Aligned const both = align(a, b);
    return each_wide(both.a, both.b, both.a.scale(), both.denominators, plus);
}

Column operator-(Column const& a, Column const& b) {
    NarrowPair pair;
    if (narrow_pair(a, b, pair) && pair.a.bound + pair.b.bound < narrow_limit)
        return each(pair.a, pair.b, a.size(), pair.scale, pair.a.bound + pair.b.bound,
                    [](std::int64_t x, std::int64_t y) { return x - y; })
            .with(a.denominators());
    Aligned const both = align(a, b);
    return each_wide(both.a, both.b, both.a.scale(), both.denominators,
                     [](Wide x, Wide y) { return plus(x, -y); });
}

Column operator*(Column const& a, Column const& b) {
    int const scale = a.scale() + b.scale();
    Wide const bound = bound_of_product(a.bound(), b.bound());
    if (!a.is_wide() && !b.is_wide() && bound < narrow_limit)
        return each({a.values(), a.stride(), 1, a.bound()}, {b.values(), b.stride(), 1, b.bound()}, a.size(),
                    scale, bound, [](std::int64_t x, std::int64_t y) { return x * y; })
            .with(product(a, b));
    return each_wide(a, b, scale, product(a, b), times);
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
    std::vector<std::int8_t> out(a.size());
    NarrowPair pair;
    if (narrow_pair(a, b, pair)) {
        std::int64_t const *x = pair.a.values, *y = pair.b.values;
        for (std::size_t i = 0; i < out.size(); ++i, x += pair.a.stride, y += pair.b.stride) {
            std::int64_t const p = *x * pair.a.factor, q = *y * pair.b.factor;
            out[i] = static_cast<std::int8_t>((p > q) - (p < q));
        }
        return out;
    }
    Aligned const both = align(a, b);
    for (std::size_t i = 0; i < out.size(); ++i) {
        Wide const x = both.a.at(i), y = both.b.at(i);
        out[i] = static_cast<std::int8_t>((x > y) - (x < y));
    }
    return out;
}

Column choose(std::vector<std::uint8_t> const& choice, Column const& a, Column const& b) {
    NarrowPair pair;
    if (narrow_pair(a, b, pair)) {
        std::vector<std::int64_t> out(choice.size());
        std::int64_t const *x = pair.a.values, *y = pair.b.values;
        for (std::size_t i = 0; i < out.size(); ++i, x += pair.a.stride, y += pair.b.stride)
            out[i] = choice[i] ? *x * pair.a.factor : *y * pair.b.factor;
        return Column(std::move(out), pair.scale, std::max(pair.a.bound, pair.b.bound))
            .with(a.denominators());
    }
    Aligned const both = align(a, b);
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

// Rounds half to even to multiples of one and the same unit below 2^61: a multiplication by 2^64 / unit gives
// the quotient or, where it falls short, one less.
class HalfEven {
public:
    explicit HalfEven(std::int64_t unit)
        : unit_(static_cast<std::uint64_t>(unit)), inverse_(~std::uint64_t{0} / unit_) {}

    // n, of less than 2^62, in units.
    std::int64_t operator()(std::int64_t n) const {
        std::uint64_t const size = static_cast<std::uint64_t>(n < 0 ? -n : n);
        std::uint64_t whole =
            static_cast<std::uint64_t>(static_cast<unsigned __int128>(size) * inverse_ >> 64);
        std::uint64_t rest = size - whole * unit_;
        std::uint64_t const short_by_one = rest >= unit_;
        whole += short_by_one, rest -= unit_ & -short_by_one;
        whole += static_cast<std::uint64_t>(2 * rest > unit_) |
                 (static_cast<std::uint64_t>(2 * rest == unit_) & whole);
        return n < 0 ? -static_cast<std::int64_t>(whole) : static_cast<std::int64_t>(whole);
    }

private:
    std::uint64_t unit_, inverse_;
};

}  // namespace

std::vector<std::int64_t> rounded(Column const& column, int places, std::int64_t step, Rounding rounding) {
    std::size_t const rows = column.size();
    int const down = column.scale() - places;
    Wide const by = times(down > 0 ? power_of_ten(down) : 1, step);
    Column const lifted = down < 0 ? column.at_scale(places) : Column();
    Column const& raised = down < 0 ? lifted : column;
    auto const one_row = [&](std::size_t i) {
        return narrow(times(round_one(raised.at(i), times(raised.denominator(i), by), rounding), step));
    };
    if (raised.is_constant() && !raised.is_fraction() && rows > 0)
        return std::vector<std::int64_t>(rows, one_row(0));
    std::vector<std::int64_t> out(rows);
    if (!raised.is_wide() && !raised.is_fraction() && by < narrow_limit / 2 &&
        rounding == Rounding::half_even) {
        HalfEven const half_even(static_cast<std::int64_t>(by));
        std::int64_t const* const values = raised.values();
        for (std::size_t i = 0; i < rows; ++i) out[i] = half_even(values[i]) * step;
        return out;
    }
    for (std::size_t i = 0; i < rows; ++i) out[i] = one_row(i);
    return out;
}

}  // namespace colonnade::engine::pay
