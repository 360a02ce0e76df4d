// The figures of the measures: one pass over the lines adds every credited amount into person × bucket cells,
// the reporting tree rolls them up, and running sums give each measure to date at each step.
#pragma once
#include <cstdint>
#include <vector>

#include "engine/pay/facts.hpp"
#include "engine/pay/filter.hpp"
#include "engine/pay/steps.hpp"

namespace colonnade::engine::pay {

// How a calculation is carried out; the result never depends on it.
struct Options {
    int threads = 2;
    std::size_t batch = 1 << 16;  // lines that a thread takes at a time
};

enum class Quantity : std::uint8_t { amount, margin, units, lines, orders, customers };

// One sum that measures are made of.
struct Slot {
    Quantity quantity = Quantity::amount;
    std::uint8_t credits = 0;  // plan::CreditKind mask
    plan::Event day = plan::Event::booked;
    plan::Index filter = plan::none;
    bool needs_team = false;
    bool sales_stay = false;  // returns that name their sale do not count
    friend bool operator==(Slot const&, Slot const&) = default;
};
inline bool is_distinct(Slot const& slot) {
    return slot.quantity == Quantity::orders || slot.quantity == Quantity::customers;
}

// Stretches of days in which nothing changes: pay steps, further cut where the reporting tree, a role or an
// assignment changes.
struct Buckets {
    std::vector<Day> start;  // of each bucket; the last entry is the end of the last one
    std::vector<int> step;   // of each bucket
    Day first = 0;           // bucket_of_day[day - first], or -1
    std::vector<std::int16_t> of_day;

    std::size_t size() const { return step.size(); }
    int at(Day day) const {
        std::int64_t const place = static_cast<std::int64_t>(day) - first;
        if (place < 0 || start.empty()) return -1;
        return place < static_cast<std::int64_t>(of_day.size()) ? of_day[static_cast<std::size_t>(place)]
               : day < start.back()                             ? static_cast<int>(size()) - 1
                                                                : -1;
    }
};
Buckets buckets_of(Facts const& facts, plan::Plan const& plan, Calendar const& calendar);

// Who reports to whom while a run of buckets lasts.
struct Tree {
    std::vector<Index> manager;        // of each person, or nobody
    std::vector<Index> deepest_first;  // everybody after all who report to them
};
// One per bucket; equal neighbours share. Problem "pay.reporting_cycle" when the tree bites its tail.
std::vector<std::uint16_t> trees_of(Facts const& facts, Buckets const& buckets, std::vector<Tree>& trees);

class Figures {
public:
    Figures(Facts const& facts, plan::Plan const& plan, Calendar const& calendar, std::vector<Slot> slots,
            Options options);

    std::vector<Slot> const& slots() const { return slots_; }
    // The same slots as another plan numbers their filters.
    void rename(std::vector<Slot> slots) { slots_ = std::move(slots); }
    Buckets const& buckets() const { return buckets_; }
    Calendar const& calendar() const { return calendar_; }
    // One cell: what fell into the bucket.
    std::int64_t cell(std::size_t slot, bool is_team, Index person, std::size_t bucket) const;
    // Σ over the accumulation period (or, `alone`, the step) to the end of each step, for one person.
    std::int64_t const* to_date(std::size_t slot, bool is_team, Index person) const;
    std::int64_t const* alone(std::size_t slot, bool is_team, Index person) const;
    Tree const& tree_at(std::size_t bucket) const { return trees_[tree_of_bucket_[bucket]]; }
    FilterMasks const& masks() const { return masks_; }

    // A line's amount has changed from `before` to what the facts now say: corrects the cells; gives the
    // people whose figures moved.
    std::vector<Index> change_line(Facts const& facts, std::size_t line, std::int64_t before);

private:
    using Cells = std::vector<std::int64_t>;
    void scan(Facts const& facts, Options options);
    void distinct(Facts const& facts, std::size_t slot, bool is_team);
    void roll_up();
    void run(std::size_t slot, bool is_team, Index person);
    void move(std::size_t slot, Index person, int bucket, std::int64_t by, std::vector<Index>& moved);

    std::vector<Slot> slots_;
    Calendar calendar_;
    Buckets buckets_;
    std::vector<Tree> trees_;
    std::vector<std::uint16_t> tree_of_bucket_;
    FilterMasks masks_;
    std::size_t people_ = 0;
    // [slot × 2 + is_team]: person-major.
    std::vector<Cells> cells_, to_date_, alone_;
};

constexpr std::size_t most_parts = 256;
// The parts of a line, the owner's whole included.
struct PartsOf {
    CreditPart const* first;
    std::size_t count;
};
PartsOf parts_of(Lines const& lines, std::size_t line, CreditPart& whole);
// The quantity of a line, before it is split.
std::int64_t quantity_of(Lines const& lines, Quantity quantity, std::size_t line);
// The unit in which a quantity is split: money in the smallest coin, units in ten-thousandths.
inline std::int64_t split_unit(Quantity quantity, std::int64_t minor) {
    return quantity == Quantity::units ? 1 : minor;
}
// The day on which the line counts by that event, or no_day.
Day day_of(Lines const& lines, plan::Event event, std::size_t line);
inline std::uint8_t kind_bit(CreditKind kind) {
    return static_cast<std::uint8_t>(1U << static_cast<unsigned>(kind));
}

}  // namespace colonnade::engine::pay
