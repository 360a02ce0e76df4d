#include "foundation/base/date.hpp"

#include <cstdio>

#include "foundation/base/problem.hpp"

namespace colonnade {
namespace {

// Digits text[at, at+length) as a number; empty when one is no digit.
std::optional<int> digits(std::string_view text, std::size_t at, std::size_t length) {
    int value = 0;
    for (std::size_t i = at; i < at + length; ++i) {
        if (i >= text.size() || text[i] < '0' || text[i] > '9') return std::nullopt;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

std::optional<Date> checked(int year, unsigned month, unsigned day) {
    std::chrono::year_month_day const date{std::chrono::year(year), std::chrono::month(month),
                                           std::chrono::day(day)};
    if (year < 1 || year > 9999 || !date.ok()) return std::nullopt;
    return Date(date);
}

}  // namespace

Date Date::of(int year, unsigned month, unsigned day) {
    if (auto date = checked(year, month, day)) return *date;
    throw invalid(
        "date.invalid",
        {{"year", std::to_string(year)}, {"month", std::to_string(month)}, {"day", std::to_string(day)}});
}

std::optional<Date> Date::find(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    auto const year = digits(text, 0, 4), month = digits(text, 5, 2), day = digits(text, 8, 2);
    if (!year || !month || !day) return std::nullopt;
    return checked(*year, static_cast<unsigned>(*month), static_cast<unsigned>(*day));
}

Date Date::parse(std::string_view text) {
    if (auto date = find(text)) return *date;
    throw invalid("date.format", {{"text", std::string(text)}});
}

Date Date::beginning() { return Date(std::chrono::year(1) / std::chrono::January / 1); }

std::string Date::text() const {
    std::chrono::year_month_day const date = ymd();
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return buffer;
}

Date Date::plus_months(int months) const {
    std::chrono::year_month_day date = ymd();
    std::chrono::year_month_day const moved = date + std::chrono::months(months);
    if (moved.ok()) return Date(moved);
    return Date(std::chrono::sys_days(moved.year() / moved.month() / std::chrono::last));
}

bool DateRange::overlaps(DateRange const& other) const { return intersection(other).has_value(); }

std::optional<DateRange> DateRange::intersection(DateRange const& other) const {
    DateRange common{std::max(from, other.from), to};
    if (other.to && (!common.to || *other.to < *common.to)) common.to = other.to;
    if (common.to && *common.to <= common.from) return std::nullopt;
    return common;
}

int DateRange::days() const {
    if (!to) throw invalid("date.range_open");
    return *to - from;
}

std::string Instant::text() const {
    std::chrono::sys_time<std::chrono::milliseconds> const time{std::chrono::milliseconds(milliseconds)};
    auto const day = std::chrono::floor<std::chrono::days>(time);
    std::chrono::hh_mm_ss const clock(time - day);
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "T%02d:%02d:%02d.%03dZ", static_cast<int>(clock.hours().count()),
                  static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()),
                  static_cast<int>(clock.subseconds().count()));
    return Date(day).text() + buffer;
}

Instant Instant::parse(std::string_view text) {
    auto const refuse = [&] { return invalid("instant.format", {{"text", std::string(text)}}); };
    if (text.size() < 20 || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text.back() != 'Z')
        throw refuse();
    auto const date = Date::find(text.substr(0, 10));
    auto const hour = digits(text, 11, 2), minute = digits(text, 14, 2), second = digits(text, 17, 2);
    if (!date || !hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 59) throw refuse();
    std::int64_t fraction = 0;
    if (text.size() == 24 && text[19] == '.') {
        auto const milliseconds = digits(text, 20, 3);
        if (!milliseconds) throw refuse();
        fraction = *milliseconds;
    } else if (text.size() != 20) {
        throw refuse();
    }
    return {((static_cast<std::int64_t>(date->number()) * 24 + *hour) * 3600 + *minute * 60 + *second) *
                1000 +
            fraction};
}

Date Instant::date() const {
    std::chrono::sys_time<std::chrono::milliseconds> const time{std::chrono::milliseconds(milliseconds)};
    return Date(std::chrono::floor<std::chrono::days>(time));
}

}  // namespace colonnade
