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

// Words that columns hold as numbers, numbered as they come.
class NumberedWords {
public:
    std::int16_t number(std::string const& word) {
        if (auto const known = numbers_.find(word); known != numbers_.end()) return known->second;
        auto const next = static_cast<std::int16_t>(words_.size());
        numbers_.emplace(word, next);
        words_.push_back(word);
        return next;
    }
    std::vector<std::string> const& words() const { return words_; }
    std::size_t size() const { return words_.size(); }

private:
    std::map<std::string, std::int16_t> numbers_;
    std::vector<std::string> words_;
};

// What the columns of orders and lines point to.
struct FactKeys {
    IdIndex people, territories, customers, products;
    NumberedWords currencies, types, channels;  // grow as orders are read
};

}  // namespace colonnade::insight
