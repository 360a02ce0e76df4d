// The pass over the lines: every credited amount is added into the cell of its person, bucket and slot.
#include <algorithm>

#include "engine/pay/figures.hpp"
#include "engine/pay/threads.hpp"
#include "foundation/base/decimal.hpp"
#include "foundation/base/problem.hpp"

namespace colonnade::engine::pay {
namespace {

// Lines are taken in blocks, so that what is worked out about them stays in the nearest cache.
constexpr std::size_t block = 512;

[[noreturn, gnu::cold, gnu::noinline]] void overflow() { throw invalid("number.overflow"); }

inline void add_to(std::int64_t& cell, std::int64_t value) {
    if (__builtin_add_overflow(cell, value, &cell)) [[unlikely]]
        overflow();
}

// Adds to each of `width` cells, nothing where the mask's bit is 0: for a few cells that costs less than a
// guess.
inline void add_everywhere(std::int64_t* cells, std::int64_t width, std::uint64_t mask, std::int64_t value) {
    add_to(cells[0], value & -static_cast<std::int64_t>(mask & 1));
    if (width > 1) add_to(cells[1], value & -static_cast<std::int64_t>(mask >> 1 & 1));
    for (std::int64_t s = 2; s < width; ++s)
        add_to(cells[s], value & -static_cast<std::int64_t>(mask >> s & 1));
}

// All that the pass reads. What one thread adds into are `cells`, bucket × person × slot: lines come about in
// the order of their days, so that only a month's cells are in use at a time.
struct Pass {
    Lines const& lines;
    std::vector<Slot> const& slots;
    Buckets const& buckets;
    FilterMasks const& masks;
    std::int64_t minor;
    std::size_t people;
    std::uint64_t of_kind[4] = {0, 0, 0, 0};  // slots that count credit of each kind
    std::uint64_t later = 0;                  // slots by another day than the booking
    bool is_plain = true;                     // every slot sums amounts by the day of booking
    std::vector<std::int64_t> row_of_day;     // first cell of the bucket of each of Buckets::of_day

    std::size_t cells() const { return buckets.size() * people * slots.size(); }
    void run(std::size_t from, std::size_t to, std::int64_t* cells) const;
    void plain(std::size_t from, std::size_t count, std::uint64_t const* mask, std::int64_t* cells) const;
    void line(std::size_t i, std::uint64_t mask, std::int64_t* cells) const;
    void add(std::uint64_t mask, std::size_t i, int booked, std::int64_t amount, PartsOf parts,
             std::size_t part, std::int64_t* cells) const;
    std::int64_t row(int bucket) const {
        return bucket < 0
                   ? -1
                   : static_cast<std::int64_t>(static_cast<std::size_t>(bucket) * people * slots.size());
    }
};

Pass pass_of(Facts const& facts, std::vector<Slot> const& slots, Buckets const& buckets,
             FilterMasks const& masks) {
    Pass pass{facts.lines, slots, buckets, masks, facts.minor, facts.people.size(), {}, 0, true, {}};
    for (std::size_t s = 0; s < slots.size(); ++s) {
        std::uint64_t const bit = std::uint64_t{1} << s;
        if (is_distinct(slots[s])) continue;
        for (int kind = 0; kind < 4; ++kind)
            if (slots[s].credits >> kind & 1) pass.of_kind[kind] |= bit;
        if (slots[s].day != plan::Event::booked) pass.later |= bit;
        pass.is_plain = pass.is_plain && slots[s].day == plan::Event::booked &&
                        slots[s].quantity == Quantity::amount;
    }
    for (std::int16_t const bucket : buckets.of_day) pass.row_of_day.push_back(pass.row(bucket));
    return pass;
}

void Pass::run(std::size_t from, std::size_t to, std::int64_t* cells) const {
    std::uint64_t mask[block];
    for (; from < to; from += block) {
        std::size_t const count = std::min(block, to - from);
        masks.of(from, count, mask);
        if (is_plain) plain(from, count, mask, cells);
        else
            for (std::size_t i = 0; i < count; ++i) line(from + i, mask[i], cells);
    }
}

// All that the loops read is in variables of their own, which the compiler then keeps in registers. Shared
// lines are noted down and come afterwards: which line is one is nothing that a processor could guess.
void Pass::plain(std::size_t from, std::size_t count, std::uint64_t const* mask, std::int64_t* cells) const {
    Day const* const booked = lines.booked.data() + from;
    Index const* const owner = lines.owner.data() + from;
    std::int64_t const* const amount = lines.amount.data() + from;
    std::uint32_t const* const group = lines.shared.empty() ? nullptr : lines.shared.data() + from;
    std::int64_t const* const rows = row_of_day.data();
    std::int64_t const width = static_cast<std::int64_t>(slots.size()), first = buckets.first;
    std::uint64_t const days = row_of_day.size(), owned = of_kind[0];
    std::size_t shared[block], count_shared = 0;
    for (std::size_t i = 0; i < count; ++i) {
        shared[count_shared] = i;
        if (group && group[i] != 0) {
            ++count_shared;
            continue;
        }
        std::uint64_t const day = static_cast<std::uint64_t>(booked[i] - first);
        std::int64_t const start = day < days ? rows[day] : row(buckets.at(booked[i]));
        if (owner[i] < 0 || start < 0) continue;
        add_everywhere(cells + start + owner[i] * width, width, mask[i] & owned, amount[i]);
    }
    for (std::size_t k = 0; k < count_shared; ++k) {
        std::size_t const i = shared[k];
        std::int64_t const start = row(buckets.at(booked[i]));
        if (start < 0) continue;
        CreditPart whole;
        PartsOf const parts = parts_of(lines, from + i, whole);
        std::int64_t amounts[most_parts];
        split_amount(amount[i], minor, parts.first, parts.count, amounts);
        for (std::size_t p = 0; p < parts.count; ++p) {
            CreditPart const& part = parts.first[p];
            add_everywhere(cells + start + part.person * width, width,
                           mask[i] & of_kind[static_cast<int>(part.kind)], amounts[p]);
        }
    }
}

void Pass::line(std::size_t i, std::uint64_t mask, std::int64_t* cells) const {
    int const booked = buckets.at(lines.booked[i]);
    if (mask == 0 || (booked < 0 && later == 0)) return;
    CreditPart whole;
    PartsOf const parts = parts_of(lines, i, whole);
    std::int64_t amounts[most_parts];
    split_amount(lines.amount[i], minor, parts.first, parts.count, amounts);
    for (std::size_t p = 0; p < parts.count; ++p)
        add(mask & of_kind[static_cast<int>(parts.first[p].kind)], i, booked, amounts[p], parts, p, cells);
}

std::int64_t part_of(Lines const& lines, Slot const& slot, std::size_t i, std::int64_t minor, PartsOf parts,
                     std::size_t part) {
    std::int64_t const whole = quantity_of(lines, slot.quantity, i);
    if (slot.quantity == Quantity::lines || parts.count == 1) return whole;
    std::int64_t out[most_parts];
    split_amount(whole, split_unit(slot.quantity, minor), parts.first, parts.count, out);
    return out[part];
}

void Pass::add(std::uint64_t mask, std::size_t i, int booked, std::int64_t amount, PartsOf parts,
               std::size_t part, std::int64_t* cells) const {
    for (; mask; mask &= mask - 1) {
        std::size_t const s = static_cast<std::size_t>(__builtin_ctzll(mask));
        int const bucket = later >> s & 1 ? buckets.at(day_of(lines, slots[s].day, i)) : booked;
        if (bucket < 0) continue;
        std::int64_t const value =
            slots[s].quantity == Quantity::amount ? amount : part_of(lines, slots[s], i, minor, parts, part);
        std::size_t const person = static_cast<std::size_t>(parts.first[part].person);
        add_to(cells[static_cast<std::size_t>(row(bucket)) + person * slots.size() + s], value);
    }
}

}  // namespace

void Figures::scan(Facts const& facts, Options options) {
    if (slots_.empty()) return;
    Pass const pass = pass_of(facts, slots_, buckets_, masks_);
    std::vector<Cells> sums(static_cast<std::size_t>(std::max(options.threads, 1)));
    in_parallel(facts.lines.size(), options.batch, options.threads,
                [&](std::size_t thread, std::size_t from, std::size_t to) {
                    if (sums[thread].empty()) sums[thread].resize(pass.cells());
                    pass.run(from, to, sums[thread].data());
                });
    std::size_t const width = buckets_.size(), count = slots_.size();
    for (std::size_t s = 0; s < count; ++s) {
        Cells& cells = cells_[s * 2];
        cells.assign(people_ * width, 0);
        for (Cells const& part : sums)
            for (std::size_t b = 0; b < width && !part.empty(); ++b)
                for (std::size_t p = 0; p < people_; ++p)
                    add_to(cells[p * width + b], part[(b * people_ + p) * count + s]);
    }
}

}  // namespace colonnade::engine::pay
