// Whole random numbers from a seed, the same on every machine.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>

namespace colonnade::demo {

// SplitMix64. Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014.
class Random {
public:
    explicit Random(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ull);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
        return z ^ (z >> 31);
    }
    // 0 … n-1; n > 0.
    std::int64_t below(std::int64_t n) {
        return static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(n));
    }
    std::int64_t between(std::int64_t low, std::int64_t high) { return low + below(high - low + 1); }
    bool percent(int chance) { return below(100) < chance; }
    // One of the indexes, as likely as its weight.
    std::size_t weighted(std::span<int const> weights) {
        std::int64_t sum = 0;
        for (int weight : weights) sum += weight;
        std::int64_t at = below(sum);
        for (std::size_t i = 0; i < weights.size(); ++i)
            if ((at -= weights[i]) < 0) return i;
        return weights.size() - 1;
    }
    template <class T, std::size_t n> T const& pick(T const (&list)[n]) {
        return list[static_cast<std::size_t>(below(n))];
    }

private:
    std::uint64_t state_;
};

}  // namespace colonnade::demo
