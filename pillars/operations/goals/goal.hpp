// Rules of goals: proration, attainment, and the path of a goal. Pure; amounts are ten-thousandths.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include <boost/describe/enum.hpp>

#include "foundation/base/calendar.hpp"
#include "foundation/base/date.hpp"
#include "foundation/base/id.hpp"
#include "foundation/base/rate.hpp"

namespace colonnade::goals {

using QuotaId = Id<struct QuotaKind>;

// Whose goal it is.
enum class SubjectKind { person, team, territory, company };
BOOST_DESCRIBE_ENUM(SubjectKind, person, team, territory, company)

// What is counted; see engine::Measure for how.
enum class GoalMeasure { revenue, margin, units, orders, new_customers };
BOOST_DESCRIBE_ENUM(GoalMeasure, revenue, margin, units, orders, new_customers)

// Whether the measure is an amount of money; the others are quantities.
constexpr bool is_money(GoalMeasure measure) {
    return measure == GoalMeasure::revenue || measure == GoalMeasure::margin;
}

// The quota that counts for somebody employed only on some days of the period (rule 4). `employed` may be
// open. An open period cannot be prorated: the amount stands.
std::int64_t prorated(std::int64_t amount, DateRange period, DateRange employed);

// actual ÷ quota; absent without a quota or with one of zero.
std::optional<Rate> attainment(std::int64_t actual, std::optional<std::int64_t> quota);

// The share of the period that lies behind `today` counted in days, today included: 0 before it, 1 after it;
// absent for an open period.
std::optional<Rate> share_of_days(DateRange period, Date today);

// The share by the company's own shape: `booked_by_then` of `booked_in_all` in the same period a year before.
// Absent unless the whole is above zero and the part lies within it.
std::optional<Rate> share_by_shape(std::int64_t booked_by_then, std::int64_t booked_in_all);

// The same stretch one year earlier, and the point in it that corresponds to `today` (exclusive end of what
// is behind).
struct YearBefore {
    DateRange period;
    Date behind_until;
};
std::optional<YearBefore> year_before(DateRange period, Date today);

enum class GoalStatus { ahead, on_track, behind, no_goal };
BOOST_DESCRIBE_ENUM(GoalStatus, ahead, on_track, behind, no_goal)

// The path of a goal on a day.
struct GoalPath {
    std::optional<std::int64_t> expected;   // by today
    std::optional<std::int64_t> projected;  // at the end
    std::optional<std::int64_t> gap;        // actual less expected: below zero is missing
    GoalStatus status = GoalStatus::no_goal;
    friend bool operator==(GoalPath const&, GoalPath const&) = default;
};
// `share` is the share of the period behind us (rules 5 and 6); absent for an open period.
GoalPath path(std::int64_t actual, std::optional<std::int64_t> quota, std::optional<Rate> share);

}  // namespace colonnade::goals
