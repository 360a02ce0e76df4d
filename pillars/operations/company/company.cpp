#include "pillars/operations/company/company.hpp"

#include <algorithm>

#include "foundation/base/problem.hpp"
#include "foundation/base/time_zone.hpp"

namespace colonnade::company {
namespace {

constexpr std::string_view languages[] = {"en", "it", "pl", "fa", "cs", "es"};

FiscalCalendar fiscal_calendar(CalendarRule const& rule) {
    if (auto const* months = std::get_if<MonthRule>(&rule))
        return FiscalCalendar(MonthCalendar{static_cast<unsigned>(months->start_month)});
    auto const& weeks = std::get<WeekRule>(rule);
    return FiscalCalendar(WeekCalendar{static_cast<unsigned>(weeks.end_month),
                                       static_cast<unsigned>(weeks.week_end), weeks.pattern});
}

// "2026-01-01..2026-03-31": both days included.
std::optional<Period> range_period(std::string_view text) {
    if (text.size() != 22 || text.substr(10, 2) != "..") return std::nullopt;
    auto const from = Date::find(text.substr(0, 10)), last = Date::find(text.substr(12));
    if (!from || !last || *last < *from) return std::nullopt;
    return Period{PeriodKind::custom, std::string(text), {*from, last->plus_days(1)}};
}

}  // namespace

void check_company(Company const& company) {
    if (company.name.empty() || company.name.size() > 200) throw invalid("company.name", {}, "name");
    if (!is_time_zone(company.time_zone))
        throw invalid("company.time_zone", {{"text", company.time_zone}}, "time_zone");
    if (std::ranges::find(languages, company.language) == std::end(languages))
        throw invalid("company.language", {{"text", company.language}}, "language");
    fiscal_calendar(company.calendar);
}

Periods::Periods(CalendarRule const& rule, std::vector<Period> listed)
    : fiscal_(fiscal_calendar(rule)), listed_(std::move(listed)) {
    FiscalCalendar{CustomCalendar{listed_}};  // refuses what overlaps
}

std::optional<Period> Periods::find(std::string_view key) const {
    auto const at = std::ranges::find(listed_, key, &Period::key);
    return at != listed_.end() ? std::optional(*at) : fiscal_.find(key);
}

std::vector<Period> Periods::between(DateRange range, PeriodKind kind) const {
    if (kind != PeriodKind::custom) return fiscal_.between(range, kind);
    std::vector<Period> found;
    for (Period const& period : listed_)
        if (period.range.overlaps(range)) found.push_back(period);
    return found;
}

std::optional<Period> Periods::current(Date date) const {
    if (listed_.empty()) return fiscal_.holding(date, PeriodKind::quarter);
    for (Period const& period : listed_)
        if (period.range.contains(date)) return period;
    return date < listed_.front().range.from ? listed_.front() : listed_.back();
}

Period Periods::named(std::string_view text, Date today) const {
    std::optional<Period> period = text.empty() ? current(today) : find(text);
    if (!period) period = range_period(text);
    if (!period) throw invalid("period.unknown", {{"text", std::string(text)}}, "period");
    return *period;
}

std::vector<ExchangeRate> rates_between(std::vector<ExchangeRate> const& all, Currency from, Currency to) {
    std::vector<ExchangeRate> found;
    if (from == to) return {{from, to, Rate::one(), Date::beginning()}};
    for (ExchangeRate const& rate : all)
        if (rate.from == from && rate.to == to) found.push_back(rate);
    if (found.empty())
        for (ExchangeRate const& rate : all)
            if (rate.from == to && rate.to == from && rate.rate.count > 0)
                found.push_back({from, to, ratio(Rate::scale, rate.rate.count), rate.valid_from});
    std::ranges::sort(found, {}, &ExchangeRate::valid_from);
    return found;
}

}  // namespace colonnade::company
