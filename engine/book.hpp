// The credit book: every order and credit, sorted by whom it belongs to and by day, with running totals, so
// that any sum over any stretch of days is two look-ups. Immutable once built; readers share it.
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "engine/credit.hpp"
#include "engine/facts.hpp"

namespace colonnade::engine {

// Days from `from` (inclusive) to `to` (exclusive, may be open_end).
struct Days {
    Day from;
    Day to;
};

// Entries of many keys (people, territories, customers), each key's sorted by day, with running totals.
class DatedSums {
public:
    // entry i belongs to keys[i] on days[i]; entries without a key (nobody) form one more group at the end.
    DatedSums() = default;
    DatedSums(std::span<Index const> keys, std::span<Day const> days, std::size_t key_count);

    // Running totals of one amount per entry, to be summed with `sum`.
    std::vector<std::int64_t> totals(std::span<std::int64_t const> amounts) const;

    // The key's entries in those days, as entry numbers, oldest first.
    std::span<Index const> entries(Index key, Days days) const;
    // Σ of the amounts behind `totals` over the key's entries in those days.
    std::int64_t sum(std::vector<std::int64_t> const& totals, Index key, Days days) const;
    std::size_t key_count() const { return start_.size() - 1; }

private:
    std::pair<std::uint32_t, std::uint32_t> bounds(Index key, Days days) const;

    std::vector<std::uint32_t> start_{0};  // per key, and one more for "nobody"
    std::vector<Index> entry_;             // sorted by key, day
    std::vector<Day> day_;
};

// Everything that a book is made from.
struct Facts {
    OrderColumns orders;
    LineColumns lines;  // may be empty: then only revenue, orders and new customers are known
    Holdings owners;
    Holdings territory_holders;
    RateColumns rates;
    CreditRules rules;
    std::size_t person_count = 0;
    std::size_t customer_count = 0;
    std::size_t territory_count = 0;
};

class CreditBook {
public:
    explicit CreditBook(Facts facts);

    Facts const& facts() const { return facts_; }
    CreditColumns const& credits() const { return credits_; }
    // The order's amount in the company's currency.
    std::int64_t order_amount(Index order) const { return converted_.amount[order]; }
    // Orders that count nothing because their currency has no rate on their day.
    std::span<Index const> orders_without_rate() const { return converted_.without_rate; }

    // What the person was credited with in those days.
    std::int64_t credited(Index person, Measure measure, Days days) const;
    // All orders of the territory itself (not of those below it), with or without a seller; `nobody` gives
    // those without a territory.
    std::int64_t in_territory(Index territory, Measure measure, Days days) const;
    std::int64_t of_customer(Index customer, Measure measure, Days days) const;
    // All orders, and those that nobody was credited for.
    std::int64_t whole(Measure measure, Days days) const;
    std::int64_t uncredited(Measure measure, Days days) const;

    // Numbers of credit entries (see credits()) of the person in those days, oldest first.
    std::span<Index const> credits_of(Index person, Days days) const;
    // Numbers of orders in the territory, of the customer, in all.
    std::span<Index const> orders_in(Index territory, Days days) const;
    std::span<Index const> orders_of(Index customer, Days days) const;
    std::span<Index const> orders_on(Days days) const;
    std::span<Index const> uncredited_orders(Days days) const;

    // One order's figure in a measure, and one credit entry's.
    std::int64_t order_figure(Index order, Measure measure) const {
        return order_figures_[at(measure)][order];
    }
    std::int64_t credit_figure(Index entry, Measure measure) const {
        return credit_figures_[at(measure)][entry];
    }
    // The lines of an order: first and one past the last.
    std::pair<std::uint32_t, std::uint32_t> lines_of(Index order) const;

private:
    static std::size_t at(Measure measure) { return static_cast<std::size_t>(measure); }
    void figure_orders();
    void figure_lines();
    void figure_credits();
    void index();

    using PerMeasure = std::array<std::vector<std::int64_t>, measure_count>;

    Facts facts_;
    ConvertedAmounts converted_;
    CreditColumns credits_;
    PerMeasure order_figures_, credit_figures_;
    std::vector<std::uint32_t> line_start_;
    DatedSums by_person_, by_territory_, by_customer_, by_day_, left_over_;
    PerMeasure person_totals_, territory_totals_, customer_totals_, day_totals_, left_over_totals_;
};

}  // namespace colonnade::engine
