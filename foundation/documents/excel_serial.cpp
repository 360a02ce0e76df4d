#include "foundation/documents/excel_serial.hpp"

namespace colonnade::documents {
namespace {

constexpr std::int64_t day_milliseconds = 86'400'000;

bool all_digits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::optional<DateTime> from_excel_serial(std::string_view decimal, DateSystem system) {
    auto const point = std::min(decimal.find('.'), decimal.size());
    auto const whole = decimal.substr(0, point);
    auto fraction = decimal.substr(std::min(point + 1, decimal.size())).substr(0, 17);
    if (whole.empty() || whole.size() > 7 || !all_digits(whole) || !all_digits(fraction)) return std::nullopt;
    int days = 0;
    for (char digit : whole) days = days * 10 + (digit - '0');
    __extension__ typedef __int128 Wide;
    Wide part = 0;
    Wide scale = 1;
    for (char digit : fraction) {
        part = part * 10 + (digit - '0');
        scale *= 10;
    }
    auto milliseconds = static_cast<std::int64_t>((part * day_milliseconds + scale / 2) / scale);
    if (milliseconds == day_milliseconds) {
        milliseconds = 0;
        ++days;
    }
    bool const old = system == DateSystem::from_1904;
    if (!old && days == 60) return std::nullopt;
    Date const start = old         ? Date::of(1904, 1, 1)
                       : days < 60 ? Date::of(1899, 12, 31)
                                   : Date::of(1899, 12, 30);
    Date const date = start.plus_days(days);
    if (date > Date::of(9999, 12, 31)) return std::nullopt;
    return DateTime{date, static_cast<int>(milliseconds), std::nullopt};
}

}  // namespace colonnade::documents
