// The calendar of a calculation: accumulation periods, the steps at which pay is worked out, and the pay
// periods in which it falls due.
#pragma once
#include <vector>

#include "engine/pay/facts.hpp"
#include "engine/plan/plan.hpp"

namespace colonnade::engine::pay {

// Pay is worked out to date at the end of each step; a step is the shorter of the accumulation and pay
// period.
struct Step {
    Span days;
    int period = 0;  // accumulation period
    int pay = 0;     // pay period
    int month = 0;   // numbers that rise with time: of the fiscal month, quarter and year
    int quarter = 0;
    int year = 0;
    bool is_last = false;  // of its accumulation period
};

struct Calendar {
    std::vector<Step> steps;
    std::vector<Span> periods;
    std::vector<Span> pays;
    int year_starts_in = 1;
    bool is_listed = false;

    // How many months, quarters or years (`per`) end within `days`. A listed period is one of each.
    int ended(plan::Per per, Span days) const;
    // The same, each by its days.
    std::vector<Span> those_ended(plan::Per per, Span days) const;
    // The fiscal year or quarter, or the month, that holds the step; numbers rise with time.
    int number(plan::Per per, Step const& step) const;
};

Calendar calendar_of(plan::Plan const& plan, Facts const& facts);

}  // namespace colonnade::engine::pay
