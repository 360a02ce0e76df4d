#include "foundation/documents/value_parse.hpp"

#include <gtest/gtest.h>

#include "foundation/documents/excel_serial.hpp"

namespace colonnade::documents {
namespace {

std::string number(std::string_view text, char mark) { return parse_number(text, mark).value_or("none"); }

TEST(ParseNumber, KeepsEveryDigit) {
    EXPECT_EQ(number("1234.50", '.'), "1234.50");
    EXPECT_EQ(number("1,234,567.8900", '.'), "1234567.8900");
    EXPECT_EQ(number("1.234.567,89", ','), "1234567.89");
    EXPECT_EQ(number("1 234,5", ','), "1234.5");
    EXPECT_EQ(number("1\u00A0234\u00A0567,5", ','), "1234567.5");
    EXPECT_EQ(number("1\u202F234,5", ','), "1234.5");
    EXPECT_EQ(number("1'234.5", '.'), "1234.5");
    EXPECT_EQ(number("1’234.5", '.'), "1234.5");
    EXPECT_EQ(number("12345678901234567890.0123456789", '.'), "12345678901234567890.0123456789");
    EXPECT_EQ(number("007", '.'), "7");
    EXPECT_EQ(number(".5", '.'), "0.5");
    EXPECT_EQ(number("5.", '.'), "5");
    EXPECT_EQ(number("\u200E-12\u200F", '.'), "-12");
}

TEST(ParseNumber, ReadsSigns) {
    EXPECT_EQ(number("-1.5", '.'), "-1.5");
    EXPECT_EQ(number("\u22121.5", '.'), "-1.5");
    EXPECT_EQ(number("(1,234.00)", '.'), "-1234.00");
    EXPECT_EQ(number("15-", '.'), "-15");
    EXPECT_EQ(number("+15", '.'), "15");
    EXPECT_EQ(number("-0.00", '.'), "0.00");
    EXPECT_EQ(number("-(5)", '.'), "none");
    EXPECT_EQ(number("--5", '.'), "none");
}

TEST(ParseNumber, ReadsExponentsExactly) {
    EXPECT_EQ(number("1.5E+06", '.'), "1500000");
    EXPECT_EQ(number("1.2345e2", '.'), "123.45");
    EXPECT_EQ(number("25E-4", '.'), "0.0025");
    EXPECT_EQ(number("1E+99", '.'), "none");
    EXPECT_EQ(number("1E", '.'), "none");
}

TEST(ParseNumber, ReadsPersianAndArabicDigits) {
    EXPECT_EQ(number("۱۲۳۴٫۵", '.'), "1234.5");
    EXPECT_EQ(number("۱٬۲۳۴٬۵۶۷٫۸۹", ','), "1234567.89");
    EXPECT_EQ(number("٣٤٥", '.'), "345");
}

TEST(ParseNumber, RefusesWhatIsNotOne) {
    for (std::string_view text : {"", "-", "abc", "12abc", "1,23,4.5", "12,34", "1.2.3", "1,2345.0", ",123",
                                  "1 2", "#N/A", "12..5", "."}) {
        EXPECT_EQ(number(text, '.'), "none") << text;
    }
    EXPECT_EQ(number("1.5", ','), "none") << "not three digits after a thousands mark";
    EXPECT_EQ(number("1.500", ','), "1500");
}

TEST(ParseInteger, TakesWholeNumbersOnly) {
    EXPECT_EQ(parse_integer("1,200.00", '.'), "1200");
    EXPECT_EQ(parse_integer("-۷", '.'), "-7");
    EXPECT_EQ(parse_integer("1.5", '.'), std::nullopt);
}

TEST(ParsePercent, GivesTheNumberBeforeTheSign) {
    EXPECT_EQ(parse_percent("12,5 %", ','), "12.5");
    EXPECT_EQ(parse_percent("-3%", '.'), "-3");
    EXPECT_EQ(parse_percent("۱۲٫۵٪", '.'), "12.5");
    EXPECT_EQ(parse_percent("٪۱۲", '.'), "12");
    EXPECT_EQ(parse_percent("7.25", '.'), "7.25");
    EXPECT_EQ(parse_percent("%", '.'), std::nullopt);
}

TEST(ParseMoney, TellsTheCurrencyWhereTheMarkDoes) {
    struct Case {
        std::string_view text;
        char mark;
        std::string_view amount, currency;
    };
    for (auto const& c :
         {Case{"€1,250.00", '.', "1250.00", "EUR"}, Case{"1 250,00 zł", ',', "1250.00", "PLN"},
          Case{"12 500 Kč", ',', "12500", "CZK"}, Case{"EUR 5", '.', "5", "EUR"},
          Case{"5.5 usd", '.', "5.5", "USD"}, Case{"-$5.00", '.', "-5.00", ""},
          Case{"($5.00)", '.', "-5.00", ""}, Case{"$-5.00", '.', "-5.00", ""}, Case{"US$ 7", '.', "7", "USD"},
          Case{"۱٬۲۰۰ ریال", '.', "1200", "IRR"}, Case{"1250.5", '.', "1250.5", ""},
          Case{"5,00-€", ',', "-5.00", "EUR"}}) {
        auto const money = parse_money(c.text, c.mark);
        ASSERT_TRUE(money) << c.text;
        EXPECT_EQ(money->amount, c.amount) << c.text;
        EXPECT_EQ(money->currency, c.currency) << c.text;
    }
    EXPECT_FALSE(parse_money("5 XQX", '.'));
    EXPECT_FALSE(parse_money("5 apples", '.'));
    EXPECT_FALSE(parse_money("-€-5", '.'));
    EXPECT_FALSE(parse_money("۱۲۰۰ تومان", '.')) << "ten rials are not one";
    EXPECT_TRUE(currency_mark_fits("$", "CAD"));
    EXPECT_FALSE(currency_mark_fits("$", "EUR"));
    EXPECT_TRUE(currency_mark_fits("eur", "EUR"));
    EXPECT_TRUE(currency_mark_fits("", "PLN"));
}

ValueForm date(DateOrder order, CalendarSystem calendar = CalendarSystem::gregorian) {
    return {.kind = ValueKind::date, .decimal_mark = '.', .order = order, .calendar = calendar};
}

std::string day(std::string_view text, DateOrder order, CalendarSystem calendar = CalendarSystem::gregorian) {
    auto const found = parse_date(text, date(order, calendar));
    return found ? found->text() : "none";
}

TEST(ParseDate, ReadsEveryOrder) {
    using enum DateOrder;
    EXPECT_EQ(day("2026-03-31", year_month_day), "2026-03-31");
    EXPECT_EQ(day("2026/3/1", year_month_day), "2026-03-01");
    EXPECT_EQ(day("20260331", year_month_day), "2026-03-31");
    EXPECT_EQ(day("2011-05-31 00:00:00.000", year_month_day), "2011-05-31");
    EXPECT_EQ(day("31/03/2026", day_month_year), "2026-03-31");
    EXPECT_EQ(day("31.3.26", day_month_year), "2026-03-31");
    EXPECT_EQ(day("31. 3. 2026", day_month_year), "2026-03-31");
    EXPECT_EQ(day("31.12.2026 r.", day_month_year), "2026-12-31");
    EXPECT_EQ(day("1-2-1999", day_month_year), "1999-02-01");
    EXPECT_EQ(day("3/31/99", month_day_year), "1999-03-31");
    EXPECT_EQ(day("46112", excel_serial), "2026-03-31");
}

TEST(ParseDate, ReadsSolarHijriInAnyDigits) {
    using enum DateOrder;
    constexpr auto solar = CalendarSystem::solar_hijri;
    EXPECT_EQ(day("1404/01/01", year_month_day, solar), "2025-03-21");
    EXPECT_EQ(day("۱۴۰۳/۱۲/۳۰", year_month_day, solar), "2025-03-20");
    EXPECT_EQ(day("٣٠-١٢-١٣٩٩", day_month_year, solar), "2021-03-20");
    EXPECT_EQ(day("1404/12/30", year_month_day, solar), "none");
    EXPECT_EQ(day("1404-01-01", year_month_day), "none")
        << "no year of the Gregorian calendar to be met in a table";
    EXPECT_EQ(day("2026-01-01", year_month_day, solar), "none");
}

TEST(ParseDate, RefusesWhatIsNotOne) {
    using enum DateOrder;
    for (std::string_view text : {"", "2026-02-30", "2026-13-01", "2026-1", "2026/01-02", "26-01-02",
                                  "2026-01-02x", "2026-01-02 25:00", "2026-01-02T", "12345", "00000000"}) {
        EXPECT_EQ(day(text, year_month_day), "none") << text;
    }
    EXPECT_EQ(day("31/04/2026", day_month_year), "none");
    EXPECT_EQ(day("13/01/2026", month_day_year), "none");
}

TEST(ParseInstant, TakesOffsetsAndHalvesOfTheDay) {
    auto const iso = date(DateOrder::year_month_day);
    EXPECT_EQ(parse_instant("2026-03-31T09:30:00Z", iso)->text(), "2026-03-31T09:30:00.000Z");
    EXPECT_EQ(parse_instant("2026-03-31T00:30:00.250+01:00", iso)->text(), "2026-03-30T23:30:00.250Z");
    EXPECT_EQ(parse_instant("2026-03-31T22:00:00-0530", iso)->text(), "2026-04-01T03:30:00.000Z");
    EXPECT_EQ(parse_instant("3/31/2026 9:05 PM", date(DateOrder::month_day_year))->text(),
              "2026-03-31T21:05:00.000Z");
    EXPECT_EQ(parse_instant("3/31/2026, 12:05:07 AM", date(DateOrder::month_day_year))->text(),
              "2026-03-31T00:05:07.000Z");
    EXPECT_FALSE(parse_instant("3/31/2026 13:05 PM", date(DateOrder::month_day_year)));
    EXPECT_FALSE(parse_instant("2026-03-31T09:30:00+1", iso));
}

TEST(ExcelSerial, CountsDaysAndParts) {
    EXPECT_EQ(from_excel_serial("1")->date.text(), "1900-01-01");
    EXPECT_EQ(from_excel_serial("59")->date.text(), "1900-02-28");
    EXPECT_FALSE(from_excel_serial("60"));
    EXPECT_EQ(from_excel_serial("61")->date.text(), "1900-03-01");
    EXPECT_EQ(from_excel_serial("2958465")->date.text(), "9999-12-31");
    EXPECT_FALSE(from_excel_serial("2958466"));
    EXPECT_FALSE(from_excel_serial("-1"));
    EXPECT_EQ(from_excel_serial("46112.520833333333333"),
              (DateTime{Date::of(2026, 3, 31), 12 * 3'600'000 + 30 * 60'000, std::nullopt}));
    EXPECT_EQ(from_excel_serial("46111.999999999999")->date.text(), "2026-03-31");
    EXPECT_EQ(from_excel_serial("0", DateSystem::from_1904)->date.text(), "1904-01-01");
    EXPECT_EQ(from_excel_serial("44650", DateSystem::from_1904)->date.text(), "2026-03-31");
}

TEST(ParseBoolean, KnowsSixLanguages) {
    for (auto const* yes :
         {"Yes", "TRUE", "1", "Sì", "vero", "Tak", "PRAWDA", "بله", "صحیح", "Ano", "Sí", "Verdadero"}) {
        EXPECT_EQ(parse_boolean(yes), true) << yes;
    }
    for (auto const* no : {"no", "False", "0", "falso", "Nie", "fałsz", "خیر", "نه", "NE", "nepravda"}) {
        EXPECT_EQ(parse_boolean(no), false) << no;
    }
    for (auto const* neither : {"", "2", "maybe", "yes please"})
        EXPECT_FALSE(parse_boolean(neither)) << neither;
}

TEST(IsEmail, WantsOneAtAndADottedName) {
    EXPECT_TRUE(is_email("ann.lee@example.co.uk"));
    for (auto const* text : {"ann", "@x.com", "a@b", "a@.com", "a@b.c", "a b@c.com", "a@b@c.com"}) {
        EXPECT_FALSE(is_email(text)) << text;
    }
}

TEST(ValueForm, IsWrittenAndReadBack) {
    for (auto const* text : {"text", "integer .", "decimal ,", "money .", "percent ,", "date d/m/y",
                             "date_time excel", "date y/m/d solar_hijri", "boolean", "email"}) {
        auto const form = find_value_form(text);
        ASSERT_TRUE(form) << text;
        EXPECT_EQ(value_form_text(*form), text);
    }
    EXPECT_FALSE(find_value_form("date q/m/y"));
    EXPECT_EQ(find_value_form("date"), (ValueForm{.kind = ValueKind::date}));
}

TEST(ValueProblem, NamesTheValueAndAnExample) {
    ValueForm const form{.kind = ValueKind::decimal, .decimal_mark = ','};
    EXPECT_STREQ(value_problem("1.5", form).what(), "documents.value.decimal value=1.5 example=1250,50");
    std::string longer;
    for (int i = 0; i < 45; ++i) longer += "ł";
    auto const shown = value_problem("x" + longer, form).arguments()[0].second;
    EXPECT_EQ(shown, "x" + longer.substr(0, 78) + "…") << "cut between letters";
}

}  // namespace
}  // namespace colonnade::documents
