// Trees whose edges hold for a time: who reports to whom, which team is part of which, which territory lies
// in which.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "foundation/base/date.hpp"

namespace colonnade::structure {

// `child` stands under `parent` in these days. A child has at most one parent on any day.
struct DatedEdge {
    std::int64_t child = 0;
    std::int64_t parent = 0;
    DateRange range;
};

// A ring: each member stands under the next, the last under the first, first on that date.
struct DatedCycle {
    std::vector<std::int64_t> members;
    Date on;
};

// The first ring, or nothing when the edges form a tree on every date. Time: edges × depth.
std::optional<DatedCycle> find_cycle(std::span<DatedEdge const> edges);

// The parents of each child in order of time, quick to ask.
class DatedTree {
public:
    explicit DatedTree(std::vector<DatedEdge> edges);
    std::span<DatedEdge const> parents(std::int64_t child) const;
    std::optional<std::int64_t> parent(std::int64_t child, Date on) const;

private:
    std::vector<DatedEdge> edges_;  // by child, then by time
    std::unordered_map<std::int64_t, std::pair<std::size_t, std::size_t>> places_;
};

// `above` stands `depth` steps over the one asked about in these days; depth 0 is itself, since always.
struct Ancestry {
    std::int64_t above = 0;
    int depth = 0;
    DateRange range;
    friend bool operator==(Ancestry const&, Ancestry const&) = default;
};

// Everybody above `child` over all time, ordered by `above`, depth, time; stretches that touch are one. The
// tree must have no ring.
std::vector<Ancestry> ancestry(DatedTree const& tree, std::int64_t child);

}  // namespace colonnade::structure
