// Who is there on which days: presence in a component's roles, and what of a fixed amount or a quota counts
// for those who join, leave, are on leave or change role.
#include <algorithm>
#include <numeric>

#include "engine/pay/component.hpp"
#include "foundation/base/decimal.hpp"

namespace colonnade::engine::pay {
namespace {

using Row = std::vector<std::uint8_t>;

void cover(Row& row, Buckets const& buckets, Day from, Day to) {
    if (row.empty()) row.assign(buckets.size(), 0);
    for (std::size_t b = 0; b < buckets.size(); ++b)
        row[b] |= buckets.start[b] >= from && buckets.start[b] < to;
}

// From the first day of a role or assignment to the last, for whom no other days are known.
std::vector<Span> known_employment(Facts const& facts) {
    std::vector<Span> out(facts.people.size(), {open_end, no_day});
    auto const holds = [&](Index person, Day from, Day to) {
        Span& span = out[static_cast<std::size_t>(person)];
        span = {std::min(span.from, from), std::max(span.to, to)};
    };
    for (RoleSpan const& span : facts.roles) holds(span.person, span.from, span.to);
    for (Assignment const& span : facts.assignments) holds(span.person, span.from, span.to);
    for (std::size_t p = 0; p < out.size(); ++p) {
        if (out[p].to == no_day) out[p] = {no_day, open_end};
        if (!facts.hired.empty()) out[p].from = facts.hired[p];
        if (!facts.left.empty()) out[p].to = facts.left[p];
    }
    return out;
}

std::uint8_t case_of(Day day, Span employed, bool has_place, bool in_role) {
    if (day < employed.from) return plan::prorate_joiners;
    if (day >= employed.to) return plan::prorate_leavers;
    if (in_role) return 0;
    return has_place ? plan::prorate_role : plan::prorate_leave;
}

std::int64_t overlap(Span a, Day from, Day to) {
    return std::max<std::int64_t>(0, static_cast<std::int64_t>(std::min(a.to, to)) - std::max(a.from, from));
}

}  // namespace

std::vector<Row> presence(plan::Plan const& plan, plan::Component const& component, Facts const& facts,
                          Buckets const& buckets) {
    auto const& roles = component.roles.empty() ? plan.roles : component.roles;
    bool const named = !component.roles.empty() || (facts.assignments.empty() && !plan.roles.empty());
    std::vector<Row> has_role(facts.people.size()), in(facts.people.size());
    for (RoleSpan const& span : facts.roles)
        if (std::find(roles.begin(), roles.end(), span.role) != roles.end())
            cover(has_role[static_cast<std::size_t>(span.person)], buckets, span.from, span.to);
    for (Assignment const& span : facts.assignments)
        cover(in[static_cast<std::size_t>(span.person)], buckets, span.from, span.to);
    for (std::size_t p = 0; p < in.size(); ++p) {
        if (facts.assignments.empty()) in[p].assign(buckets.size(), 1);
        if (in[p].empty() || (named && has_role[p].empty())) in[p].clear();
        else if (named)
            for (std::size_t b = 0; b < buckets.size(); ++b) in[p][b] &= has_role[p][b];
    }
    return in;
}

std::vector<Row> absences(plan::Plan const& plan, Facts const& facts, Buckets const& buckets,
                          std::vector<Row> const& present) {
    if (plan.proration == 0) return {};
    std::vector<Row> has_place(facts.people.size()), out(facts.people.size());
    for (RoleSpan const& span : facts.roles)
        cover(has_place[static_cast<std::size_t>(span.person)], buckets, span.from, span.to);
    for (Assignment const& span : facts.assignments)
        cover(has_place[static_cast<std::size_t>(span.person)], buckets, span.from, span.to);
    std::vector<Span> const employed = known_employment(facts);
    for (std::size_t p = 0; p < out.size(); ++p) {
        if (present[p].empty()) continue;
        for (std::size_t b = 0; b < buckets.size(); ++b)
            out[p].push_back(case_of(buckets.start[b], employed[p],
                                     !has_place[p].empty() && has_place[p][b] != 0, present[p][b] != 0));
        if (std::all_of(out[p].begin(), out[p].end(), [](auto each) { return each == 0; })) out[p].clear();
    }
    return out;
}

void within_dates(plan::Component const& component, Buckets const& buckets, Row& in) {
    for (std::size_t b = 0; b < in.size(); ++b) {
        if (component.from && buckets.start[b] < component.from->number()) in[b] = 0;
        if (component.to && buckets.start[b] > component.to->number()) in[b] = 0;
    }
}

Part counted_days(ComponentPay const& component, std::int32_t row, Buckets const& buckets, Span unit,
                  std::uint8_t cases) {
    auto const& absence = component.absence[static_cast<std::size_t>(row)];
    if (absence.empty() || cases == 0 || unit.to == open_end) return {1, 1};
    Part part{0, 0};
    for (std::size_t b = 0; b < buckets.size(); ++b) {
        std::int64_t const days = overlap(unit, buckets.start[b], buckets.start[b + 1]);
        part.whole += days, part.counted += absence[b] & cases ? 0 : days;
    }
    return part.whole == 0 ? Part{1, 1} : part;
}

Part times_due(Work const& work, std::int32_t row, std::size_t step, plan::Per per) {
    Calendar const& calendar = work.pay.calendar();
    Step const& now = calendar.steps[step];
    bool const cumulative = work.pay.plan().cumulative;
    Span const days{cumulative ? calendar.periods[static_cast<std::size_t>(now.period)].from : now.days.from,
                    now.days.to};
    ComponentPay const& matrix = work.matrix();
    auto const& in = matrix.in_bucket[static_cast<std::size_t>(row)];
    if (in.empty() && matrix.absence[static_cast<std::size_t>(row)].empty())
        return {calendar.ended(per, days), 1};
    Buckets const& buckets = work.pay.figures().buckets();
    Part sum{0, 1};
    for (Span const& unit : calendar.those_ended(per, days)) {
        bool is_there = in.empty();
        for (std::size_t b = 0; b < in.size(); ++b)
            is_there |= in[b] && overlap(unit, buckets.start[b], buckets.start[b + 1]) > 0;
        if (!is_there) continue;
        Part const part = counted_days(matrix, row, buckets, unit, work.pay.plan().proration);
        sum = {sum.counted * part.whole + part.counted * sum.whole, sum.whole * part.whole};
        std::int64_t const common = std::gcd(sum.counted, sum.whole);
        sum = {sum.counted / common, sum.whole / common};
    }
    return sum;
}

}  // namespace colonnade::engine::pay
