// Calendar dates, ranges of dates, and instants.
#pragma once
#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace colonnade {

// A day of the proleptic Gregorian calendar between 0001-01-01 and 9999-12-31, without a time zone.
class Date {
public:
    constexpr Date() = default;
    constexpr explicit Date(std::chrono::sys_days day) : day_(day) {}
    constexpr explicit Date(std::chrono::year_month_day date) : day_(std::chrono::sys_days(date)) {}
    // Throws Problem "date.invalid" for a day that is not in the calendar.
    static Date of(int year, unsigned month, unsigned day);
    // Reads "2026-03-31"; throws Problem "date.format".
    static Date parse(std::string_view text);
    static std::optional<Date> find(std::string_view text);
    // "Since always": where a record has no known beginning.
    static Date beginning();

    std::string text() const;  // "2026-03-31"
    std::chrono::sys_days day() const { return day_; }
    std::chrono::year_month_day ymd() const { return day_; }
    // Days since 1970-01-01; what columns hold.
    std::int32_t number() const { return static_cast<std::int32_t>(day_.time_since_epoch().count()); }
    static Date from_number(std::int32_t days) {
        return Date(std::chrono::sys_days(std::chrono::days(days)));
    }

    Date plus_days(int days) const { return Date(day_ + std::chrono::days(days)); }
    // The same day of a later month, or that month's last day where it has no such day.
    Date plus_months(int months) const;
    friend int operator-(Date a, Date b) { return static_cast<int>((a.day_ - b.day_).count()); }
    friend auto operator<=>(Date const&, Date const&) = default;

private:
    std::chrono::sys_days day_{};
};

// Days from `from` (inclusive) to `to` (exclusive); an absent `to` is open.
struct DateRange {
    Date from;
    std::optional<Date> to;

    bool contains(Date date) const { return date >= from && (!to || date < *to); }
    bool overlaps(DateRange const& other) const;
    // What both cover; empty when nothing.
    std::optional<DateRange> intersection(DateRange const& other) const;
    // Number of days; an open range must be given an end.
    int days() const;
    friend bool operator==(DateRange const&, DateRange const&) = default;
};

// A point in time, UTC, in milliseconds since 1970.
struct Instant {
    std::int64_t milliseconds = 0;

    std::string text() const;                     // "2026-03-31T09:30:00.000Z"
    static Instant parse(std::string_view text);  // throws Problem "instant.format"
    Date date() const;                            // the UTC day
    Instant plus_seconds(std::int64_t seconds) const { return {milliseconds + seconds * 1000}; }
    friend auto operator<=>(Instant const&, Instant const&) = default;
};

}  // namespace colonnade
