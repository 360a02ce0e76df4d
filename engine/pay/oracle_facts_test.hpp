// The wide oracle's companies in the engine's terms: the plan as text, the facts in columns, the results.
#pragma once
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/pay/oracle_settle_test.hpp"
#include "engine/pay/pay.hpp"
#include "engine/plan/compile.hpp"
#include "foundation/base/date.hpp"

namespace colonnade::engine::pay {

namespace wide = oracle::wide;
using oracle::Curve;
using wide::Measure;

inline std::string decimals(std::int64_t hundredths) {
    std::string const rest = std::to_string(hundredths % 100);
    return std::to_string(hundredths / 100) + "." + (rest.size() < 2 ? "0" : "") + rest;
}
inline std::string percent(std::int64_t basis) { return decimals(basis) + "%"; }

inline Day first_day() { return Date::of(2025, 1, 1).number(); }
inline Day at(int day) {
    return day == wide::never ? no_day : day >= wide::forever ? open_end : first_day() + day;
}
inline std::string date(int day) { return Date::from_number(at(day)).text(); }

inline char const* word(wide::Per per) {
    static constexpr char const* words[] = {"month", "quarter", "year", "period"};
    return words[static_cast<int>(per)];
}
inline char const* word(Measure measure) {
    static constexpr char const* words[] = {"sales", "focus", "overlays", "cash", "pieces", "deals"};
    return words[static_cast<int>(measure)];
}
inline char const* word(wide::Role role) {
    static constexpr char const* words[] = {"rep", "lead", "support"};
    return words[static_cast<int>(role)];
}
inline char const* word(wide::Event event) {
    static constexpr char const* words[] = {"booked", "delivered", "invoiced", "paid"};
    return words[static_cast<int>(event)];
}

inline std::string text_of(wide::Limit const& limit) {
    return std::string("    ") + (limit.is_cap ? "at most " : "at least ") + decimals(limit.cents) + " per " +
           word(limit.per) + "\n";
}

inline std::string text_of(char const* what, wide::Advance const& advance) {
    std::string text = std::string(what) + " " + decimals(advance.cents) + " per " + word(advance.per);
    if (what == std::string("draw")) text += advance.recoverable ? ", recoverable" : ", not recoverable";
    if (advance.first_months > 0)
        text += ", for the first " + std::to_string(advance.first_months) + " months";
    return text + "\n";
}

inline std::string curve_text(wide::Component const& c) {
    std::string const what = std::string(c.is_team ? "team " : "") + word(c.measure);
    if (c.measure == Measure::pieces || c.measure == Measure::orders)
        return "    pays " + decimals(c.price) + " × " + what + "\n";
    if (c.by_own_rate) return "    pays own_rate of " + what + "\n";
    if (c.rules.curve == Curve::flat)
        return "    pays " + percent(c.rules.tiers.front().rate) + " of " + what + "\n";
    static constexpr char const* kinds[] = {"", "marginal", "cliff", "linear"};
    std::string text = "    attainment = " + what + " / quota " + what + "\n    rate on attainment, " +
                       kinds[static_cast<int>(c.rules.curve)] + "\n";
    for (std::size_t i = 0; i < c.rules.tiers.size(); ++i) {
        std::string const bound = percent(c.rules.tiers[i].bound);
        text += c.rules.curve == Curve::linear  ? "        at " + bound
                : i + 1 == c.rules.tiers.size() ? "        above"
                                                : "        up to " + bound;
        text += "  " + percent(c.rules.tiers[i].rate) + "\n";
    }
    return text + "    pays " + what + (c.rules.curve == Curve::marginal ? " at rate\n" : " × rate\n");
}

inline std::string deals_text(wide::Component const& c) {
    std::string const each = c.by_order ? "order" : "line";
    std::string text = "    for each " + each + " credited as owner or split";
    if (c.above >= 0) text += " where " + each + ".amount > " + decimals(c.above);
    text += "\n    pays " + percent(c.rules.tiers.front().rate) + " of " + each + ".amount\n";
    if (c.deal_cap >= 0) text += "    at most " + decimals(c.deal_cap) + " per deal\n";
    if (c.deal_floor >= 0) text += "    at least " + decimals(c.deal_floor) + " per deal\n";
    return text;
}

inline std::string clawback_text(std::vector<std::pair<int, std::int64_t>> const& steps, char const* when,
                                 int instalments) {
    std::string text;
    for (auto const& [days, basis] : steps)
        text += (text.empty() ? "    claw back " : ", ") + percent(basis) + " within " +
                std::to_string(days) + " days";
    return text.empty() ? text
                        : text + " when " + when + ", in " + std::to_string(instalments) + " instalments\n";
}

inline std::string text_of(wide::Component const& c, std::size_t number) {
    std::string text = "\ncomponent \"C" + std::to_string(number) + "\"\n";
    if (!c.roles.empty()) text += "    for role lead\n";
    if (c.runs.from != wide::ever_since || c.runs.to != wide::forever)
        text += "    from " + date(c.runs.from) +
                (c.runs.to == wide::forever ? "" : " to " + date(c.runs.to - 1)) + "\n";
    if (c.gate == wide::Gate::attainment)
        text += "    needs sales / quota sales >= " + percent(c.gate_basis) + "\n";
    if (c.gate == wide::Gate::csat) text += "    needs csat >= " + percent(c.gate_basis) + "\n";
    if (c.way == wide::Way::curve) text += curve_text(c);
    if (c.way == wide::Way::deals) text += deals_text(c);
    if (c.way == wide::Way::pool)
        text += "    pool " + percent(c.rules.tiers.front().rate) + " of " + word(c.measure) + ", divided " +
                (c.by_pieces ? "by pieces" : "equally") + (c.by_team ? ", for each team\n" : "\n");
    if (c.fixed > 0) text += "    pays " + decimals(c.fixed) + " per " + word(c.fixed_per) + "\n";
    for (wide::Limit const& limit : c.limits) text += text_of(limit);
    for (std::size_t i = 0; i < c.holds.size(); ++i)
        text += (i == 0 ? "    hold " : ", ") + percent(c.holds[i].second) + " until " +
                word(c.holds[i].first) + (i + 1 == c.holds.size() ? "\n" : "");
    return text + clawback_text(c.returned, "returned", c.instalments) +
           clawback_text(c.unpaid, "unpaid", c.instalments);
}

inline std::string header_of(wide::Plan const& plan) {
    auto const length = [](int months) { return months == 1 ? 0 : months == 3 ? 1 : 2; };
    static constexpr char const* periods[] = {"month", "quarter", "year"};
    static constexpr char const* often[] = {"monthly", "quarterly", "yearly"};
    static constexpr char const* rounded[] = {"half even", "half up", "down", "up"};
    static constexpr char const* cases[] = {"joiners", "leavers", "leave", "role changes"};
    std::string text = std::string("plan \"Wide\"\n    for roles rep, lead\n    currency EUR\n    period ") +
                       periods[length(plan.months)] + ", paid " + often[length(plan.paid_months)] +
                       (plan.is_cumulative ? ", cumulative" : ", not cumulative") + "\n    rounded " +
                       rounded[static_cast<int>(plan.rounded)] +
                       (plan.unit == 1 ? "" : " to " + decimals(plan.unit)) + "\n";
    std::string who;
    for (unsigned i = 0; i < 4; ++i)
        if (plan.proration >> i & 1U) who += (who.empty() ? " for " : ", ") + std::string(cases[i]);
    if (!who.empty()) text += "    prorated by days" + who + "\n";
    if (plan.limit) text += text_of(*plan.limit);
    return text;
}

inline std::string text_of(wide::Plan const& plan) {
    std::string text = header_of(plan) + "\nparameter own_rate rate";
    if (plan.default_rate) text += " default " + percent(*plan.default_rate);
    text +=
        "\n\nmeasure sales = amount of order lines credited as owner or split\n"
        "measure focus = sales where product.family in (2, 3, 4)\n"
        "measure overlays = amount of order lines credited as overlay\n"
        "measure cash = sales when paid\n"
        "measure pieces = units of order lines credited as owner or split\n"
        "measure deals = count of orders credited as owner or split\n"
        "measure csat = kpi \"csat\"\n\n";
    if (plan.draw) text += text_of("draw", *plan.draw);
    if (plan.guarantee) text += text_of("guarantee", *plan.guarantee);
    for (std::size_t c = 0; c < plan.components.size(); ++c) text += text_of(plan.components[c], c + 1);
    return text;
}

inline plan::Plan plan_of(wide::Plan const& plan) {
    plan::Compiled compiled = plan::compile(text_of(plan), plan::Schema::standard());
    if (!compiled.plan) throw std::runtime_error(text_of(plan) + compiled.findings.front().text());
    return *compiled.plan;
}

inline void add_person(Facts& facts, wide::Company const& of, Index index) {
    wide::Person const& person = of.people[static_cast<std::size_t>(index)];
    facts.people.push_back("p" + std::to_string(index));
    for (wide::Place const& place : person.places)
        facts.roles.push_back({index, word(place.role), at(place.days.from), at(place.days.to)});
    for (int month = 0; month < 12; ++month)
        if (int const manager = person.manager[static_cast<std::size_t>(month)]; manager >= 0)
            facts.reports.push_back({index, manager,
                                     at(month == 0 ? wide::ever_since : wide::month_begins[month]),
                                     month == 11 ? open_end : at(wide::month_begins[month + 1])});
    for (std::size_t q = 0; q < of.periods.size(); ++q) {
        Day const from = at(of.periods[q].from), to = at(of.periods[q].to);
        for (Measure const measure : {Measure::sales, Measure::focus, Measure::overlays, Measure::cash}) {
            if (person.quota[q])
                facts.quotas.push_back(
                    {index, word(measure), from, to, *person.quota[q] * 100, false, person.by_days});
            if (person.team_quota[q])
                facts.quotas.push_back({index, word(measure), from, to, *person.team_quota[q] * 100, true});
        }
    }
    for (wide::Dated const& value : person.own_rate)
        facts.parameters.push_back(
            {index, "own_rate", at(value.days.from), at(value.days.to), value.basis * (one / 10'000)});
    for (wide::Dated const& value : person.csat)
        facts.kpis.push_back(
            {index, "csat", at(value.days.from), at(value.days.to), value.basis * (one / 10'000)});
}

inline void add_sale(Lines& lines, wide::Sale const& sale) {
    lines.id.push_back(sale.id), lines.order.push_back(sale.order), lines.booked.push_back(at(sale.day));
    lines.delivered.push_back(at(sale.reached[1])), lines.invoiced.push_back(at(sale.reached[2]));
    lines.paid.push_back(at(sale.reached[3]));
    lines.amount.push_back(sale.cents * 100), lines.units.push_back(sale.pieces);
    lines.reduces.push_back(sale.cents < 0);
    lines.lost.push_back(at(sale.lost));
    lines.loss.push_back(sale.lost == wide::never ? Loss::none : Loss::unpaid);
    lines.of_sale.push_back(sale.of_sale == wide::never ? no_line : sale.of_sale);
    lines.owner.push_back(sale.shares.front().person);
    std::vector<CreditPart> parts;
    for (wide::Share const& share : sale.shares)
        parts.push_back({share.person,
                         share.kind == wide::Credit::owner   ? CreditKind::owner
                         : share.kind == wide::Credit::split ? CreditKind::split
                                                             : CreditKind::overlay,
                         share.basis * (one / 10'000)});
    lines.shared.push_back(parts.size() == 1 ? 0 : lines.add_group(parts));
    lines.attributes[0].code.push_back(lines.attributes[0].encode(std::to_string(sale.family)));
}

inline std::shared_ptr<Facts> facts_of(wide::Company const& of) {
    auto facts = std::make_shared<Facts>();
    facts->from = at(0), facts->to = at(365);
    facts->lines.attributes = {{"product.family", {}, {}}};
    for (std::size_t i = 0; i + 1 < of.plan.listed.size(); ++i)
        facts->periods.push_back({at(of.plan.listed[i]), at(of.plan.listed[i + 1])});
    for (Index p = 0; p < static_cast<Index>(of.people.size()); ++p) add_person(*facts, of, p);
    for (int const day : of.hired) facts->hired.push_back(at(day));
    for (int const day : of.left) facts->left.push_back(at(day));
    for (wide::Sale const& sale : of.sales) add_sale(facts->lines, sale);
    return facts;
}

inline wide::Result result_of(Calculation const& pay) {
    wide::Result out;
    for (Payout const& payout : pay.payouts())
        out.paid[{payout.person, payout.component, payout.pay}] = {payout.payout / 100, payout.held / 100,
                                                                   payout.taken_back / 100};
    for (Adjustment const& each : pay.adjustments())
        out.beside[{each.person, each.pay,
                    each.kind == Adjustment::Kind::draw        ? wide::Beside::draw
                    : each.kind == Adjustment::Kind::recovery  ? wide::Beside::recovery
                    : each.kind == Adjustment::Kind::guarantee ? wide::Beside::guarantee
                                                               : wide::Beside::limit}] += each.amount / 100;
    std::erase_if(out.paid, [](auto const& each) { return each.second == wide::Paid{}; });
    std::erase_if(out.beside, [](auto const& each) { return each.second == 0; });
    return out;
}

inline wide::Result calculate(wide::Company const& of, Options options = {}) {
    return result_of(Calculation(plan_of(of.plan), facts_of(of), options));
}

}  // namespace colonnade::engine::pay
