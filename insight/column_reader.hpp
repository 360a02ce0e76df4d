// Ids of the store as dense indexes of the engine.
#pragma once
#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/facts.hpp"

namespace colonnade::insight {

// Ids in rising order; the index of an id is its place among them.
class IdIndex {
public:
    void add(std::int64_t id) { ids_.push_back(id); }
    // `nobody` for an id that is not there, or for none.
    engine::Index find(std::optional<std::int64_t> id) const {
        if (!id || ids_.empty()) return engine::nobody;
        // Ids are given out one after the other, so the place is usually the distance from the first.
        std::int64_t const guess = *id - ids_.front();
        if (guess >= 0 && guess < static_cast<std::int64_t>(ids_.size()) && ids_[guess] == *id)
            return static_cast<engine::Index>(guess);
        auto const at = std::lower_bound(ids_.begin(), ids_.end(), *id);
        return at != ids_.end() && *at == *id ? static_cast<engine::Index>(at - ids_.begin())
                                              : engine::nobody;
    }
    std::size_t size() const { return ids_.size(); }
    std::vector<std::int64_t> const& ids() const { return ids_; }

private:
    std::vector<std::int64_t> ids_;
};

// What the columns of orders and lines point to.
struct FactKeys {
    IdIndex people, territories, customers, products;
    std::map<std::string, std::int16_t> currencies;  // grows as orders are read
};

}  // namespace colonnade::insight
