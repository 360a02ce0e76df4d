// The company's own settings, its calendar, and exchange rates.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <boost/describe/class.hpp>

#include "foundation/base/calendar.hpp"
#include "foundation/base/money.hpp"
#include "foundation/base/rate.hpp"

namespace colonnade::company {

// Months counted from a start month, 1 to 12.
struct MonthRule {
    static constexpr std::string_view kind = "months";
    int start_month = 1;
};
BOOST_DESCRIBE_STRUCT(MonthRule, (), (start_month))

// Weeks in a pattern; see WeekCalendar.
struct WeekRule {
    static constexpr std::string_view kind = "weeks";
    int end_month = 12;
    int week_end = 6;
    std::string pattern = "445";
};
BOOST_DESCRIBE_STRUCT(WeekRule, (), (end_month, week_end, pattern))

using CalendarRule = std::variant<MonthRule, WeekRule>;

// Which rules give credit for an order, tried in this order.
struct CreditSettings {
    bool seller = true;
    bool account_owner = true;
    bool territory_holder = true;
};
BOOST_DESCRIBE_STRUCT(CreditSettings, (), (seller, account_owner, territory_holder))

struct Company {
    std::string name = "My company";
    Currency currency = Currency::parse("EUR");
    std::string time_zone = "UTC";
    std::string language = "en";
    CalendarRule calendar = MonthRule{};
    CreditSettings credit;
    bool solo = false;
    bool demo = false;
};
BOOST_DESCRIBE_STRUCT(Company, (), (name, currency, time_zone, language, calendar, credit, solo, demo))

// Throws Problem "company.name", "company.time_zone", "company.language" or "calendar.*".
void check_company(Company const& company);

// The company's ways of cutting time: the fiscal calendar, and the listed periods, if any.
class Periods {
public:
    Periods(CalendarRule const& rule, std::vector<Period> listed);

    // The period of that key, in either.
    std::optional<Period> find(std::string_view key) const;
    // Every period of that kind that overlaps the range; `custom` gives the listed ones.
    std::vector<Period> between(DateRange range, PeriodKind kind) const;
    std::vector<Period> const& listed() const { return listed_; }
    // The period that stands for "now": the quarter that holds the date; the listed period where some are
    // listed.
    std::optional<Period> current(Date date) const;
    // `text` names a period by its key, or any range as "2026-01-01..2026-03-31" (both days included), or is
    // empty for the current one. Throws Problem "period.unknown".
    Period named(std::string_view text, Date today) const;

private:
    FiscalCalendar fiscal_;
    std::vector<Period> listed_;
};

// One dated rate: `rate` units of `to` for one unit of `from`.
struct ExchangeRate {
    Currency from;
    Currency to;
    Rate rate;
    Date valid_from;
};

// The rates that turn `from` into `to`, sorted by day, by rule 1.
std::vector<ExchangeRate> rates_between(std::vector<ExchangeRate> const& all, Currency from, Currency to);

}  // namespace colonnade::company
