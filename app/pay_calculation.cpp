#include "app/pay_calculation.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "app/version.hpp"
#include "engine/pay/pay.hpp"
#include "engine/plan/compile.hpp"
#include "foundation/access/secret.hpp"
#include "insight/pay_facts_store.hpp"
#include "pillars/operations/company/company_store.hpp"
#include "pillars/operations/incentives/plan_store.hpp"
#include "pillars/operations/incentives/run_store.hpp"

namespace colonnade {
namespace {

namespace pay = engine::pay;
using engine::Index;
using incentives::Payout;
using incentives::RunResult;

// What one review compares by: pay that moved by less is not looked at.
constexpr std::int64_t change_floor = 100 * Money::scale;

engine::Day end_of(std::optional<Date> const& to) { return to ? to->number() : engine::open_end; }

DateRange range_of(pay::Span span) {
    DateRange range{Date::from_number(span.from), std::nullopt};
    if (span.to != engine::open_end) range.to = Date::from_number(span.to);
    return range;
}

// How a stretch of days is called: by the pay period that holds its last day, else by the company's calendar.
class PeriodNames {
public:
    PeriodNames(company::Periods periods, std::vector<incentives::PayPeriod> pay_periods)
        : periods_(std::move(periods)), pay_periods_(std::move(pay_periods)) {}

    std::string key(DateRange range) const {
        for (incentives::PayPeriod const& period : pay_periods_) {
            bool const holds_end = range.to ? period.range.contains(range.to->plus_days(-1))
                                            : period.range.from == range.from;
            if (holds_end) return period.key;
        }
        for (Period const& listed : periods_.listed())
            if (listed.range == range) return listed.key;
        if (range.to)
            for (PeriodKind kind : {PeriodKind::month, PeriodKind::quarter, PeriodKind::year})
                for (Period const& one : periods_.between(range, kind))
                    if (one.range == range) return one.key;
        return range.from.text();
    }
    company::Periods const& periods() const { return periods_; }
    std::vector<incentives::PayPeriod> const& pay_periods() const { return pay_periods_; }

private:
    company::Periods periods_;
    std::vector<incentives::PayPeriod> pay_periods_;
};

std::string_view lack_word(pay::Lack lack) {
    switch (lack) {
        case pay::Lack::quota: return "no_quota";
        case pay::Lack::kpi: return "no_kpi";
        case pay::Lack::parameter: return "no_parameter";
        case pay::Lack::attribute: return "no_attribute";
        case pay::Lack::division: return "division_by_zero";
        case pay::Lack::none: break;
    }
    return "none";
}

std::string_view adjustment_word(pay::Adjustment::Kind kind) {
    switch (kind) {
        case pay::Adjustment::Kind::draw: return "draw";
        case pay::Adjustment::Kind::recovery: return "recovery";
        case pay::Adjustment::Kind::guarantee: return "guarantee";
        case pay::Adjustment::Kind::limit: break;
    }
    return "limit";
}

// One plan's results in the words of the store.
class Results {
public:
    Results(insight::PayFacts const& source, pay::Calculation const& calculation, PeriodNames const& names)
        : source_(source), pay_(calculation), names_(names) {}

    void add_to(RunResult& result) {
        for (pay::Payout const& payout : pay_.payouts())
            if (is_worth_keeping(payout)) result.payouts.push_back(stored(payout));
        for (pay::Adjustment const& adjustment : pay_.adjustments())
            if (adjustment.amount != 0) result.payouts.push_back(stored(adjustment));
        for (pay::Exception const& one : pay_.exceptions()) {
            DateRange const range = span_of(one.pay);
            result.exceptions.push_back({std::string(lack_word(one.lack)), person(one.person),
                                         component(one.component), names_.key(range), ""});
        }
    }

private:
    // Somebody with a quota is told also that it came to nothing.
    bool is_worth_keeping(pay::Payout const& payout) const {
        bool const moves = payout.credited != 0 || payout.earned != 0 || payout.held != 0 ||
                           payout.taken_back != 0 || payout.payout != 0;
        if (moves) return true;
        pay::Span const span = pay_.calendar().pays[static_cast<std::size_t>(payout.pay)];
        return std::ranges::any_of(pay_.facts().quotas, [&](pay::Quota const& quota) {
            return quota.person == payout.person && quota.from < span.to && quota.to > span.from;
        });
    }

    Payout stored(pay::Payout const& from) const {
        Payout payout = blank(from.person, component(from.component), from.pay);
        payout.credited.units = from.credited;
        payout.earned.units = from.earned;
        payout.held.units = from.held;
        payout.clawed_back.units = from.taken_back;
        if (from.credited != 0) add_lines(payout, pay_.explain(from.person, from.component, from.pay));
        return payout;
    }

    Payout stored(pay::Adjustment const& from) const {
        Payout payout = blank(from.person, std::string(adjustment_word(from.kind)), from.pay);
        bool const is_draw = from.kind == pay::Adjustment::Kind::draw ||
                             from.kind == pay::Adjustment::Kind::recovery;
        (is_draw ? payout.drawn : payout.earned).units = from.amount;
        return payout;
    }

    Payout blank(Index of, std::string component, int pay) const {
        Payout payout;
        payout.person = person(of);
        payout.plan_name = pay_.plan().name;
        payout.component = std::move(component);
        payout.period = span_of(pay);
        payout.period_key = names_.key(payout.period);
        for (Money* amount :
             {&payout.credited, &payout.earned, &payout.held, &payout.drawn, &payout.clawed_back})
            *amount = {0, source_.currency};
        return payout;
    }

    // The lines behind it; what was earned is laid on them in proportion to their credit where all are sales.
    void add_lines(Payout& payout, pay::Trace const& trace) const {
        std::vector<std::int64_t> weights;
        std::int64_t sum = 0;
        bool only_sales = payout.earned.units > 0;
        for (pay::CreditedLine const& line : trace.lines) {
            only_sales = only_sales && line.credit >= 0;
            weights.push_back(line.credit);
            sum = add_checked(sum, line.credit);
        }
        std::vector<std::int64_t> amounts(weights.size(), 0);
        if (only_sales && sum > 0) amounts = split_by_largest_remainder(payout.earned.units, weights);
        for (std::size_t i = 0; i < trace.lines.size(); ++i) {
            pay::CreditedLine const& line = trace.lines[i];
            insight::PaidLine const& paid = source_.lines[line.line];
            payout.lines.push_back({paid.order, paid.line,
                                    Date::from_number(pay_.facts().lines.booked[line.line]), line.credit,
                                    Rate{line.share}, amounts[i]});
        }
    }

    PersonId person(Index index) const { return source_.people[static_cast<std::size_t>(index)]; }
    std::string component(int index) const {
        return pay_.plan().components[static_cast<std::size_t>(index)].name;
    }
    DateRange span_of(int pay) const { return range_of(pay_.calendar().pays[static_cast<std::size_t>(pay)]); }

    insight::PayFacts const& source_;
    pay::Calculation const& pay_;
    PeriodNames const& names_;
};

// By period, person, plan and component, whatever the order of the plans.
void sort_payouts(std::vector<Payout>& payouts) {
    std::ranges::stable_sort(payouts, {}, [](Payout const& payout) {
        return std::tuple(payout.period.from, payout.person.value, payout.plan_name);
    });
}

void add_unplaced(RunResult& result, insight::PayFacts const& source) {
    auto const add = [&](char const* kind, std::size_t count) {
        if (count > 0) result.exceptions.push_back({kind, {}, "", "", std::to_string(count)});
    };
    add("orders_without_rate", source.without_rate.size());
    add("orders_without_payee", source.without_payee.size());
}

void finish(RunResult& result, insight::PayFacts const& source) {
    result.currency = source.currency;
    result.build = std::string(version);
    std::string bytes = source.digest;
    for (incentives::RunPlan const& plan : result.plans) bytes += plan.digest;
    result.inputs_digest = access::sha256_hex(bytes);
    add_unplaced(result, source);
    sort_payouts(result.payouts);
}

// Whom a plan pays: those named, and holders of positions of a role while they hold them.
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

// Whoever has credit for a line or a quota, since always.
std::vector<pay::Assignment> everybody_who_sells(pay::Facts const& facts) {
    std::set<Index> people;
    for (Index owner : facts.lines.owner)
        if (owner != engine::nobody) people.insert(owner);
    for (pay::CreditPart const& part : facts.lines.parts) people.insert(part.person);
    for (pay::Quota const& quota : facts.quotas) people.insert(quota.person);
    std::vector<pay::Assignment> assignments;
    for (Index person : people) assignments.push_back({person, Date::beginning().number(), engine::open_end});
    return assignments;
}

int start_month(company::Company const& company) {
    auto const* const months = std::get_if<company::MonthRule>(&company.calendar);
    return months ? months->start_month : 1;
}

// The company's listed periods where it has any, else whole fiscal years from `from` until `to`.
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

PeriodNames names_of(db::Session& session) {
    Caller const program = access::system_caller({}, Date::beginning());
    return {company::read_periods(session), incentives::list_pay_periods(session, program)};
}

// What each person was last paid, for review.
std::map<std::int64_t, std::int64_t> last_pay(db::Session& session, PeriodNames const& names,
                                              incentives::PayPeriod const& period) {
    std::map<std::int64_t, std::int64_t> sums;
    incentives::PayPeriod const* before = nullptr;
    for (incentives::PayPeriod const& one : names.pay_periods())
        if (one.range.from < period.range.from && one.state >= incentives::PayState::approved) before = &one;
    if (before == nullptr || !before->run) return sums;
    for (incentives::StoredPayout const& stored : incentives::payouts_of_run(session, *before->run))
        if (stored.payout.period_key == before->key)
            sums[stored.payout.person.value] += stored.payout.earned.units;
    return sums;
}

// Exceptions and review concern the period at hand; those of settled ones were decided with them.
void review_period(db::Session& session, PeriodNames const& names, incentives::PayPeriod const& period,
                   RunResult& result) {
    std::erase_if(result.exceptions, [&](incentives::RunException const& one) {
        return !one.period_key.empty() && one.period_key != period.key;
    });
    std::vector<Payout> own;
    for (Payout const& payout : result.payouts)
        if (payout.period_key == period.key) own.push_back(payout);
    for (incentives::RunException& one :
         incentives::review(own, last_pay(session, names, period), change_floor))
        result.exceptions.push_back(std::move(one));
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

RunResult calculate_period(db::Session& session, incentives::PayPeriod const& period) {
    auto const versions = incentives::versions_in_force(session, period.range.from);
    if (versions.empty()) throw conflict("incentives.no_plans");
    insight::PayFacts source = insight::read_pay_facts(session);
    PeriodNames const names = names_of(session);
    Date from = period.range.from;
    for (incentives::PayPeriod const& one : names.pay_periods()) from = std::min(from, one.range.from);
    Date const booked = booked_between(source.facts, period.range.from).second;
    Date const to = period.range.to.value_or(std::max(booked, period.range.from.plus_days(1)));
    set_time(session, source.facts, from, to);
    auto const assignments = incentives::all_assignments(session);
    RunResult result;
    for (incentives::PlanVersion const& version : versions) {
        pay::Facts facts = source.facts;
        facts.assignments = assigned(assignments, version.plan, source);
        if (facts.assignments.empty()) continue;
        pay::Calculation const calculation(checked_plan(version.text),
                                           std::make_shared<pay::Facts>(std::move(facts)));
        Results(source, calculation, names).add_to(result);
        result.plans.push_back({version.id, version.name, version.digest, version.text});
    }
    if (result.plans.empty()) throw conflict("incentives.no_plans");
    finish(result, source);
    review_period(session, names, period, result);
    return result;
}

RunResult try_plan(db::Session& session, std::string const& text) {
    plan::Plan plan = checked_plan(text);
    insight::PayFacts source = insight::read_pay_facts(session);
    PeriodNames const names = names_of(session);
    auto const [from, to] = booked_between(source.facts, Date::of(2000, 1, 1));
    set_time(session, source.facts, from, to);
    auto const facts = std::make_shared<pay::Facts>(source.facts);
    if (plan.roles.empty()) facts->assignments = everybody_who_sells(*facts);
    RunResult result;
    result.label = "trial: " + plan.name;
    result.is_trial = true;
    result.plans.push_back({{}, plan.name, access::sha256_hex(text), text});
    pay::Calculation const calculation(std::move(plan), facts);
    Results(source, calculation, names).add_to(result);
    finish(result, source);
    return result;
}

incentives::RunId store_run(Program& program, RunResult const& result,
                            std::optional<incentives::PayPeriod> const& period) {
    Caller const caller = program.caller_of("");
    return access::write(program.database(), program.clock(), caller, "calculatePayPeriod", "",
                         [&](access::Write& w) {
                             if (!period) return incentives::save_run(w, result, {});
                             auto const id = incentives::save_run(w, result, period->id);
                             incentives::step_pay_period(
                                 w, {period->id, incentives::PayState::calculated, id, "", period->version});
                             return id;
                         });
}

std::vector<incentives::PayPeriod> open_pay_periods(Program& program) {
    Caller const caller = program.caller_of("");
    std::vector<incentives::PayPeriod> periods = program.database().read(
        [&](db::Session& session) { return incentives::list_pay_periods(session, caller); });
    std::erase_if(periods, [](incentives::PayPeriod const& period) {
        return period.state > incentives::PayState::calculated;
    });
    return periods;
}

}  // namespace colonnade
