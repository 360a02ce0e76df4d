// Dates and times of day in cells.
#include <array>

#include "foundation/documents/excel_serial.hpp"
#include "foundation/documents/solar_hijri.hpp"
#include "foundation/documents/value_parse.hpp"

namespace colonnade::documents {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Reads from the front of a text.
class Cursor {
public:
    explicit Cursor(std::string_view text) : rest_(text) {}
    struct Number {
        int value;
        std::size_t length;
    };
    std::optional<Number> number(std::size_t most) {
        Number found{0, 0};
        while (found.length < rest_.size() && is_digit(rest_[found.length])) {
            if (found.length == most) return std::nullopt;
            found.value = found.value * 10 + (rest_[found.length] - '0');
            ++found.length;
        }
        if (found.length == 0) return std::nullopt;
        rest_.remove_prefix(found.length);
        return found;
    }
    bool take(std::string_view text) {
        if (!rest_.starts_with(text)) return false;
        rest_.remove_prefix(text.size());
        return true;
    }
    void skip_spaces() {
        while (take(" ")) {}
    }
    // One of - / . with spaces after it, or a space alone; 0 when there is none.
    char separator() {
        char const c = rest_.empty() ? '\0' : rest_.front();
        if (std::string_view("-/. ").find(c) == std::string_view::npos || c == '\0') return 0;
        rest_.remove_prefix(1);
        if (c == '.') skip_spaces();
        return c;
    }
    std::string_view rest() const { return rest_; }

private:
    std::string_view rest_;
};

std::optional<Date> gregorian(int year, int month, int day) {
    bool const hijri_year = year >= 1250 && year <= 1500;
    std::chrono::year_month_day const date{std::chrono::year(year),
                                           std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day))};
    if (year < 1 || hijri_year || !date.ok()) return std::nullopt;
    return Date(date);
}

using Parts = std::array<Cursor::Number, 3>;

std::optional<Date> date_of(Parts const& parts, ValueForm const& form) {
    std::size_t const year_at = form.order == DateOrder::year_month_day ? 0 : 2;
    std::size_t const month_at = form.order == DateOrder::month_day_year ? 0 : 1;
    auto year = parts[year_at];
    auto const month = parts[month_at];
    auto const day = parts[3 - year_at - month_at];
    if (month.length > 2 || day.length > 2 || (year.length != 4 && year.length != 2)) return std::nullopt;
    if (form.calendar == CalendarSystem::solar_hijri) {
        if (year.length != 4) return std::nullopt;
        return from_solar_hijri(
            {year.value, static_cast<unsigned>(month.value), static_cast<unsigned>(day.value)});
    }
    if (year.length == 2) {
        if (form.order == DateOrder::year_month_day) return std::nullopt;
        year.value += year.value < 70 ? 2000 : 1900;
    }
    return gregorian(year.value, month.value, day.value);
}

std::optional<Date> take_date(Cursor& cursor, ValueForm const& form) {
    Parts parts{};
    auto const first = cursor.number(8);
    if (!first) return std::nullopt;
    if (first->length == 8 && form.order == DateOrder::year_month_day) {
        parts = {{{first->value / 10'000, 4}, {first->value / 100 % 100, 2}, {first->value % 100, 2}}};
        return date_of(parts, form);
    }
    parts[0] = *first;
    char const separator = cursor.separator();
    for (std::size_t i = 1; i < 3; ++i) {
        auto const number = cursor.number(4);
        if (separator == 0 || !number) return std::nullopt;
        parts[i] = *number;
        if (i == 1 && cursor.separator() != separator) return std::nullopt;
    }
    return date_of(parts, form);
}

// Three digits of a fraction of a second; more are cut off.
int take_milliseconds(Cursor& cursor) {
    int milliseconds = 0;
    for (int scale = 100; !cursor.rest().empty() && is_digit(cursor.rest().front()); scale /= 10) {
        milliseconds += (cursor.rest().front() - '0') * scale;
        cursor.take(cursor.rest().substr(0, 1));
    }
    return milliseconds;
}

// "PM", "p.m." and their likes; the hour on the clock of 24 hours, or -1 when it is on neither.
int take_half_of_day(Cursor& cursor, int hour) {
    for (std::string_view mark : {"AM", "am", "a.m.", "A.M.", "PM", "pm", "p.m.", "P.M."}) {
        if (!cursor.take(mark)) continue;
        if (hour < 1 || hour > 12) return -1;
        bool const afternoon = mark.front() == 'p' || mark.front() == 'P';
        return hour % 12 + (afternoon ? 12 : 0);
    }
    return hour;
}

bool take_offset(Cursor& cursor, DateTime& result) {
    if (cursor.take("Z") || cursor.take("UTC")) {
        result.offset_minutes = 0;
        return true;
    }
    bool const west = cursor.take("-");
    if (!west && !cursor.take("+")) return true;
    auto hours = cursor.number(4);
    if (!hours || (hours->length != 2 && hours->length != 4)) return false;
    int minutes = hours->length == 4 ? hours->value % 100 : 0;
    int const whole = hours->length == 4 ? hours->value / 100 : hours->value;
    if (cursor.take(":")) {
        auto const more = cursor.number(2);
        if (!more || hours->length != 2) return false;
        minutes = more->value;
    }
    if (whole > 18 || minutes > 59) return false;
    result.offset_minutes = (whole * 60 + minutes) * (west ? -1 : 1);
    return true;
}

bool take_time(Cursor& cursor, DateTime& result) {
    auto const hour = cursor.number(2);
    if (!hour || !cursor.take(":")) return false;
    auto const minute = cursor.number(2);
    if (!minute || minute->value > 59) return false;
    Cursor::Number second{0, 2};
    int milliseconds = 0;
    if (cursor.take(":")) {
        auto const seconds = cursor.number(2);
        if (!seconds || seconds->value > 59) return false;
        second = *seconds;
        if (cursor.take(".") || cursor.take(",")) milliseconds = take_milliseconds(cursor);
    }
    cursor.skip_spaces();
    int const clock_hour = take_half_of_day(cursor, hour->value);
    if (clock_hour < 0 || clock_hour > 23) return false;
    cursor.skip_spaces();
    if (!take_offset(cursor, result)) return false;
    result.milliseconds = ((clock_hour * 60 + minute->value) * 60 + second.value) * 1000 + milliseconds;
    return true;
}

}  // namespace

std::optional<DateTime> parse_date_time(std::string_view text, ValueForm const& form) {
    if (form.order == DateOrder::year_month_day && form.calendar == CalendarSystem::gregorian &&
        text.starts_with('2')) {
        if (auto const date = Date::find(text))
            return DateTime{*date, 0, std::nullopt};  // as most exports have it
    }
    auto const plain = plain_signs(text);
    if (form.order == DateOrder::excel_serial) {
        auto const number = parse_number(plain, form.decimal_mark);
        return number ? from_excel_serial(*number) : std::nullopt;
    }
    Cursor cursor(plain);
    auto const date = take_date(cursor, form);
    if (!date) return std::nullopt;
    DateTime result{*date, 0, std::nullopt};
    // "31.12.2026 r." in Polish, "31. 12. 2026." elsewhere.
    if (cursor.rest() == " r." || cursor.rest() == "r." || cursor.rest() == ".") return result;
    bool const joined = cursor.take("T");
    if (!joined) {
        if (cursor.rest().empty()) return result;
        cursor.take(",");
        if (!cursor.take(" ")) return std::nullopt;
        cursor.skip_spaces();
    }
    if (!take_time(cursor, result) || !cursor.rest().empty()) return std::nullopt;
    return result;
}

std::optional<Date> parse_date(std::string_view text, ValueForm const& form) {
    auto const found = parse_date_time(text, form);
    return found ? std::optional(found->date) : std::nullopt;
}

std::optional<Instant> parse_instant(std::string_view text, ValueForm const& form) {
    auto const found = parse_date_time(text, form);
    if (!found) return std::nullopt;
    auto const day = static_cast<std::int64_t>(found->date.number()) * 86'400'000;
    return Instant{day + found->milliseconds - found->offset_minutes.value_or(0) * std::int64_t{60'000}};
}

}  // namespace colonnade::documents
