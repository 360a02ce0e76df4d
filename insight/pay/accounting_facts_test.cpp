// From settled runs and the ledger to the books, on both databases.
#include "insight/pay/accounting_facts_store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "foundation/access/access_migrations.hpp"
#include "foundation/db/test_database.hpp"
#include "pillars/operations/accounting/accounting_migrations.hpp"
#include "pillars/operations/accounting/accounting_store.hpp"
#include "pillars/operations/company/company_migrations.hpp"
#include "pillars/operations/incentives/incentive_migrations.hpp"
#include "pillars/operations/incentives/pay_period_store.hpp"
#include "pillars/operations/incentives/run_store.hpp"
#include "pillars/operations/structure/structure_migrations.hpp"
#include "pillars/operations/territories/territory_migrations.hpp"
#include "pillars/process/customers/customer_migrations.hpp"
#include "pillars/process/orders/order_migrations.hpp"

namespace colonnade::insight {
namespace {

COLONNADE_STORE_SUITE(AccountingFacts);

using namespace accounting;
using incentives::PayPeriod;
using incentives::PayState;

Date d(char const* text) { return Date::parse(text); }
std::int64_t eur(std::int64_t whole) { return whole * Money::scale; }

Caller program() {
    return access::system_caller(Instant::parse("2026-04-02T12:00:00.000Z"), d("2026-04-02"));
}

// Order 1 is new business, order 2 a renewal.
struct Sold {
    int order;
    char const* booked_on;
    std::int64_t credit;
};

struct Fixture {
    static std::vector<db::Migration> migrations() {
        std::vector<db::Migration> all;
        for (auto const& part :
             {access::access_migrations(), company::company_migrations(), structure::structure_migrations(),
              territories::territory_migrations(), customers::customer_migrations(),
              orders::order_migrations(), incentives::incentive_migrations(), accounting_migrations()})
            all.insert(all.end(), part.begin(), part.end());
        return all;
    }
    template <class F> auto write(F&& f) {
        return access::write(*db, program(), "test", "", std::forward<F>(f));
    }
    explicit Fixture(db::Dialect dialect) : db(dialect, migrations()) {
        write([](access::Write& w) {
            w.run(
                "insert into people (person_id, name, name_key, search_text, change_id) values (2, 'P', 'p', "
                "'', 1)");
            w.run(
                "insert into customers (customer_id, name, name_key, sort_key, kind, profile, search_text, "
                "change_id) values (1, 'C', 'c', 'c', 'company', '{}', '', 1)");
            for (auto const& [id, type] : {std::pair{1, "new"}, std::pair{2, "renewal"}})
                w.run(
                    "insert into orders (order_id, kind, customer_id, booked_on, status, order_type, "
                    "currency, net_amount, tax_amount, freight_amount, number_key, seller_count, "
                    "amount_given, change_id) values (:id, 'order', 1, '2026-01-05', 'open', :type, 'EUR', "
                    "1, 0, 0, '', 1, 1, 1)",
                    {{"id", id}, {"type", type}});
        });
    }
    // One component's pay in periods of a run: what was earned in each, on which orders.
    struct Paid {
        char const* period;
        std::int64_t earned;
        std::vector<Sold> sold;
    };
    PayPeriod settled(char const* key, char const* from, char const* to, std::vector<Paid> const& paid) {
        PayPeriod period = write([&](access::Write& w) {
            return incentives::open_pay_period(w, key, {d(from), d(to)});
        });
        incentives::RunResult result;
        result.currency = Currency::parse("EUR");
        for (Paid const& one : paid) {
            incentives::Payout payout;
            payout.person = PersonId{2};
            payout.plan_name = "Sellers", payout.component = "Commission", payout.period_key = one.period;
            payout.period = {d(from), d(to)};
            payout.earned = {eur(one.earned), result.currency};
            payout.credited = payout.held = payout.drawn = payout.clawed_back = {0, result.currency};
            for (Sold const& sold : one.sold)
                payout.lines.push_back(
                    {OrderId{sold.order}, 1, d(sold.booked_on), eur(sold.credit), Rate::one(), 0});
            result.payouts.push_back(payout);
        }
        auto const run = write([&](access::Write& w) { return incentives::save_run(w, result, period.id); });
        for (PayState const to :
             {PayState::calculated, PayState::reviewed, PayState::approved, PayState::paid, PayState::closed})
            period = write([&](access::Write& w) {
                std::optional<incentives::RunId> by;
                if (to == PayState::calculated) by = run;
                return incentives::step_pay_period(w, {period.id, to, by, "", period.version});
            });
        return period;
    }
    Facts facts() {
        return db->read([](db::Session& s) { return read_accounting_facts(s); });
    }
    db::TestDatabase db;
};

Policy three_years_of_new() {
    Policy policy;
    policy.benefits = {{"new", 36}};
    return policy;
}

// January earns 1,000 on 6,000 of new business and 4,000 of renewals: 600 are carried. In February the order
// turns out to be 3,000: what January should have been is 700, of it 300 on new business.
TEST_P(AccountingFacts, settled_pay_becomes_cohorts_and_entries) {
    Fixture f(GetParam());
    Sold const renewal{2, "2026-01-20", 4000};
    f.settled("2026-M01", "2026-01-01", "2026-02-01",
              {{"2026-M01", 1000, {{1, "2026-01-05", 6000}, renewal}}});
    Facts const first = f.facts();
    EXPECT_EQ(first.order_types, (std::vector<std::string>{"new", "renewal"}));
    auto rows = roll_forward(first.cohorts, three_years_of_new(), d("2026-01-01"), d("2026-01-01"));
    EXPECT_EQ(rows[0].additions, eur(600));
    auto entries = journal(first.sums, rows[0], three_years_of_new());
    EXPECT_EQ(control_of(entries).debit, eur(1600) + rows[0].amortised);

    f.settled("2026-M02", "2026-02-01", "2026-03-01",
              {{"2026-M01", 700, {{1, "2026-01-05", 3000}, renewal}}, {"2026-M02", 0, {}}});
    Facts const second = f.facts();
    rows = roll_forward(second.cohorts, three_years_of_new(), d("2026-01-01"), d("2028-12-01"));
    EXPECT_EQ(rows[0].additions, eur(600));
    EXPECT_EQ(rows[0].amortised + rows[0].closing, eur(600));
    // 300 of 600 go; a month of them had been amortised, give or take a rounding unit.
    EXPECT_NEAR(static_cast<long>(rows[1].taken_back), static_cast<long>(eur(300) * 35 / 36), 1);
    EXPECT_EQ(rows[35].closing, 0);
    std::int64_t amortised = 0, taken_back = 0;
    for (RollForward const& row : rows) amortised += row.amortised, taken_back += row.taken_back;
    EXPECT_EQ(amortised + taken_back, eur(600));
    for (RollForward const& row : rows)
        EXPECT_NO_THROW(control_of(journal(second.sums, row, three_years_of_new())));
}

// The payment is of the day it was booked, not of the period.
TEST_P(AccountingFacts, payments_are_of_their_own_day) {
    Fixture f(GetParam());
    f.settled("2026-M01", "2026-01-01", "2026-02-01", {{"2026-M01", 1000, {{2, "2026-01-05", 6000}}}});
    auto const entries = journal(f.facts().sums, {d("2026-04-01"), 0, 0, 0, 0, 0}, {});
    ASSERT_EQ(entries.size(), 2u);
    EXPECT_EQ(entries[0].on, d("2026-04-02"));
    EXPECT_EQ(entries[0].account, BookAccount::accrued_commission);
    EXPECT_EQ(entries[0].debit, eur(1000));
    EXPECT_EQ(entries[1].account, BookAccount::payroll_clearing);
}

TEST_P(AccountingFacts, a_policy_is_kept_and_a_stale_one_refused) {
    Fixture f(GetParam());
    StoredPolicy const none = f.db->read([](db::Session& s) { return read_policy(s); });
    EXPECT_FALSE(none.is_set);
    StoredPolicy const set =
        f.write([&](access::Write& w) { return save_policy(w, three_years_of_new(), none.version); });
    EXPECT_THROW(f.write([&](access::Write& w) { return save_policy(w, {}, none.version); }), Problem);
    Policy other = three_years_of_new();
    other.uses_expedient = false;
    f.write([&](access::Write& w) { return save_policy(w, other, set.version); });
    StoredPolicy const now = f.db->read([](db::Session& s) { return read_policy(s); });
    EXPECT_FALSE(now.policy.uses_expedient);
    EXPECT_EQ(now.policy.benefits.at(0).months, 36);
}

}  // namespace
}  // namespace colonnade::insight
