// A small company for the tests, loaded the way files are. Mia (P1) leads Sam (P2) and Tom (P3); Tom reports
// to Eve (P4) from June on; Eve and her Liv (P5) are another branch. North, which Sam holds, has the part
// Coast; nobody holds South.
#pragma once
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "foundation/access/access_migrations.hpp"
#include "foundation/access/policy.hpp"
#include "foundation/access/write.hpp"
#include "foundation/db/test_database.hpp"
#include "insight/insight_api.hpp"
#include "insight/standing_keeper.hpp"
#include "pillars/operations/company/company_migrations.hpp"
#include "pillars/operations/company/company_store.hpp"
#include "pillars/operations/goals/goal_loader.hpp"
#include "pillars/operations/goals/goal_migrations.hpp"
#include "pillars/operations/incentives/incentive_migrations.hpp"
#include "pillars/operations/kpis/kpi_migrations.hpp"
#include "pillars/operations/structure/reporting_loader.hpp"
#include "pillars/operations/structure/structure_loader.hpp"
#include "pillars/operations/structure/structure_migrations.hpp"
#include "pillars/operations/territories/territory_loader.hpp"
#include "pillars/operations/territories/territory_migrations.hpp"
#include "pillars/process/customers/customer_loader.hpp"
#include "pillars/process/customers/customer_migrations.hpp"
#include "pillars/process/orders/order_loader.hpp"
#include "pillars/process/orders/order_migrations.hpp"
#include "pillars/process/orders/product_loader.hpp"

namespace colonnade::insight {

struct Company {
    static inline Date const today = Date::parse("2026-06-20");
    static inline Instant const noon = Instant::parse("2026-06-20T12:00:00.000Z");

    static std::vector<db::Migration> migrations() {
        std::vector<db::Migration> all;
        for (auto const& more :
             {access::access_migrations(), company::company_migrations(), structure::structure_migrations(),
              territories::territory_migrations(), goals::goal_migrations(), kpis::kpi_migrations(),
              incentives::incentive_migrations(), customers::customer_migrations(),
              orders::order_migrations()})
            all.insert(all.end(), more.begin(), more.end());
        return all;
    }

    template <class F> void write(F&& work) {
        access::write(*db, access::system_caller(noon, today), "test", "", std::forward<F>(work));
    }
    static RoundedDecimal amount(std::string_view text) {
        return *parse_decimal_rounded(text, Money::places);
    }
    static void expect_taken(Outcome const& outcome) {
        EXPECT_NE(outcome.result, LoadResult::refused) << (outcome.problem ? outcome.problem->what() : "");
    }

    explicit Company(db::Dialect dialect) : db(dialect, migrations()), keeper(*db) {
        write([](access::Write& w) { load_structure(w); });
        write([](access::Write& w) { load_customers(w); });
        write([](access::Write& w) { load_orders(w); });
        write([](access::Write& w) { load_quotas(w); });
        mount_insight(
            api, *db, [this](Caller const& caller, Lines lines) { return keeper.current(caller, lines); },
            [](std::string_view, std::string_view key, documents::MessageArguments const&) {
                return std::string(key);
            });
    }

    static void load_structure(access::Write& w) {
        structure::PeopleLoader people(w);
        for (auto const& [id, name] : {std::pair{"P1", "Mia Lead"},
                                       {"P2", "Sam Sells"},
                                       {"P3", "Tom Trades"},
                                       {"P4", "Eve East"},
                                       {"P5", "Liv Łódź"}}) {
            structure::PersonRow row;
            row.person_id = id, row.name = name, row.team = "Sales", row.title = "Seller",
            row.kind = "salesperson";
            row.hired_on = id == std::string("P5") ? Date::parse("2026-04-16") : Date::parse("2024-01-01");
            expect_taken(people.add(row));
        }
        people.finish();
        structure::ReportingLoader lines(w);
        expect_taken(lines.add({"P2", "P1", {}, {}}));
        expect_taken(lines.add({"P3", "P1", {}, Date::parse("2026-06-01")}));
        expect_taken(lines.add({"P3", "P4", Date::parse("2026-06-01"), {}}));
        expect_taken(lines.add({"P5", "P4", Date::parse("2026-04-16"), {}}));
        lines.finish();
        territories::TerritoriesLoader ground(w);
        expect_taken(ground.add({"T1", "North", "", Date::parse("2020-01-01"), {}}));
        expect_taken(ground.add({"T2", "Coast", "T1", Date::parse("2020-01-01"), {}}));
        expect_taken(ground.add({"T3", "South", "", Date::parse("2020-01-01"), {}}));
        ground.finish();
        territories::TerritoryAssignmentsLoader held(w);
        expect_taken(held.add({"T1", "", "P2", Date::parse("2024-01-01"), {}}));
        held.finish();
        company::save_rate(w, {Currency::parse("USD"), Currency::parse("EUR"), Rate::parse("0.9173"),
                               Date::parse("2026-01-01")});
    }

    static void load_customers(access::Write& w) {
        customers::CustomerLoader customers(w);
        for (auto const& [id, name, owner] :
             {std::tuple{"C1", "Acme S.p.A.", "P2"}, {"C2", "Nářadí Brno", "P5"}, {"C3", "Drift", ""}}) {
            customers::CustomerLoadRow row;
            row.external_id = id, row.name = name, row.owner = owner;
            expect_taken(customers.add(row));
        }
        customers.finish();
        orders::ProductLoader products(w);
        for (auto const& [id, name, category] :
             {std::tuple{"A", "Anvil", "Tools > Heavy"}, {"B", "Bolt", ""}}) {
            orders::ProductLoadRow row;
            row.external_id = id, row.name = name, row.category = category;
            expect_taken(products.add(row));
        }
        products.finish();
    }

    struct Line {
        char const* product;
        char const* quantity;
        char const* amount;
        char const* cost;
    };

    static void add_order(access::Write& w, char const* id, char const* customer, char const* territory,
                          char const* booked, char const* currency, std::vector<orders::SellerCell> sellers,
                          char const* net, std::vector<Line> lines, char const* kind = "order") {
        orders::OrderLoader loader(w);
        orders::OrderLoadRow row;
        row.external_id = row.number = id, row.customer = customer, row.territory = territory,
        row.kind = kind;
        row.booked_on = Date::parse(booked), row.currency = currency, row.sellers = std::move(sellers);
        row.promised_on = Date::parse(booked).plus_days(3);
        if (*net) row.net_amount = amount(net);
        expect_taken(loader.add(row));
        loader.finish();
        orders::OrderLineLoader line_loader(w);
        for (Line const& line : lines) {
            orders::OrderLineLoadRow one;
            one.order = id, one.product = line.product, one.quantity = amount(line.quantity);
            one.net_amount = amount(line.amount);
            if (*line.cost) one.cost_amount = amount(line.cost);
            expect_taken(line_loader.add(one));
        }
        line_loader.finish();
    }

    static void load_orders(access::Write& w) {
        std::vector<orders::SellerCell> const sam{{"P2", {}}}, tom{{"P3", {}}}, liv{{"P5", {}}},
            shared{
                {"P2", Rate::parse("0.3333")}, {"P3", Rate::parse("0.3333")}, {"P5", Rate::parse("0.3334")}};
        add_order(w, "100", "C1", "T1", "2026-04-10", "EUR", sam, "",
                  {{"A", "1", "100.0001", "60"}, {"B", "7", "7", ""}});
        // Shared by three, in dollars, with a third of a cent in every line and an amount of its own.
        add_order(
            w, "101", "C2", "T2", "2026-05-02", "USD", shared, "1000.01",
            {{"A", "3", "333.3333", "100"}, {"B", "5", "333.3333", "100"}, {"", "1", "333.3334", "0.5"}});
        add_order(w, "102", "C1", "T1", "2026-05-20", "EUR", tom, "50.5", {{"A", "2", "50", "10"}});
        add_order(w, "103", "C1", "T3", "2026-06-10", "EUR", tom, "77.7", {{"B", "1", "77.7", "7"}});
        add_order(w, "104", "C2", "", "2026-06-12", "USD", {}, "10.0001", {});  // Liv owns the customer
        add_order(w, "105", "C3", "T3", "2026-06-13", "EUR", {}, "31", {{"B", "1", "31", ""}});  // nobody's
        add_order(w, "106", "C1", "T1", "2026-06-19", "EUR", sam, "-20", {{"A", "-1", "-20", "-12"}},
                  "return");
        add_order(w, "107", "C2", "T3", "2025-05-02", "EUR", liv, "500", {{"A", "1", "500", "1"}});
    }

    static void load_quotas(access::Write& w) {
        goals::GoalLoader quotas(w);
        Period const quarter{
            PeriodKind::quarter, "2026-Q2", {Date::parse("2026-04-01"), Date::parse("2026-07-01")}};
        auto const quota = [&](goals::SubjectKind kind, std::int64_t id, char const* text,
                               bool prorated = false) {
            expect_taken(quotas.add({kind, id, goals::GoalMeasure::revenue, quarter, amount(text).count,
                                     prorated, std::to_string(id)}));
        };
        auto const id = [&](char const* external) {
            return w.value<std::int64_t>("select person_id from people where external_id = :id",
                                         {{"id", external}});
        };
        quota(goals::SubjectKind::person, id("P2"), "1000");
        quota(goals::SubjectKind::person, id("P3"), "900");
        quota(goals::SubjectKind::person, id("P5"), "910", true);
        quota(goals::SubjectKind::company, 0, "5000");
        quota(goals::SubjectKind::territory,
              w.value<std::int64_t>("select territory_id from territories where "
                                    "external_id = 'T1'"),
              "700");
    }

    std::int64_t id(char const* kind, char const* external) {
        std::string const table = kind == std::string("person")      ? "people"
                                  : kind == std::string("territory") ? "territories"
                                                                     : "orders";
        return db->read([&](db::Session& s) {
            return s.value<std::int64_t>(
                "select " + std::string(kind) + "_id from " + table + " where external_id = :id",
                {{"id", external}});
        });
    }

    Caller caller(Role role, char const* person = nullptr) {
        Caller caller;
        caller.user = {person ? 100 + person[1] : 99};
        if (person) caller.person = PersonId{id("person", person)};
        caller.roles = {role};
        caller.today = caller.as_of = today;
        caller.now = noon;
        access::grant_by_roles(caller);
        return caller;
    }

    // The answer as JSON, or null where it is not there for this caller.
    boost::json::value get(Caller const& caller, std::string const& target) {
        try {
            return boost::json::parse(api.dispatch(wire::Request::of("GET", target), caller).body);
        } catch (Problem const& problem) {
            EXPECT_EQ(problem.kind(), ProblemKind::not_found) << target << ": " << problem.what();
            return nullptr;
        }
    }

    db::TestDatabase db;
    wire::Api api;
    StandingKeeper keeper;
};

}  // namespace colonnade::insight
