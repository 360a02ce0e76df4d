#include "foundation/documents/solar_hijri.hpp"

namespace colonnade::documents {
namespace {

constexpr int first_year = 1178;
constexpr int last_year = 1633;

// Days from 1 Farvardin of year 1 to 1 Farvardin of `year`, which is positive.
int days_before(int year) { return 365 * (year - 1) + (8 * year + 21) / 33; }

// 1 Farvardin 1400 is 2021-03-21.
std::chrono::sys_days nowruz(int year) {
    constexpr auto known = std::chrono::sys_days(std::chrono::year(2021) / std::chrono::March / 21);
    return known + std::chrono::days(days_before(year) - days_before(1400));
}

unsigned days_in(int year, unsigned month) {
    if (month <= 6) return 31;
    return month < 12 || is_solar_hijri_leap(year) ? 30 : 29;
}

unsigned days_before_month(unsigned month) { return month <= 7 ? (month - 1) * 31 : 186 + (month - 7) * 30; }

}  // namespace

bool is_solar_hijri_leap(int year) { return days_before(year + 1) - days_before(year) == 366; }

std::optional<Date> from_solar_hijri(SolarHijriDate date) {
    bool const known = date.year >= first_year && date.year <= last_year && date.month >= 1 &&
                       date.month <= 12;
    if (!known || date.day < 1 || date.day > days_in(date.year, date.month)) return std::nullopt;
    auto const days = days_before_month(date.month) + date.day - 1;
    return Date(nowruz(date.year) + std::chrono::days(days));
}

std::optional<SolarHijriDate> to_solar_hijri(Date date) {
    int year = static_cast<int>(date.ymd().year()) - 621;
    if (year > last_year + 1 || year < first_year) return std::nullopt;
    if (date.day() < nowruz(year)) --year;
    if (year > last_year || year < first_year) return std::nullopt;
    auto const day_of_year = static_cast<unsigned>((date.day() - nowruz(year)).count());
    unsigned month = 12;
    while (days_before_month(month) > day_of_year) --month;
    return SolarHijriDate{year, month, day_of_year - days_before_month(month) + 1};
}

}  // namespace colonnade::documents
