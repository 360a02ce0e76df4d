#include "engine/facts.hpp"

#include <algorithm>

namespace colonnade::engine {

Index Holdings::holder(Index key, Day day) const {
    if (key < 0 || static_cast<std::size_t>(key) + 1 >= start.size()) return nobody;
    auto const first = spans.begin() + start[key], last = spans.begin() + start[key + 1];
    auto const after =
        std::upper_bound(first, last, day, [](Day d, Span const& span) { return d < span.from; });
    if (after == first) return nobody;
    Span const& span = *std::prev(after);
    return day < span.to ? span.person : nobody;
}

std::int64_t RateColumns::rate(std::int16_t currency, Day day) const {
    if (currency < 0 || static_cast<std::size_t>(currency) >= of_currency.size()) return 0;
    auto const& dated = of_currency[currency];
    auto const after = std::upper_bound(dated.begin(), dated.end(), day,
                                        [](Day d, Dated const& rate) { return d < rate.from; });
    return after == dated.begin() ? 0 : std::prev(after)->rate;
}

}  // namespace colonnade::engine
