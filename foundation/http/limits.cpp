#include "foundation/http/limits.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

#include "foundation/base/problem.hpp"

namespace colonnade::http {
namespace {

constexpr std::int64_t token = 1000;  // thousandths

std::string network_of(std::string_view address) {
    std::array<char, 16> bytes{};
    std::string const text(address);
    if (inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) return text;
    return std::string(bytes.data(), 8);
}

void spend(TokenBuckets& buckets, std::string_view key, std::int64_t cost) {
    auto const seconds = buckets.take(key, cost);
    if (seconds)
        throw Problem(ProblemKind::too_many, "limit.reached", {{"seconds", std::to_string(*seconds)}});
}

}  // namespace

TokenBuckets::TokenBuckets(Clock const& clock, BucketSize size, std::size_t keys_max)
    : clock_(clock), size_(size), keys_max_(keys_max) {}

void TokenBuckets::refill(Bucket& bucket, std::int64_t now_ms) const {
    // A clock that was set back gives nothing and takes nothing.
    auto const passed_ms = std::clamp<std::int64_t>(now_ms - bucket.as_of_ms, 0, 1'000'000'000);
    // One thousandth of a token for each millisecond and token per second.
    bucket.thousandths = std::min(size_.capacity * token, bucket.thousandths + passed_ms * size_.per_second);
    bucket.as_of_ms = now_ms;
}

void TokenBuckets::make_room(std::int64_t now_ms) {
    std::erase_if(buckets_, [&](auto const& entry) {
        auto bucket = entry.second;
        refill(bucket, now_ms);
        return bucket.thousandths == size_.capacity * token;
    });
    if (buckets_.size() >= keys_max_) buckets_.clear();
}

std::optional<std::int64_t> TokenBuckets::take(std::string_view key, std::int64_t cost) {
    auto const now_ms = clock_.now().milliseconds;
    std::lock_guard lock(mutex_);
    if (buckets_.size() >= keys_max_) make_room(now_ms);
    auto [found, fresh] = buckets_.try_emplace(std::string(key), Bucket{size_.capacity * token, now_ms});
    auto& bucket = found->second;
    refill(bucket, now_ms);
    auto const wanted = std::min(cost, size_.capacity) * token;
    if (bucket.thousandths >= wanted) {
        bucket.thousandths -= wanted;
        return std::nullopt;
    }
    auto const missing_per_second = size_.per_second * 1000;
    return (wanted - bucket.thousandths + missing_per_second - 1) / missing_per_second;
}

Limits::Limits(Clock const& clock, LimitSizes sizes)
    : addresses_(clock, sizes.address), accounts_(clock, sizes.account), tokens_(clock, sizes.token) {}

void Limits::spend_address(std::string_view address, std::int64_t cost) {
    spend(addresses_, network_of(address), cost);
}

void Limits::spend_account(UserId user, std::int64_t cost) {
    spend(accounts_, std::to_string(user.value), cost);
}

void Limits::spend_token(std::string_view token_id, std::int64_t cost) { spend(tokens_, token_id, cost); }

}  // namespace colonnade::http
