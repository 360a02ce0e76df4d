#include "foundation/base/date.hpp"

#include <gtest/gtest.h>

#include "foundation/base/calendar.hpp"
#include "foundation/base/problem.hpp"

namespace colonnade {
namespace {

Date d(char const* text) { return Date::parse(text); }

TEST(Date, reads_only_days_that_are_in_the_calendar) {
    EXPECT_EQ(d("2024-02-29").text(), "2024-02-29");
    for (char const* text :
         {"2023-02-29", "2024-13-01", "2024-00-10", "2024-1-1", "0000-01-01", "2024-02-29T", "20240229"})
        EXPECT_FALSE(Date::find(text)) << text;
    EXPECT_EQ(d("1970-01-01").number(), 0);
    EXPECT_EQ(Date::from_number(-1).text(), "1969-12-31");
    EXPECT_EQ(Date::beginning().text(), "0001-01-01");
}

TEST(Date, a_month_later_is_that_months_last_day_where_it_is_shorter) {
    EXPECT_EQ(d("2024-01-31").plus_months(1), d("2024-02-29"));
    EXPECT_EQ(d("2024-03-31").plus_months(-1), d("2024-02-29"));
    EXPECT_EQ(d("2023-12-31").plus_months(2), d("2024-02-29"));
}

TEST(DateRange, ends_are_exclusive_and_absent_means_open) {
    DateRange const january{d("2026-01-01"), d("2026-02-01")}, open{d("2026-02-01"), std::nullopt};
    EXPECT_TRUE(january.contains(d("2026-01-31")));
    EXPECT_FALSE(january.contains(d("2026-02-01")));
    EXPECT_FALSE(january.overlaps(open));
    EXPECT_TRUE(open.contains(d("9999-12-31")));
    EXPECT_EQ((open.intersection({d("2026-01-15"), d("2026-03-01")})),
              (DateRange{d("2026-02-01"), d("2026-03-01")}));
    EXPECT_EQ(january.days(), 31);
    EXPECT_THROW(open.days(), Problem);
}

TEST(Instant, is_written_in_utc) {
    EXPECT_EQ((Instant{0}.text()), "1970-01-01T00:00:00.000Z");
    EXPECT_EQ(Instant::parse("2026-03-31T09:30:00.250Z").text(), "2026-03-31T09:30:00.250Z");
    EXPECT_EQ(Instant::parse("1969-12-31T23:59:59Z").milliseconds, -1000);
    EXPECT_EQ(Instant::parse("1969-12-31T23:59:59Z").date(), d("1969-12-31"));
    for (char const* text :
         {"2026-03-31", "2026-03-31T25:00:00Z", "2026-03-31T09:30:00", "2026-03-31T09:30:00.2Z"})
        EXPECT_THROW(Instant::parse(text), Problem) << text;
}

TEST(FiscalCalendar, a_fiscal_year_is_named_for_the_year_it_ends_in) {
    FiscalCalendar const july(MonthCalendar{7});
    EXPECT_EQ(july.holding(d("2025-07-01"), PeriodKind::year)->key, "2026");
    EXPECT_EQ(july.holding(d("2025-06-30"), PeriodKind::quarter)->key, "2025-Q4");
    EXPECT_EQ(july.find("2026-Q1")->range, (DateRange{d("2025-07-01"), d("2025-10-01")}));
    EXPECT_EQ(july.find("2026-M12")->range, (DateRange{d("2026-06-01"), d("2026-07-01")}));
    EXPECT_FALSE(july.find("2026-Q5"));
    EXPECT_FALSE(july.find("nonsense"));
}

TEST(FiscalCalendar, quarters_of_a_range_are_those_that_touch_it) {
    FiscalCalendar const january;
    auto const quarters = january.between({d("2026-02-15"), d("2026-07-02")}, PeriodKind::quarter);
    ASSERT_EQ(quarters.size(), 3u);
    EXPECT_EQ(quarters.front().key, "2026-Q1");
    EXPECT_EQ(quarters.back().key, "2026-Q3");
}

TEST(FiscalCalendar, weeks_in_445_end_on_the_last_saturday_and_53rd_week_goes_to_the_last_period) {
    FiscalCalendar const retail(WeekCalendar{1, 6, "445"});  // ends the last Saturday of January
    Period const year = *retail.holding(d("2026-06-01"), PeriodKind::year);
    EXPECT_EQ(year.key, "2027");
    EXPECT_EQ(year.range, (DateRange{d("2026-02-01"), d("2027-01-31")}));
    auto const months = retail.between(year.range, PeriodKind::month);
    ASSERT_EQ(months.size(), 12u);
    EXPECT_EQ(months[0].range.days(), 28);
    EXPECT_EQ(months[2].range.days(), 35);
    auto const weeks_in = [&](int fiscal_year) {
        return retail.between(retail.find(std::to_string(fiscal_year))->range, PeriodKind::week).size();
    };
    EXPECT_EQ(weeks_in(2027), 52u);
    EXPECT_EQ(weeks_in(2026), 53u);  // 2025-01-26 … 2026-01-31
    EXPECT_EQ(retail.find("2026-M12")->range.days(), 42);
}

TEST(FiscalCalendar, custom_periods_are_data_and_only_the_last_may_be_open) {
    auto period = [](char const* key, char const* from, std::optional<Date> to) {
        return Period{PeriodKind::custom, key, {d(from), to}};
    };
    FiscalCalendar const custom(CustomCalendar{
        {period("A", "2011-05-31", d("2011-08-31")), period("B", "2011-08-31", std::nullopt)}});
    EXPECT_EQ(custom.holding(d("2011-08-30"), PeriodKind::custom)->key, "A");
    EXPECT_EQ(custom.holding(d("2030-01-01"), PeriodKind::custom)->key, "B");
    EXPECT_FALSE(custom.holding(d("2011-05-30"), PeriodKind::custom));
    EXPECT_FALSE(custom.holding(d("2011-08-30"), PeriodKind::quarter));
    EXPECT_THROW(FiscalCalendar(CustomCalendar{
                     {period("A", "2011-05-31", std::nullopt), period("B", "2011-08-31", std::nullopt)}}),
                 Problem);
    EXPECT_THROW(FiscalCalendar(CustomCalendar{{period("A", "2011-05-31", d("2011-05-31"))}}), Problem);
}

TEST(FiscalCalendar, years_leave_no_day_out) {
    for (FiscalCalendar const& calendar :
         {FiscalCalendar(MonthCalendar{4}), FiscalCalendar(WeekCalendar{12, 0, "544"})}) {
        auto const months = calendar.between({d("2000-01-01"), d("2040-01-01")}, PeriodKind::month);
        for (std::size_t i = 0; i + 1 < months.size(); ++i)
            ASSERT_EQ(*months[i].range.to, months[i + 1].range.from) << months[i].key;
    }
}

}  // namespace
}  // namespace colonnade
