#include "foundation/documents/locale_format.hpp"

#include <gtest/gtest.h>

#include "foundation/base/problem.hpp"

namespace colonnade::documents {
namespace {

// Spaces of every width as ' ', direction marks dropped: what is compared is what is read.
std::string seen(std::string text) {
    for (auto const* space : {"\u00A0", "\u202F"}) {
        for (auto at = text.find(space); at != std::string::npos; at = text.find(space)) {
            text.replace(at, std::string(space).size(), " ");
        }
    }
    for (auto const* mark : {"\u200E", "\u200F"}) {
        for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark)) text.erase(at, 3);
    }
    return text;
}

TEST(NumberFormat, FollowsTheLanguageAndKeepsEveryDigit) {
    EXPECT_EQ(number_format("en", "1234567.125"), "1,234,567.125");
    EXPECT_EQ(number_format("it", "1234567.5"), "1.234.567,5");
    EXPECT_EQ(seen(number_format("pl", "-1234567.5")), "-1 234 567,5");
    EXPECT_EQ(seen(number_format("cs", "1234567.5")), "1 234 567,5");
    EXPECT_EQ(number_format("es", "1234567.5"), "1.234.567,5");
    EXPECT_EQ(number_format("fa", "1234567.5"), "۱٬۲۳۴٬۵۶۷٫۵");
    EXPECT_EQ(number_format("en", "12345678901234567890.0123456789"),
              "12,345,678,901,234,567,890.0123456789");
    EXPECT_EQ(number_format("en", "2.5", {.least = 2, .most = 2}), "2.50");
    EXPECT_EQ(number_format("en", "2.125", {.least = 0, .most = 2}), "2.12") << "half to even";
    EXPECT_THROW(number_format("en", "NaN"), Problem);
    EXPECT_THROW(number_format("en", ""), Problem);
}

TEST(PercentFormat, WritesTheSignWhereTheLanguageHasIt) {
    EXPECT_EQ(percent_format("en", "12.5"), "12.5%");
    EXPECT_EQ(seen(percent_format("cs", "12.5")), "12,5 %");
    EXPECT_EQ(seen(percent_format("fa", "12.5")), "۱۲٫۵٪");
    EXPECT_EQ(percent_format("en", "104.2857", {.least = 1, .most = 1}), "104.3%");
}

TEST(MoneyFormat, KeepsAtLeastTheMinorDigits) {
    EXPECT_EQ(money_format("en", "1250", "USD"), "$1,250.00");
    EXPECT_EQ(money_format("en", "1250.1234", "EUR"), "€1,250.1234");
    EXPECT_EQ(seen(money_format("pl", "12500", "PLN")), "12 500,00 zł");
    EXPECT_EQ(seen(money_format("cs", "12500.5", "CZK")), "12 500,50 Kč");
    EXPECT_EQ(money_format("en", "1250", "JPY"), "¥1,250");
    EXPECT_EQ(money_format("en", "5", ""), "5");
    EXPECT_NE(money_format("fa", "1250", "EUR").find("۱٬۲۵۰"), std::string::npos);
    EXPECT_EQ(money_format("en", Money::parse("-3.5", Currency::parse("EUR"))), "-€3.50");
}

TEST(DateFormat, UsesTheLanguagesCalendar) {
    auto const date = Date::of(2026, 3, 31);
    EXPECT_EQ(date_format("en", date), "Mar 31, 2026");
    EXPECT_EQ(date_format("en", date, DateStyle::full), "March 31, 2026");
    EXPECT_EQ(date_format("it", date), "31 mar 2026");
    EXPECT_EQ(date_format("pl", date, DateStyle::full), "31 marca 2026");
    EXPECT_EQ(seen(date_format("cs", date)), "31. 3. 2026");
    EXPECT_EQ(date_format("es", date), "31 mar 2026");
    auto const persian = seen(date_format("fa", date, DateStyle::full));
    EXPECT_NE(persian.find("فروردین"), std::string::npos) << persian;
    EXPECT_NE(persian.find("۱۴۰۵"), std::string::npos) << persian;
    EXPECT_NE(persian.find("۱۱"), std::string::npos) << persian;
}

TEST(InstantFormat, ShowsTheClockOfTheZone) {
    auto const noon = Instant::parse("2026-07-01T12:00:00Z");
    EXPECT_EQ(seen(instant_format("en", noon)), "Jul 1, 2026, 12:00 PM");
    EXPECT_NE(instant_format("pl", noon, "Europe/Warsaw").find("14:00"), std::string::npos);
}

TEST(Collation, SortsAsTheLanguageDoes) {
    EXPECT_LT(Collation("pl").compare("Łódź", "Mielec"), 0);
    EXPECT_GT(Collation("pl").compare("Łódź", "Lublin"), 0);
    EXPECT_LT(Collation("cs").compare("hrad", "chata"), 0) << "ch comes after h";
    EXPECT_GT(Collation("en").compare("hrad", "chata"), 0);
    EXPECT_LT(Collation("es").compare("nube", "ñandú"), 0);
    EXPECT_LT(Collation("en").compare("Q2", "Q10"), 0);
    EXPECT_EQ(Collation("fa").compare("الف", "الف"), 0);
    Collation const czech("cs");
    EXPECT_LT(czech.key("hrad"), czech.key("chata"));
    EXPECT_LT(czech.key(std::string(500, 'a')), czech.key(std::string(501, 'a')));
}

}  // namespace
}  // namespace colonnade::documents
