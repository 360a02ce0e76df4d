// Keys of other systems to ids of ours, each looked up once: for loaders, whose rows name the same few things
// again and again.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "foundation/db/session.hpp"

namespace colonnade::db {

class KeyCache {
public:
    // Each statement gives ids for :key; they are tried in order, and one counts when it gives exactly one
    // id. At most `limit` answers are kept, so that memory stays flat.
    KeyCache(Session& session, std::vector<std::string> statements, std::size_t limit = 100'000)
        : session_(session), statements_(std::move(statements)), limit_(limit) {}

    // Nothing where no statement knows the key, or each knows several.
    std::optional<std::int64_t> find(std::string_view key);
    void forget() { known_.clear(), last_key_.clear(); }

private:
    std::optional<std::int64_t> look_up(std::string const& key);

    Session& session_;
    std::vector<std::string> statements_;
    std::size_t limit_;
    std::unordered_map<std::string, std::optional<std::int64_t>> known_;
    std::string last_key_;  // files are often sorted by the thing they name
    std::optional<std::int64_t> last_;
};

}  // namespace colonnade::db
