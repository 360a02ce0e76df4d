// Worked examples; each names the paragraph it follows.
#include "pillars/operations/accounting/accounting.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

#include "foundation/base/problem.hpp"

namespace colonnade::accounting {
namespace {

using testing::Each;
using testing::ElementsAre;

Date d(char const* text) { return Date::parse(text); }
std::int64_t eur(std::int64_t whole) { return whole * Money::scale; }

Policy policy(int months_of_new, int months_of_renewal = 0) {
    Policy policy;
    policy.benefits = {{"new", months_of_new}, {"renewal", months_of_renewal}};
    return policy;
}

// 340-40-25-1, 35-1; IFRS 15.91, 15.99: 3,600 on new business, expected to bring revenue for three years, is
// an asset and 100 of it an expense each month.
TEST(Accounting, new_business_is_carried_over_its_benefit_period) {
    std::vector<Cohort> const cohorts{{d("2026-01-01"), "new", d("2026-01-01"), eur(3600)}};
    auto const rows = roll_forward(cohorts, policy(36), d("2026-01-01"), d("2028-12-01"));
    ASSERT_EQ(rows.size(), 36u);
    EXPECT_EQ(rows[0].additions, eur(3600));
    EXPECT_EQ(rows[0].closing, eur(3500));
    for (RollForward const& row : rows) EXPECT_EQ(row.amortised, eur(100));
    EXPECT_EQ(rows[12].opening, eur(2400));
    EXPECT_EQ(rows[35].closing, 0);
    EXPECT_EQ(last_month(cohorts, policy(36)), d("2028-12-01"));
}

// 340-40-25-4; IFRS 15.94: a benefit period of a year or less is an expense at once, unless the expedient is
// not used.
TEST(Accounting, a_year_or_less_is_an_expense_at_once) {
    EXPECT_EQ(months_carried(policy(36, 12), "renewal"), 0);
    EXPECT_EQ(months_carried(policy(36, 13), "renewal"), 13);
    EXPECT_EQ(months_carried(policy(36, 12), "unknown"), 0);
    Policy without = policy(36, 12);
    without.uses_expedient = false;
    EXPECT_EQ(months_carried(without, "renewal"), 12);
    std::vector<Cohort> const cohorts{{d("2026-01-01"), "renewal", d("2026-01-01"), eur(1200)}};
    for (RollForward const& row : roll_forward(cohorts, policy(36, 12), d("2026-01-01"), d("2026-12-01")))
        EXPECT_EQ(row.additions, 0);
    EXPECT_EQ(last_month(cohorts, policy(36, 12)), std::nullopt);
}

// 100.00 over 36 months is 2.7778 in 28 months and 2.7777 in 8; no cent is lost, whatever the amount.
TEST(Accounting, months_sum_to_the_amount_exactly) {
    for (std::int64_t const amount :
         {eur(100), std::int64_t{1}, std::int64_t{-7}, eur(-12345) + 1, std::int64_t{0}})
        for (int const months : {1, 13, 36, 61}) {
            auto const parts = straight_line(amount, months);
            EXPECT_EQ(static_cast<int>(parts.size()), months);
            EXPECT_EQ(std::accumulate(parts.begin(), parts.end(), std::int64_t{0}), amount);
            auto const [least, most] = std::ranges::minmax(parts);
            EXPECT_LE(most - least, 1);
        }
    auto const parts = straight_line(eur(100), 36);
    EXPECT_EQ(std::ranges::count(parts, 27'778), 28);
    EXPECT_EQ(std::ranges::count(parts, 27'777), 8);
}

// 340-40-25-1: 1,000 earned on 6,000 of new business in January, 4,500 in February, a return of 500 on
// renewals.
TEST(Accounting, what_was_earned_is_divided_by_net_credit) {
    std::vector<CreditGroup> const groups{{"new", d("2026-01-01"), eur(6000)},
                                          {"new", d("2026-02-01"), eur(4500)},
                                          {"renewal", d("2026-02-01"), eur(-500)}};
    EXPECT_THAT(divide_over(eur(1050), groups), ElementsAre(eur(600), eur(450), 0));
    EXPECT_THAT(divide_over(eur(1050), {{"new", d("2026-01-01"), 0}}), ElementsAre(0));
    EXPECT_THAT(divide_over(eur(-10), {{"new", d("2026-01-01"), eur(-100)}}), ElementsAre(eur(-10)));
    auto const parts = divide_over(eur(1) + 1, groups);
    EXPECT_EQ(std::accumulate(parts.begin(), parts.end(), std::int64_t{0}), eur(1) + 1);
}

// A quarter that ends in March recognises what was booked in January: March bears January and February as
// well.
TEST(Accounting, months_before_the_period_ended_are_borne_when_it_does) {
    std::vector<Cohort> const cohorts{{d("2026-03-01"), "new", d("2026-01-01"), eur(2400)}};
    auto const rows = roll_forward(cohorts, policy(24), d("2026-01-01"), d("2026-04-01"));
    EXPECT_EQ(rows[1].closing, 0);
    EXPECT_EQ(rows[2].additions, eur(2400));
    EXPECT_EQ(rows[2].amortised, eur(300));
    EXPECT_EQ(rows[3].amortised, eur(100));
    EXPECT_EQ(rows[3].closing, eur(2000));
}

// 340-40-35-3; IFRS 15.101: half of the commission of 3,600 is taken back in the thirteenth month. Of its
// 1,800, 600 were amortised in the first year; 1,200 leave the asset, and the months ahead bear 50.
TEST(Accounting, what_is_taken_back_leaves_the_asset_at_what_was_left_of_it) {
    std::vector<Cohort> const cohorts{{d("2026-01-01"), "new", d("2026-01-01"), eur(3600)},
                                      {d("2027-01-01"), "new", d("2026-01-01"), eur(-1800)}};
    auto const rows = roll_forward(cohorts, policy(36), d("2026-01-01"), d("2028-12-01"));
    EXPECT_EQ(rows[11].closing, eur(2400));
    EXPECT_EQ(rows[12].taken_back, eur(1200));
    EXPECT_EQ(rows[12].amortised, eur(50));
    EXPECT_EQ(rows[12].closing, eur(1150));
    EXPECT_EQ(rows[35].closing, 0);
    for (RollForward const& row : rows)
        EXPECT_EQ(row.closing, row.opening + row.additions - row.amortised - row.taken_back);
}

// A look at later months begins with what the earlier ones left.
TEST(Accounting, the_opening_is_the_closing_before) {
    std::vector<Cohort> const cohorts{{d("2026-01-01"), "new", d("2026-01-01"), eur(3600)}};
    auto const later = roll_forward(cohorts, policy(36), d("2027-01-01"), d("2027-02-01"));
    ASSERT_EQ(later.size(), 2u);
    EXPECT_EQ(later[0].opening, eur(2400));
    EXPECT_EQ(later[1].opening, later[0].closing);
}

// Earned 1,000, of it 200 held: debit expense 1,000, credit accrued 800 and held 200. Paid: debit accrued
// 800, credit payroll 800. New business of 600 is then moved to the asset and 25 of it back.
TEST(Accounting, entries_balance_and_name_the_companys_accounts) {
    using incentives::Account;
    std::vector<LedgerSum> const sums{{d("2026-01-31"), "earning", "2026-M01", Account::earned, eur(-1000)},
                                      {d("2026-01-31"), "earning", "2026-M01", Account::held, eur(200)},
                                      {d("2026-01-31"), "earning", "2026-M01", Account::due, eur(800)},
                                      {d("2026-02-05"), "payment", "2026-M01", Account::due, eur(-800)},
                                      {d("2026-02-05"), "payment", "2026-M01", Account::paid, eur(800)}};
    RollForward month{d("2026-01-01"), 0, eur(600), eur(25), 0, eur(575)};
    Policy with_codes = policy(24);
    with_codes.codes["contract_costs"] = "0145";
    auto const entries = journal(sums, month, with_codes);
    ASSERT_EQ(entries.size(), 7u);
    EXPECT_EQ(entries[0].account, BookAccount::commission_expense);
    EXPECT_EQ(entries[0].debit, eur(1000));
    EXPECT_EQ(entries[1].credit, eur(800));
    EXPECT_EQ(entries[2].account, BookAccount::held_commission);
    EXPECT_EQ(entries[2].credit, eur(200));
    EXPECT_EQ(entries[3].cause, "capitalisation");
    EXPECT_EQ(entries[3].code, "0145");
    EXPECT_EQ(entries[3].debit, eur(600));
    EXPECT_EQ(entries[4].account, BookAccount::commission_expense);
    EXPECT_EQ(entries[4].credit, eur(600));
    EXPECT_EQ(entries[5].account, BookAccount::amortisation_expense);
    EXPECT_EQ(entries[5].debit, eur(25));
    Control const control = control_of(entries);
    EXPECT_EQ(control.rows, 7);
    EXPECT_EQ(control.debit, eur(1625));
    auto const paid = journal(sums, {d("2026-02-01"), 0, 0, 0, 0, 0}, with_codes);
    ASSERT_EQ(paid.size(), 2u);
    EXPECT_EQ(paid[0].account, BookAccount::accrued_commission);
    EXPECT_EQ(paid[1].account, BookAccount::payroll_clearing);
}

TEST(Accounting, unbalanced_entries_are_refused) {
    JournalEntry entry;
    entry.debit = eur(1);
    EXPECT_THROW(control_of({entry}), Problem);
}

TEST(Accounting, a_policy_is_checked) {
    auto const code = [](Policy const& policy) -> std::string {
        try {
            check_policy(policy);
        } catch (Problem const& problem) { return problem.code(); }
        return "";
    };
    EXPECT_EQ(code(policy(36)), "");
    EXPECT_EQ(code(policy(601)), "accounting.months");
    Policy twice = policy(36);
    twice.benefits.push_back({"new", 12});
    EXPECT_EQ(code(twice), "accounting.type_twice");
    Policy wrong = policy(36);
    wrong.codes["nothing"] = "1";
    EXPECT_EQ(code(wrong), "accounting.code");
}

}  // namespace
}  // namespace colonnade::accounting
