#include "pillars/operations/structure/dated_tree.hpp"

#include <algorithm>
#include <tuple>

namespace colonnade::structure {

namespace {

// The tree as it stands on one day while time moves on, and the search for rings in it.
class MovingTree {
public:
    void set(std::int64_t child, std::int64_t parent) { parents_[child] = parent; }
    void clear(std::int64_t child) { parents_.erase(child); }

    // A ring that can be reached upwards from `start`; `day` marks what was looked at before on the same day.
    std::vector<std::int64_t> ring_above(std::int64_t start, int day) {
        ++walk_;
        std::int64_t at = start;
        while (true) {
            Mark& mark = marks_[at];
            if (mark.walk == walk_) return ring_through(at);
            if (mark.day == day) return {};
            mark = {walk_, day};
            auto const next = parents_.find(at);
            if (next == parents_.end()) return {};
            at = next->second;
        }
    }

private:
    struct Mark {
        int walk = 0;
        int day = -1;
    };

    std::vector<std::int64_t> ring_through(std::int64_t member) const {
        std::vector<std::int64_t> ring;
        std::int64_t at = member;
        do {
            ring.push_back(at);
            at = parents_.at(at);
        } while (at != member);
        return ring;
    }

    std::unordered_map<std::int64_t, std::int64_t> parents_;
    std::unordered_map<std::int64_t, Mark> marks_;
    int walk_ = 0;
};

}  // namespace

std::optional<DatedCycle> find_cycle(std::span<DatedEdge const> edges) {
    struct Event {
        Date on;
        bool begins;
        DatedEdge const* edge;
    };
    std::vector<Event> events;
    for (DatedEdge const& edge : edges) {
        events.push_back({edge.range.from, true, &edge});
        if (edge.range.to) events.push_back({*edge.range.to, false, &edge});
    }
    // On one day, what ends is gone before what begins.
    std::sort(events.begin(), events.end(), [](Event const& a, Event const& b) {
        return std::tie(a.on, a.begins) < std::tie(b.on, b.begins);
    });
    MovingTree tree;
    int day = 0;
    for (auto first = events.begin(); first != events.end(); ++day) {
        auto const last =
            std::find_if(first, events.end(), [&](Event const& e) { return e.on != first->on; });
        for (auto event = first; event != last; ++event) {
            if (event->begins) tree.set(event->edge->child, event->edge->parent);
            else tree.clear(event->edge->child);
        }
        for (auto event = first; event != last; ++event) {
            if (!event->begins) continue;
            auto ring = tree.ring_above(event->edge->child, day);
            if (!ring.empty()) return DatedCycle{std::move(ring), event->on};
        }
        first = last;
    }
    return std::nullopt;
}

DatedTree::DatedTree(std::vector<DatedEdge> edges) : edges_(std::move(edges)) {
    std::sort(edges_.begin(), edges_.end(), [](DatedEdge const& a, DatedEdge const& b) {
        return std::tie(a.child, a.range.from) < std::tie(b.child, b.range.from);
    });
    for (std::size_t from = 0, to = 0; from < edges_.size(); from = to) {
        while (to < edges_.size() && edges_[to].child == edges_[from].child) ++to;
        places_.emplace(edges_[from].child, std::pair(from, to - from));
    }
}

std::span<DatedEdge const> DatedTree::parents(std::int64_t child) const {
    auto const place = places_.find(child);
    if (place == places_.end()) return {};
    return std::span(edges_).subspan(place->second.first, place->second.second);
}

std::optional<std::int64_t> DatedTree::parent(std::int64_t child, Date on) const {
    for (DatedEdge const& edge : parents(child)) {
        if (edge.range.contains(on)) return edge.parent;
    }
    return std::nullopt;
}

std::vector<Ancestry> ancestry(DatedTree const& tree, std::int64_t child) {
    std::vector<Ancestry> found{{child, 0, {Date::beginning(), std::nullopt}}};
    for (std::size_t i = 0; i < found.size(); ++i) {
        Ancestry const below = found[i];
        for (DatedEdge const& edge : tree.parents(below.above)) {
            if (auto const common = edge.range.intersection(below.range))
                found.push_back({edge.parent, below.depth + 1, *common});
        }
    }
    std::sort(found.begin(), found.end(), [](Ancestry const& a, Ancestry const& b) {
        return std::tie(a.above, a.depth, a.range.from) < std::tie(b.above, b.depth, b.range.from);
    });
    std::vector<Ancestry> joined;
    for (Ancestry const& next : found) {
        if (!joined.empty() && joined.back().above == next.above && joined.back().depth == next.depth &&
            joined.back().range.to == next.range.from) {
            joined.back().range.to = next.range.to;
        } else {
            joined.push_back(next);
        }
    }
    return joined;
}

}  // namespace colonnade::structure
