#include "foundation/db/key_cache.hpp"

namespace colonnade::db {

std::optional<std::int64_t> KeyCache::find(std::string_view key) {
    if (!last_key_.empty() && key == last_key_) return last_;
    last_key_ = key;
    auto const found = known_.find(last_key_);
    if (found != known_.end()) return last_ = found->second;
    last_ = look_up(last_key_);
    if (known_.size() >= limit_) known_.clear();
    known_.emplace(last_key_, last_);
    return last_;
}

std::optional<std::int64_t> KeyCache::look_up(std::string const& key) {
    for (std::string const& statement : statements_) {
        auto const ids = session_.rows<std::int64_t>(statement, {{"key", key}});
        if (ids.size() == 1) return std::get<0>(ids.front());
    }
    return std::nullopt;
}

}  // namespace colonnade::db
