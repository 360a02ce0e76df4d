#include "engine/cost/future.hpp"

#include <algorithm>

namespace colonnade::engine::cost {
namespace {

constexpr std::size_t futures_max = 1000;
constexpr std::size_t futures_min = 100;
constexpr std::size_t draws_max = 4'000'000;

// SplitMix64: G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
class Generator {
public:
    explicit Generator(std::uint64_t seed) : state_(seed) {}
    std::uint64_t next() {
        std::uint64_t z = state_ += 0x9e3779b97f4a7c15;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }
    // 0 … count - 1. The high half of a product: its bias is below count / 2^64.
    std::size_t below(std::size_t count) {
        __extension__ typedef unsigned __int128 Product;
        return static_cast<std::size_t>(Product{next()} * count >> 64);
    }

private:
    std::uint64_t state_;
};

// How many accumulation periods a year has.
std::size_t periods_a_year(pay::Calculation const& calculation) {
    pay::Calendar const& calendar = calculation.calendar();
    if (!calendar.is_listed) {
        switch (calculation.plan().period) {
            case plan::AccumulationPeriod::month: return 12;
            case plan::AccumulationPeriod::year: return 1;
            default: return 4;
        }
    }
    std::int64_t days = 0, closed = 0;
    for (pay::Span const& span : calendar.periods)
        if (span.to != open_end) days += span.to - span.from, ++closed;
    if (days == 0) return 1;
    return static_cast<std::size_t>(std::max<std::int64_t>(1, (365 * closed + days / 2) / days));
}

// The value at the nearest rank: the smallest with at least `percent` of all at or below it.
std::int64_t at_rank(std::vector<std::int64_t> const& sorted, std::size_t percent) {
    std::size_t const rank = (sorted.size() * percent + 99) / 100;
    return sorted[std::max<std::size_t>(rank, 1) - 1];
}

}  // namespace

std::optional<NextYear> next_year(pay::Calculation const& calculation, Counted const& counted,
                                  std::uint64_t seed) {
    auto past = pay_by_period(calculation, counted);
    auto const& spans = calculation.calendar().periods;
    std::size_t const a_year = periods_a_year(calculation);
    // Periods by the place they have in a year; in calendars that are listed nobody says which that is.
    std::vector<std::vector<std::size_t>> seasons(a_year);
    std::vector<std::size_t> all;
    for (std::size_t i = 0; i < past.size(); ++i) {
        if (past[i].empty() || spans[i].to == open_end) continue;
        all.push_back(i), seasons[i % a_year].push_back(i);
    }
    if (all.empty()) return std::nullopt;
    NextYear out;
    out.periods = static_cast<int>(all.size());
    out.is_by_season =
        a_year > 1 && !calculation.calendar().is_listed &&
        std::all_of(seasons.begin(), seasons.end(), [](auto const& season) { return season.size() >= 2; });
    std::size_t const payees = past[all.back()].size();
    std::size_t const futures = std::clamp(draws_max / (a_year * payees), futures_min, futures_max);
    Generator generator(seed);
    std::vector<std::int64_t> sums(futures);
    for (std::int64_t& sum : sums)
        for (std::size_t period = 0; period < a_year; ++period) {
            auto const& from = out.is_by_season ? seasons[period] : all;
            auto const& drawn = past[from[generator.below(from.size())]];
            for (std::size_t payee = 0; payee < payees; ++payee)
                sum = add_checked(sum, drawn[generator.below(drawn.size())].pay);
        }
    std::ranges::sort(sums);
    out.futures = static_cast<int>(futures);
    out.p10 = at_rank(sums, 10), out.p50 = at_rank(sums, 50), out.p90 = at_rank(sums, 90);
    return out;
}

}  // namespace colonnade::engine::cost
