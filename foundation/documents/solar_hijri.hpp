// The Solar Hijri calendar of Iran and Afghanistan, exact between its years 1178 and 1633 (the rule that ICU
// uses too).
#pragma once
#include <optional>

#include "foundation/base/date.hpp"

namespace colonnade::documents {

struct SolarHijriDate {
    int year;
    unsigned month;  // 1 Farvardin … 12 Esfand
    unsigned day;
    friend bool operator==(SolarHijriDate const&, SolarHijriDate const&) = default;
};

// Esfand has a 30th day. Rule of 33 years, which agrees with the observed equinox between 1178 and 1633 (the
// rule that ICU uses too).
bool is_solar_hijri_leap(int year);

// Empty when there is no such day, or the year is outside 1178-1633.
std::optional<Date> from_solar_hijri(SolarHijriDate date);

// Empty outside those years.
std::optional<SolarHijriDate> to_solar_hijri(Date date);

}  // namespace colonnade::documents
