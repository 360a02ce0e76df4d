#include "foundation/base/calendar.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>

#include "foundation/base/problem.hpp"

namespace colonnade {
namespace {

using namespace std::chrono;

constexpr std::array<std::string_view, 5> kind_texts = {"week", "month", "quarter", "year", "custom"};

std::string key_text(int year, PeriodKind kind, int number) {
    char const* format = "%04d";
    if (kind == PeriodKind::week) format = "%04d-W%02d";
    if (kind == PeriodKind::month) format = "%04d-M%02d";
    if (kind == PeriodKind::quarter) format = "%04d-Q%d";
    char buffer[24];
    std::snprintf(buffer, sizeof buffer, format, year, number);
    return buffer;
}

// One fiscal year cut into its weeks, months or quarters: the days on which each part begins, and the day
// after the last.
std::vector<Date> month_starts(MonthCalendar const& rule, int fiscal_year) {
    int const first_year = rule.start_month == 1 ? fiscal_year : fiscal_year - 1;
    Date const start = Date::of(first_year, rule.start_month, 1);
    std::vector<Date> starts;
    for (int i = 0; i <= 12; ++i) starts.push_back(start.plus_months(i));
    return starts;
}

// The last `week_end` weekday of the end month.
Date year_end(WeekCalendar const& rule, int fiscal_year) {
    year_month_weekday_last const last{year(fiscal_year), month(rule.end_month),
                                       weekday_last(weekday(rule.week_end))};
    return Date(sys_days(last));
}

std::vector<Date> week_month_starts(WeekCalendar const& rule, int fiscal_year) {
    Date const start = year_end(rule, fiscal_year - 1).plus_days(1);
    Date const end = year_end(rule, fiscal_year).plus_days(1);
    std::vector<Date> starts{start};
    for (int i = 0; i < 11; ++i) starts.push_back(starts.back().plus_days(7 * (rule.pattern[i % 3] - '0')));
    starts.push_back(end);
    return starts;
}

std::vector<Date> every_third(std::vector<Date> const& months) {
    return {months[0], months[3], months[6], months[9], months[12]};
}

std::vector<Date> weeks_of(Date start, Date end) {
    std::vector<Date> starts;
    for (Date day = start; day < end; day = day.plus_days(7)) starts.push_back(day);
    starts.push_back(end);
    return starts;
}

std::vector<Date> starts_of(std::variant<MonthCalendar, WeekCalendar, CustomCalendar> const& rule,
                            int fiscal_year, PeriodKind kind) {
    auto const* by_month = std::get_if<MonthCalendar>(&rule);
    std::vector<Date> const months = by_month ? month_starts(*by_month, fiscal_year)
                                              : week_month_starts(std::get<WeekCalendar>(rule), fiscal_year);
    switch (kind) {
        case PeriodKind::week: return weeks_of(months.front(), months.back());
        case PeriodKind::month: return months;
        case PeriodKind::quarter: return every_third(months);
        default: return {months.front(), months.back()};
    }
}

std::vector<Period> periods_of_year(std::variant<MonthCalendar, WeekCalendar, CustomCalendar> const& rule,
                                    int fiscal_year, PeriodKind kind) {
    std::vector<Date> const starts = starts_of(rule, fiscal_year, kind);
    std::vector<Period> periods;
    for (std::size_t i = 0; i + 1 < starts.size(); ++i)
        periods.push_back(
            {kind, key_text(fiscal_year, kind, static_cast<int>(i) + 1), {starts[i], starts[i + 1]}});
    return periods;
}

void check(MonthCalendar const& rule) {
    if (rule.start_month < 1 || rule.start_month > 12) throw invalid("calendar.month");
}

void check(WeekCalendar const& rule) {
    bool const known = rule.pattern == "445" || rule.pattern == "454" || rule.pattern == "544";
    if (rule.end_month < 1 || rule.end_month > 12) throw invalid("calendar.month");
    if (rule.week_end > 6 || !known) throw invalid("calendar.pattern", {{"pattern", rule.pattern}});
}

void check(CustomCalendar const& rule) {
    for (std::size_t i = 0; i < rule.periods.size(); ++i) {
        Period const& period = rule.periods[i];
        bool const last = i + 1 == rule.periods.size();
        if (period.kind != PeriodKind::custom || period.key.empty())
            throw invalid("calendar.custom_key", {{"key", period.key}});
        if (period.range.to && *period.range.to <= period.range.from)
            throw invalid("calendar.custom_empty", {{"key", period.key}});
        if (!last && (!period.range.to || *period.range.to > rule.periods[i + 1].range.from))
            throw invalid("calendar.custom_overlap",
                          {{"key", period.key}, {"next", rule.periods[i + 1].key}});
    }
}

// Fiscal years that may touch the range: one to spare on each side.
std::pair<int, int> years_around(DateRange range) {
    int const first = static_cast<int>(range.from.ymd().year()) - 1;
    int const last = range.to ? static_cast<int>(range.to->ymd().year()) + 1 : first + 400;
    return {std::max(first, 2), std::min(last, 9998)};
}

}  // namespace

std::string_view period_kind_text(PeriodKind kind) { return kind_texts[static_cast<std::size_t>(kind)]; }

std::optional<PeriodKind> find_period_kind(std::string_view text) {
    for (std::size_t i = 0; i < kind_texts.size(); ++i)
        if (kind_texts[i] == text) return static_cast<PeriodKind>(i);
    return std::nullopt;
}

FiscalCalendar::FiscalCalendar(std::variant<MonthCalendar, WeekCalendar, CustomCalendar> rule)
    : rule_(std::move(rule)) {
    std::visit([](auto const& one) { check(one); }, rule_);
}

std::optional<Period> FiscalCalendar::holding(Date date, PeriodKind kind) const {
    for (Period& period : between({date, date.plus_days(1)}, kind))
        if (period.range.contains(date)) return std::move(period);
    return std::nullopt;
}

std::vector<Period> FiscalCalendar::between(DateRange range, PeriodKind kind) const {
    std::vector<Period> found;
    auto const* custom = std::get_if<CustomCalendar>(&rule_);
    if ((custom != nullptr) != (kind == PeriodKind::custom)) return found;
    if (custom) {
        for (Period const& period : custom->periods)
            if (period.range.overlaps(range)) found.push_back(period);
        return found;
    }
    auto const [first, last] = years_around(range);
    for (int fiscal_year = first; fiscal_year <= last; ++fiscal_year)
        for (Period& period : periods_of_year(rule_, fiscal_year, kind))
            if (period.range.overlaps(range)) found.push_back(std::move(period));
    return found;
}

std::optional<Period> FiscalCalendar::find(std::string_view key) const {
    if (auto const* custom = std::get_if<CustomCalendar>(&rule_)) {
        auto const at = std::find_if(custom->periods.begin(), custom->periods.end(),
                                     [&](Period const& period) { return period.key == key; });
        return at == custom->periods.end() ? std::nullopt : std::optional(*at);
    }
    int const fiscal_year = std::atoi(std::string(key.substr(0, 4)).c_str());
    if (fiscal_year < 2 || fiscal_year > 9998) return std::nullopt;
    for (PeriodKind kind : {PeriodKind::week, PeriodKind::month, PeriodKind::quarter, PeriodKind::year})
        for (Period& period : periods_of_year(rule_, fiscal_year, kind))
            if (period.key == key) return std::move(period);
    return std::nullopt;
}

}  // namespace colonnade
