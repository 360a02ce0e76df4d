// The part of the facts that one person's pay is worked out from: their own lines, and those of everybody who
// ever stood below them where the plan looks at teams. Pay over it is the same as over everything.
#pragma once
#include <memory>
#include <vector>

#include "engine/pay/facts.hpp"
#include "engine/plan/plan.hpp"

namespace colonnade::engine::pay {

struct Excerpt {
    std::shared_ptr<Facts> facts;
    Index person = nobody;  // in the excerpt
    // Stands for everybody who is left out: has their parts of shared lines, no role, and is paid nothing.
    Index others = nobody;
    std::vector<Index> people;         // of each person but `others`: their index in the whole
    std::vector<std::uint32_t> lines;  // of each line: its index in the whole
};

// What one plan adds to the facts of a company: whom it pays, and which time is worked out (see Facts).
struct Frame {
    std::vector<Assignment> assignments;
    Day from = 0;
    Day to = 0;
    std::vector<Span> periods;
    int year_starts_in = 1;
};
Frame frame_of(Facts const& facts);

// Where the plan ranks, shares a pool, or sums over all, the excerpt is the whole.
Excerpt excerpt_for(plan::Plan const& plan, Facts const& facts, Frame const& frame, Index person);

// A line that nobody has booked yet.
struct Deal {
    Day booked = 0;
    std::int64_t amount = 0;   // ten-thousandths
    std::int64_t share = one;  // the person's; the rest is others'
    std::int64_t margin = 0;
    std::int64_t units = 10'000;
    Index customer = nobody;
    // By their names in the schema; those that are not said are empty, so that conditions on them do not
    // hold.
    std::vector<std::pair<std::string, std::string>> attributes;
};

// Adds the deal as an order of its own, neither delivered nor paid; where the plan counts by one of those
// days, it comes on the day of booking. Gives the line's index.
std::size_t add_deal(Excerpt& excerpt, plan::Plan const& plan, Deal const& deal);

}  // namespace colonnade::engine::pay
