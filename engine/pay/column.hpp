// Columns of exact numbers: integers over a common power of ten, and per row a denominator only where a
// division could not be avoided. Sums and products run in 64 bits where the greatest magnitude allows it, in
// 128 bits else; what does not fit in 128 bits is Problem "number.overflow".
#pragma once
#include <cstdint>
#include <memory>
#include <vector>

#include "foundation/base/decimal.hpp"

namespace colonnade::engine::pay {

// Row i is n(i) / (10^scale × d(i)), d(i) = 1 without denominators.
class Column {
public:
    using Denominators = std::shared_ptr<std::vector<Wide> const>;

    Column() = default;
    // 64-bit values, none greater in magnitude than `bound`.
    Column(std::vector<std::int64_t> values, int scale, Wide bound);
    Column(std::vector<Wide> values, int scale, Denominators denominators = nullptr);
    static Column constant(std::int64_t value, int scale, std::size_t rows);

    std::size_t size() const { return is_wide_ ? wide_.size() : narrow_.size(); }
    Wide at(std::size_t row) const { return is_wide_ ? wide_[row] : narrow_[row]; }
    Wide denominator(std::size_t row) const { return denominators_ ? (*denominators_)[row] : 1; }
    int scale() const { return scale_; }
    bool is_wide() const { return is_wide_; }
    bool is_fraction() const { return denominators_ != nullptr; }
    Denominators const& denominators() const { return denominators_; }
    Wide bound() const { return bound_; }
    std::vector<std::int64_t> const& narrow_values() const { return narrow_; }

    // The same numbers without or with other denominators.
    Column with(Denominators denominators) const;
    // The same numbers at a greater scale.
    Column at_scale(int scale) const;

private:
    std::vector<std::int64_t> narrow_;
    std::vector<Wide> wide_;
    Denominators denominators_;
    int scale_ = 0;
    Wide bound_ = 0;
    bool is_wide_ = false;
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
