// Statements from a period's run and ledger to the seal, on both databases.
#include "insight/pay/statement_facts_store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "foundation/access/access_migrations.hpp"
#include "foundation/access/visibility.hpp"
#include "foundation/db/test_database.hpp"
#include "pillars/operations/company/company_migrations.hpp"
#include "pillars/operations/incentives/incentive_migrations.hpp"
#include "pillars/operations/incentives/pay_period_store.hpp"
#include "pillars/operations/incentives/run_store.hpp"
#include "pillars/operations/statements/statement_migrations.hpp"
#include "pillars/operations/statements/statement_store.hpp"
#include "pillars/operations/structure/structure_migrations.hpp"
#include "pillars/operations/territories/territory_migrations.hpp"
#include "pillars/process/customers/customer_migrations.hpp"
#include "pillars/process/orders/order_migrations.hpp"

namespace colonnade::insight {
namespace {

COLONNADE_STORE_SUITE(Statements);

using namespace statements;
using incentives::PayPeriod;
using incentives::PayState;

Date d(char const* text) { return Date::parse(text); }
Money eur(std::int64_t whole) { return {whole * Money::scale, Currency::parse("EUR")}; }

// Person and user 1 leads 2; 3 is in another branch. 4 calculates, 5 approves.
Caller caller(int id, Role role, Scope pay) {
    Caller caller = access::system_caller(Instant{1'000}, d("2026-04-02"));
    caller.user = UserId{id};
    caller.person = PersonId{id};
    caller.roles = {role};
    caller.grant(Permission::pay_read, pay);
    return caller;
}
Caller leader() { return caller(1, Role::manager, Scope::team); }
Caller seller(int id) { return caller(id, Role::seller, Scope::own); }
Caller operations() { return caller(4, Role::operations, Scope::all); }
Caller finance() { return caller(5, Role::finance, Scope::all); }

// What a person earns in a period, and of it held, drawn and clawed back; on one order line of that credit.
struct Pay {
    int person;
    char const* period;
    std::int64_t earned, held = 0, drawn = 0, clawed = 0;
    std::int64_t credit = 0;
};

struct Fixture {
    static std::vector<db::Migration> migrations() {
        std::vector<db::Migration> all;
        for (auto const& part : {access::access_migrations(), company::company_migrations(),
                                 structure::structure_migrations(), territories::territory_migrations(),
                                 customers::customer_migrations(), orders::order_migrations(),
                                 incentives::incentive_migrations(), statements::statement_migrations()})
            all.insert(all.end(), part.begin(), part.end());
        return all;
    }
    template <class F> auto as(Caller const& caller, F&& f) {
        return access::write(*db, caller, "test", "", std::forward<F>(f));
    }
    explicit Fixture(db::Dialect dialect) : db(dialect, migrations()) {
        as(access::system_caller(Instant{1'000}, d("2026-04-02")), [](access::Write& w) {
            for (int person = 1; person <= 5; ++person)
                w.run(
                    "insert into people (person_id, external_id, name, name_key, search_text, change_id) "
                    "values (:id, :number, :name, :key, '', :change)",
                    {{"id", person},
                     {"number", "N" + std::to_string(person)},
                     {"name", "P" + std::to_string(person)},
                     {"key", "p" + std::to_string(person)},
                     {"change", w.change_id()}});
            DateRange const always{Date::beginning(), std::nullopt};
            auto row = [&](int viewer, int person, int depth) {
                return access::ScopeRow{PersonId{viewer}, PersonId{person}, always, depth,
                                        access::ScopeKind::line};
            };
            access::replace_scopes(w, {row(1, 1, 0), row(1, 2, 1), row(2, 2, 0), row(3, 3, 0)});
        });
    }
    template <class F> std::string code(Caller const& caller, F&& f) {
        try {
            as(caller, [&](access::Write& w) { f(w); });
        } catch (Problem const& problem) { return problem.code(); }
        return "";
    }
    PayPeriod calculated(char const* key, char const* from, char const* to, std::vector<Pay> const& pays) {
        PayPeriod const period = as(operations(), [&](access::Write& w) {
            return incentives::open_pay_period(w, key, {d(from), d(to)});
        });
        incentives::RunResult result;
        result.currency = Currency::parse("EUR");
        for (Pay const& pay : pays) {
            std::int64_t const credit = (pay.credit ? pay.credit : 10 * pay.earned) * Money::scale;
            incentives::Payout payout;
            payout.person = PersonId{pay.person};
            payout.plan_name = "Sellers", payout.component = "Commission";
            payout.period_key = pay.period;
            payout.period = {d(from), d(to)};
            payout.credited = {credit, result.currency};
            payout.earned = eur(pay.earned), payout.held = eur(pay.held);
            payout.drawn = eur(pay.drawn), payout.clawed_back = eur(pay.clawed);
            payout.lines = {{OrderId{9}, 1, d("2026-01-05"), credit, Rate::one(), payout.earned.units}};
            payout.figures = {{"attainment", "rate", "1.2"}};
            payout.steps = {{"rate", "rate", "0", "1.2", "rate", "0.1"}};
            result.payouts.push_back(payout);
        }
        auto const run =
            as(operations(), [&](access::Write& w) { return incentives::save_run(w, result, period.id); });
        return step(operations(), period, PayState::calculated, run);
    }
    PayPeriod step(Caller const& who, PayPeriod const& period, PayState to,
                   std::optional<incentives::RunId> run = {}) {
        return as(who, [&](access::Write& w) {
            return incentives::step_pay_period(w, {period.id, to, run, "", period.version});
        });
    }
    PayPeriod approved(PayPeriod period) {
        period = step(operations(), period, PayState::reviewed);
        return step(finance(), period, PayState::approved);
    }
    PayPeriod closed(PayPeriod period) {
        period = step(finance(), approved(period), PayState::paid);
        period = step(finance(), period, PayState::closed);
        as(finance(), [&](access::Write& w) { seal(w, period.id, read_statements(w, period.id, {})); });
        return period;
    }
    Statement built(PayPeriod const& period, int person) {
        auto const found =
            db->read([&](db::Session& s) { return read_statements(s, period.id, PersonId{person}); });
        EXPECT_EQ(found.size(), 1u);
        return found.at(0);
    }
    Statement sealed(PayPeriod const& period, int person) {
        return db->read([&](db::Session& s) { return opened(*find_sealed(s, period.id, PersonId{person})); });
    }
    // As somebody with the database in their hands would.
    void tamper(std::string_view sql) {
        db->write([&](db::Transaction& t) { t.run(sql); });
    }
    std::vector<SealFault> faults() {
        std::vector<SealFault> found;
        for (SealFinding const& one : db->read([](db::Session& s) { return verify_seals(s); }).findings)
            found.push_back(one.fault);
        return found;
    }
    db::TestDatabase db;
};

TEST_P(Statements, a_statement_is_what_the_ledger_says) {
    Fixture f(GetParam());
    PayPeriod period = f.calculated("2026-Q1", "2026-01-01", "2026-04-01",
                                    {{2, "2026-Q1", 1000, 100, 50, 30}, {3, "2026-Q1", 7}});
    Statement const preview = f.built(period, 2);
    EXPECT_TRUE(preview.is_preview);
    EXPECT_EQ(preview.totals.due, eur(920));
    EXPECT_EQ(preview.still_held, eur(100));
    period = f.approved(period);
    Statement const booked = f.built(period, 2);
    EXPECT_EQ(booked.totals.due, eur(920));  // finished() has held it against the ledger's due
    EXPECT_EQ(booked.still_held, eur(100));
    EXPECT_EQ(booked.still_to_recover, eur(50));
    EXPECT_EQ(booked.personnel_number, "N2");
    ASSERT_EQ(booked.components.size(), 1u);
    EXPECT_EQ(booked.components[0].figures.at(0).value, "1.2");
    EXPECT_EQ(booked.components[0].steps.at(0).value, "0.1");
    EXPECT_EQ(booked.components[0].lines.at(0).credited, eur(10'000));

    f.tamper("update pay_ledger_entries set amount = amount + 1 where account = 'due' and person_id = 2");
    EXPECT_THROW(f.built(period, 2), Problem);
}

TEST_P(Statements, a_correction_says_why_and_the_year_adds_up) {
    Fixture f(GetParam());
    f.closed(f.calculated("2026-Q1", "2026-01-01", "2026-04-01", {{2, "2026-Q1", 1000}}));
    PayPeriod const next = f.calculated("2026-Q2", "2026-04-01", "2026-07-01",
                                        {{2, "2026-Q1", 900, 0, 0, 0, 9000}, {2, "2026-Q2", 500}});
    auto const look = [&](Statement const& statement) {
        ASSERT_EQ(statement.corrections.size(), 1u);
        StatementCorrection const& correction = statement.corrections.front();
        EXPECT_EQ(correction.period, "2026-Q1");
        EXPECT_EQ(correction.amount, eur(-100));
        ASSERT_EQ(correction.causes.size(), 1u);
        EXPECT_EQ(correction.causes.front().before, eur(10'000));
        EXPECT_EQ(correction.causes.front().after, eur(9'000));
        EXPECT_EQ(statement.totals.due, eur(400));
        EXPECT_EQ(statement.year_to_date.earned, eur(1500));
        EXPECT_EQ(statement.year_to_date.due, eur(1400));
    };
    look(f.built(next, 2));
    PayPeriod const closed = f.closed(next);
    look(f.sealed(closed, 2));
}

TEST_P(Statements, what_is_sealed_stays_and_tampering_shows) {
    Fixture f(GetParam());
    PayPeriod const period = f.closed(
        f.calculated("2026-Q1", "2026-01-01", "2026-04-01", {{2, "2026-Q1", 1000}, {3, "2026-Q1", 7}}));
    EXPECT_EQ(f.faults(), std::vector<SealFault>{});
    EXPECT_EQ(
        f.code(finance(), [&](access::Write& w) { seal(w, period.id, read_statements(w, period.id, {})); }),
        "statements.sealed");
    // What the sealed statement says does not follow what happens afterwards.
    f.tamper("update people set name = 'Another' where person_id = 2");
    EXPECT_EQ(f.sealed(period, 2).person, "P2");
    EXPECT_FALSE(f.sealed(period, 2).is_preview);

    f.tamper("update pay_statements set text = replace(text, 'P2', 'P9') where person_id = 2");
    EXPECT_EQ(f.faults(), std::vector{SealFault::changed});
    EXPECT_THROW(f.sealed(period, 2), Problem);
    f.tamper("delete from pay_statements where person_id = 2");
    EXPECT_EQ(f.faults(), std::vector{SealFault::replaced});
    f.tamper("delete from pay_statements");
    EXPECT_EQ(f.faults(), std::vector{SealFault::replaced});
}

TEST_P(Statements, what_is_out_of_view_does_not_exist) {
    Fixture f(GetParam());
    PayPeriod period = f.calculated("2026-Q1", "2026-01-01", "2026-04-01", {{2, "2026-Q1", 1000}});
    auto const sees = [&](Caller const& who) {
        try {
            f.db->read([&](db::Session& s) { require_statement(s, who, period.id, PersonId{2}); });
        } catch (Problem const& problem) { return problem.kind() != ProblemKind::not_found; }
        return true;
    };
    EXPECT_FALSE(sees(seller(2))) << "what is not approved is not the payee's yet";
    EXPECT_TRUE(sees(finance()));
    period = f.approved(period);
    EXPECT_TRUE(sees(seller(2)));
    EXPECT_TRUE(sees(leader()));
    EXPECT_FALSE(sees(seller(3)));
}

}  // namespace
}  // namespace colonnade::insight
