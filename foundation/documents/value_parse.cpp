#include "foundation/documents/value_parse.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <array>

#include "foundation/base/text.hpp"

namespace colonnade::documents {
namespace {

constexpr std::array<std::pair<ValueKind, std::string_view>, 10> kinds = {{
    {ValueKind::empty, "empty"},
    {ValueKind::integer, "integer"},
    {ValueKind::decimal, "decimal"},
    {ValueKind::money, "money"},
    {ValueKind::percent, "percent"},
    {ValueKind::date, "date"},
    {ValueKind::date_time, "date_time"},
    {ValueKind::boolean, "boolean"},
    {ValueKind::email, "email"},
    {ValueKind::text, "text"},
}};
constexpr std::array<std::pair<DateOrder, std::string_view>, 4> orders = {{
    {DateOrder::year_month_day, "y/m/d"},
    {DateOrder::day_month_year, "d/m/y"},
    {DateOrder::month_day_year, "m/d/y"},
    {DateOrder::excel_serial, "excel"},
}};

template <class Table, class Value> std::string_view name_in(Table const& table, Value value) {
    return std::find_if(table.begin(), table.end(), [&](auto const& entry) { return entry.first == value; })
        ->second;
}

bool has_number(ValueKind kind) {
    return kind == ValueKind::integer || kind == ValueKind::decimal || kind == ValueKind::money ||
           kind == ValueKind::percent;
}

bool has_date(ValueKind kind) { return kind == ValueKind::date || kind == ValueKind::date_time; }

// U+061C, U+200E-200F, U+202A-202E, U+2066-2069 and U+FEFF: they steer the direction of writing and mean
// nothing here.
bool is_direction_mark(UChar32 c) {
    return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

void append_plain(std::string& out, UChar32 c) {
    if (is_direction_mark(c)) return;
    if (u_isdigit(c)) {
        out += static_cast<char>('0' + u_charDigitValue(c));
    } else if (u_isUWhiteSpace(c)) {
        out += ' ';
    } else if (c == 0x2212) {
        out += '-';
    } else if (c == 0x2019) {
        out += '\'';
    } else {
        char bytes[4];
        int length = 0;
        U8_APPEND_UNSAFE(bytes, length, c);
        out.append(bytes, static_cast<std::size_t>(length));
    }
}

std::string example(ValueForm const& form) {
    switch (form.kind) {
        case ValueKind::integer: return "1200";
        case ValueKind::decimal:
        case ValueKind::money: return form.decimal_mark == ',' ? "1250,50" : "1250.50";
        case ValueKind::percent: return form.decimal_mark == ',' ? "12,5%" : "12.5%";
        case ValueKind::email: return "name@example.com";
        case ValueKind::date:
        case ValueKind::date_time: break;
        default: return {};
    }
    bool const solar = form.calendar == CalendarSystem::solar_hijri;
    switch (form.order) {
        case DateOrder::year_month_day: return solar ? "1404/12/28" : "2026-03-31";
        case DateOrder::day_month_year: return solar ? "28/12/1404" : "31/03/2026";
        case DateOrder::month_day_year: return solar ? "12/28/1404" : "03/31/2026";
        case DateOrder::excel_serial: return "46112";
    }
    return {};
}

}  // namespace

std::string value_form_text(ValueForm const& form) {
    std::string text(name_in(kinds, form.kind));
    if (has_number(form.kind)) text += std::string(" ") + form.decimal_mark;
    if (has_date(form.kind)) {
        text += " " + std::string(name_in(orders, form.order));
        if (form.calendar == CalendarSystem::solar_hijri) text += " solar_hijri";
    }
    return text;
}

std::optional<ValueForm> find_value_form(std::string_view text) {
    for (auto const& [kind, name] : kinds) {
        ValueForm form{.kind = kind};
        for (char mark : {'.', ','}) {
            for (auto const& [order, order_name] : orders) {
                for (auto calendar : {CalendarSystem::gregorian, CalendarSystem::solar_hijri}) {
                    form.decimal_mark = has_number(kind) ? mark : '.';
                    form.order = has_date(kind) ? order : DateOrder::year_month_day;
                    form.calendar = has_date(kind) ? calendar : CalendarSystem::gregorian;
                    if (value_form_text(form) == text) return form;
                }
            }
        }
        if (text == name) return ValueForm{.kind = kind};
    }
    return std::nullopt;
}

std::string plain_signs(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    auto const* bytes = text.data();
    auto const length = static_cast<std::int32_t>(text.size());
    for (std::int32_t at = 0; at < length;) {
        if (static_cast<unsigned char>(bytes[at]) < 0x80) {
            char const c = bytes[at++];
            out += c == '\t' || c == '\n' || c == '\r' ? ' ' : c;
            continue;
        }
        UChar32 c = 0;
        U8_NEXT_OR_FFFD(bytes, at, length, c);
        append_plain(out, c);
    }
    auto const first = out.find_first_not_of(' ');
    if (first == std::string::npos) return {};
    out.erase(out.find_last_not_of(' ') + 1);
    out.erase(0, first);
    return out;
}

std::optional<bool> parse_boolean(std::string_view text) {
    static std::unordered_map<std::string, bool> const words = [] {
        std::unordered_map<std::string, bool> table;
        for (auto const* word : {"1",    "true", "yes",    "y",      "t",   "on",        "x",   "vero",
                                 "sì",   "si",   "tak",    "prawda", "بله", "بلی",       "آری", "درست",
                                 "صحیح", "ano",  "pravda", "a",      "sí",  "verdadero", "s"}) {
            table.emplace(search_form(word), true);
        }
        for (auto const* word : {"0", "false", "no", "n", "f", "off", "falso", "nie", "fałsz", "خیر", "نه",
                                 "نادرست", "غلط", "ne", "nepravda"}) {
            table.emplace(search_form(word), false);
        }
        return table;
    }();
    if (text.size() > 24) return std::nullopt;
    auto const found = words.find(search_form(text));
    return found == words.end() ? std::nullopt : std::optional(found->second);
}

bool is_email(std::string_view text) {
    auto const at = text.find('@');
    if (at == 0 || at == std::string_view::npos || text.size() > 320) return false;
    auto const domain = text.substr(at + 1);
    auto const dot = domain.rfind('.');
    return domain.find('@') == std::string_view::npos && dot != std::string_view::npos && dot > 0 &&
           dot + 2 < domain.size() && text.find_first_of(" \t\r\n,;<>\"") == std::string_view::npos;
}

bool fits(std::string_view text, ValueForm const& form) {
    if (text.empty()) return true;
    switch (form.kind) {
        case ValueKind::empty: return false;
        case ValueKind::integer: return parse_integer(text, form.decimal_mark).has_value();
        case ValueKind::decimal: return parse_number(text, form.decimal_mark).has_value();
        case ValueKind::money: return parse_money(text, form.decimal_mark).has_value();
        case ValueKind::percent: return parse_percent(text, form.decimal_mark).has_value();
        case ValueKind::date:
        case ValueKind::date_time: return parse_date_time(text, form).has_value();
        case ValueKind::boolean: return parse_boolean(text).has_value();
        case ValueKind::email: return is_email(text);
        case ValueKind::text: return true;
    }
    return false;
}

Problem value_problem(std::string_view text, ValueForm const& form) {
    // A message shows the beginning of a long value.
    constexpr std::size_t shown = 80;
    auto value = std::string(text.substr(0, shown));
    while (value.size() < text.size() && !value.empty() &&
           (static_cast<unsigned char>(text[value.size()]) & 0xC0) == 0x80) {
        value.pop_back();
    }
    if (value.size() < text.size()) value += "…";
    return invalid("documents.value." + std::string(name_in(kinds, form.kind)),
                   {{"value", std::move(value)}, {"example", example(form)}});
}

}  // namespace colonnade::documents
