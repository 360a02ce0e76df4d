#include "pillars/operations/goals/goal.hpp"

#include <algorithm>

#include "foundation/base/decimal.hpp"

namespace colonnade::goals {
namespace {

constexpr Rate ahead_from = Rate::percent(105);
constexpr Rate behind_below = Rate::percent(95);
constexpr Rate projects_from = Rate::percent(5);

GoalStatus status_of(std::int64_t actual, std::int64_t expected) {
    if (actual >= scaled(expected, ahead_from) && actual > expected) return GoalStatus::ahead;
    if (actual < scaled(expected, behind_below)) return GoalStatus::behind;
    return GoalStatus::on_track;
}

}  // namespace

std::int64_t prorated(std::int64_t amount, DateRange period, DateRange employed) {
    if (!period.to) return amount;
    std::optional<DateRange> const worked = period.intersection(employed);
    if (!worked) return 0;
    return narrow(divide_half_even(static_cast<Wide>(amount) * worked->days(), period.days()));
}

std::optional<Rate> attainment(std::int64_t actual, std::optional<std::int64_t> quota) {
    if (!quota || *quota == 0) return std::nullopt;
    return ratio(actual, *quota);
}

std::optional<Rate> share_of_days(DateRange period, Date today) {
    if (!period.to) return std::nullopt;
    int const behind = std::clamp(today.plus_days(1) - period.from, 0, period.days());
    return ratio(behind, period.days());
}

std::optional<Rate> share_by_shape(std::int64_t booked_by_then, std::int64_t booked_in_all) {
    if (booked_in_all <= 0 || booked_by_then < 0 || booked_by_then > booked_in_all) return std::nullopt;
    return ratio(booked_by_then, booked_in_all);
}

std::optional<YearBefore> year_before(DateRange period, Date today) {
    if (!period.to || period.from < Date::of(2, 1, 1)) return std::nullopt;
    DateRange const before{period.from.plus_months(-12), period.to->plus_months(-12)};
    Date const until = std::clamp(today.plus_days(1).plus_months(-12), before.from, *before.to);
    return YearBefore{before, until};
}

GoalPath path(std::int64_t actual, std::optional<std::int64_t> quota, std::optional<Rate> share) {
    GoalPath path;
    if (share && *share >= projects_from)
        path.projected = narrow(divide_half_even(static_cast<Wide>(actual) * Rate::scale, share->count));
    if (!quota || !share) return path;
    path.expected = scaled(*quota, *share);
    path.gap = subtract_checked(actual, *path.expected);
    path.status = status_of(actual, *path.expected);
    return path;
}

}  // namespace colonnade::goals
