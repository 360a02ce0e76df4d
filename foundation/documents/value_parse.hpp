// Cells of a table as values: exact decimal text, dates, yes and no. What a cell cannot be is no exception
// but an empty result; `value_problem` puts it into words. Persian and Arabic digits are read as 0-9
// everywhere.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "foundation/base/date.hpp"
#include "foundation/base/problem.hpp"

namespace colonnade::documents {

enum class ValueKind { empty, integer, decimal, money, percent, date, date_time, boolean, email, text };
enum class DateOrder { year_month_day, day_month_year, month_day_year, excel_serial };
enum class CalendarSystem { gregorian, solar_hijri };

// How the cells of one column are written.
struct ValueForm {
    ValueKind kind = ValueKind::text;
    char decimal_mark =
        '.';  // or ','; the other one, space, no-break space and ' may then separate thousands
    DateOrder order = DateOrder::year_month_day;
    CalendarSystem calendar = CalendarSystem::gregorian;
    friend bool operator==(ValueForm const&, ValueForm const&) = default;
};

// One-line forms for files that keep a mapping: "decimal ,", "date d/m/y", "date d/m/y solar_hijri", "text".
std::string value_form_text(ValueForm const& form);
std::optional<ValueForm> find_value_form(std::string_view text);

// Digits of any decimal script as 0-9, spaces of every width as ' ', marks of direction dropped, the ends
// trimmed.
std::string plain_signs(std::string_view text);

// "1 234,50", "(12.3)", "12.3-", "1.5E+06": exact decimal text such as "-1234.50", digit for digit, without
// leading zeros. Thousands must be three digits apart.
std::optional<std::string> parse_number(std::string_view text, char decimal_mark);
// A number without digits after the mark, or with zeros only: "1,200.00" is "1200".
std::optional<std::string> parse_integer(std::string_view text, char decimal_mark);
// "12,5 %" is "12.5"; the sign may be missing.
std::optional<std::string> parse_percent(std::string_view text, char decimal_mark);

struct ParsedMoney {
    std::string amount;    // exact decimal text
    std::string currency;  // ISO code where the mark tells it, else empty
    std::string mark;      // as written: "zł", "$", "EUR"; empty where there is none
};
std::optional<ParsedMoney> parse_money(std::string_view text, char decimal_mark);
// Whether an amount marked so can be one in that currency: "$" fits USD and CAD, "€" only EUR, no mark fits
// all.
bool currency_mark_fits(std::string_view mark, std::string_view currency);

struct DateTime {
    Date date;
    int milliseconds = 0;               // of the day, as written
    std::optional<int> offset_minutes;  // from UTC, where it is written
    friend bool operator==(DateTime const&, DateTime const&) = default;
};
// A date with or without a time of day: "31.12.2026", "2026-12-31T09:30:00Z", "12/31/26 9:30 PM",
// "۱۴۰۴/۰۱/۰۱", "46022.5". Years of two digits are 1970-2069. Years 1250-1500 are only read where the form's
// calendar is Solar Hijri.
std::optional<DateTime> parse_date_time(std::string_view text, ValueForm const& form);
// The day as written, whatever the time of day beside it.
std::optional<Date> parse_date(std::string_view text, ValueForm const& form);
// A time without an offset is taken as UTC.
std::optional<Instant> parse_instant(std::string_view text, ValueForm const& form);

// Words for yes and no in English, Italian, Polish, Persian, Czech and Spanish; 1 and 0.
std::optional<bool> parse_boolean(std::string_view text);

// One `@` with something before it and a dotted name after it, no spaces.
bool is_email(std::string_view text);

// Whether the cell can be read in that form; an empty cell always can.
bool fits(std::string_view text, ValueForm const& form);

// Why it cannot, for the user: `documents.value.<kind>` {value}, with an example in that form {example}.
Problem value_problem(std::string_view text, ValueForm const& form);

}  // namespace colonnade::documents
