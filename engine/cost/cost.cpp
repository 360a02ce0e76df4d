#include "engine/cost/cost.hpp"

#include <algorithm>
#include <cstdlib>

#include "engine/cost/quota.hpp"
#include "foundation/base/date.hpp"

namespace colonnade::engine::cost {

using pay::Calculation;
using pay::ComponentPay;
using pay::Span;

namespace {

// The span of a day, or -1.
int span_at(std::vector<Span> const& spans, Day day) {
    auto const after = std::upper_bound(spans.begin(), spans.end(), day,
                                        [](Day wanted, Span const& span) { return wanted < span.from; });
    if (after == spans.begin() || !std::prev(after)->contains(day)) return -1;
    return static_cast<int>(after - spans.begin()) - 1;
}

std::size_t steps_of(Calculation const& calculation) { return calculation.calendar().steps.size(); }

// Whom any component is for, at any time.
std::vector<std::uint8_t> payees_of(Calculation const& calculation) {
    std::vector<std::uint8_t> is_paid(calculation.facts().people.size());
    for (std::size_t c = 0; c < calculation.plan().components.size(); ++c)
        for (Index const person : calculation.component(static_cast<int>(c)).people)
            is_paid[static_cast<std::size_t>(person)] = 1;
    return is_paid;
}

// Payees, and everybody below those of them whose pay counts their team.
std::vector<std::uint8_t> whose_credit_counts(Calculation const& calculation) {
    std::vector<std::uint8_t> reached = payees_of(calculation);
    auto const& nodes = calculation.plan().nodes;
    bool const counts_teams = std::any_of(nodes.begin(), nodes.end(), [](plan::Node const& node) {
        return node.op == plan::Op::measure && node.scope == plan::Scope::team;
    });
    for (bool grows = counts_teams; grows;) {
        grows = false;
        for (pay::ReportSpan const& span : calculation.facts().reports) {
            std::uint8_t& below = reached[static_cast<std::size_t>(span.person)];
            if (below || !reached[static_cast<std::size_t>(span.manager)]) continue;
            below = 1;
            grows = true;
        }
    }
    return reached;
}

// What the plan's first quota was reached with, and the quota, of each person who has one.
void add_attainment(Calculation const& calculation, std::vector<PersonCost>& by_person) {
    std::size_t const steps = steps_of(calculation);
    bool const cumulative = calculation.plan().cumulative;
    for (QuotaNodes const& found : quota_nodes(calculation.plan())) {
        ComponentPay const& component = calculation.component(found.component);
        pay::NodeValues const reached = calculation.values(found.component, found.reached);
        pay::NodeValues const quota = calculation.values(found.component, found.quota);
        for (std::size_t row = 0; row < component.people.size(); ++row) {
            PersonCost& person = by_person[static_cast<std::size_t>(component.people[row])];
            if (person.quota != 0) continue;
            std::int64_t alone = 0;
            for (std::size_t t = 0; t < steps; ++t) {
                std::size_t const at = row * steps + t;
                alone = cumulative ? reached.value[at] : add_checked(alone, reached.value[at]);
                if (!calculation.calendar().steps[t].is_last) continue;
                bool const is_set = (quota.lack.empty() || quota.lack[at] == pay::Lack::none) &&
                                    quota.value[at] > 0 && component.active[at];
                if (is_set) {
                    person.reached = add_checked(person.reached, alone);
                    person.quota = add_checked(person.quota, quota.value[at]);
                }
                alone = 0;
            }
        }
    }
}

// What a yearly target comes to in the stretch that was calculated; only for calendars of whole months.
void add_target_pay(Calculation const& calculation, std::vector<PersonCost>& by_person) {
    pay::Calendar const& calendar = calculation.calendar();
    if (calendar.is_listed || calendar.steps.empty()) return;
    std::int64_t const months =
        calendar.ended(plan::Per::month, {calendar.steps.front().days.from, calendar.steps.back().days.to});
    constexpr Wide per_unit = pay::one / 10'000;  // a parameter's 10^-10 to ten-thousandths
    for (pay::DatedValue const& value : calculation.facts().parameters) {
        bool const holds = value.name == "target_pay" && value.from < calendar.steps.back().days.to &&
                           value.to >= calendar.steps.back().days.to;
        if (holds)
            by_person[static_cast<std::size_t>(value.person)].target_pay =
                narrow(divide_half_even(Wide{value.value} * months, per_unit * 12));
    }
}

// In which of the bounds' stretches reached ÷ quota lies; exact: by cross-multiplication.
std::size_t stretch_of(PersonCost const& person) {
    auto const& bounds = attainment_bounds();
    return static_cast<std::size_t>(std::count_if(bounds.begin(), bounds.end(), [&](std::int64_t bound) {
        return Wide{person.reached} * pay::one >= Wide{person.quota} * bound;
    }));
}

}  // namespace

std::vector<std::int64_t> const& attainment_bounds() {
    static std::vector<std::int64_t> const bounds{pay::one / 2, pay::one / 10 * 8, pay::one,
                                                  pay::one / 10 * 12, pay::one / 10 * 15};
    return bounds;
}

Credit credit_of(pay::Facts const& facts, std::vector<Span> const& spans) {
    Credit credit;
    credit.spans = spans.size();
    credit.amount.resize(facts.people.size() * spans.size());
    pay::Lines const& lines = facts.lines;
    std::vector<std::int64_t> amounts;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        int const span = span_at(spans, lines.booked[i]);
        if (span < 0) continue;
        pay::CreditPart whole;
        pay::PartsOf const parts = pay::parts_of(lines, i, whole);
        amounts.assign(parts.count, lines.amount[i]);
        if (parts.count > 1 || (parts.count == 1 && parts.first->share != pay::one))
            pay::split_amount(lines.amount[i], facts.minor, parts.first, parts.count, amounts.data());
        for (std::size_t p = 0; p < parts.count; ++p) {
            pay::CreditPart const& part = parts.first[p];
            bool const is_sale = part.kind == pay::CreditKind::owner || part.kind == pay::CreditKind::split;
            if (!is_sale || part.person == nobody) continue;
            std::int64_t& sum = credit.amount[static_cast<std::size_t>(part.person) * credit.spans +
                                              static_cast<std::size_t>(span)];
            sum = add_checked(sum, amounts[p]);
        }
    }
    return credit;
}

Cost cost_of(Calculation const& calculation, Credit const& credit, Counted const& counted) {
    Cost cost;
    pay::Calendar const& calendar = calculation.calendar();
    for (Span const& days : calendar.pays) cost.periods.push_back({days});
    std::vector<PersonCost> by_person(calculation.facts().people.size());
    auto const add = [&](Index person, int pay, std::int64_t amount) {
        if (amount == 0 || !counts(counted, person)) return;
        std::int64_t& of_person = by_person[static_cast<std::size_t>(person)].pay;
        std::int64_t& of_period = cost.periods[static_cast<std::size_t>(pay)].pay;
        of_person = add_checked(of_person, amount), of_period = add_checked(of_period, amount);
        cost.pay = add_checked(cost.pay, amount);
    };
    std::size_t const steps = steps_of(calculation);
    for (std::size_t c = 0; c < calculation.plan().components.size(); ++c) {
        ComponentPay const& component = calculation.component(static_cast<int>(c));
        for (std::size_t row = 0; row < component.people.size(); ++row)
            for (std::size_t t = 0; t < steps; ++t)
                add(component.people[row], calendar.steps[t].pay,
                    add_checked(component.payout[row * steps + t], component.held[row * steps + t]));
    }
    for (pay::Adjustment const& one : calculation.adjustments()) add(one.person, one.pay, one.amount);
    add_attainment(calculation, by_person);
    add_target_pay(calculation, by_person);
    auto const is_paid = payees_of(calculation), is_reached = whose_credit_counts(calculation);
    cost.by_attainment.resize(attainment_bounds().size() + 1);
    cost.has_quota = !quota_nodes(calculation.plan()).empty();
    for (std::size_t p = 0; p < by_person.size(); ++p) {
        Index const index = static_cast<Index>(p);
        if (!is_reached[p] || !counts(counted, index)) continue;
        PersonCost& person = by_person[p];
        for (std::size_t t = 0; t < credit.spans; ++t) {
            std::int64_t const amount = credit.at(index, t);
            person.credit = add_checked(person.credit, amount);
            cost.periods[t].credit = add_checked(cost.periods[t].credit, amount);
        }
        cost.credit = add_checked(cost.credit, person.credit);
        if (!is_paid[p]) continue;
        person.person = index;
        if (person.quota > 0) ++cost.by_attainment[stretch_of(person)];
        cost.people.push_back(person);
    }
    return cost;
}

std::vector<std::vector<PeriodPay>> pay_by_period(Calculation const& calculation, Counted const& counted) {
    pay::Calendar const& calendar = calculation.calendar();
    std::size_t const people = calculation.facts().people.size(), steps = steps_of(calculation);
    std::vector<std::vector<std::int64_t>> sums(calendar.periods.size(), std::vector<std::int64_t>(people));
    std::vector<std::vector<std::uint8_t>> is_in(calendar.periods.size(), std::vector<std::uint8_t>(people));
    std::vector<std::size_t> period_of_pay(calendar.pays.size());
    for (pay::Step const& step : calendar.steps)
        period_of_pay[static_cast<std::size_t>(step.pay)] = static_cast<std::size_t>(step.period);
    for (std::size_t c = 0; c < calculation.plan().components.size(); ++c) {
        ComponentPay const& component = calculation.component(static_cast<int>(c));
        for (std::size_t row = 0; row < component.people.size(); ++row)
            for (std::size_t t = 0; t < steps; ++t) {
                std::size_t const period = static_cast<std::size_t>(calendar.steps[t].period);
                std::size_t const person = static_cast<std::size_t>(component.people[row]),
                                  at = row * steps + t;
                is_in[period][person] |= component.active[at];
                sums[period][person] =
                    add_checked(sums[period][person], add_checked(component.payout[at], component.held[at]));
            }
    }
    for (pay::Adjustment const& one : calculation.adjustments()) {
        std::int64_t& sum =
            sums[period_of_pay[static_cast<std::size_t>(one.pay)]][static_cast<std::size_t>(one.person)];
        sum = add_checked(sum, one.amount);
    }
    std::vector<std::vector<PeriodPay>> out(calendar.periods.size());
    for (std::size_t period = 0; period < out.size(); ++period)
        for (std::size_t p = 0; p < people; ++p)
            if (is_in[period][p] && counts(counted, static_cast<Index>(p)))
                out[period].push_back({static_cast<Index>(p), sums[period][p]});
    return out;
}

Comparison compare(Cost const& before, Cost const& after) {
    Comparison comparison;
    comparison.change = subtract_checked(after.pay, before.pay);
    auto old = before.people.begin();
    auto now = after.people.begin();
    while (old != before.people.end() || now != after.people.end()) {
        bool const has_old = old != before.people.end() &&
                             (now == after.people.end() || old->person <= now->person);
        bool const has_now = now != after.people.end() &&
                             (old == before.people.end() || now->person <= old->person);
        PersonChange change{has_old ? old->person : now->person, has_old ? old->pay : 0,
                            has_now ? now->pay : 0};
        change.difference = subtract_checked(change.after, change.before);
        if (change.difference > 0)
            ++comparison.gainers, comparison.gained = add_checked(comparison.gained, change.difference);
        else if (change.difference < 0)
            ++comparison.losers, comparison.lost = subtract_checked(comparison.lost, change.difference);
        else ++comparison.unchanged;
        comparison.people.push_back(change);
        if (has_old) ++old;
        if (has_now) ++now;
    }
    std::ranges::stable_sort(comparison.people, std::greater<>{},
                             [](PersonChange const& one) { return std::abs(one.difference); });
    return comparison;
}

}  // namespace colonnade::engine::cost
