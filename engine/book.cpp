#include "engine/book.hpp"

#include <algorithm>
#include <numeric>

#include "foundation/base/decimal.hpp"
#include "foundation/base/money.hpp"
#include "foundation/base/rate.hpp"

namespace colonnade::engine {

namespace {

// Entry numbers by day, those of one day in their order. Days lie close together, so they are counted; where
// one stands far off, they are compared.
std::vector<Index> sorted_by_day(std::span<Day const> days) {
    std::vector<Index> sorted(days.size());
    if (days.empty()) return sorted;
    auto const [first, last] = std::minmax_element(days.begin(), days.end());
    std::int64_t const span = std::int64_t{*last} - *first + 1;
    if (span > 4 * static_cast<std::int64_t>(days.size()) + 1000) {
        std::iota(sorted.begin(), sorted.end(), 0);
        std::stable_sort(sorted.begin(), sorted.end(), [&](Index a, Index b) { return days[a] < days[b]; });
        return sorted;
    }
    Day const begin = *first;
    std::vector<std::uint32_t> next(static_cast<std::size_t>(span) + 1, 0);
    for (Day day : days) ++next[day - begin + 1];
    std::partial_sum(next.begin(), next.end(), next.begin());
    for (std::size_t i = 0; i < days.size(); ++i) sorted[next[days[i] - begin]++] = static_cast<Index>(i);
    return sorted;
}

}  // namespace

DatedSums::DatedSums(std::span<Index const> keys, std::span<Day const> days, std::size_t key_count) {
    start_.assign(key_count + 2, 0);
    auto const group = [&](Index key) { return key == nobody ? key_count : static_cast<std::size_t>(key); };
    // By day first, then stably by key: a counting sort keeps each key's entries in the order of days.
    std::vector<Index> const by_day = sorted_by_day(days);
    for (Index key : keys) ++start_[group(key) + 1];
    std::partial_sum(start_.begin(), start_.end(), start_.begin());
    std::vector<std::uint32_t> next(start_.begin(), start_.end() - 1);
    entry_.resize(keys.size());
    day_.resize(keys.size());
    for (Index entry : by_day) {
        std::uint32_t const place = next[group(keys[entry])]++;
        entry_[place] = entry;
        day_[place] = days[entry];
    }
}

std::vector<std::int64_t> DatedSums::totals(std::span<std::int64_t const> amounts) const {
    std::vector<std::int64_t> totals(entry_.size() + 1, 0);
    for (std::size_t i = 0; i < entry_.size(); ++i)
        totals[i + 1] = add_checked(totals[i], amounts[entry_[i]]);
    return totals;
}

std::pair<std::uint32_t, std::uint32_t> DatedSums::bounds(Index key, Days days) const {
    std::size_t const group = key == nobody ? start_.size() - 2 : static_cast<std::size_t>(key);
    if (group + 1 >= start_.size()) return {0, 0};
    auto const first = day_.begin() + start_[group], last = day_.begin() + start_[group + 1];
    auto const from = std::lower_bound(first, last, days.from);
    auto const to = days.to == open_end ? last : std::lower_bound(from, last, std::max(days.from, days.to));
    return {static_cast<std::uint32_t>(from - day_.begin()), static_cast<std::uint32_t>(to - day_.begin())};
}

std::span<Index const> DatedSums::entries(Index key, Days days) const {
    auto const [from, to] = bounds(key, days);
    return {entry_.data() + from, to - from};
}

std::int64_t DatedSums::sum(std::vector<std::int64_t> const& totals, Index key, Days days) const {
    auto const [from, to] = bounds(key, days);
    return subtract_checked(totals[to], totals[from]);
}

CreditBook::CreditBook(Facts facts) : facts_(std::move(facts)) {
    converted_ = convert(facts_.orders, facts_.rates);
    credits_ =
        credit(facts_.orders, converted_.amount, facts_.owners, facts_.territory_holders, facts_.rules);
    figure_orders();
    figure_lines();
    figure_credits();
    index();
}

// Revenue, the count of orders, and the first order of each customer (earliest day, then lowest id).
void CreditBook::figure_orders() {
    OrderColumns const& orders = facts_.orders;
    order_figures_[at(Measure::revenue)] = converted_.amount;
    auto& counted = order_figures_[at(Measure::orders)];
    auto& first_orders = order_figures_[at(Measure::new_customers)];
    counted.resize(orders.size());
    first_orders.assign(orders.size(), 0);
    std::vector<Index> first(facts_.customer_count, nobody);
    for (std::size_t i = 0; i < orders.size(); ++i) {
        counted[i] = orders.reduces[i] ? 0 : Quantity::scale;
        if (orders.reduces[i] || orders.customer[i] == nobody) continue;
        Index& known = first[orders.customer[i]];
        if (known == nobody ||
            std::pair(orders.day[i], orders.id[i]) < std::pair(orders.day[known], orders.id[known]))
            known = static_cast<Index>(i);
    }
    for (Index order : first)
        if (order != nobody) first_orders[order] = Quantity::scale;
}

// Units, and margin: the order's amount less the costs of its lines; a line without a known cost has no
// margin to show, so it counts its whole amount as cost.
void CreditBook::figure_lines() {
    OrderColumns const& orders = facts_.orders;
    LineColumns const& lines = facts_.lines;
    auto& units = order_figures_[at(Measure::units)];
    auto& margin = order_figures_[at(Measure::margin)];
    units.assign(orders.size(), 0);
    std::vector<std::int64_t> cost(orders.size(), 0);
    line_start_.assign(orders.size() + 1, 0);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        Index const order = lines.order[i];
        ++line_start_[order + 1];
        units[order] = add_checked(units[order], lines.quantity[i]);
        std::int64_t const known = lines.cost[i] == LineColumns::no_cost ? lines.amount[i] : lines.cost[i];
        cost[order] = add_checked(cost[order], known);
    }
    std::partial_sum(line_start_.begin(), line_start_.end(), line_start_.begin());
    margin.resize(orders.size());
    for (std::size_t i = 0; i < orders.size(); ++i) {
        bool const known = line_start_[i] != line_start_[i + 1];
        std::int64_t const rate = facts_.rates.rate(orders.currency[i], orders.day[i]);
        margin[i] = known ? scaled(subtract_checked(orders.amount[i], cost[i]), Rate{rate}) : 0;
    }
}

// Money and units are split by share; counts go whole to the order's first person, so that they sum to the
// company's.
void CreditBook::figure_credits() {
    credit_figures_[at(Measure::revenue)] = credits_.amount;
    for (Measure measure : {Measure::margin, Measure::units, Measure::orders, Measure::new_customers})
        credit_figures_[at(measure)].resize(credits_.size());
    std::vector<std::int64_t> shares;
    for (std::size_t first = 0; first < credits_.size();) {
        Index const order = credits_.order[first];
        shares.clear();
        for (std::size_t i = first; i < credits_.size() && credits_.order[i] == order; ++i)
            shares.push_back(credits_.share[i]);
        for (Measure measure : {Measure::margin, Measure::units}) {
            std::int64_t const whole = order_figures_[at(measure)][order];
            auto& figures = credit_figures_[at(measure)];
            if (shares.size() == 1) figures[first] = whole;
            else std::ranges::copy(split_by_largest_remainder(whole, shares), figures.begin() + first);
        }
        for (Measure measure : {Measure::orders, Measure::new_customers})
            credit_figures_[at(measure)][first] = order_figures_[at(measure)][order];
        first += shares.size();
    }
}

void CreditBook::index() {
    OrderColumns const& orders = facts_.orders;
    std::vector<Day> credit_days(credits_.size());
    std::vector<Index> left_over(orders.size(),
                                 0);  // 0: nobody was credited; outside any group: somebody was
    for (std::size_t i = 0; i < credits_.size(); ++i) {
        credit_days[i] = orders.day[credits_.order[i]];
        left_over[credits_.order[i]] = nobody;
    }
    std::vector<Index> const everything(orders.size(), 0);
    by_person_ = DatedSums(credits_.person, credit_days, facts_.person_count);
    by_territory_ = DatedSums(orders.territory, orders.day, facts_.territory_count);
    by_customer_ = DatedSums(orders.customer, orders.day, facts_.customer_count);
    by_day_ = DatedSums(everything, orders.day, 1);
    left_over_ = DatedSums(left_over, orders.day, 1);
    for (int i = 0; i < measure_count; ++i) {
        person_totals_[i] = by_person_.totals(credit_figures_[i]);
        territory_totals_[i] = by_territory_.totals(order_figures_[i]);
        customer_totals_[i] = by_customer_.totals(order_figures_[i]);
        day_totals_[i] = by_day_.totals(order_figures_[i]);
        left_over_totals_[i] = left_over_.totals(order_figures_[i]);
    }
}

std::int64_t CreditBook::credited(Index person, Measure measure, Days days) const {
    return by_person_.sum(person_totals_[at(measure)], person, days);
}
std::int64_t CreditBook::in_territory(Index territory, Measure measure, Days days) const {
    return by_territory_.sum(territory_totals_[at(measure)], territory, days);
}
std::int64_t CreditBook::of_customer(Index customer, Measure measure, Days days) const {
    return by_customer_.sum(customer_totals_[at(measure)], customer, days);
}
std::int64_t CreditBook::whole(Measure measure, Days days) const {
    return by_day_.sum(day_totals_[at(measure)], 0, days);
}
std::int64_t CreditBook::uncredited(Measure measure, Days days) const {
    return left_over_.sum(left_over_totals_[at(measure)], 0, days);
}
std::span<Index const> CreditBook::credits_of(Index person, Days days) const {
    return by_person_.entries(person, days);
}
std::span<Index const> CreditBook::orders_in(Index territory, Days days) const {
    return by_territory_.entries(territory, days);
}
std::span<Index const> CreditBook::orders_of(Index customer, Days days) const {
    return by_customer_.entries(customer, days);
}
std::span<Index const> CreditBook::orders_on(Days days) const { return by_day_.entries(0, days); }
std::span<Index const> CreditBook::uncredited_orders(Days days) const { return left_over_.entries(0, days); }
std::pair<std::uint32_t, std::uint32_t> CreditBook::lines_of(Index order) const {
    return {line_start_[order], line_start_[order + 1]};
}

}  // namespace colonnade::engine
