// What is worth a look before a period is approved, beside what the run could not place. Pure; each rule and
// its numbers stand in the README in a sentence.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pillars/operations/incentives/run.hpp"

namespace colonnade::incentives {

// Figures of an exception as JSON, each with how it is written: {"money":…,"currency":…}, {"rate":…},
// {"date":…}, {"count":…} or {"text":…}; screens put them into a sentence of the reader's language.
class Detail {
public:
    Detail& money(std::string_view name, Money amount);
    Detail& rate(std::string_view name, Rate rate);
    Detail& date(std::string_view name, Date date);
    Detail& count(std::string_view name, std::int64_t count);
    Detail& text(std::string_view name, std::string_view word);  // without quotes or backslashes
    std::string json() const { return "{" + members_ + "}"; }

private:
    void add(std::string_view name, std::string const& value);
    std::string members_;
};

// What somebody was credited and earned in one period, in ten-thousandths.
struct Earned {
    std::int64_t credited = 0;
    std::int64_t earned = 0;
};

struct ReviewFacts {
    Currency currency;
    std::string period_key;
    DateRange period;
    std::vector<Payout> payouts;                            // of the period
    std::map<std::int64_t, std::vector<Earned>> former;     // by person: settled periods, newest first
    std::map<std::int64_t, std::int64_t> target_by_person;  // target pay of a year, where somebody has one
};
// Nothing for credit; pay for each unit of credit far from what is usual for the person; and pay far above
// target or far above the others on the plan.
std::vector<RunException> review(ReviewFacts const& facts);

// Where a component that pays at once more from a bound of attainment on left somebody.
struct Reach {
    PersonId person;
    std::string component;
    Rate attainment;
    std::vector<Rate> bounds;
    std::int64_t credited = 0;   // what the attainment counts
    std::int64_t last_days = 0;  // of it, booked in the period's last days
};
constexpr int last_days = 5;
// Carried over a bound in the last days: without what was booked in them the bound was missed, and it is
// exceeded by at most a fiftieth of itself.
std::optional<RunException> bunched_at_tier(Reach const& reach, Currency currency);

// The deals of somebody's component that pays each deal by its size.
struct Deals {
    PersonId person;
    std::string component;
    std::vector<std::int64_t> bounds;   // from which a deal pays more
    std::vector<std::int64_t> amounts;  // of each deal
};
// Many deals just above a bound: five or more within a fiftieth above it, and at least four times as many as
// within a fiftieth below.
std::optional<RunException> bunched_deals(Deals const& deals, Currency currency);

// A change of who shares in an order's credit.
struct SplitChange {
    OrderId order;
    Date booked;
    Date changed;
};
// Orders of the period whose shares changed in its last days or after it, each once, at its last change.
std::vector<RunException> late_splits(std::vector<SplitChange> const& changes, DateRange const& period,
                                      std::string const& period_key);

}  // namespace colonnade::incentives
