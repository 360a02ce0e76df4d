#include "insight/pay/pay_estimate.hpp"

#include <algorithm>
#include <map>

#include "insight/pay/plan_facts.hpp"

namespace colonnade::insight {

namespace pay = engine::pay;
using engine::Index;

namespace {

PeriodKind kind_of(plan::AccumulationPeriod period) {
    switch (period) {
        case plan::AccumulationPeriod::month: return PeriodKind::month;
        case plan::AccumulationPeriod::year: return PeriodKind::year;
        default: return PeriodKind::quarter;
    }
}

bool pays(std::vector<pay::Assignment> const& people, Index person, pay::Span days) {
    return std::ranges::any_of(people, [&](pay::Assignment const& one) {
        return one.person == person && one.from < days.to && one.to > days.from;
    });
}

pay::Span span_of(DateRange const& range) {
    return {range.from.number(), range.to ? range.to->number() : engine::open_end};
}

// What a first plan in force today accumulates over; the company's current period where there is none.
Period usual_period(db::Session& session, PayFacts const& source, Index person, PeriodNames const& names,
                    Date today) {
    auto const assignments = incentives::all_assignments(session);
    if (names.periods().listed().empty())
        for (incentives::PlanVersion const& version : incentives::versions_in_force(session, today)) {
            pay::Span const day{today.number(), today.number() + 1};
            if (!pays(assigned(assignments, version.plan, source), person, day)) continue;
            auto const found = names.periods().between({today, today.plus_days(1)},
                                                       kind_of(checked_plan(version.text).period));
            if (!found.empty()) return found.front();
        }
    return names.periods().named("", today);
}

// Everything that a run of the period would be worked out for.
pay::Frame frame_for(db::Session& session, PayFacts const& source, PeriodNames const& names,
                     Period const& period) {
    Date from = period.range.from;
    for (incentives::PayPeriod const& one : names.pay_periods()) from = std::min(from, one.range.from);
    Date const booked = booked_between(source.facts, period.range.from).second;
    pay::Facts time;
    set_time(session, time, from, period.range.to.value_or(std::max(booked, period.range.from.plus_days(1))));
    return pay::frame_of(time);
}

struct OrderPart {
    std::int64_t amount = 0, margin = 0, units = 0;
    std::uint32_t line = 0;  // its first
};

std::map<Index, OrderPart> orders_of(pay::Excerpt const& excerpt, Date since) {
    pay::Lines const& lines = excerpt.facts->lines;
    std::map<Index, OrderPart> orders;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines.booked[i] < since.number() || lines.amount[i] <= 0) continue;
        pay::CreditPart whole;
        pay::PartsOf const parts = pay::parts_of(lines, i, whole);
        std::vector<std::int64_t> amounts(parts.count);
        pay::split_amount(lines.amount[i], excerpt.facts->minor, parts.first, parts.count, amounts.data());
        for (std::size_t p = 0; p < parts.count; ++p) {
            if (parts.first[p].person != excerpt.person) continue;
            auto const [found, is_new] = orders.try_emplace(lines.order[i]);
            OrderPart& order = found->second;
            if (is_new) order.line = static_cast<std::uint32_t>(i);
            order.amount = add_checked(order.amount, amounts[p]);
            if (!lines.margin.empty()) order.margin = add_checked(order.margin, lines.margin[i]);
            if (!lines.units.empty()) order.units = add_checked(order.units, lines.units[i]);
        }
    }
    return orders;
}

// The median order of the last twelve months, with what else is known of its first line.
UsualOrder usual_order(PayFacts const& source, pay::Excerpt const& excerpt, Date today,
                       Period const& period) {
    UsualOrder usual;
    Date const last = period.range.to ? period.range.to->plus_days(-1) : today;
    usual.deal.booked = std::clamp(today, period.range.from, std::max(last, period.range.from)).number();
    std::vector<OrderPart> orders;
    for (auto const& [order, part] : orders_of(excerpt, today.plus_months(-12))) orders.push_back(part);
    if (orders.empty()) return usual;
    std::ranges::sort(orders, {}, [](OrderPart const& part) { return std::pair(part.amount, part.line); });
    OrderPart const& median = orders[orders.size() / 2];
    std::uint32_t const line = excerpt.lines[median.line];
    usual.order = source.lines[line].order;
    usual.deal.amount = Money{median.amount, source.currency}.rounded_to_minor().units;
    usual.deal.margin = median.margin, usual.deal.units = median.units;
    for (pay::Attribute const& attribute : source.facts.lines.attributes)
        usual.deal.attributes.emplace_back(attribute.name, attribute.values[attribute.code[line]]);
    return usual;
}

}  // namespace

PersonPay person_pay(db::Session& session, PayFacts const& source, PersonId person,
                     std::optional<std::string> const& period, Date today,
                     std::optional<std::string> const& only) {
    Index const index = source.index_of(person);
    if (index == engine::nobody) throw not_found();
    PeriodNames const names = period_names(session);
    Period const days = period ? names.periods().named(*period, today)
                               : usual_period(session, source, index, names, today);
    PersonPay out{
        person, source.facts.people[static_cast<std::size_t>(index)], days, source.currency, {}, {}, {}, {},
        names};
    pay::Frame frame = frame_for(session, source, names, days);
    auto const assignments = incentives::all_assignments(session);
    for (incentives::PlanVersion const& version : incentives::versions_in_force(session, days.range.from)) {
        if (only && version.name != *only) continue;
        frame.assignments = assigned(assignments, version.plan, source);
        if (!pays(frame.assignments, index, span_of(days.range))) continue;
        out.plans.emplace_back(checked_plan(version.text), source.facts, frame, index, span_of(days.range));
        out.versions.push_back(version);
        out.frames.push_back(frame);
    }
    if (!out.plans.empty()) out.usual = usual_order(source, out.plans.front().excerpt(), today, days);
    return out;
}

}  // namespace colonnade::insight
