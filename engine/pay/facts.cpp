#include "engine/pay/facts.hpp"

#include <algorithm>

#include "foundation/base/decimal.hpp"
#include "foundation/base/problem.hpp"

namespace colonnade::engine::pay {
namespace {

bool on_top(CreditPart const& part) { return part.kind == CreditKind::overlay; }

// floor(units × share) and what is left of it, in 10^-10.
struct Floor {
    std::int64_t whole;
    std::int64_t rest;
};
Floor floor_of(std::int64_t units, std::int64_t share) {
    std::int64_t product = 0;
    if (!__builtin_mul_overflow(units, share, &product)) return {product / one, product % one};
    Wide const wide = static_cast<Wide>(units) * share;
    return {narrow(wide / one), static_cast<std::int64_t>(wide % one)};
}

}  // namespace

std::uint16_t Attribute::encode(std::string_view value) {
    auto const found = std::find(values.begin(), values.end(), value);
    if (found == values.end()) {
        if (values.size() > 0xFFFE) throw invalid("pay.too_many_values", {{"attribute", name}});
        values.emplace_back(value);
        return static_cast<std::uint16_t>(values.size() - 1);
    }
    return static_cast<std::uint16_t>(found - values.begin());
}

Attribute const* Lines::attribute(std::string_view name) const {
    for (Attribute const& each : attributes)
        if (each.name == name) return &each;
    return nullptr;
}

std::uint32_t Lines::add_group(std::vector<CreditPart> const& more) {
    parts.insert(parts.end(), more.begin(), more.end());
    group.push_back(static_cast<std::uint32_t>(parts.size()));
    return static_cast<std::uint32_t>(group.size() - 2);
}

void split_amount(std::int64_t amount, std::int64_t minor, CreditPart const* first, std::size_t count,
                  std::int64_t* out) {
    std::int64_t const in_minor = amount / minor;
    bool const is_whole = in_minor * minor == amount;
    std::int64_t const unit = is_whole ? minor : 1;
    if (count == 2 && !on_top(first[0]) && !on_top(first[1]) && first[0].share >= 0 && first[1].share >= 0 &&
        first[0].share + first[1].share == one) {
        // Most shared lines: one of the two remainders is the greater, the first one's when they are equal.
        std::int64_t const sign = amount < 0 ? -1 : 1, all = sign * (is_whole ? in_minor : amount);
        auto const [whole, rest] = floor_of(all, first[0].share);
        std::int64_t const own = whole + (rest >= one - rest);
        out[0] = sign * own * unit, out[1] = sign * (all - own) * unit;
        return;
    }
    bool const is_negative = amount < 0;
    std::int64_t const units = (is_negative ? -1 : 1) * (is_whole ? in_minor : amount);
    std::int64_t left = units;
    // Remainders of a few parts; the largest is looked for again for each unit left, of which there are fewer
    // than parts.
    std::vector<std::int64_t> many;
    std::int64_t few[8];
    std::int64_t* const rest = count <= 8 ? few : (many.resize(count), many.data());
    bool has_base = false;
    for (std::size_t i = 0; i < count; ++i) {
        if (on_top(first[i])) {
            rest[i] = -1;
            out[i] = narrow(divide_half_even(static_cast<Wide>(units) * first[i].share, one));
            continue;
        }
        has_base = true;
        auto const [whole, remainder] = floor_of(units, first[i].share);
        out[i] = whole, rest[i] = remainder, left -= whole;
    }
    for (std::size_t round = 0; has_base && left > 0 && round < count; ++round, --left) {
        std::size_t const best = static_cast<std::size_t>(std::max_element(rest, rest + count) - rest);
        ++out[best], rest[best] = -1;
    }
    for (std::size_t i = 0; i < count; ++i) out[i] = (is_negative ? -out[i] : out[i]) * unit;
}

}  // namespace colonnade::engine::pay
