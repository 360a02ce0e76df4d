// Fiscal calendars: how a company cuts time into weeks, months, quarters and years, or into periods of its
// own.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "foundation/base/date.hpp"

namespace colonnade {

enum class PeriodKind { week, month, quarter, year, custom };

// "month"; and back, empty for no such kind.
std::string_view period_kind_text(PeriodKind kind);
std::optional<PeriodKind> find_period_kind(std::string_view text);

// A named stretch of time. Keys are stable and sort by time within a kind: "2026-W07", "2026-M03", "2026-Q3",
// "2026", or the key listed for a custom period. The year in a key is the fiscal year, named for the calendar
// year it ends in.
struct Period {
    PeriodKind kind;
    std::string key;
    DateRange range;
    friend bool operator==(Period const&, Period const&) = default;
};

// Months and quarters counted from a start month (1 = January); the fiscal year is named for the year its
// last day is in.
struct MonthCalendar {
    unsigned start_month = 1;
};

// 52 or 53 weeks in the pattern 4-4-5 (or 4-5-4, 5-4-4): the year ends on the last `week_end` (0 = Sunday … 6
// = Saturday) of `end_month`. A 53rd week is added to the last period. Source: National Retail Federation
// 4-5-4 calendar, GAAP "last Saturday of the month" rule.
struct WeekCalendar {
    unsigned end_month = 12;
    unsigned week_end = 6;
    std::string pattern = "445";
};

// Periods listed as data, in order, without overlap; only the last may be open.
struct CustomCalendar {
    std::vector<Period> periods;
};

class FiscalCalendar {
public:
    FiscalCalendar() = default;
    // Throws Problem "calendar.*" when the description cannot be: month 13, pattern "333", overlapping custom
    // periods.
    explicit FiscalCalendar(std::variant<MonthCalendar, WeekCalendar, CustomCalendar> rule);

    // The period of that kind which holds the date; empty where the calendar has none (a custom gap, another
    // kind).
    std::optional<Period> holding(Date date, PeriodKind kind) const;
    // Every period of that kind that overlaps the range, in order. An open range ends with the last period
    // begun by `range.from` plus 400 years at most; give an end.
    std::vector<Period> between(DateRange range, PeriodKind kind) const;
    // Reads a key such as "2026-Q3"; empty when it names no period of this calendar.
    std::optional<Period> find(std::string_view key) const;
    std::variant<MonthCalendar, WeekCalendar, CustomCalendar> const& rule() const { return rule_; }

private:
    std::variant<MonthCalendar, WeekCalendar, CustomCalendar> rule_;
};

}  // namespace colonnade
