#include "demo/sales.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "foundation/base/money.hpp"
#include "foundation/base/rate.hpp"

namespace colonnade::demo {
namespace {

constexpr int lines_per_hundred_orders = 250;
constexpr int chance_to_win_percent = 84;

bool is_weekend(Date day) {
    auto const weekday = std::chrono::weekday(day.day());
    return weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
}

// How busy a day is, in percent of a usual working day.
int busy_percent(Date day) {
    return is_weekend(day) ? 12 : season_percent(static_cast<unsigned>(day.ymd().month()));
}

std::int64_t busy_sum(Date from, Date to) {
    std::int64_t sum = 0;
    for (Date day = from; day < to; day = day.plus_days(1)) sum += busy_percent(day);
    return sum;
}

}  // namespace

int season_percent(unsigned month) {
    static constexpr int percents[] = {78, 84, 112, 98, 102, 118, 82, 64, 110, 116, 122, 114};
    return percents[month - 1];
}

Date quarter_begin(Date day) {
    auto const date = day.ymd();
    unsigned const month = static_cast<unsigned>(date.month());
    return Date::of(static_cast<int>(date.year()), month - (month - 1) % 3, 1);
}

Sales::Sales(Firm const& firm)
    : firm_(firm),
      random_(firm.ask.seed ^ 0xA11CEull),
      coverage_(firm.territories.size()),
      buyers_(firm.territories.size()),
      colleagues_(firm.teams.size()),
      has_bought_(firm.buyers.size(), false) {
    for (Coverage const& one : firm.coverage)
        coverage_[static_cast<std::size_t>(one.territory)].push_back(one);
    for (std::size_t i = 0; i < firm.buyers.size(); ++i)
        buyers_[static_cast<std::size_t>(firm.buyers[i].territory)].push_back(static_cast<int>(i));
    for (std::size_t i = 0; i < firm.workers.size(); ++i)
        if (firm.workers[i].job == Job::seller)
            colleagues_[static_cast<std::size_t>(firm.workers[i].team)].push_back(static_cast<int>(i));
    for (Article const& article : firm.articles) article_weights_.push_back(article.weight);
}

int Sales::seller_on(int leaf, Date day) const {
    for (Coverage const& one : coverage_[static_cast<std::size_t>(leaf)])
        if (DateRange{one.range.from, one.range.to}.contains(day)) return one.worker;
    return -1;
}

bool Sales::struggles_on(int leaf, Date day) const {
    Date const since = Date::of(static_cast<int>(firm_.ask.today.ymd().year()), 4, 1);
    auto const& held = coverage_[static_cast<std::size_t>(leaf)];
    if (day < since || held.empty()) return false;
    int const team = firm_.workers[static_cast<std::size_t>(held.front().worker)].team;
    return firm_.teams[static_cast<std::size_t>(team)].struggles;
}

// The day's part of all orders, carried over so that none is lost to rounding.
int Sales::orders_on(Date day) {
    Date const end = firm_.ask.today.plus_days(1);
    static constexpr std::int64_t million = 1'000'000;
    std::int64_t const orders =
        firm_.ask.order_lines * 100 / lines_per_hundred_orders * 100 / chance_to_win_percent;
    std::int64_t const whole = busy_sum(firm_.ask.beginning(), end);
    owed_ += static_cast<std::int64_t>(static_cast<Wide>(orders) * million * busy_percent(day) / whole);
    int const now = static_cast<int>(owed_ / million);
    owed_ %= million;
    return now;
}

int Sales::choose_buyer(int leaf) {
    auto const& buyers = buyers_[static_cast<std::size_t>(leaf)];
    std::vector<int> weights;
    for (int buyer : buyers) weights.push_back(firm_.buyers[static_cast<std::size_t>(buyer)].weight);
    return buyers[random_.weighted(weights)];
}

void Sales::add_lines(Sold& sold, bool struggles) {
    Country const& place = countries()[static_cast<std::size_t>(
        firm_.territories[static_cast<std::size_t>(sold.territory)].country)];
    Rate const rate = Rate::parse(place.rate_to_euro);
    int const count = static_cast<int>(random_.between(1, 4));
    for (int i = 0; i < count; ++i) {
        std::size_t article = random_.weighted(article_weights_);
        // Street lamps are half of what Brno sells; that is why it hurts there.
        if (struggles && random_.percent(35))
            while (!firm_.articles[article].is_street_lamp) article = random_.weighted(article_weights_);
        std::int64_t const local = narrow(
            divide_half_even(static_cast<Wide>(firm_.articles[article].price) * Rate::scale, rate.count));
        std::int64_t const price = (local + 500) / 1000 * 1000;  // to a tenth
        int const weight = firm_.buyers[static_cast<std::size_t>(sold.buyer)].weight;
        std::int64_t const pieces = 1 + random_.below(4 + weight / 40);
        int const discount = pieces >= 20 ? 12 : pieces >= 10 ? 7 : random_.percent(20) ? 3 : 0;
        sold.lines.push_back({static_cast<int>(article), pieces, price, discount});
    }
}

void Sales::deliver(Sold& sold, bool struggles) {
    sold.promised_on = sold.booked_on.plus_days(static_cast<int>(random_.between(9, 18)));
    bool const has_street_lamp = std::ranges::any_of(sold.lines, [&](SoldLine const& line) {
        return firm_.articles[static_cast<std::size_t>(line.article)].is_street_lamp;
    });
    int late = static_cast<int>(random_.between(-3, 1));
    if (random_.percent(6)) late = static_cast<int>(random_.between(2, 9));
    if (struggles && has_street_lamp) late = static_cast<int>(random_.between(14, 41));
    Date const delivered = sold.promised_on.plus_days(late);
    if (delivered <= firm_.ask.today) sold.delivered_on = delivered;
}

void Sales::maybe_return(Sold const& sold, bool struggles) {
    if (!sold.delivered_on) return;
    for (std::size_t i = 0; i < sold.lines.size(); ++i) {
        bool const is_street_lamp =
            firm_.articles[static_cast<std::size_t>(sold.lines[i].article)].is_street_lamp;
        if (!random_.percent(struggles && is_street_lamp ? 28 : 1)) continue;
        Date const day = sold.delivered_on->plus_days(static_cast<int>(random_.between(6, 35)));
        if (day > firm_.ask.today) continue;
        std::int64_t const pieces = random_.between(1, sold.lines[i].pieces);
        returns_.push_back({"R" + sold.id.substr(1) + "-" + std::to_string(i + 1), sold.id,
                            static_cast<int>(i) + 1, pieces, day});
    }
}

// Whether the order comes to be: the seller's skill, and in Brno fewer and fewer who order again.
bool Sales::is_won(Sold const& sold, bool struggles) {
    int chance = chance_to_win_percent;
    if (sold.seller >= 0) chance = chance * firm_.workers[static_cast<std::size_t>(sold.seller)].skill / 100;
    if (struggles && has_bought_[static_cast<std::size_t>(sold.buyer)]) {
        int const months = static_cast<int>(static_cast<unsigned>(sold.booked_on.ymd().month())) - 3;
        chance = chance * std::max(40, 100 - 9 * months) / 100;
    }
    return random_.percent(std::min(chance, 100));
}

Sold Sales::order(Date day) {
    Sold sold;
    sold.territory =
        firm_.leaves[static_cast<std::size_t>(random_.below(static_cast<std::int64_t>(firm_.leaves.size())))];
    sold.buyer = choose_buyer(sold.territory);
    sold.booked_on = day;
    sold.seller = random_.percent(4) ? -1 : seller_on(sold.territory, day);
    sold.second_seller = -1;
    if (sold.seller >= 0 && random_.percent(5)) {
        auto const& colleagues =
            colleagues_[static_cast<std::size_t>(firm_.workers[static_cast<std::size_t>(sold.seller)].team)];
        int const other =
            colleagues[static_cast<std::size_t>(random_.below(static_cast<std::int64_t>(colleagues.size())))];
        Worker const& helper = firm_.workers[static_cast<std::size_t>(other)];
        if (other != sold.seller && DateRange{helper.employed.from, helper.employed.to}.contains(day))
            sold.second_seller = other;
    }
    return sold;
}

void Sales::generate(std::function<void(Sold const&)> const& sold) {
    for (Date day = firm_.ask.beginning(); day <= firm_.ask.today; day = day.plus_days(1)) {
        for (int i = orders_on(day); i > 0; --i) {
            Sold one = order(day);
            bool const struggles = struggles_on(one.territory, day);
            add_lines(one, struggles);
            std::int64_t& potential = potential_[{one.territory, quarter_begin(day)}];
            for (SoldLine const& line : one.lines)
                potential += firm_.articles[static_cast<std::size_t>(line.article)].price * line.pieces *
                             (100 - line.discount_percent) / 100;
            if (!is_won(one, struggles)) continue;
            deliver(one, struggles);
            one.id = fmt::format("O{:07}", ++number_);
            one.is_first = !has_bought_[static_cast<std::size_t>(one.buyer)];
            has_bought_[static_cast<std::size_t>(one.buyer)] = true;
            maybe_return(one, struggles);
            sold(one);
        }
    }
    std::ranges::stable_sort(returns_, {}, &GivenBack::booked_on);
}

Potential Sales::potential() const {
    Potential whole = potential_;
    Date const begin = quarter_begin(firm_.ask.today), end = begin.plus_months(3),
               until = firm_.ask.today.plus_days(1);
    std::int64_t const behind = busy_sum(begin, until), all = busy_sum(begin, end);
    for (auto& [key, amount] : whole)
        if (key.second == begin) amount = narrow(static_cast<Wide>(amount) * all / behind);
    return whole;
}

}  // namespace colonnade::demo
