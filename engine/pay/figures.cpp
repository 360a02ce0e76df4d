#include "engine/pay/figures.hpp"

#include <algorithm>

#include "foundation/base/decimal.hpp"
#include "foundation/base/problem.hpp"

namespace colonnade::engine::pay {
namespace {

void add_to(std::int64_t& cell, std::int64_t value) {
    if (__builtin_add_overflow(cell, value, &cell)) throw invalid("number.overflow");
}

// Returns that name their sale pass no filter of the slot.
void leave_out_returns(Lines const& lines, std::size_t slot, FilterMasks& masks) {
    if (lines.of_sale.empty()) return;
    if (masks.slow.empty()) masks.slow.assign(lines.size(), ~std::uint64_t{0});
    for (std::size_t i = 0; i < lines.size(); ++i)
        if (lines.of_sale[i] != no_line) masks.slow[i] &= ~(std::uint64_t{1} << slot);
}

}  // namespace

PartsOf parts_of(Lines const& lines, std::size_t line, CreditPart& whole) {
    std::uint32_t const group = lines.shared.empty() ? 0 : lines.shared[line];
    if (group == 0) {
        whole = {lines.owner[line], CreditKind::owner, one};
        return {&whole, lines.owner[line] == nobody ? std::size_t{0} : std::size_t{1}};
    }
    std::size_t const count = lines.group[group + 1] - lines.group[group];
    if (count > most_parts) throw invalid("pay.too_many_parts", {{"line", std::to_string(lines.id[line])}});
    return {lines.parts.data() + lines.group[group], count};
}

std::int64_t quantity_of(Lines const& lines, Quantity quantity, std::size_t line) {
    bool const reduces = !lines.reduces.empty() && lines.reduces[line];
    switch (quantity) {
        case Quantity::amount: return lines.amount[line];
        case Quantity::margin: return lines.margin.empty() ? 0 : lines.margin[line];
        case Quantity::units: return lines.units.empty() ? 0 : lines.units[line];
        default: return reduces ? 0 : 10'000;
    }
}

Day day_of(Lines const& lines, plan::Event event, std::size_t line) {
    auto const in = [line](std::vector<Day> const& days) { return days.empty() ? no_day : days[line]; };
    switch (event) {
        case plan::Event::delivered: return in(lines.delivered);
        case plan::Event::invoiced: return in(lines.invoiced);
        case plan::Event::paid: return in(lines.paid);
        default: return lines.booked[line];
    }
}

Figures::Figures(Facts const& facts, plan::Plan const& plan, Calendar const& calendar,
                 std::vector<Slot> slots, Options options)
    : slots_(std::move(slots)),
      calendar_(calendar),
      buckets_(buckets_of(facts, plan, calendar)),
      people_(facts.people.size()) {
    tree_of_bucket_ = trees_of(facts, buckets_, trees_);
    Attributes const attributes(plan, facts.lines);
    std::vector<plan::Index> filters;
    for (Slot const& slot : slots_) filters.push_back(slot.filter);
    masks_ = compile_filters(plan, attributes, facts.lines, filters);
    for (std::size_t s = 0; s < slots_.size(); ++s)
        if (slots_[s].sales_stay) leave_out_returns(facts.lines, s, masks_);
    cells_.resize(slots_.size() * 2), to_date_.resize(slots_.size() * 2), alone_.resize(slots_.size() * 2);
    scan(facts, options);
    roll_up();
    for (std::size_t s = 0; s < slots_.size(); ++s)
        for (int team = 0; team <= (slots_[s].needs_team ? 1 : 0); ++team) {
            if (is_distinct(slots_[s])) distinct(facts, s, team == 1);
            to_date_[s * 2 + static_cast<std::size_t>(team)].resize(people_ * calendar_.steps.size());
            alone_[s * 2 + static_cast<std::size_t>(team)].resize(people_ * calendar_.steps.size());
            for (std::size_t p = 0; p < people_; ++p) run(s, team == 1, static_cast<Index>(p));
        }
}

// Own figures flow to the manager, deepest first, so that each holds all below when it flows on.
void Figures::roll_up() {
    std::size_t const width = buckets_.size();
    for (std::size_t s = 0; s < slots_.size(); ++s) {
        if (!slots_[s].needs_team) continue;
        Cells& team = cells_[s * 2 + 1];
        team = cells_[s * 2];
        for (std::size_t b = 0; b < width; ++b) {
            Tree const& tree = tree_at(b);
            for (Index const person : tree.deepest_first) {
                Index const manager = tree.manager[static_cast<std::size_t>(person)];
                if (manager != nobody)
                    add_to(team[static_cast<std::size_t>(manager) * width + b],
                           team[static_cast<std::size_t>(person) * width + b]);
            }
        }
    }
}

void Figures::run(std::size_t slot, bool is_team, Index person) {
    std::size_t const at = slot * 2 + is_team, width = buckets_.size(), steps = calendar_.steps.size();
    std::int64_t const* const cells = cells_[at].data() + static_cast<std::size_t>(person) * width;
    std::int64_t* const to_date = to_date_[at].data() + static_cast<std::size_t>(person) * steps;
    std::int64_t* const alone = alone_[at].data() + static_cast<std::size_t>(person) * steps;
    std::size_t b = 0;
    for (std::size_t t = 0; t < steps; ++t) {
        bool const begins = t == 0 || calendar_.steps[t].period != calendar_.steps[t - 1].period;
        alone[t] = 0;
        for (; b < width && buckets_.step[b] == static_cast<int>(t); ++b) add_to(alone[t], cells[b]);
        to_date[t] = begins ? alone[t] : add_checked(to_date[t - 1], alone[t]);
    }
}

std::int64_t Figures::cell(std::size_t slot, bool is_team, Index person, std::size_t bucket) const {
    return cells_[slot * 2 + is_team][static_cast<std::size_t>(person) * buckets_.size() + bucket];
}

std::int64_t const* Figures::to_date(std::size_t slot, bool is_team, Index person) const {
    return to_date_[slot * 2 + is_team].data() + static_cast<std::size_t>(person) * calendar_.steps.size();
}

std::int64_t const* Figures::alone(std::size_t slot, bool is_team, Index person) const {
    return alone_[slot * 2 + is_team].data() + static_cast<std::size_t>(person) * calendar_.steps.size();
}

void Figures::move(std::size_t slot, Index person, int bucket, std::int64_t by, std::vector<Index>& moved) {
    std::size_t const b = static_cast<std::size_t>(bucket), width = buckets_.size();
    add_to(cells_[slot * 2][static_cast<std::size_t>(person) * width + b], by);
    run(slot, false, person);
    moved.push_back(person);
    if (!slots_[slot].needs_team) return;
    Tree const& tree = tree_at(b);
    for (Index each = person; each != nobody; each = tree.manager[static_cast<std::size_t>(each)]) {
        add_to(cells_[slot * 2 + 1][static_cast<std::size_t>(each) * width + b], by);
        run(slot, true, each);
        moved.push_back(each);
    }
}

std::vector<Index> Figures::change_line(Facts const& facts, std::size_t line, std::int64_t before) {
    std::vector<Index> moved;
    CreditPart whole;
    PartsOf const parts = parts_of(facts.lines, line, whole);
    std::int64_t then[most_parts], now[most_parts];
    split_amount(before, facts.minor, parts.first, parts.count, then);
    split_amount(facts.lines.amount[line], facts.minor, parts.first, parts.count, now);
    std::uint64_t const mask = masks_.of(line);
    for (std::size_t s = 0; s < slots_.size(); ++s) {
        int const bucket = buckets_.at(day_of(facts.lines, slots_[s].day, line));
        if (slots_[s].quantity != Quantity::amount || !(mask >> s & 1) || bucket < 0) continue;
        for (std::size_t p = 0; p < parts.count; ++p)
            if (slots_[s].credits & kind_bit(parts.first[p].kind))
                move(s, parts.first[p].person, bucket, subtract_checked(now[p], then[p]), moved);
    }
    std::sort(moved.begin(), moved.end());
    moved.erase(std::unique(moved.begin(), moved.end()), moved.end());
    return moved;
}

}  // namespace colonnade::engine::pay
