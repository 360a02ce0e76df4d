// What the store tests of this slice share: six people, and pay that is calculated by hand.
#pragma once
#include <gtest/gtest.h>

#include "foundation/access/access_migrations.hpp"
#include "foundation/access/visibility.hpp"
#include "foundation/db/test_database.hpp"
#include "pillars/operations/incentives/case_store.hpp"
#include "pillars/operations/incentives/incentive_migrations.hpp"
#include "pillars/operations/incentives/parameter_loader.hpp"
#include "pillars/operations/incentives/pay_period_store.hpp"
#include "pillars/operations/incentives/plan_store.hpp"
#include "pillars/operations/incentives/run_store.hpp"
#include "pillars/operations/structure/structure_migrations.hpp"
#include "pillars/operations/territories/territory_migrations.hpp"
#include "pillars/process/customers/customer_migrations.hpp"
#include "pillars/process/orders/order_migrations.hpp"

namespace colonnade::incentives {

inline Date d(char const* text) { return Date::parse(text); }
inline Money eur(std::int64_t units) { return {units, Currency::parse("EUR")}; }

// Person and user 1 leads 2; 3 is in another branch. 4 is sales operations, 5 and 6 finance, 6 also on a
// plan.
inline Caller caller(int id, Role role, Scope pay) {
    Caller caller = access::system_caller(Instant{1'000}, d("2026-02-01"));
    caller.user = UserId{id};
    caller.person = PersonId{id};
    caller.roles = {role};
    for (Permission permission : {Permission::pay_read, Permission::plan_read}) caller.grant(permission, pay);
    caller.grant(Permission::plan_approve, pay == Scope::own ? Scope::none : pay);
    return caller;
}
inline Caller leader() { return caller(1, Role::manager, Scope::team); }
inline Caller seller(int id) { return caller(id, Role::seller, Scope::own); }
inline Caller operations() { return caller(4, Role::operations, Scope::all); }
inline Caller finance(int id = 5) { return caller(id, Role::finance, Scope::all); }

struct Fixture {
    static std::vector<db::Migration> migrations() {
        std::vector<db::Migration> all;
        for (auto const& part : {access::access_migrations(), structure::structure_migrations(),
                                 territories::territory_migrations(), customers::customer_migrations(),
                                 orders::order_migrations(), incentive_migrations()})
            all.insert(all.end(), part.begin(), part.end());
        return all;
    }
    template <class F> auto as(Caller const& caller, F&& f) {
        return access::write(*db, caller, "test", "", std::forward<F>(f));
    }
    explicit Fixture(db::Dialect dialect) : db(dialect, migrations()) {
        as(access::system_caller(Instant{1'000}, d("2026-02-01")), [](access::Write& w) {
            for (int person = 1; person <= 6; ++person)
                w.run(
                    "insert into people (person_id, name, name_key, search_text, change_id) values "
                    "(:id, :name, :name, '', :change)",
                    {{"id", person}, {"name", "P" + std::to_string(person)}, {"change", w.change_id()}});
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
    // A plan submitted by operations, assigned to those persons.
    PlanVersion submitted(std::vector<int> const& payees) {
        PlanVersion const made = as(operations(), [](access::Write& w) {
            return create_plan(w, "Sellers", "plan \"Sellers\"", d("2026-01-01"));
        });
        for (int payee : payees)
            as(operations(), [&](access::Write& w) {
                Assignment assignment;
                assignment.plan = made.plan;
                assignment.person = PersonId{payee};
                assignment.valid = {d("2026-01-01"), std::nullopt};
                assign_plan(w, assignment);
            });
        return as(operations(), [&](access::Write& w) { return submit_version(w, made.id, made.version); });
    }
    // A run that pays each person that amount in each period.
    RunId run(PayPeriodId period, std::vector<std::tuple<int, char const*, std::int64_t>> const& pays,
              std::vector<RunException> exceptions = {}) {
        RunResult result;
        result.currency = Currency::parse("EUR");
        result.exceptions = std::move(exceptions);
        for (auto const& [person, key, amount] : pays)
            result.payouts.push_back({PersonId{person},
                                      "Sellers",
                                      "Commission",
                                      key,
                                      {d("2026-01-01"), d("2026-02-01")},
                                      eur(10 * amount),
                                      eur(amount),
                                      eur(0),
                                      eur(0),
                                      eur(0),
                                      {{OrderId{9}, 1, d("2026-01-05"), 10 * amount, Rate::one(), amount}}});
        return as(operations(), [&](access::Write& w) { return save_run(w, result, period); });
    }
    PayPeriod open(char const* key, char const* from, char const* to) {
        return as(operations(), [&](access::Write& w) { return open_pay_period(w, key, {d(from), d(to)}); });
    }
    PayPeriod step(Caller const& who, PayPeriod const& period, PayState to, std::optional<RunId> run = {}) {
        return as(who, [&](access::Write& w) {
            return step_pay_period(w, {period.id, to, run, "", period.version});
        });
    }
    PayPeriod approved(PayPeriod period, RunId run) {
        period = step(operations(), period, PayState::calculated, run);
        period = step(operations(), period, PayState::reviewed);
        return step(finance(), period, PayState::approved);
    }
    std::int64_t balance(int person, Account account) {
        return db->read([&](db::Session& s) { return balances(s, PersonId{person})[{account, "EUR"}]; });
    }
    std::size_t payouts_seen(Caller const& who) {
        return db->read([&](db::Session& s) { return list_payouts(s, who, {}).size(); });
    }
    db::TestDatabase db;
};

}  // namespace colonnade::incentives
