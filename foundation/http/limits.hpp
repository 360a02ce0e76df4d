// Token buckets: how much one address, one account or one API token may ask for in a time.
//
// A bucket holds up to `capacity` tokens and gains `per_second`; a request takes as many as its route costs.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <mutex>
#include <unordered_map>

#include "foundation/base/clock.hpp"
#include "foundation/base/id.hpp"

namespace colonnade::http {

struct BucketSize {
    std::int64_t capacity;
    std::int64_t per_second;
};

class TokenBuckets {
public:
    // At most `keys_max` buckets are remembered; a full one is the same as none and is forgotten first.
    TokenBuckets(Clock const& clock, BucketSize size, std::size_t keys_max = 100'000);

    // Takes `cost` tokens: nullopt when there were enough, else the whole seconds (one or more) until there
    // will be. A cost beyond the capacity counts as the capacity.
    std::optional<std::int64_t> take(std::string_view key, std::int64_t cost);

private:
    struct Bucket {
        std::int64_t thousandths;
        std::int64_t as_of_ms;
    };
    void refill(Bucket& bucket, std::int64_t now_ms) const;
    void make_room(std::int64_t now_ms);

    Clock const& clock_;
    BucketSize size_;
    std::size_t keys_max_;
    std::mutex mutex_;
    std::unordered_map<std::string, Bucket> buckets_;
};

struct LimitSizes {
    BucketSize address{600, 100};  // an office may share one
    BucketSize account{300, 50};
    BucketSize token{300, 50};
};

// The buckets of all requests. `spend_*` throw Problem (too_many, "limit.reached", seconds) when a bucket is
// empty.
class Limits {
public:
    explicit Limits(Clock const& clock, LimitSizes sizes = {});
    // IPv6 clients count by their network of 64 bits: one customer has all of it.
    void spend_address(std::string_view address, std::int64_t cost);
    void spend_account(UserId user, std::int64_t cost);
    void spend_token(std::string_view token_id, std::int64_t cost);

private:
    TokenBuckets addresses_;
    TokenBuckets accounts_;
    TokenBuckets tokens_;
};

}  // namespace colonnade::http
