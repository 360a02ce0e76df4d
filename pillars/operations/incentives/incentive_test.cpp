#include "pillars/operations/incentives/incentive.hpp"

#include <gtest/gtest.h>

#include "pillars/operations/incentives/run.hpp"

namespace colonnade::incentives {
namespace {

Money eur(std::int64_t units) { return {units, Currency::parse("EUR")}; }
Date d(char const* text) { return Date::parse(text); }

template <class F> std::string code_of(F&& f) {
    try {
        f();
    } catch (Problem const& problem) { return problem.code(); }
    return "";
}

TEST(Incentive, nobody_approves_their_own_work_or_pay) {
    PersonId const payee{7};
    Hands const others{UserId{1}, UserId{2}, PersonId{3}, {&payee, 1}};
    EXPECT_EQ(code_of([&] { check_hands(others); }), "");
    Hands author = others;
    author.approver = UserId{1};
    EXPECT_EQ(code_of([&] { check_hands(author); }), "incentives.own_work");
    Hands beneficiary = others;
    beneficiary.approver_person = payee;
    EXPECT_EQ(code_of([&] { check_hands(beneficiary); }), "incentives.own_pay");
    beneficiary.alone = true;
    EXPECT_EQ(code_of([&] { check_hands(beneficiary); }), "");
}

TEST(Incentive, an_approved_version_is_never_edited_and_a_draft_is_not_approved) {
    using enum VersionState;
    for (auto const& [from, to, allowed] :
         std::vector<std::tuple<VersionState, VersionState, bool>>{{draft, submitted, true},
                                                                   {submitted, approved, true},
                                                                   {submitted, rejected, true},
                                                                   {submitted, draft, true},
                                                                   {rejected, draft, true},
                                                                   {draft, approved, false},
                                                                   {approved, draft, false},
                                                                   {approved, rejected, false},
                                                                   {rejected, approved, false},
                                                                   {approved, submitted, false}})
        EXPECT_EQ(code_of([&, from = from, to = to] { check_version_step(from, to); }).empty(), allowed)
            << word(from) << " to " << word(to);
}

TEST(Incentive, a_period_moves_one_step_and_back_only_until_it_is_approved) {
    using enum PayState;
    std::vector<PayState> const road{open, calculated, reviewed, approved, paid, closed};
    for (PayState from : road)
        for (PayState to : road) {
            bool const next = static_cast<int>(to) - static_cast<int>(from) == 1;
            bool const again = from == calculated && to == calculated;
            bool const back = to == open && (from == calculated || from == reviewed);
            EXPECT_EQ(code_of([&] { check_period_step(from, to); }).empty(), next || again || back)
                << word(from) << " to " << word(to);
        }
}

TEST(Incentive, what_is_earned_is_held_due_or_taken_back_and_every_batch_sums_to_zero) {
    Earning const earning{PersonId{1},  "Commission", "2026-M01",  eur(100'0000),
                          eur(30'0000), eur(50'0000), eur(10'0000)};
    EXPECT_EQ(due_of(earning), eur(110'0000));
    std::map<Account, std::int64_t> sums;
    std::vector<LedgerEntry> batch = earning_batch({&earning, 1});
    for (LedgerEntry const& entry : batch) sums[entry.account] += entry.amount.units;
    EXPECT_EQ(sums[Account::earned], -100'0000);
    EXPECT_EQ(sums[Account::held], 30'0000);
    EXPECT_EQ(sums[Account::drawn], -50'0000);
    EXPECT_EQ(sums[Account::clawed_back], 10'0000);
    EXPECT_EQ(sums[Account::due], 110'0000);
    std::vector<LedgerEntry> const paid = payment_batch({&earning, 1});
    ASSERT_EQ(paid.size(), 2U);
    EXPECT_EQ(paid[1].amount, eur(110'0000));
    batch.pop_back();
    EXPECT_EQ(code_of([&] { check_balanced(batch); }), "incentives.unbalanced");
}

TEST(Incentive, a_batch_balances_in_each_currency_by_itself) {
    std::vector<LedgerEntry> const mixed{{PersonId{1}, Account::due, "C", "P", eur(-5)},
                                         {PersonId{1}, Account::paid, "C", "P", {5, Currency::parse("USD")}}};
    EXPECT_EQ(code_of([&] { check_balanced(mixed); }), "incentives.unbalanced");
}

TEST(Incentive, corrections_are_the_differences_and_nothing_else) {
    std::vector<Settled> const before{{PersonId{1}, "A", "P1", eur(100)},
                                      {PersonId{1}, "A", "P1", eur(-20)},
                                      {PersonId{2}, "A", "P1", eur(50)}};
    std::vector<Settled> const now{{PersonId{1}, "A", "P1", eur(80)}, {PersonId{3}, "A", "P1", eur(7)}};
    auto const found = corrections(now, before);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].person, PersonId{2});
    EXPECT_EQ(found[0].earned, eur(-50));
    EXPECT_EQ(found[1].person, PersonId{3});
    EXPECT_EQ(found[1].earned, eur(7));
}

TEST(Incentive, stretches_of_one_thing_do_not_overlap) {
    std::vector<DateRange> const there{{d("2026-01-01"), d("2026-04-01")}};
    EXPECT_EQ(code_of([&] { check_no_overlap({d("2026-04-01"), std::nullopt}, there); }), "");
    EXPECT_EQ(code_of([&] {
                  check_no_overlap({d("2026-03-31"), std::nullopt}, there);
              }),
              "incentives.overlap");
}

Payout payout(std::int64_t person, std::int64_t credited, std::int64_t earned) {
    Payout one;
    one.person = PersonId{person};
    one.component = "Commission";
    one.period_key = "P1";
    one.credited = eur(credited);
    one.earned = eur(earned);
    one.held = one.drawn = one.clawed_back = eur(0);
    return one;
}

TEST(Incentive, two_runs_differ_by_what_changed_and_nothing_else) {
    auto const found = differences({payout(1, 100, 10), payout(2, 100, 10), payout(3, 100, 10)},
                                   {payout(1, 100, 10), payout(2, 90, 9), payout(4, 50, 5)});
    ASSERT_EQ(found.size(), 3U);
    EXPECT_EQ(found[0].person, PersonId{2});
    EXPECT_EQ(found[0].before, eur(10));
    EXPECT_EQ(found[0].after, eur(9));
    EXPECT_EQ(found[0].credited_after, eur(90));
    EXPECT_EQ(found[1].after, eur(0)) << "what is gone comes to nothing";
    EXPECT_EQ(found[2].before, eur(0)) << "what is new was nothing";
}

TEST(Incentive, results_digest_text_tells_every_cent_and_line_apart) {
    std::vector<Payout> one{payout(1, 10, 5)};
    std::string const text = canonical_text(one);
    one[0].earned.units += 1;
    EXPECT_NE(canonical_text(one), text);
    one[0].earned.units -= 1;
    EXPECT_EQ(canonical_text(one), text);
    one[0].lines.push_back({OrderId{1}, 2, d("2026-01-01"), 10, Rate::one(), 5});
    EXPECT_NE(canonical_text(one), text);
}

}  // namespace
}  // namespace colonnade::incentives
