// The company and the plan of the wide oracle: whom and what it pays, said in days of 2025 and cents. See
// oracle_wide_test.hpp for what it comes to.
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/pay/oracle_test.hpp"

namespace colonnade::oracle::wide {

constexpr int ever_since = -20'000, forever = 1'000'000, never = -1;
constexpr int month_begins[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365};

struct Days {
    int from = ever_since;
    int to = forever;
    bool holds(int day) const { return day >= from && day < to; }
};

enum class Event { booked, delivered, invoiced, paid };
enum class Credit { owner, split, overlay };
enum class Role { rep, lead, support };
enum class Measure { sales, focus, overlays, cash, pieces, orders };
enum class Per { month, quarter, year, period };

struct Share {
    int person = 0;
    Credit kind = Credit::owner;
    std::int64_t basis = 10'000;
};

struct Sale {
    int id = 0, order = 0, day = 0;
    int reached[4] = {never, never, never, never};  // by Event; booked is `day`
    std::int64_t cents = 0, pieces = 0;             // in ten-thousandths of one
    int family = 1;
    std::vector<Share> shares;
    int of_sale = never;  // id of the sale it takes back
    int lost = never;     // found unpaid on that day
};

struct Place {
    Role role = Role::rep;
    Days days;
};

struct Dated {
    Days days;
    std::int64_t basis = 0;
};

struct Person {
    std::vector<Place> places;
    std::vector<int> manager;                                    // by month
    std::vector<std::optional<std::int64_t>> quota, team_quota;  // by period, cents
    bool by_days = false;  // the quota counts days of employment already
    std::vector<Dated> own_rate, csat;
};

struct Limit {
    bool is_cap = true;
    std::int64_t cents = 0;
    Per per = Per::period;
};

struct Advance {
    std::int64_t cents = 0;
    Per per = Per::month;
    bool recoverable = true;
    int first_months = 0;  // 0: always
};

enum class Way { curve, fixed, deals, pool };
enum class Gate { none, attainment, csat };

struct Component {
    Way way = Way::curve;
    std::vector<Role> roles;  // empty: the plan's
    Days runs;
    Measure measure = Measure::sales;
    bool is_team = false, by_own_rate = false;
    Rules rules;             // curve and tiers
    std::int64_t price = 0;  // of a piece, for pieces and orders: cents
    std::int64_t fixed = 0;  // cents, beside the curve or alone
    Per fixed_per = Per::month;
    bool by_order = false;  // of deals: else by line
    std::int64_t above = -1, deal_cap = -1, deal_floor = -1;
    bool by_pieces = false, by_team = false;  // of pools
    Gate gate = Gate::none;
    std::int64_t gate_basis = 0;
    std::vector<Limit> limits;
    std::vector<std::pair<Event, std::int64_t>> holds;           // basis points
    std::vector<std::pair<int, std::int64_t>> returned, unpaid;  // days, basis points
    int instalments = 1;
};

enum class Rounded { half_even, half_up, down, up };
enum Proration : unsigned { joiners = 1, leavers = 2, leave = 4, changes = 8 };

struct Plan {
    int months = 3, paid_months = 1;
    std::vector<int> listed;  // first days of listed periods and the end of the last; empty: by months
    bool is_cumulative = true;
    Rounded rounded = Rounded::half_even;
    std::int64_t unit = 1;  // cents
    unsigned proration = 0;
    std::optional<std::int64_t> default_rate;
    std::vector<Component> components;
    std::optional<Advance> draw, guarantee;
    std::optional<Limit> limit;
};

struct Step {
    Days days;
    int period = 0, pay = 0;
};

struct Company {
    std::vector<Person> people;
    std::vector<Sale> sales;
    std::vector<int> hired, left;  // empty: not known
    Plan plan;
    std::vector<Step> steps;
    std::vector<Days> periods;
};

inline int month_on(int day) {
    int month = 0;
    while (month < 11 && month_begins[month + 1] <= day) ++month;
    return month;
}

inline void lay_out(Company& of) {
    of.steps.clear(), of.periods.clear();
    Plan const& plan = of.plan;
    for (std::size_t i = 0; i + 1 < plan.listed.size(); ++i) {
        of.periods.push_back({plan.listed[i], plan.listed[i + 1]});
        of.steps.push_back({of.periods.back(), static_cast<int>(i), static_cast<int>(i)});
    }
    if (!plan.listed.empty()) return;
    for (int month = 0; month < 12; month += plan.months)
        of.periods.push_back({month_begins[month], month_begins[month + plan.months]});
    int const length = std::min(plan.months, plan.paid_months);
    for (int month = 0; month < 12; month += length)
        of.steps.push_back({{month_begins[month], month_begins[month + length]},
                            month / plan.months,
                            month / plan.paid_months});
}

// The months, quarters, years or periods that end within `days`.
inline std::vector<Days> ended(Company const& of, Per per, Days days) {
    std::vector<Days> all = of.periods;
    if (of.plan.listed.empty() && per != Per::period) {
        int const length = per == Per::month ? 1 : per == Per::quarter ? 3 : 12;
        all.clear();
        for (int month = 0; month < 12; month += length)
            all.push_back({month_begins[month], month_begins[month + length]});
    }
    std::erase_if(all, [&](Days each) { return each.to <= days.from || each.to > days.to; });
    return all;
}

// Which month, quarter, year or period a step belongs to.
inline int number(Company const& of, Per per, std::size_t step) {
    if (!of.plan.listed.empty() || per == Per::period) return of.steps[step].period;
    return month_on(of.steps[step].days.from) / (per == Per::month ? 1 : per == Per::quarter ? 3 : 12);
}

}  // namespace colonnade::oracle::wide
