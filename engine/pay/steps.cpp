#include "engine/pay/steps.hpp"

#include <algorithm>
#include <iterator>

#include "foundation/base/date.hpp"

namespace colonnade::engine::pay {
namespace {

// Months since year 0, and back to the first day.
int month_of(Day day) {
    auto const date = Date::from_number(day).ymd();
    return static_cast<int>(date.year()) * 12 + static_cast<int>(static_cast<unsigned>(date.month())) - 1;
}

Day first_day(int month) { return Date::of(month / 12, static_cast<unsigned>(month % 12) + 1, 1).number(); }

int months_in(plan::AccumulationPeriod period) {
    switch (period) {
        case plan::AccumulationPeriod::month: return 1;
        case plan::AccumulationPeriod::year: return 12;
        default: return 3;
    }
}

int months_in(plan::PayFrequency pay, int accumulation) {
    switch (pay) {
        case plan::PayFrequency::monthly: return 1;
        case plan::PayFrequency::quarterly: return 3;
        case plan::PayFrequency::yearly: return 12;
        default: return accumulation;
    }
}

int months_in(plan::Per per) { return per == plan::Per::year ? 12 : per == plan::Per::quarter ? 3 : 1; }

// The period of `length` months that holds the month, counted from the fiscal year's beginning.
int slot(int month, int length, int year_starts_in) { return (month - (year_starts_in - 1)) / length; }

Span span_of(int slot, int length, int year_starts_in) {
    int const month = slot * length + year_starts_in - 1;
    return {first_day(month), first_day(month + length)};
}

int number_in(std::vector<Span>& spans, Span span) {
    if (spans.empty() || !(spans.back() == span)) spans.push_back(span);
    return static_cast<int>(spans.size()) - 1;
}

Calendar listed(Facts const& facts) {
    Calendar calendar;
    calendar.is_listed = true;
    calendar.periods = calendar.pays = facts.periods;
    for (int i = 0; i < static_cast<int>(facts.periods.size()); ++i)
        calendar.steps.push_back({facts.periods[static_cast<std::size_t>(i)], i, i, i, i, i, true});
    return calendar;
}

}  // namespace

Calendar calendar_of(plan::Plan const& plan, Facts const& facts) {
    if (!facts.periods.empty()) return listed(facts);
    Calendar calendar;
    calendar.year_starts_in = facts.year_starts_in;
    int const starts = facts.year_starts_in, accumulation = months_in(plan.period);
    int const pay = months_in(plan.pay, accumulation), length = std::min(pay, accumulation);
    if (facts.to <= facts.from) return calendar;
    int const last = month_of(facts.to - 1);
    for (int s = slot(month_of(facts.from), length, starts); s <= slot(last, length, starts); ++s) {
        Step step;
        step.days = span_of(s, length, starts);
        int const month = month_of(step.days.from);
        step.period =
            number_in(calendar.periods, span_of(slot(month, accumulation, starts), accumulation, starts));
        step.pay = number_in(calendar.pays, span_of(slot(month, pay, starts), pay, starts));
        step.month = slot(month, 1, starts), step.quarter = slot(month, 3, starts);
        step.year = slot(month, 12, starts);
        step.is_last = step.days.to == calendar.periods.back().to;
        calendar.steps.push_back(step);
    }
    return calendar;
}

int Calendar::ended(plan::Per per, Span days) const {
    if (is_listed || per == plan::Per::period || per == plan::Per::deal)
        return static_cast<int>(std::count_if(periods.begin(), periods.end(), [&](Span const& period) {
            return period.to > days.from && period.to <= days.to;
        }));
    int const length = months_in(per);
    return slot(month_of(days.to), length, year_starts_in) -
           slot(month_of(days.from), length, year_starts_in);
}

std::vector<Span> Calendar::those_ended(plan::Per per, Span days) const {
    std::vector<Span> out;
    if (is_listed || per == plan::Per::period || per == plan::Per::deal) {
        std::copy_if(periods.begin(), periods.end(), std::back_inserter(out),
                     [&](Span const& period) { return period.to > days.from && period.to <= days.to; });
        return out;
    }
    int const length = months_in(per);
    int const last = slot(month_of(days.to), length, year_starts_in);
    for (int s = slot(month_of(days.from), length, year_starts_in); s < last; ++s)
        out.push_back(span_of(s, length, year_starts_in));
    return out;
}

int Calendar::number(plan::Per per, Step const& step) const {
    switch (per) {
        case plan::Per::month: return step.month;
        case plan::Per::quarter: return step.quarter;
        case plan::Per::year: return step.year;
        default: return step.period;
    }
}

}  // namespace colonnade::engine::pay
