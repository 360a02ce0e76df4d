// A small company for the tests: Mia (1) leads Sam (2) and Tom (3); Eve (4) works in another branch.
#pragma once
#include <gtest/gtest.h>

#include "foundation/access/access_migrations.hpp"
#include "foundation/access/policy.hpp"
#include "foundation/access/visibility.hpp"
#include "foundation/access/write.hpp"
#include "foundation/db/test_database.hpp"
#include "pillars/process/customers/customer_loader.hpp"
#include "pillars/process/customers/customer_migrations.hpp"
#include "pillars/process/orders/order_loader.hpp"
#include "pillars/process/orders/order_migrations.hpp"
#include "pillars/process/orders/order_list_store.hpp"
#include "pillars/process/orders/order_store.hpp"
#include "pillars/process/orders/product_loader.hpp"

namespace colonnade::orders {

// What this pillar reads of the operations pillar.
inline constexpr std::string_view neighbours = R"(
create table people (
    person_id bigint primary key,
    external_id text unique,
    name text not null
);
create table territories (
    territory_id bigint primary key,
    external_id text unique,
    name text not null
);
create table position_holders (
    holder_id bigint primary key,
    position_id bigint not null,
    person_id bigint not null,
    valid_from text not null,
    valid_to text
);
create table territory_assignments (
    assignment_id bigint primary key,
    territory_id bigint not null,
    position_id bigint not null,
    valid_from text not null,
    valid_to text
);
)";

inline std::optional<Rate> no_rates(db::Session&, Currency, Date) { return {}; }

struct Company {
    static inline Date const today = Date::parse("2026-06-01");
    static inline Instant const noon = Instant::parse("2026-06-01T12:00:00.000Z");

    static std::vector<db::Migration> migrations() {
        std::vector<db::Migration> all = access::access_migrations();
        all.push_back({100, "neighbours", neighbours});
        for (auto const& more : {customers::customer_migrations(), order_migrations()})
            all.insert(all.end(), more.begin(), more.end());
        return all;
    }

    static access::ScopeRow scope(int viewer, int person, int depth,
                                  DateRange range = {Date::beginning(), {}}) {
        return {PersonId{viewer}, PersonId{person}, range, depth, access::ScopeKind::line};
    }
    template <class F> auto write(F&& work) {
        return access::write(*db, access::system_caller(noon, today), "test", "", std::forward<F>(work));
    }
    template <class F> auto write_as(Caller const& caller, F&& work) {
        return access::write(*db, caller, "test", "", std::forward<F>(work));
    }
    template <class F> auto read(F&& work) { return db->read(std::forward<F>(work)); }

    static Caller caller(Role role, int person) {
        Caller caller;
        caller.user = {100 + person};
        if (person != 0) caller.person = PersonId{person};
        caller.roles = {role};
        caller.today = caller.as_of = today;
        caller.now = noon;
        access::grant_by_roles(caller);
        return caller;
    }
    static RoundedDecimal amount(std::string_view text) {
        return *parse_decimal_rounded(text, Money::places);
    }

    explicit Company(db::Dialect dialect) : db(dialect, migrations()) {
        write([](access::Write& w) {
            for (auto const& [id, name] : {std::pair{1, "Mia"}, {2, "Sam"}, {3, "Tom"}, {4, "Eve"}})
                w.run("insert into people (person_id, external_id, name) values (:id, :external, :name)",
                      {{"id", id}, {"external", "P" + std::to_string(id)}, {"name", name}});
            for (auto const& [id, name] : {std::pair{1, "North"}, {2, "South"}})
                w.run(
                    "insert into territories (territory_id, external_id, name) values (:id, :external, "
                    ":name)",
                    {{"id", id}, {"external", "T" + std::to_string(id)}, {"name", name}});
            std::vector<access::ScopeRow> scopes;
            for (int person = 1; person <= 4; ++person) scopes.push_back(scope(person, person, 0));
            scopes.push_back(scope(1, 2, 1)), scopes.push_back(scope(1, 3, 1));
            access::replace_scopes(w, scopes);
        });
    }

    // Customers C1 (owned by Sam) and C2 (by Eve), products A and B.
    void load_basics() {
        write([](access::Write& w) {
            customers::CustomerLoader customers(w);
            customers::CustomerLoadRow acme;
            acme.external_id = "C1", acme.name = "Acme S.p.A.", acme.country = "IT", acme.owner = "P2",
            acme.territory = "T1";
            customers.add(acme);
            customers::CustomerLoadRow brno;
            brno.external_id = "C2", brno.name = "Nářadí Brno s.r.o.", brno.country = "CZ", brno.owner = "P4";
            customers.add(brno);
            customers.finish();
            ProductLoader products(w);
            ProductLoadRow product;
            product.external_id = "A", product.name = "Anvil", product.category = "Tools > Heavy";
            product.price = amount("10"), product.cost = amount("6"), product.currency = "EUR";
            products.add(product);
            product.external_id = "B", product.name = "Bolt", product.category = "Tools";
            product.price = amount("1"), product.cost = {};
            products.add(product);
        });
    }

    db::TestDatabase db;
};

// Three orders: SO1 by Sam for Acme with lines, SO2 by Eve for Brno, SO3 for Acme without a seller.
struct Loaded : Company {
    explicit Loaded(db::Dialect dialect) : Company(dialect) {
        load_basics();
        write([this](access::Write& w) {
            OrderLoader orders(w);
            for (OrderLoadRow const& row : rows()) EXPECT_EQ(orders.add(row).result, LoadResult::inserted);
            orders.finish();
            OrderLineLoader lines(w);
            for (OrderLineLoadRow const& row : lines_of("SO1"))
                EXPECT_EQ(lines.add(row).result, LoadResult::inserted);
            lines.finish();
        });
    }
    static std::vector<OrderLoadRow> rows() {
        std::vector<OrderLoadRow> rows(3);
        rows[0].external_id = "SO1", rows[0].customer = "C1", rows[0].territory = "T1",
        rows[0].currency = "EUR";
        rows[0].booked_on = Date::parse("2026-03-01"), rows[0].promised_on = Date::parse("2026-03-10");
        rows[0].sellers = {{"P2", Rate::parse("60%")}, {"P3", Rate::parse("40%")}};
        rows[1].external_id = "SO2", rows[1].customer = "C2", rows[1].currency = "CZK",
        rows[1].net_amount = amount("500");
        rows[1].booked_on = Date::parse("2026-04-01"), rows[1].sellers = {{"Eve", {}}},
        rows[1].delivered_on = Date::parse("2026-04-02");
        rows[2].external_id = "SO3", rows[2].customer = "C1", rows[2].currency = "EUR",
        rows[2].net_amount = amount("70.00005");
        rows[2].booked_on = Date::parse("2026-05-01");
        return rows;
    }
    static std::vector<OrderLineLoadRow> lines_of(std::string const& order) {
        std::vector<OrderLineLoadRow> lines(2);
        lines[0].order = order, lines[0].line_no = 1, lines[0].product = "A", lines[0].quantity = amount("3");
        lines[0].unit_price = amount("10"), lines[0].discount = Rate::percent(10);
        lines[1].order = order, lines[1].line_no = 2, lines[1].product = "B", lines[1].quantity = amount("4");
        lines[1].net_amount = amount("3.999950"), lines[1].cost_amount = amount("1");
        return lines;
    }
    OrderId id(std::string const& external) {
        return read([&](db::Session& s) {
            return s.value<OrderId>("select order_id from orders where external_id = :e", {{"e", external}});
        });
    }
    OrderView view(OrderId order, Caller const& as) {
        return read([&](db::Session& s) { return read_order(s, as, order); });
    }
    std::vector<std::string> list(Caller const& as, OrderFilter const& filter, std::int64_t limit = 2,
                                  RateOfToday const& rate = no_rates) {
        std::vector<std::string> found;
        std::optional<OrderCursor> after;
        for (int pages = 0; pages < 20; ++pages) {
            auto page = read([&](db::Session& s) { return list_orders(s, as, filter, after, limit, rate); });
            bool const more = page.size() > static_cast<std::size_t>(limit);
            if (more) page.resize(static_cast<std::size_t>(limit));
            for (ListedOrder const& one : page) {
                found.push_back(read([&](db::Session& s) {
                    return s.value<std::string>(
                        "select coalesce(external_id, number) from orders where order_id = :id",
                        {{"id", one.row.order_id}});
                }));
                after = one.cursor;
            }
            if (!more) break;
        }
        return found;
    }
};

}  // namespace colonnade::orders
