// Columns of exact numbers: integers over a common power of ten, and per row a denominator only where a
// division could not be avoided. Sums and products run in 64 bits where the greatest magnitude allows it, in
// 128 bits else; what does not fit in 128 bits is Problem "number.overflow".
#pragma once
#include <cstdint>
#include <memory>
#include <vector>

#include "foundation/base/decimal.hpp"

namespace colonnade::engine::pay {

// Row i is n(i) / (10^scale × d(i)), d(i) = 1 without denominators. A column of one and the same 64-bit value
// holds it once.
class Column {
public:
    using Denominators = std::shared_ptr<std::vector<Wide> const>;

    Column() = default;
    // 64-bit values, none greater in magnitude than `bound`.
    Column(std::vector<std::int64_t> values, int scale, Wide bound);
    Column(std::vector<Wide> values, int scale, Denominators denominators = nullptr);
    static Column constant(std::int64_t value, int scale, std::size_t rows);

    std::size_t size() const { return rows_; }
    Wide at(std::size_t row) const { return is_wide_ ? wide_[row] : narrow_[row * stride()]; }
    Wide denominator(std::size_t row) const { return denominators_ ? (*denominators_)[row] : 1; }
    int scale() const { return scale_; }
    bool is_wide() const { return is_wide_; }
    bool is_fraction() const { return denominators_ != nullptr; }
    Denominators const& denominators() const { return denominators_; }
    Wide bound() const { return bound_; }
    // Of columns that are not wide: row i is values()[i * stride()].
    std::int64_t const* values() const { return narrow_.data(); }
    std::size_t stride() const { return is_constant_ ? 0 : 1; }
    bool is_constant() const { return is_constant_; }

    // The same numbers without or with other denominators.
    Column with(Denominators denominators) const&;
    Column with(Denominators denominators) &&;
    // The same numbers at a greater scale.
    Column at_scale(int scale) const;

private:
    std::vector<std::int64_t> narrow_;
    std::vector<Wide> wide_;
    Denominators denominators_;
    std::size_t rows_ = 0;
    int scale_ = 0;
    Wide bound_ = 0;
    bool is_wide_ = false, is_constant_ = false;
};

Wide power_of_ten(int exponent);

Column operator+(Column const& a, Column const& b);
Column operator-(Column const& a, Column const& b);
Column operator*(Column const& a, Column const& b);
Column operator-(Column const& a);
// Rows with b = 0 are marked in `undefined` and give 0.
Column divide(Column const& a, Column const& b, std::vector<std::uint8_t>& undefined);
Column minimum(Column const& a, Column const& b);
Column maximum(Column const& a, Column const& b);
// -1, 0 or 1 for each row: a against b.
std::vector<std::int8_t> compare(Column const& a, Column const& b);
// choice[i] ? a : b.
Column choose(std::vector<std::uint8_t> const& choice, Column const& a, Column const& b);

enum class Rounding : std::uint8_t { half_even, half_up, down, up };
// Each row as a whole number of 1 / 10^places × step.
std::vector<std::int64_t> rounded(Column const& column, int places, std::int64_t step, Rounding rounding);

}  // namespace colonnade::engine::pay
