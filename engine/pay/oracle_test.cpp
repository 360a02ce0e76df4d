// Thousands of seeded plans and facts: the engine and the oracle agree to the cent, and what must not change
// the result does not.
#include <gmock/gmock.h>

#include <random>

#include "engine/pay/oracle_test.hpp"
#include "engine/pay/pay.hpp"
#include "engine/plan/compile.hpp"
#include "foundation/base/date.hpp"

namespace colonnade::engine::pay {
namespace {

using oracle::Case;
using oracle::Curve;

class Dice {
public:
    explicit Dice(std::uint64_t seed) : engine_(seed) {}
    std::int64_t roll(std::int64_t from, std::int64_t to) {
        return from + static_cast<std::int64_t>(engine_() % static_cast<std::uint64_t>(to - from + 1));
    }
    bool once_in(int n) { return roll(1, n) == 1; }

private:
    std::mt19937_64 engine_;
};

oracle::Rules any_rules(Dice& dice) {
    oracle::Rules rules;
    rules.curve = static_cast<Curve>(dice.roll(0, 3));
    rules.is_team = dice.once_in(2);
    int const lengths[] = {1, 3, 12};
    rules.months = lengths[dice.roll(0, 2)];
    rules.is_cumulative = !dice.once_in(4);
    if (dice.once_in(2)) rules.families = {2, 3};
    std::int64_t bound = dice.roll(1, 60) * 100;
    for (std::int64_t i = 0, tiers = rules.curve == Curve::flat ? 1 : dice.roll(2, 4); i < tiers; ++i) {
        rules.tiers.push_back({bound, dice.roll(0, 1500)});
        bound += dice.roll(1, 60) * 100;
    }
    // Cents that a whole number of euros leaves out of account would hide a wrong rounding of the cap.
    if (dice.once_in(3)) rules.cap = dice.roll(1, 2'000'000);
    return rules;
}

Case any_case(std::uint64_t seed) {
    Dice dice(seed);
    Case of;
    of.rules = any_rules(dice);
    of.people = static_cast<int>(dice.roll(1, 7));
    int const moves_in = static_cast<int>(dice.roll(0, 11));
    for (int month = 0; month < 12; ++month) {
        std::vector<int> manager;
        for (int p = 0; p < of.people; ++p)
            manager.push_back(p == 0 ? -1 : month < moves_in ? (p - 1) / 2 : p - 1);
        of.manager.push_back(manager);
    }
    for (int p = 0; p < of.people; ++p) {
        std::vector<std::int64_t> quotas;
        for (int q = 0; q < 12 / of.rules.months; ++q) quotas.push_back(dice.roll(1, 90'000'000));
        of.quota.push_back(quotas);
    }
    for (std::int64_t i = 0, lines = dice.roll(0, 60); i < lines; ++i) {
        oracle::Line line;
        line.month = static_cast<int>(dice.roll(0, 11));
        line.cents = dice.roll(1, 10'000'000) * (dice.once_in(6) ? -1 : 1);
        line.family = static_cast<int>(dice.roll(1, 4));
        int const first = static_cast<int>(dice.roll(0, of.people - 1));
        if (of.people > 2 && dice.once_in(3)) {
            std::int64_t const a = dice.roll(1, 5000), b = dice.roll(1, 4999);
            line.parts = {
                {first, a}, {(first + 1) % of.people, b}, {(first + 2) % of.people, 10'000 - a - b}};
        } else line.parts = {{first, 10'000}};
        of.lines.push_back(line);
    }
    return of;
}

std::string percent(std::int64_t basis) {
    std::string const rest = std::to_string(basis % 100);
    return std::to_string(basis / 100) + "." + (rest.size() < 2 ? "0" : "") + rest + "%";
}

std::string amount(std::int64_t cents) {
    std::string const rest = std::to_string(cents % 100);
    return std::to_string(cents / 100) + "." + (rest.size() < 2 ? "0" : "") + rest;
}

std::string text_of(oracle::Rules const& rules) {
    std::string const team = rules.is_team ? "team " : "";
    std::string const period = rules.months == 1 ? "month" : rules.months == 3 ? "quarter" : "year";
    std::string text = "plan \"Any\"\n    currency EUR\n    period " + period + ", paid monthly, " +
                       (rules.is_cumulative ? "cumulative" : "not cumulative") +
                       "\n\nmeasure sales = amount of order lines credited as owner or split";
    if (!rules.families.empty()) text += " where product.family in (2, 3)";
    text += "\n\ncomponent \"Pay\"\n";
    if (rules.curve == Curve::flat) {
        text += "    pays " + percent(rules.tiers.front().rate) + " of " + team + "sales\n";
    } else {
        text += "    attainment = " + team + "sales / quota " + team + "sales\n    rate on attainment, ";
        text += rules.curve == Curve::marginal ? "marginal\n"
                : rules.curve == Curve::cliff  ? "cliff\n"
                                               : "linear\n";
        for (std::size_t i = 0; i < rules.tiers.size(); ++i) {
            bool const is_last = i + 1 == rules.tiers.size();
            std::string const bound = percent(rules.tiers[i].bound);
            text += rules.curve == Curve::linear ? "        at " + bound
                    : is_last                    ? "        above"
                                                 : "        up to " + bound;
            text += "  " + percent(rules.tiers[i].rate) + "\n";
        }
        text += rules.curve == Curve::marginal ? "    pays " + team + "sales at rate\n"
                                               : "    pays " + team + "sales × rate\n";
    }
    if (rules.cap > 0) text += "    at most " + amount(rules.cap) + " per " + period + "\n";
    return text;
}

Day first_of(int month) {
    return Date::of(2025 + month / 12, static_cast<unsigned>(month % 12) + 1, 1).number();
}

void add_line(Facts& facts, oracle::Line const& line, std::int64_t id) {
    Lines& lines = facts.lines;
    lines.id.push_back(id);
    lines.booked.push_back(first_of(line.month) + static_cast<Day>(id % 28));
    lines.amount.push_back(line.cents * 100);
    lines.owner.push_back(line.parts.front().person);
    std::vector<CreditPart> parts;
    for (auto const& part : line.parts)
        parts.push_back({part.person, CreditKind::split, part.share * (one / 10'000)});
    lines.shared.push_back(parts.size() == 1 ? 0 : lines.add_group(parts));
    lines.attributes[0].code.push_back(lines.attributes[0].encode(std::to_string(line.family)));
}

std::shared_ptr<Facts> facts_of(Case const& of) {
    auto facts = std::make_shared<Facts>();
    facts->from = first_of(0), facts->to = first_of(12);
    facts->lines.attributes = {{"product.family", {}, {}}};
    for (int p = 0; p < of.people; ++p) facts->people.push_back("p" + std::to_string(p));
    for (int month = 0; month < 12; ++month)
        for (int p = 0; p < of.people; ++p)
            if (int const manager = of.manager[static_cast<std::size_t>(month)][static_cast<std::size_t>(p)];
                manager >= 0)
                facts->reports.push_back({p, manager, first_of(month), first_of(month + 1)});
    for (int p = 0; p < of.people; ++p)
        for (int q = 0; q < 12 / of.rules.months; ++q)
            facts->quotas.push_back(
                {p, "sales", first_of(q * of.rules.months), first_of((q + 1) * of.rules.months),
                 of.quota[static_cast<std::size_t>(p)][static_cast<std::size_t>(q)] * 100, false});
    for (std::size_t i = 0; i < of.lines.size(); ++i)
        add_line(*facts, of.lines[i], static_cast<std::int64_t>(i) + 1);
    return facts;
}

plan::Plan plan_of(Case const& of) {
    plan::Compiled compiled = plan::compile(text_of(of.rules), plan::Schema::standard());
    if (!compiled.plan) throw std::runtime_error(text_of(of.rules) + compiled.findings.front().text());
    return *compiled.plan;
}

std::vector<std::vector<std::int64_t>> cents(Calculation const& pay) {
    std::vector<std::vector<std::int64_t>> out(pay.facts().people.size());
    for (Payout const& payout : pay.payouts())
        out[static_cast<std::size_t>(payout.person)].push_back(payout.payout / 100);
    return out;
}

std::vector<std::vector<std::int64_t>> calculate(Case const& of, Options options = {}) {
    return cents(Calculation(plan_of(of), facts_of(of), options));
}

constexpr std::uint64_t cases = 2500;

TEST(AgainstTheOracle, EveryPayoutIsTheSameToTheCent) {
    for (std::uint64_t seed = 1; seed <= cases; ++seed) {
        Case const of = any_case(seed);
        ASSERT_EQ(calculate(of), oracle::payouts(of)) << "seed " << seed << "\n" << text_of(of.rules);
    }
}

TEST(Payouts, DoNotDependOnTheOrderOfTheLines) {
    for (std::uint64_t seed = 1; seed <= 400; ++seed) {
        Case of = any_case(seed);
        auto const before = calculate(of);
        std::shuffle(of.lines.begin(), of.lines.end(), std::mt19937_64(seed));
        ASSERT_EQ(calculate(of), before) << "seed " << seed;
    }
}

TEST(Payouts, DoNotDependOnThreadsOrBatches) {
    for (std::uint64_t seed = 1; seed <= 400; ++seed) {
        Case const of = any_case(seed);
        auto const before = calculate(of, {1, 1 << 16});
        ASSERT_EQ(calculate(of, {2, 1}), before) << "seed " << seed;
        ASSERT_EQ(calculate(of, {3, 7}), before) << "seed " << seed;
    }
}

TEST(Payouts, StayWhenADealOfOneOwnerIsSplitInTwoLines) {
    for (std::uint64_t seed = 1; seed <= 400; ++seed) {
        Case of = any_case(seed);
        auto const before = calculate(of);
        for (std::size_t i = of.lines.size(); i-- > 0;) {
            if (of.lines[i].parts.size() > 1) continue;
            oracle::Line half = of.lines[i];
            half.cents /= 3;
            of.lines[i].cents -= half.cents;
            of.lines.push_back(half);
        }
        ASSERT_EQ(calculate(of), before) << "seed " << seed;
    }
}

TEST(Payouts, AfterOneChangedLineAreThoseOfAFullCalculation) {
    for (std::uint64_t seed = 1; seed <= 800; ++seed) {
        Case of = any_case(seed);
        if (of.lines.empty()) continue;
        Calculation pay(plan_of(of), facts_of(of));
        Dice dice(seed * 7);
        for (int change = 0; change < 3; ++change) {
            std::size_t const line =
                static_cast<std::size_t>(dice.roll(0, static_cast<std::int64_t>(of.lines.size()) - 1));
            of.lines[line].cents = dice.roll(-5'000'000, 9'000'000);
            pay.change_line(line, of.lines[line].cents * 100);
            ASSERT_EQ(cents(pay), oracle::payouts(of)) << "seed " << seed;
        }
    }
}

TEST(Payouts, WithOtherRatesAreThoseOfACalculationWithThem) {
    for (std::uint64_t seed = 1; seed <= 400; ++seed) {
        Case of = any_case(seed);
        Calculation pay(plan_of(of), facts_of(of));
        for (oracle::Tier& tier : of.rules.tiers) tier.rate = (tier.rate * 3 + 17) % 1500;
        pay.change_plan(plan_of(of));
        ASSERT_EQ(cents(pay), oracle::payouts(of)) << "seed " << seed;
    }
}

TEST(Payouts, WithAnotherMeasureAreCreditedAnew) {
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        Case of = any_case(seed);
        Calculation pay(plan_of(of), facts_of(of));
        if (of.rules.families.empty()) of.rules.families = {2, 3};
        else of.rules.families.clear();
        of.rules.is_team = !of.rules.is_team;
        pay.change_plan(plan_of(of));
        ASSERT_EQ(cents(pay), oracle::payouts(of)) << "seed " << seed;
    }
}

TEST(Payouts, AFullReturnTakesBackExactlyWhatTheSalePaid) {
    for (std::uint64_t seed = 1; seed <= 400; ++seed) {
        Case of = any_case(seed);
        auto const before = calculate(of);
        oracle::Line sale = any_case(seed + 100'000).lines.empty() ? oracle::Line{}
                                                                   : any_case(seed + 100'000).lines.front();
        sale.parts = {{0, 10'000}};
        of.lines.push_back(sale);
        sale.cents = -sale.cents;
        of.lines.push_back(sale);
        ASSERT_EQ(calculate(of), before) << "seed " << seed;
    }
}

TEST(Lineage, SharesOfEachLineSumToTheWholeAndCreditsToTheAmount) {
    for (std::uint64_t seed = 1; seed <= 400; ++seed) {
        Case const of = any_case(seed);
        Calculation const pay(plan_of(of), facts_of(of));
        std::vector<std::int64_t> share(of.lines.size()), credit(of.lines.size());
        for (CreditedLine const& each : pay.lineage())
            share[each.line] += each.share, credit[each.line] += each.credit;
        for (std::size_t i = 0; i < of.lines.size(); ++i) {
            ASSERT_EQ(share[i], one);
            ASSERT_EQ(credit[i], of.lines[i].cents * 100);
        }
    }
}

TEST(Explained, ThePiecesTheTermsAndTheLinesSumToTheFigure) {
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        Case const of = any_case(seed);
        Calculation const pay(plan_of(of), facts_of(of));
        Trace const trace = pay.explain(0, 0, 11);
        std::int64_t terms = 0, lines = 0;
        for (Trace::Term const& term : trace.roll_up) terms += term.amount;
        for (CreditedLine const& line : trace.lines) lines += line.credit;
        ASSERT_EQ(terms, lines) << "seed " << seed;
        int const begin = 11 / of.rules.months * of.rules.months;
        ASSERT_EQ(terms, oracle::whole(oracle::measure(of, 0, begin, 11)) * 100) << "seed " << seed;
    }
}

}  // namespace
}  // namespace colonnade::engine::pay
