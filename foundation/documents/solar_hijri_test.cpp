#include "foundation/documents/solar_hijri.hpp"

#include <gtest/gtest.h>
#include <unicode/calendar.h>

#include <memory>
#include <set>

namespace colonnade::documents {
namespace {

TEST(SolarHijri, KnowsNowruz) {
    struct Known {
        int year;
        char const* nowruz;
    };
    for (auto const& [year, nowruz] :
         {Known{1300, "1921-03-21"}, Known{1301, "1922-03-22"}, Known{1304, "1925-03-21"},
          Known{1342, "1963-03-21"}, Known{1354, "1975-03-21"}, Known{1357, "1978-03-21"},
          Known{1358, "1979-03-21"}, Known{1375, "1996-03-20"}, Known{1379, "2000-03-20"},
          Known{1396, "2017-03-21"}, Known{1399, "2020-03-20"}, Known{1400, "2021-03-21"},
          Known{1402, "2023-03-21"}, Known{1403, "2024-03-20"}, Known{1404, "2025-03-21"},
          Known{1405, "2026-03-21"}, Known{1408, "2029-03-20"}, Known{1409, "2030-03-21"},
          Known{1450, "2071-03-21"}}) {
        EXPECT_EQ(from_solar_hijri({year, 1, 1})->text(), nowruz) << year;
    }
}

TEST(SolarHijri, KnowsLeapYears) {
    std::set<int> const leap = {1300, 1304, 1309, 1313, 1317, 1321, 1325, 1329, 1333, 1337, 1342, 1346, 1350,
                                1354, 1358, 1362, 1366, 1370, 1375, 1379, 1383, 1387, 1391, 1395, 1399, 1403,
                                1408, 1412, 1416, 1420, 1424, 1428, 1432, 1436, 1441, 1445, 1449};
    for (int year = 1300; year <= 1450; ++year) {
        EXPECT_EQ(is_solar_hijri_leap(year), leap.contains(year)) << year;
        EXPECT_EQ(from_solar_hijri({year, 12, 30}).has_value(), leap.contains(year)) << year;
    }
}

TEST(SolarHijri, AgreesWithIcuOnEveryDay) {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Calendar> calendar(
        icu::Calendar::createInstance(*icu::TimeZone::getGMT(), icu::Locale("fa@calendar=persian"), status));
    ASSERT_TRUE(U_SUCCESS(status));
    for (Date day = Date::of(1921, 3, 21); day < Date::of(2072, 3, 20); day = day.plus_days(1)) {
        calendar->setTime(day.number() * 86'400'000.0, status);
        SolarHijriDate const expected{calendar->get(UCAL_EXTENDED_YEAR, status),
                                      static_cast<unsigned>(calendar->get(UCAL_MONTH, status)) + 1,
                                      static_cast<unsigned>(calendar->get(UCAL_DATE, status))};
        ASSERT_EQ(to_solar_hijri(day), expected) << day.text();
        ASSERT_EQ(from_solar_hijri(expected), day);
    }
}

TEST(SolarHijri, RefusesDaysThatAreNot) {
    EXPECT_FALSE(from_solar_hijri({1404, 12, 30}));
    EXPECT_FALSE(from_solar_hijri({1404, 7, 31}));
    EXPECT_FALSE(from_solar_hijri({1404, 13, 1}));
    EXPECT_FALSE(from_solar_hijri({1404, 0, 1}));
    EXPECT_FALSE(from_solar_hijri({1404, 1, 0}));
    EXPECT_FALSE(from_solar_hijri({999, 1, 1}));
    EXPECT_FALSE(to_solar_hijri(Date::beginning()));
    EXPECT_FALSE(to_solar_hijri(Date::of(9999, 1, 1)));
    EXPECT_TRUE(to_solar_hijri(Date::of(2026, 11, 22)));
}

}  // namespace
}  // namespace colonnade::documents
