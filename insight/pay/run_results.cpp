#include "insight/pay/run_results.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "foundation/access/secret.hpp"
#include "insight/pay/pay_review.hpp"

namespace colonnade::insight {

namespace pay = engine::pay;
using engine::Index;
using incentives::Payout;
using incentives::RunResult;

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

namespace {

bool is_number(plan::Type type) {
    return type == plan::Type::money || type == plan::Type::rate || type == plan::Type::count ||
           type == plan::Type::days;
}
std::string kind_word(plan::Type type) {
    switch (type) {
        case plan::Type::money: return "money";
        case plan::Type::rate: return "rate";
        case plan::Type::days: return "days";
        default: return "count";
    }
}
// Exact, without the zeros that say nothing.
std::string number(plan::Type type, std::int64_t value) {
    if (type == plan::Type::days) return std::to_string(value);
    return decimal_text(value, type == plan::Type::rate ? Rate::places : Money::places);
}

// One plan's results in the words of the store.
class PlanResults {
public:
    PlanResults(PayFacts const& source, pay::Calculation const& calculation, PeriodNames const& names)
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
        if (from.credited == 0) return payout;
        pay::Trace const trace = pay_.explain(from.person, from.component, from.pay);
        add_lines(payout, trace);
        add_figures(payout, trace, pay_.plan().components[static_cast<std::size_t>(from.component)]);
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
            PaidLine const& paid = source_.lines[line.line];
            payout.lines.push_back({paid.order, paid.line,
                                    Date::from_number(pay_.facts().lines.booked[line.line]), line.credit,
                                    Rate{line.share}, amounts[i]});
        }
    }

    void add_figures(Payout& payout, pay::Trace const& trace, plan::Component const& component) const {
        for (pay::Trace::Figure const& figure : trace.figures)
            if (is_number(figure.type))
                payout.figures.push_back(
                    {figure.name, kind_word(figure.type), number(figure.type, figure.value)});
        for (plan::Index const index : component.tables) {
            plan::Table const& table = pay_.plan().tables[static_cast<std::size_t>(index)];
            plan::Type const input = pay_.plan().nodes[static_cast<std::size_t>(table.input)].type;
            for (pay::Trace::Piece const& piece : trace.pieces)
                if (piece.table == table.name)
                    payout.steps.push_back({table.name, kind_word(input), number(input, piece.from),
                                            number(input, piece.to), kind_word(table.type),
                                            number(table.type, piece.rate)});
        }
    }

    PersonId person(Index index) const { return source_.people[static_cast<std::size_t>(index)]; }
    std::string component(int index) const {
        return pay_.plan().components[static_cast<std::size_t>(index)].name;
    }
    DateRange span_of(int pay) const { return range_of(pay_.calendar().pays[static_cast<std::size_t>(pay)]); }

    PayFacts const& source_;
    pay::Calculation const& pay_;
    PeriodNames const& names_;
};

// By period, person, plan and component, whatever the order of the plans.
void sort_payouts(std::vector<Payout>& payouts) {
    std::ranges::stable_sort(payouts, {}, [](Payout const& payout) {
        return std::tuple(payout.period.from, payout.person.value, payout.plan_name);
    });
}

}  // namespace

void add_results(RunResult& result, PayFacts const& source, pay::Calculation const& calculation,
                 PeriodNames const& names) {
    PlanResults(source, calculation, names).add_to(result);
}

std::string plan_inputs(pay::Facts const& facts) {
    std::string text;
    for (pay::Assignment const& one : facts.assignments)
        text += fmt::format("{} {} {};", one.person, one.from, one.to);
    for (pay::Span const& period : facts.periods) text += fmt::format("{}-{};", period.from, period.to);
    return text + fmt::format("{}-{} {}\n", facts.from, facts.to, facts.year_starts_in);
}

void finish(RunResult& result, PayFacts const& source, std::string const& plan_inputs) {
    result.currency = source.currency;
    std::string bytes = source.digest + plan_inputs;
    for (incentives::RunPlan const& plan : result.plans) bytes += plan.digest;
    result.inputs_digest = access::sha256_hex(bytes);
    add_unplaced(result, source);
    sort_payouts(result.payouts);
}

}  // namespace colonnade::insight
