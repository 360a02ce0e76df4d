// Commission in the books: entries out of the ledger, and the asset that ASC 340-40 and IFRS 15 carry. Pure;
// amounts are ten-thousandths of the company's currency.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "foundation/base/date.hpp"
#include "foundation/base/money.hpp"
#include "pillars/operations/incentives/incentive.hpp"

namespace colonnade::accounting {

// The accounts of the books that entries name; each has a code of the company's own chart.
enum class BookAccount {
    commission_expense,   // earned in the period
    accrued_commission,   // owed, not yet paid
    held_commission,      // owed, once delivered, invoiced or paid
    draws_advanced,       // paid ahead, to be recovered
    clawback,             // what was taken back of earlier pay
    payroll_clearing,     // handed to payroll
    contract_costs,       // the asset: incremental costs of obtaining contracts
    amortisation_expense  // of the asset
};
BOOST_DESCRIBE_ENUM(BookAccount, commission_expense, accrued_commission, held_commission, draws_advanced,
                    clawback, payroll_clearing, contract_costs, amortisation_expense)

// The benefit period of an order type, in months; 0 where its commission is an expense at once.
struct Benefit {
    std::string order_type;
    int months = 0;
};
BOOST_DESCRIBE_STRUCT(Benefit, (), (order_type, months))

struct Policy {
    std::vector<Benefit> benefits;
    int months_otherwise = 0;                  // of order types that are not listed
    bool uses_expedient = true;                // 340-40-25-4, IFRS 15.94
    std::map<std::string, std::string> codes;  // of BookAccount, by its word
};
// Throws Problem "accounting.months" (beyond 0 to 600), "accounting.type_twice", "accounting.code".
void check_policy(Policy const& policy);
// The months over which commission on that order type is carried; 0 where it is an expense at once (rule 2).
int months_carried(Policy const& policy, std::string const& order_type);
std::string code_of(Policy const& policy, BookAccount account);

// What a pay period recognised on orders of one type and month; below zero where it takes back (rule 5).
struct Cohort {
    Date recognised;  // the first of the month in which the pay period ends
    std::string order_type;
    Date began;  // the first of the month in which the orders were booked
    std::int64_t amount = 0;
};

// What a payout was credited with on orders of one type and month, returns deducted.
struct CreditGroup {
    std::string order_type;
    Date began;
    std::int64_t credit = 0;
};
// What was earned, divided over the groups by their credit, exactly; groups whose credit has the other sign
// than the whole bear nothing, and nothing is divided where the whole is zero.
std::vector<std::int64_t> divide_over(std::int64_t earned, std::vector<CreditGroup> const& groups);

// The amount in that many equal parts, the remainder by largest remainder: they sum to it exactly (rule 3).
std::vector<std::int64_t> straight_line(std::int64_t amount, int months);

// One month of the asset: closing = opening + additions - amortised - taken_back (rule 6).
struct RollForward {
    Date month;
    std::int64_t opening = 0, additions = 0, amortised = 0, taken_back = 0, closing = 0;
};
// Each month from the first to the last, both included; what came before is in the first opening.
std::vector<RollForward> roll_forward(std::vector<Cohort> const& cohorts, Policy const& policy, Date first,
                                      Date last);
// The last month that bears a part of any cohort; nothing where none is carried.
std::optional<Date> last_month(std::vector<Cohort> const& cohorts, Policy const& policy);

// What the ledger's batches of one kind moved on one account.
struct LedgerSum {
    Date on;            // the day the entry is of
    std::string cause;  // earning, correction, adjustment, payment
    std::string period;
    incentives::Account account = incentives::Account::earned;
    std::int64_t amount = 0;  // what it received; below zero what it gave
};

struct JournalEntry {
    Date on;
    std::string cause;   // as in LedgerSum; capitalisation, amortisation, taken_back
    std::string period;  // the pay period, or the month such as 2026-03
    BookAccount account = BookAccount::commission_expense;
    std::string code;
    std::int64_t debit = 0, credit = 0;
};
// The entries of a month: what the ledger moved in it, then the asset's. By day, cause and account.
std::vector<JournalEntry> journal(std::vector<LedgerSum> const& sums, RollForward const& month,
                                  Policy const& policy);

struct Control {
    std::int64_t rows = 0, debit = 0, credit = 0;
};
// Throws the internal Problem "accounting.unbalanced" where debits and credits differ.
Control control_of(std::vector<JournalEntry> const& entries);

Date first_of_month(Date day);
std::string month_key(Date month);  // "2026-03"

}  // namespace colonnade::accounting
