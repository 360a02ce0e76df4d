#include "insight/pay/plan_costs.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "foundation/access/secret.hpp"
#include "insight/pay/plan_cost_store.hpp"
#include "insight/pay/plan_facts.hpp"
#include "pillars/operations/incentives/plan_store.hpp"

namespace colonnade::insight {

namespace pay = engine::pay;
namespace cost = engine::cost;
using engine::Day;
using engine::Index;

namespace {

constexpr std::size_t known_max = 24;
constexpr std::size_t credits_max = 8;
// One seed for all: figures that are compared rest on the same draws.
constexpr std::uint64_t seed = 1979;

Date month_of(Date day) {
    auto const ymd = day.ymd();
    return Date(std::chrono::year_month_day(ymd.year(), ymd.month(), std::chrono::day(1)));
}

// The first day of the fiscal stretch of so many months that holds the day.
Date begin_of(Date day, int months, int year_starts_in) {
    int const month = static_cast<int>(unsigned(day.ymd().month()));
    return month_of(day).plus_months(-((month - year_starts_in + 12) % months));
}

// What the past offers: whole fiscal quarters until today, or until the last order where that was earlier.
std::pair<Date, Date> days_of(CostRange range, std::pair<Date, Date> booked, Date today, int year_starts_in) {
    Date const now = std::min(today, booked.second);
    Date end = begin_of(now, 3, year_starts_in);
    if (end <= booked.first) end = month_of(now.plus_days(-1)).plus_months(1);
    Date const year = begin_of(end.plus_days(-1), 12, year_starts_in);
    switch (range) {
        case CostRange::this_year: return {year, end};
        case CostRange::last_year: return {year.plus_months(-12), year};
        case CostRange::everything: return {booked.first, end};
        case CostRange::two_years: break;
    }
    return {year.plus_months(-12), end};
}

// Listed periods that are over and lie in the range; all that are over where none does.
void cut_listed(pay::Facts& facts, Date from, Date to, Date now) {
    auto const is_over = [&](pay::Span const& span) { return span.to <= now.number(); };
    std::vector<pay::Span> within;
    std::erase_if(facts.periods, [&](pay::Span const& span) { return !is_over(span); });
    for (pay::Span const& span : facts.periods)
        if (span.from >= from.number() && span.to <= to.number()) within.push_back(span);
    if (!within.empty()) facts.periods = std::move(within);
}

std::string text_of(pay::Facts const& time, std::vector<pay::Assignment> const& assignments) {
    std::string text = fmt::format("{}-{}/{};", time.from, time.to, time.year_starts_in);
    for (pay::Span const& span : time.periods) text += fmt::format("{}-{},", span.from, span.to);
    for (pay::Assignment const& one : assignments)
        text += fmt::format("{}:{}-{},", one.person, one.from, one.to);
    return access::sha256_hex(text);
}

std::string text_of(PayFactsVersion const& version) {
    return fmt::format("{}.{}.{}.{}.{}", version.standing.subjects, version.standing.orders, version.quotas,
                       version.parameters, version.kpis);
}

std::vector<std::pair<pay::Lack, int>> lacks_of(pay::Calculation const& calculation,
                                                cost::Counted const& counted) {
    std::vector<std::pair<pay::Lack, int>> lacks;
    std::size_t const steps = calculation.calendar().steps.size();
    for (pay::Lack const lack : {pay::Lack::quota, pay::Lack::kpi, pay::Lack::parameter, pay::Lack::attribute,
                                 pay::Lack::division}) {
        std::vector<std::uint8_t> is_short(calculation.facts().people.size());
        for (std::size_t c = 0; c < calculation.plan().components.size(); ++c) {
            pay::ComponentPay const& component = calculation.component(static_cast<int>(c));
            for (std::size_t i = 0; i < component.lack.size(); ++i)
                if (component.lack[i] == lack && component.active[i] && steps > 0)
                    is_short[static_cast<std::size_t>(component.people[i / steps])] = 1;
        }
        int people = 0;
        for (std::size_t p = 0; p < is_short.size(); ++p)
            people += is_short[p] && cost::counts(counted, static_cast<Index>(p));
        if (people > 0) lacks.emplace_back(lack, people);
    }
    return lacks;
}

}  // namespace

CostFrame cost_frame(db::Session& session, Caller const& caller, std::shared_ptr<PayFacts const> source,
                     std::optional<incentives::PlanId> plan, CostRange range) {
    CostFrame frame;
    frame.source = std::move(source);
    if (plan) frame.assignments = assigned(incentives::all_assignments(session), *plan, *frame.source);
    auto const booked = booked_between(frame.source->facts, caller.today);
    Date const now = std::min(caller.today, booked.second);
    set_time(session, frame.time, now, now);
    auto const [from, to] = days_of(range, booked, caller.today, frame.time.year_starts_in);
    frame.time.periods.clear();
    set_time(session, frame.time, from, std::max(to, from.plus_days(1)));
    cut_listed(frame.time, from, to, now);
    frame.days = frame.time.periods.empty()
                     ? pay::Span{frame.time.from, frame.time.to}
                     : pay::Span{frame.time.periods.front().from, frame.time.periods.back().to};
    frame.key = {text_of(frame.source->version), text_of(frame.time, frame.assignments)};
    if (auto const people = people_whose_pay_is_seen(session, caller)) {
        frame.counted.assign(frame.source->people.size(), 0);
        for (PersonId const person : *people)
            if (Index const index = frame.source->index_of(person); index != engine::nobody)
                frame.counted[static_cast<std::size_t>(index)] = 1;
        frame.viewer = access::sha256_hex(std::string(frame.counted.begin(), frame.counted.end()));
    }
    return frame;
}

std::shared_ptr<cost::Credit const> PlanCosts::credit(FactsKey const& key,
                                                      pay::Calculation const& calculation) {
    auto const& spans = calculation.calendar().pays;
    {
        std::lock_guard const lock(mutex_);
        for (KnownCredit const& one : credits_)
            if (one.key == key && one.spans == spans) return one.credit;
    }
    auto made = std::make_shared<cost::Credit const>(cost::credit_of(calculation.facts(), spans));
    std::lock_guard const lock(mutex_);
    credits_.push_front({key, spans, made});
    if (credits_.size() > credits_max) credits_.pop_back();
    return made;
}

std::shared_ptr<PlanFigures const> PlanCosts::figures(CostFrame const& frame, std::string const& text,
                                                      plan::Plan plan) {
    check_currency(plan, *frame.source);
    FactsKey key = frame.key;
    bool const is_for_sellers = frame.assignments.empty() && plan.roles.empty();
    if (is_for_sellers) key.cut += " sellers";
    std::string const question = frame.viewer + '\n' + text;
    {
        std::lock_guard const lock(mutex_);
        for (auto one = known_.begin(); one != known_.end(); ++one)
            if (one->key == key && one->question == question) {
                known_.splice(known_.begin(), known_, one);
                return one->figures;
            }
    }
    auto const gather = [&] {
        auto facts = std::make_shared<pay::Facts>(frame.source->facts);
        facts->from = frame.time.from, facts->to = frame.time.to;
        facts->periods = frame.time.periods, facts->year_starts_in = frame.time.year_starts_in;
        facts->assignments = is_for_sellers ? everybody_who_sells(*facts) : frame.assignments;
        return facts;
    };
    auto made = std::make_shared<PlanFigures>();
    calculations_.use(key, gather, structure_of(text), std::move(plan), [&](pay::Calculation const& now) {
        made->name = now.plan().name;
        for (plan::Component const& component : now.plan().components)
            made->components.push_back(component.name);
        made->cost = cost::cost_of(now, *credit(key, now), frame.counted);
        made->next_year = cost::next_year(now, frame.counted, seed);
        made->curves = cost::curves_of(now.plan(), cost::usual_payee(now));
        made->lacks = lacks_of(now, frame.counted);
    });
    std::lock_guard const lock(mutex_);
    std::erase_if(known_, [&](Known const& one) { return one.key.version != key.version; });
    std::erase_if(credits_, [&](KnownCredit const& one) { return one.key.version != key.version; });
    known_.push_front({key, question, made});
    if (known_.size() > known_max) known_.pop_back();
    return made;
}

}  // namespace colonnade::insight
