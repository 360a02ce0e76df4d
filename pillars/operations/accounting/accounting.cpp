#include "pillars/operations/accounting/accounting.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "foundation/base/problem.hpp"

namespace colonnade::accounting {
namespace {

constexpr int months_most = 600, expedient_months = 12;
constexpr std::size_t code_most = 40;

// Codes of a plain chart of accounts, until the company gives its own.
char const* usual_code(BookAccount account) {
    switch (account) {
        case BookAccount::commission_expense: return "6200";
        case BookAccount::accrued_commission: return "2110";
        case BookAccount::held_commission: return "2115";
        case BookAccount::draws_advanced: return "1250";
        case BookAccount::clawback: return "6205";
        case BookAccount::payroll_clearing: return "2190";
        case BookAccount::contract_costs: return "1810";
        case BookAccount::amortisation_expense: return "6210";
    }
    return "";
}

// Which account of the books stands for one of the ledger's.
BookAccount book_account(incentives::Account account) {
    switch (account) {
        case incentives::Account::earned: return BookAccount::commission_expense;
        case incentives::Account::held: return BookAccount::held_commission;
        case incentives::Account::due: return BookAccount::accrued_commission;
        case incentives::Account::drawn: return BookAccount::draws_advanced;
        case incentives::Account::paid: return BookAccount::payroll_clearing;
        case incentives::Account::clawed_back: return BookAccount::clawback;
    }
    return BookAccount::commission_expense;
}

int months_between(Date from, Date to) {
    auto const a = from.ymd(), b = to.ymd();
    return (static_cast<int>(b.year()) - static_cast<int>(a.year())) * 12 +
           static_cast<int>(static_cast<unsigned>(b.month())) -
           static_cast<int>(static_cast<unsigned>(a.month()));
}

// A cohort's part of each month of the roll-forward, by number of months after `origin`.
class Asset {
public:
    explicit Asset(Date origin) : origin_(origin) {}

    void carry(Cohort const& cohort, int months) {
        std::vector<std::int64_t> const parts = straight_line(cohort.amount, months);
        int const began = months_between(origin_, cohort.began);
        int const recognised = std::max(months_between(origin_, cohort.recognised), began);
        std::int64_t past = 0;
        for (int i = 0; i < months; ++i) {
            int const month = began + i;
            if (month < recognised) past = add_checked(past, parts[static_cast<std::size_t>(i)]);
            else add(at(month).amortised, parts[static_cast<std::size_t>(i)]);
        }
        RollForward& row = at(recognised);
        if (cohort.amount < 0) {
            add(row.taken_back, -subtract_checked(cohort.amount, past));
        } else {
            add(row.additions, cohort.amount);
            add(row.amortised, past);
        }
    }

    // The months up to `last` in order, each with its opening and closing.
    std::vector<RollForward> rows(Date last) {
        std::vector<RollForward> all;
        std::int64_t balance = 0;
        for (int i = 0; i <= months_between(origin_, last); ++i) {
            RollForward row = at(i);
            row.month = origin_.plus_months(i);
            row.opening = balance;
            balance = add_checked(balance, row.additions);
            balance = subtract_checked(balance, row.amortised);
            balance = subtract_checked(balance, row.taken_back);
            row.closing = balance;
            all.push_back(row);
        }
        return all;
    }

private:
    RollForward& at(int month) { return months_[month]; }
    static void add(std::int64_t& to, std::int64_t amount) { to = add_checked(to, amount); }

    Date origin_;
    std::map<int, RollForward> months_;
};

void add_pair(std::vector<JournalEntry>& into, JournalEntry entry, BookAccount debit, BookAccount credit,
              std::int64_t amount, Policy const& policy) {
    if (amount == 0) return;
    if (amount < 0) {
        std::swap(debit, credit);
        amount = -amount;
    }
    entry.account = debit, entry.code = code_of(policy, debit), entry.debit = amount;
    into.push_back(entry);
    entry.account = credit, entry.code = code_of(policy, credit), entry.debit = 0, entry.credit = amount;
    into.push_back(entry);
}

}  // namespace

Date first_of_month(Date day) {
    auto const date = day.ymd();
    return Date(std::chrono::year_month_day(date.year(), date.month(), std::chrono::day(1)));
}

std::string month_key(Date month) { return month.text().substr(0, 7); }

void check_policy(Policy const& policy) {
    auto const check = [](int months, std::string const& path) {
        if (months < 0 || months > months_most)
            throw invalid("accounting.months", {{"maximum", std::to_string(months_most)}}, path);
    };
    check(policy.months_otherwise, "months_otherwise");
    std::set<std::string> types;
    for (std::size_t i = 0; i < policy.benefits.size(); ++i) {
        std::string const path = "benefits[" + std::to_string(i) + "]";
        check(policy.benefits[i].months, path + ".months");
        if (!types.insert(policy.benefits[i].order_type).second)
            throw invalid("accounting.type_twice", {{"type", policy.benefits[i].order_type}},
                          path + ".order_type");
    }
    for (auto const& [account, code] : policy.codes) {
        BookAccount known{};
        bool const is_account = boost::describe::enum_from_string(account.c_str(), known);
        if (!is_account || code.empty() || code.size() > code_most)
            throw invalid("accounting.code", {{"account", account}}, "codes." + account);
    }
}

int months_carried(Policy const& policy, std::string const& order_type) {
    int months = policy.months_otherwise;
    for (Benefit const& benefit : policy.benefits)
        if (benefit.order_type == order_type) months = benefit.months;
    return policy.uses_expedient && months <= expedient_months ? 0 : months;
}

std::string code_of(Policy const& policy, BookAccount account) {
    auto const code = policy.codes.find(incentives::word(account));
    return code == policy.codes.end() ? usual_code(account) : code->second;
}

std::vector<std::int64_t> divide_over(std::int64_t earned, std::vector<CreditGroup> const& groups) {
    std::int64_t whole = 0;
    for (CreditGroup const& group : groups) whole = add_checked(whole, group.credit);
    std::vector<std::int64_t> weights;
    for (CreditGroup const& group : groups) {
        bool const bears = (whole > 0 && group.credit > 0) || (whole < 0 && group.credit < 0);
        weights.push_back(!bears ? 0 : whole > 0 ? group.credit : -group.credit);
    }
    if (whole == 0) return std::vector<std::int64_t>(groups.size(), 0);
    return split_by_largest_remainder(earned, weights);
}

std::vector<std::int64_t> straight_line(std::int64_t amount, int months) {
    std::vector<std::int64_t> const equal(static_cast<std::size_t>(months), 1);
    return split_by_largest_remainder(amount, equal);
}

std::vector<RollForward> roll_forward(std::vector<Cohort> const& cohorts, Policy const& policy, Date first,
                                      Date last) {
    Date origin = first;
    for (Cohort const& cohort : cohorts) origin = std::min({origin, cohort.began, cohort.recognised});
    Asset asset(origin);
    for (Cohort const& cohort : cohorts)
        if (int const months = months_carried(policy, cohort.order_type); months > 0 && cohort.amount != 0)
            asset.carry(cohort, months);
    std::vector<RollForward> rows = asset.rows(last);
    std::erase_if(rows, [&](RollForward const& row) { return row.month < first; });
    return rows;
}

std::optional<Date> last_month(std::vector<Cohort> const& cohorts, Policy const& policy) {
    std::optional<Date> last;
    for (Cohort const& cohort : cohorts) {
        int const months = months_carried(policy, cohort.order_type);
        if (months == 0 || cohort.amount == 0) continue;
        Date const end = std::max(cohort.began.plus_months(months - 1), cohort.recognised);
        if (!last || end > *last) last = end;
    }
    return last;
}

std::vector<JournalEntry> journal(std::vector<LedgerSum> const& sums, RollForward const& month,
                                  Policy const& policy) {
    std::vector<JournalEntry> entries;
    for (LedgerSum const& sum : sums) {
        if (sum.amount == 0 || first_of_month(sum.on) != month.month) continue;
        BookAccount const account = book_account(sum.account);
        entries.push_back({sum.on, sum.cause, sum.period, account, code_of(policy, account),
                           sum.amount < 0 ? -sum.amount : 0, sum.amount > 0 ? sum.amount : 0});
    }
    std::ranges::stable_sort(entries, {}, [](JournalEntry const& entry) {
        return std::tuple(entry.on, entry.period, entry.cause, entry.credit > 0, entry.account);
    });
    JournalEntry asset;
    asset.on = month.month.plus_months(1).plus_days(-1);
    asset.period = month_key(month.month);
    asset.cause = "capitalisation";
    add_pair(entries, asset, BookAccount::contract_costs, BookAccount::commission_expense, month.additions,
             policy);
    asset.cause = "amortisation";
    add_pair(entries, asset, BookAccount::amortisation_expense, BookAccount::contract_costs, month.amortised,
             policy);
    asset.cause = "taken_back";
    add_pair(entries, asset, BookAccount::commission_expense, BookAccount::contract_costs, month.taken_back,
             policy);
    return entries;
}

Control control_of(std::vector<JournalEntry> const& entries) {
    Control control;
    for (JournalEntry const& entry : entries) {
        ++control.rows;
        control.debit = add_checked(control.debit, entry.debit);
        control.credit = add_checked(control.credit, entry.credit);
    }
    if (control.debit != control.credit)
        throw Problem(ProblemKind::internal, "accounting.unbalanced",
                      {{"debit", decimal_text(control.debit, Money::places)},
                       {"credit", decimal_text(control.credit, Money::places)}});
    return control;
}

}  // namespace colonnade::accounting
