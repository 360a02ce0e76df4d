// What must hold of every calculation, over thousands of seeded companies and plans; the numbers are those of
// the invariants in docs/operate/security.md.
#include <gmock/gmock.h>

#include "engine/pay/excerpt.hpp"
#include "engine/pay/oracle_facts_test.hpp"
#include "engine/pay/oracle_seeds_test.hpp"

namespace colonnade::engine::pay {
namespace {

constexpr std::uint64_t cases = 800;

wide::Company company(std::uint64_t seed) { return wide::Seeded(seed * 31 + 5).company(); }

// The same with every amount of money ten times as large, as after a change of the currency's unit.
wide::Company redenominated(wide::Company of) {
    auto const ten = [](std::int64_t& cents) { cents = cents < 0 ? cents : cents * 10; };
    for (wide::Sale& sale : of.sales) sale.cents *= 10;
    for (wide::Person& person : of.people)
        for (auto* const quotas : {&person.quota, &person.team_quota})
            for (auto& quota : *quotas)
                if (quota) *quota *= 10;
    of.plan.unit *= 10;
    for (wide::Component& c : of.plan.components) {
        for (std::int64_t* const cents : {&c.price, &c.fixed, &c.above, &c.deal_cap, &c.deal_floor})
            ten(*cents);
        for (wide::Limit& limit : c.limits) ten(limit.cents);
    }
    if (of.plan.limit) ten(of.plan.limit->cents);
    if (of.plan.draw) ten(of.plan.draw->cents);
    if (of.plan.guarantee) ten(of.plan.guarantee->cents);
    return of;
}

TEST(Invariant2, TheSharesOfEveryLineSumToTheWholeAndItsPartsToItsAmount) {
    for (std::uint64_t seed = 1; seed <= cases; ++seed) {
        wide::Company const of = company(seed);
        Calculation const pay(plan_of(of.plan), facts_of(of));
        std::vector<std::int64_t> share(of.sales.size()), credit(of.sales.size());
        for (CreditedLine const& each : pay.lineage()) {
            if (each.kind == CreditKind::overlay) continue;
            share[each.line] += each.share, credit[each.line] += each.credit;
        }
        for (std::size_t i = 0; i < of.sales.size(); ++i) {
            ASSERT_EQ(share[i], one) << "seed " << seed;
            ASSERT_EQ(credit[i], of.sales[i].cents * 100) << "seed " << seed;
        }
    }
}

TEST(Invariant3, EarnedIsWhatIsPaidHeldAndTakenBack) {
    for (std::uint64_t seed = 1; seed <= cases; ++seed) {
        wide::Company const of = company(seed);
        for (Payout const& payout : Calculation(plan_of(of.plan), facts_of(of)).payouts())
            ASSERT_EQ(payout.earned, payout.payout + payout.held + payout.taken_back) << "seed " << seed;
    }
}

TEST(Invariant5, CalculatingTwiceAddsNothing) {
    for (std::uint64_t seed = 1; seed <= cases; ++seed) {
        wide::Company const of = company(seed);
        Calculation pay(plan_of(of.plan), facts_of(of));
        wide::Result const before = result_of(pay);
        pay.change_plan(plan_of(of.plan));
        ASSERT_EQ(result_of(pay), before) << "seed " << seed;
        if (of.sales.empty()) continue;
        pay.change_line(0, of.sales[0].cents * 100);
        ASSERT_EQ(result_of(pay), before) << "seed " << seed;
    }
}

TEST(Invariant6, TheOrderOfLinesThreadsAndBatchesChangeNothing) {
    for (std::uint64_t seed = 1; seed <= cases; ++seed) {
        wide::Company of = company(seed);
        wide::Result const before = calculate(of);
        ASSERT_EQ(calculate(of, {3, 7}), before) << "seed " << seed;
        ASSERT_EQ(calculate(of, {1, 1}), before) << "seed " << seed;
        std::shuffle(of.sales.begin(), of.sales.end(), std::mt19937_64(seed));
        ASSERT_EQ(calculate(of), before) << "seed " << seed;
    }
}

TEST(Invariant6, AChangedLineOrPlanGivesWhatAFullCalculationGives) {
    for (std::uint64_t seed = 1; seed <= cases; ++seed) {
        wide::Company of = company(seed);
        Calculation pay(plan_of(of.plan), facts_of(of));
        if (!of.sales.empty()) {
            wide::Sale& sale = of.sales[seed % of.sales.size()];
            sale.cents = sale.cents * 3 / 2 + 77;
            pay.change_line(seed % of.sales.size(), sale.cents * 100);
            // Whether a line is a return is not its amount's to say.
            wide::Company full = of;
            auto const facts = facts_of(full);
            facts->lines.reduces = pay.facts().lines.reduces;
            ASSERT_EQ(result_of(pay), result_of(Calculation(plan_of(of.plan), facts))) << "seed " << seed;
        }
        wide::Company const other = company(seed + 1);
        wide::Plan plan = of.plan;
        plan.proration ^= 5U, plan.is_cumulative = !plan.is_cumulative;
        plan.components = {other.plan.components.front(), plan.components.front()};
        pay.change_plan(plan_of(plan));
        wide::Company changed = of;
        changed.plan = plan;
        auto const facts = facts_of(changed);
        facts->lines.reduces = pay.facts().lines.reduces;
        ASSERT_EQ(result_of(pay), result_of(Calculation(plan_of(plan), facts))) << "seed " << seed;
    }
}

TEST(Invariant11, DrawsAreOwedUntilTheyAreRecoveredAndNeverBeyond) {
    int recovered = 0;
    for (std::uint64_t seed = 1; seed <= 4 * cases; ++seed) {
        wide::Company const of = company(seed);
        if (!of.plan.draw) continue;
        std::map<Index, std::int64_t> owed;
        Calculation const pay(plan_of(of.plan), facts_of(of));
        for (Adjustment const& each : pay.adjustments()) {
            if (each.kind != Adjustment::Kind::draw && each.kind != Adjustment::Kind::recovery) continue;
            ASSERT_EQ(each.kind == Adjustment::Kind::draw, each.amount > 0) << "seed " << seed;
            ASSERT_TRUE(of.plan.draw->recoverable || each.amount > 0) << "seed " << seed;
            owed[each.person] += each.amount;
            ASSERT_GE(owed[each.person], 0) << "seed " << seed;
            recovered += each.amount < 0;
        }
    }
    EXPECT_GT(recovered, 50);
}

TEST(Invariant11, WhatIsTakenBackNeverExceedsWhatThePeriodEarned) {
    int taken = 0;
    for (std::uint64_t seed = 1; seed <= 4 * cases; ++seed) {
        wide::Company const of = company(seed);
        std::map<std::pair<Index, int>, std::pair<std::int64_t, std::int64_t>> sums;
        bool losing = false;
        for (Payout const& payout : Calculation(plan_of(of.plan), facts_of(of)).payouts()) {
            auto const& c = of.plan.components[static_cast<std::size_t>(payout.component)];
            if (!c.limits.empty() || of.periods.size() > 1) continue;
            auto& [earned, back] = sums[{payout.person, payout.component}];
            earned += payout.earned, back += payout.taken_back;
            losing |= payout.taken_back != 0;
        }
        taken += losing;
        for (auto const& [key, sum] : sums)
            ASSERT_LE(std::abs(sum.second), std::abs(sum.first)) << "seed " << seed;
    }
    EXPECT_GT(taken, 20);
}

TEST(Held, IsReleasedWhenTheLastDayHasComeAndNeverMoreThanWasEarned) {
    int held = 0;
    for (std::uint64_t seed = 1; seed <= 4 * cases; ++seed) {
        wide::Company of = company(seed);
        for (wide::Sale& sale : of.sales)
            for (int& day : sale.reached) day = day == wide::never ? 300 : std::min(day, 320);
        of.plan.listed.clear(), of.plan.paid_months = 1;
        for (wide::Component& c : of.plan.components) c.returned.clear(), c.unpaid.clear();
        lay_out(of);
        for (wide::Person& person : of.people)
            person.quota.resize(12, 100'000), person.team_quota.resize(12, 100'000);
        std::map<std::pair<Index, int>, std::int64_t> waiting, earned;
        for (Payout const& payout : Calculation(plan_of(of.plan), facts_of(of)).payouts()) {
            std::pair const key(payout.person, payout.component);
            waiting[key] += payout.held, earned[key] += payout.earned;
            held += payout.held > 0;
            if (payout.pay == 11) { ASSERT_EQ(waiting[key], 0) << "seed " << seed; }
            if (of.periods.size() == 1) {
                ASSERT_LE(std::min<std::int64_t>(earned[key], 0), waiting[key]) << "seed " << seed;
                ASSERT_LE(waiting[key], std::max<std::int64_t>(earned[key], 0)) << "seed " << seed;
            }
        }
    }
    EXPECT_GT(held, 500);
}

TEST(Excerpt, PaysThePersonWhatEverythingTogetherPays) {
    for (std::uint64_t seed = 1; seed <= cases; ++seed) {
        wide::Company const of = company(seed);
        plan::Plan const plan = plan_of(of.plan);
        auto const facts = facts_of(of);
        wide::Result const all = result_of(Calculation(plan, facts));
        Index const person = static_cast<Index>(seed % of.people.size());
        Excerpt const part = excerpt_for(plan, *facts, frame_of(*facts), person);
        wide::Result const own = result_of(Calculation(plan, part.facts));
        for (auto const& [key, paid] : own.paid)
            if (std::get<0>(key) == part.person) {
                auto const found = all.paid.find({person, std::get<1>(key), std::get<2>(key)});
                ASSERT_TRUE(found != all.paid.end() && found->second == paid) << "seed " << seed;
            }
        for (auto const& [key, paid] : all.paid)
            if (std::get<0>(key) == person) {
                ASSERT_TRUE(own.paid.count({part.person, std::get<1>(key), std::get<2>(key)}))
                    << "seed " << seed;
            }
        for (auto const& [key, amount] : all.beside)
            if (std::get<0>(key) == person)
                ASSERT_EQ(own.beside.at({part.person, std::get<1>(key), std::get<2>(key)}), amount)
                    << "seed " << seed;
    }
}

TEST(Scaled, TenTimesAllAmountsAreTenTimesAllPayAndNothingElse) {
    for (std::uint64_t seed = 1; seed <= cases; ++seed) {
        wide::Company const of = company(seed), large = redenominated(of);
        wide::Result scaled = calculate(of);
        for (auto& [key, paid] : scaled.paid) paid.payout *= 10, paid.held *= 10, paid.taken_back *= 10;
        for (auto& [key, amount] : scaled.beside) amount *= 10;
        auto const facts = facts_of(large);
        facts->minor *= 10;
        wide::Result const found = result_of(Calculation(plan_of(large.plan), facts));
        ASSERT_EQ(found, scaled) << "seed " << seed << "\n" << text_of(of.plan);
    }
}

TEST(Split, ADealInTwoLinesPaysTheSameWhereDealsAreNotPaidOneByOne) {
    for (std::uint64_t seed = 1; seed <= cases; ++seed) {
        wide::Company of = company(seed);
        bool const by_deal =
            std::any_of(of.plan.components.begin(), of.plan.components.end(), [](auto const& c) {
                return c.way == wide::Way::deals || !c.returned.empty() || !c.unpaid.empty() ||
                       c.measure == Measure::orders;
            });
        if (by_deal) continue;
        wide::Result const before = calculate(of);
        for (std::size_t i = of.sales.size(); i-- > 0;) {
            if (of.sales[i].shares.size() > 1 || of.sales[i].of_sale != wide::never) continue;
            wide::Sale half = of.sales[i];
            half.id += 1000, half.cents /= 3, half.pieces /= 3;
            of.sales[i].cents -= half.cents, of.sales[i].pieces -= half.pieces;
            of.sales.push_back(half);
        }
        ASSERT_EQ(calculate(of), before) << "seed " << seed << "\n" << text_of(of.plan);
    }
}

}  // namespace
}  // namespace colonnade::engine::pay
