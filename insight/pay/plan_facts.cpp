#include "insight/pay/plan_facts.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "engine/plan/compile.hpp"
#include "pillars/operations/company/company_store.hpp"

namespace colonnade::insight {

namespace pay = engine::pay;
using engine::Index;

namespace {

engine::Day end_of(std::optional<Date> const& to) { return to ? to->number() : engine::open_end; }

int start_month(company::Company const& company) {
    auto const* const months = std::get_if<company::MonthRule>(&company.calendar);
    return months ? months->start_month : 1;
}

}  // namespace

plan::Plan checked_plan(std::string_view text) {
    plan::Compiled compiled = plan::compile(text, plan::Schema::standard());
    if (compiled.plan) return std::move(*compiled.plan);
    std::vector<Problem> problems;
    for (plan::Finding const& finding : compiled.findings)
        if (finding.severity == plan::Severity::error)
            problems.push_back(invalid("plan." + finding.code, finding.arguments,
                                       fmt::format("{}:{}", finding.place.line, finding.place.column)));
    Problem const first = problems.front();
    problems.erase(problems.begin());
    throw first.with(std::move(problems));
}

void check_currency(plan::Plan const& plan, PayFacts const& source) {
    if (plan.currency != source.currency)
        throw conflict(
            "incentives.plan_currency",
            {{"plan", plan.name}, {"currency", plan.currency.text()}, {"company", source.currency.text()}});
    bool const by_booking = plan.conversion == plan::Event::booked && !plan.convert_at_period_end;
    pay::Attribute const* const currency = source.facts.lines.attribute("order.currency");
    bool const has_others = currency && std::ranges::any_of(currency->values, [&](std::string const& value) {
                                return !value.empty() && value != source.currency.text();
                            });
    if (!by_booking && has_others) throw conflict("incentives.plan_conversion", {{"plan", plan.name}});
}

std::vector<pay::Assignment> assigned(std::vector<incentives::Assignment> const& all, incentives::PlanId plan,
                                      insight::PayFacts const& source) {
    std::vector<pay::Assignment> assignments;
    for (incentives::Assignment const& one : all) {
        if (one.plan != plan) continue;
        engine::Day const from = one.valid.from.number(), to = end_of(one.valid.to);
        if (one.person) assignments.push_back({source.index_of(*one.person), from, to});
        if (!one.role) continue;
        for (pay::RoleSpan const& role : source.facts.roles)
            if (role.role == *one.role && role.from < to && role.to > from)
                assignments.push_back({role.person, std::max(role.from, from), std::min(role.to, to)});
    }
    return assignments;
}

std::vector<pay::Assignment> everybody_who_sells(pay::Facts const& facts) {
    std::set<Index> people;
    for (Index owner : facts.lines.owner)
        if (owner != engine::nobody) people.insert(owner);
    for (pay::CreditPart const& part : facts.lines.parts) people.insert(part.person);
    for (pay::Quota const& quota : facts.quotas)
        if (!quota.is_team) people.insert(quota.person);
    std::vector<pay::Assignment> assignments;
    for (Index person : people) assignments.push_back({person, Date::beginning().number(), engine::open_end});
    return assignments;
}

void set_time(db::Session& session, pay::Facts& facts, Date from, Date to) {
    facts.year_starts_in = start_month(company::read_company(session).company);
    for (Period const& listed : company::read_listed_periods(session))
        if (listed.range.from < to)
            facts.periods.push_back({listed.range.from.number(), end_of(listed.range.to)});
    auto first = from.ymd();
    int const months_in = (static_cast<int>(unsigned(first.month())) - facts.year_starts_in + 12) % 12;
    Date const month = Date(std::chrono::year_month_day(first.year(), first.month(), std::chrono::day(1)));
    facts.from = month.plus_months(-months_in).number();
    auto const last = to.plus_days(-1).ymd();
    Date const last_month = Date(std::chrono::year_month_day(last.year(), last.month(), std::chrono::day(1)));
    facts.to = last_month.plus_months(1).number();
}

std::pair<Date, Date> booked_between(pay::Facts const& facts, Date otherwise) {
    if (facts.lines.booked.empty()) return {otherwise, otherwise.plus_days(1)};
    auto const [first, last] = std::ranges::minmax_element(facts.lines.booked);
    return {Date::from_number(*first), Date::from_number(*last).plus_days(1)};
}

}  // namespace colonnade::insight
