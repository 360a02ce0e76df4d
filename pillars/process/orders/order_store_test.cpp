#include "pillars/process/orders/order_store.hpp"

#include <gtest/gtest.h>

#include "foundation/base/problem.hpp"
#include "pillars/process/customers/customer_list_store.hpp"
#include "pillars/process/orders/order_columns_store.hpp"
#include "pillars/process/orders/test_company.hpp"
#include "pillars/process/orders/order_list_store.hpp"
#include "pillars/process/orders/product_store.hpp"

namespace colonnade::orders {
namespace {

COLONNADE_STORE_SUITE(OrderStore);

Date d(std::string_view text) { return Date::parse(text); }

template <class F> std::string code_of(F&& work) {
    try {
        work();
    } catch (Problem const& problem) { return problem.code(); }
    return "none";
}

Caller const operations = Company::caller(Role::operations, 0);
Caller const mia = Company::caller(Role::manager, 1);
Caller const sam = Company::caller(Role::seller, 2);
Caller const tom = Company::caller(Role::seller, 3);
Caller const eve = Company::caller(Role::seller, 4);
using Names = std::vector<std::string>;

TEST_P(OrderStore, an_order_without_an_amount_of_its_own_is_the_sum_of_its_lines) {
    Loaded company(GetParam());
    OrderView const one = company.view(company.id("SO1"), operations);
    EXPECT_EQ(one.net_amount.amount_text(), "31");  // 27 + 4 (3.99995 rounded half to even)
    EXPECT_EQ(one.difference.units, 0);
    EXPECT_EQ(one.lines.at(0).cost->amount_text(), "18");  // the product's cost that day
    EXPECT_EQ(one.lines.at(1).cost->amount_text(), "1");   // given
    EXPECT_EQ(one.sellers.at(0).share, Rate::parse("60%"));
    EXPECT_EQ(one.days_late, Company::today - d("2026-03-10"));
    OrderView const three = company.view(company.id("SO3"), operations);
    EXPECT_EQ(three.net_amount.amount_text(), "70");
    EXPECT_EQ(three.difference.amount_text(), "70");
}

TEST_P(OrderStore, everyone_sees_the_orders_that_are_theirs_to_see) {
    Loaded company(GetParam());
    EXPECT_EQ(company.list(operations, {}), (Names{"SO3", "SO2", "SO1"}));
    EXPECT_EQ(company.list(sam, {}), (Names{"SO3", "SO1"}));  // SO3 has no seller: Sam owns its customer
    EXPECT_EQ(company.list(tom, {}), (Names{"SO1"}));
    EXPECT_EQ(company.list(eve, {}), (Names{"SO2"}));
    EXPECT_EQ(company.list(mia, {}), (Names{"SO3", "SO1"}));
    EXPECT_EQ(company.list(Company::caller(Role::trainer, 4), {}), Names{});
    OrderFilter oldest, largest;
    oldest.sort = OrderSort::oldest, largest.sort = OrderSort::largest;
    EXPECT_EQ(company.list(mia, oldest, 1), (Names{"SO1", "SO3"}));
    EXPECT_EQ(company.list(mia, largest, 1), (Names{"SO3", "SO1"}));
    EXPECT_EQ(code_of([&] { company.view(company.id("SO2"), sam); }),
              code_of([&] { company.view({99}, sam); }));
    EXPECT_EQ(company.view(company.id("SO3"), sam).customer, "Acme S.p.A.");
    EXPECT_FALSE(company.view(company.id("SO1"), sam).lines.at(0).cost);
}

std::optional<Rate> crowns_are_small(db::Session&, Currency currency, Date) {
    if (currency.text() == "EUR") return Rate::one();
    if (currency.text() == "CZK") return Rate::parse("0.04");
    return std::nullopt;
}

// Orders of three currencies by two sellers of two branches and by nobody, many of the same value: amounts of
// 1 to 60 euros, crowns of the same values, and yen, for which there is no rate.
void load_values(Company& company) {
    company.write([](access::Write& w) {
        OrderLoader orders(w);
        for (int i = 0; i < 360; ++i) {
            OrderLoadRow row;
            row.external_id = "V" + std::to_string(i), row.customer = i % 7 ? "C1" : "C2";
            row.booked_on = Date::parse("2026-01-01").plus_days(i % 100);
            row.currency = i % 6 == 5 ? "JPY" : i % 2 ? "CZK" : "EUR";
            row.net_amount =
                RoundedDecimal{(i % 60 / 2 + 1) * 10'000LL * (row.currency == "CZK" ? 25 : 1), true};
            if (i % 11) row.sellers = {{i % 4 == 3 ? "P4" : i % 3 ? "P2" : "P3", {}}};
            if (i % 50 == 1) row.status = "cancelled";
            orders.add(row);
        }
        orders.finish();
    });
}

// The whole list by value, found by looking at every order: what the pages together must be.
Names by_value(Company& company, Caller const& as, bool largest) {
    auto all = company.read([&](db::Session& s) {
        access::Condition const seen = visible_order(as, Permission::order_read, "o");
        return s.rows<std::string, std::string, std::int64_t, std::int64_t>(
            "select coalesce(o.external_id, ''), o.currency, o.net_amount, o.order_id from orders o where "
            "o.order_id > :none and " +
                seen.sql,
            access::joined({{"none", 0}}, seen.params));
    });
    std::ranges::sort(all, [&](auto const& a, auto const& b) {
        auto const key = [&](auto const& row) {
            auto const& [name, currency, net, id] = row;
            std::int64_t const cents = currency == "CZK" ? net / 25 : net;
            return std::tuple(currency == "JPY", largest ? -cents : cents, largest ? -id : id);
        };
        return key(a) < key(b);
    });
    Names names;
    for (auto const& row : all) names.push_back(std::get<0>(row));
    return names;
}

TEST_P(OrderStore, the_largest_are_those_of_the_highest_value_whatever_their_currency) {
    Loaded company(GetParam());
    load_values(company);
    for (OrderSort const sort : {OrderSort::largest, OrderSort::smallest})
        for (Caller const& as : {operations, mia, sam, eve}) {
            OrderFilter filter;
            filter.sort = sort;
            Names const whole = by_value(company, as, sort == OrderSort::largest);
            EXPECT_EQ(company.list(as, filter, 200, crowns_are_small), whole);
            EXPECT_EQ(company.list(as, filter, 37, crowns_are_small), whole);
            EXPECT_EQ(company.list(as, filter, 25, crowns_are_small), whole);
        }
}

// Beyond what is gathered: a wide view walks the list by amount, in pages that hold everything once.
TEST_P(OrderStore, a_manager_of_hundreds_sees_each_order_once_by_value) {
    Loaded company(GetParam());
    load_values(company);
    company.write([](access::Write& w) {
        std::vector<access::ScopeRow> scopes;
        for (int person = 1; person <= 4; ++person) scopes.push_back(Company::scope(person, person, 0));
        scopes.push_back(Company::scope(1, 2, 1));
        for (int person = 1000; person < 1400; ++person) scopes.push_back(Company::scope(1, person, 1));
        access::replace_scopes(w, scopes);
    });
    for (OrderSort const sort : {OrderSort::largest, OrderSort::smallest}) {
        OrderFilter filter;
        filter.sort = sort;
        Names const whole = by_value(company, mia, sort == OrderSort::largest);
        ASSERT_GT(whole.size(), 100u);
        EXPECT_EQ(company.list(mia, filter, 25, crowns_are_small), whole);
        filter.status = OrderStatus::cancelled;
        Names const cancelled = company.list(mia, filter, 2, crowns_are_small);
        EXPECT_EQ(cancelled, company.list(mia, filter, 200, crowns_are_small));
        EXPECT_GT(cancelled.size(), 2u);
    }
}

TEST_P(OrderStore, a_former_manager_keeps_the_past_of_that_time) {
    Loaded company(GetParam());
    company.write([](access::Write& w) {
        access::replace_scopes(
            w, {Company::scope(1, 1, 0), Company::scope(1, 2, 1, {d("2026-01-01"), d("2026-04-01")}),
                Company::scope(2, 2, 0), Company::scope(4, 4, 0)});
    });
    EXPECT_EQ(company.list(mia, {}), (Names{"SO1"}));
    EXPECT_EQ(company.view(company.id("SO1"), mia).number, std::nullopt);
    EXPECT_EQ(code_of([&] { company.view(company.id("SO3"), mia); }), code_of([] { throw not_found(); }));
}

TEST_P(OrderStore, a_list_is_narrowed_by_each_filter) {
    Loaded company(GetParam());
    auto list = [&](auto&& set, Caller const& as = operations) {
        OrderFilter filter;
        set(filter);
        return company.list(as, filter);
    };
    ProductId const anvil = company.read([](db::Session& s) {
        return s.value<ProductId>("select product_id from products where external_id = 'A'");
    });
    EXPECT_EQ(list([&](OrderFilter& f) { f.product_id = anvil; }), Names{"SO1"});
    EXPECT_EQ(list([](OrderFilter& f) { f.q = "so1"; }), Names{"SO1"});
    EXPECT_EQ(list([](OrderFilter& f) { f.q = "narad brno"; }), Names{"SO2"});
    EXPECT_EQ(list([](OrderFilter& f) { f.q = "nothing such"; }), Names{});
    EXPECT_EQ(list([](OrderFilter& f) { f.seller_id = PersonId{3}; }), Names{"SO1"});
    EXPECT_EQ(list([](OrderFilter& f) { f.seller_id = PersonId{4}; }, sam), Names{});
    EXPECT_EQ(list([](OrderFilter& f) { f.territory_id = TerritoryId{1}; }), Names{"SO1"});
    EXPECT_EQ(list([](OrderFilter& f) { f.status = OrderStatus::delivered; }), Names{"SO2"});
    EXPECT_EQ(list([](OrderFilter& f) { f.kind = OrderKind::return_; }), Names{});
    EXPECT_EQ(list([](OrderFilter& f) { f.from = d("2026-04-01"), f.to = d("2026-05-01"); }), Names{"SO2"});
    EXPECT_EQ(list([](OrderFilter& f) { f.customer_id = CustomerId{1}, f.q = "SO3"; }), Names{"SO3"});
    EXPECT_EQ(
        list([&](OrderFilter& f) { f.product_id = anvil, f.q = "acme", f.seller_id = PersonId{2}; }, mia),
        Names{"SO1"});
}

TEST_P(OrderStore, a_return_reduces_what_was_sold_by_the_same_sellers) {
    Loaded company(GetParam());
    OrderId const order = company.id("SO1");
    auto change = [&](auto&& work) { return company.write_as(operations, work); };
    OrderView sold = company.view(order, operations);
    NewReturn ask;
    ask.booked_on = d("2026-05-02");
    ask.lines = {{sold.lines[0].line_id, Quantity::parse("1")}};
    EXPECT_EQ(code_of([&] { change([&](access::Write& w) { create_return(w, order, ask); }); }),
              "orders.return_not_delivered");
    change([&](access::Write& w) { record_delivery(w, order, sold.version, {d("2026-03-12"), {}}); });
    sold = company.view(order, operations);
    EXPECT_EQ(sold.status, OrderStatus::delivered);
    EXPECT_EQ(sold.days_late, 2);
    OrderId const back = change([&](access::Write& w) { return create_return(w, order, ask); });
    OrderView const returned = company.view(back, operations);
    EXPECT_EQ(returned.net_amount.amount_text(), "-9");
    EXPECT_EQ(returned.sellers.at(1).share, Rate::parse("40%"));
    EXPECT_EQ(returned.original->order_id, order);
    EXPECT_FALSE(returned.is_unmatched);
    sold = company.view(order, operations);
    EXPECT_EQ(sold.lines[0].returned, Quantity::parse("1"));
    EXPECT_EQ(sold.returns.size(), 1u);
    ask.lines[0].quantity = Quantity::parse("3");
    EXPECT_EQ(code_of([&] { change([&](access::Write& w) { create_return(w, order, ask); }); }),
              "orders.return_too_much");
    EXPECT_EQ(
        code_of([&] { change([&](access::Write& w) { cancel_order(w, order, sold.version, {{"x"}}); }); }),
        "orders.has_returns");
}

TEST_P(OrderStore, an_order_is_made_corrected_and_cancelled) {
    Loaded company(GetParam());
    NewOrder ask;
    ask.number = wire::Text<100>("N-1"), ask.customer_id = {1}, ask.booked_on = d("2026-05-05");
    ask.currency = Currency::parse("EUR"), ask.sellers = {{PersonId{2}, {}}, {PersonId{4}, {}}};
    ask.lines.resize(1);
    ask.lines[0].product_id = ProductId{1}, ask.lines[0].quantity = Quantity::parse("2");
    OrderId const order =
        company.write_as(operations, [&](access::Write& w) { return create_order(w, ask); });
    OrderView view = company.view(order, operations);
    EXPECT_EQ(view.net_amount.amount_text(), "20");  // two at the product's price
    EXPECT_EQ(view.sellers[0].share, Rate::percent(50));
    OrderPatch patch;
    patch.booked_on = d("2026-05-06");
    patch.net_amount = {true, Quantity::parse("19.5")};
    company.write_as(operations, [&](access::Write& w) { update_order(w, order, view.version, patch); });
    EXPECT_EQ(code_of([&] {
                  company.write_as(operations,
                                   [&](access::Write& w) { update_order(w, order, view.version, patch); });
              }),
              "stale");
    view = company.view(order, operations);
    EXPECT_EQ(view.difference.amount_text(), "-0.5");
    EXPECT_EQ(company.list(eve, {}), (Names{"N-1", "SO2"}));
    company.write_as(operations,
                     [&](access::Write& w) { cancel_order(w, order, view.version, {{"by mistake"}}); });
    EXPECT_EQ(company.view(order, operations).status, OrderStatus::cancelled);
    Caller own = Company::caller(Role::operations, 2);
    EXPECT_EQ(code_of([&] { company.write_as(own, [&](access::Write& w) { create_order(w, ask); }); }),
              "orders.own_credit");
    ask.number = wire::Text<100>("N-2"), ask.kind = OrderKind::credit_note;
    EXPECT_EQ(code_of([&] { company.write_as(operations, [&](access::Write& w) { create_order(w, ask); }); }),
              "orders.must_reduce");
}

TEST_P(OrderStore, columns_hold_everything_and_tell_what_changed) {
    Loaded company(GetParam());
    ChangeId const seen = company.read([](db::Session& s) { return latest_order_change(s); });
    company.read([&](db::Session& s) {
        std::vector<OrderFact> orders;
        std::int64_t shares = 0, lines = 0;
        read_orders(s, {}, [&](OrderFact const& fact) { orders.push_back(fact); });
        read_sellers(s, {}, [&](SellerFact const& fact) { shares += fact.share.count; });
        read_lines(s, {}, [&](LineFact const& fact) { lines += fact.net_amount; });
        ASSERT_EQ(orders.size(), 3u);
        EXPECT_EQ(orders[1].booked_on, d("2026-04-01"));
        EXPECT_EQ(orders[1].delivered_on, d("2026-04-02").number());
        EXPECT_EQ(orders[0].delivered_on, OrderFact::not_delivered);
        EXPECT_EQ(orders[1].status, OrderStatus::delivered);
        EXPECT_EQ(orders[1].currency.code(), "CZK");
        EXPECT_TRUE(orders[1].amount_given);
        EXPECT_FALSE(orders[0].amount_given);
        EXPECT_EQ(orders[0].territory, TerritoryId{1});
        EXPECT_EQ(shares, 2 * Rate::scale);
        EXPECT_EQ(lines, orders[0].net_amount);
        EXPECT_TRUE(changed_orders(s, seen).empty());
    });
    OrderView const one = company.view(company.id("SO1"), operations);
    company.write_as(operations, [&](access::Write& w) {
        record_delivery(w, one.order_id, one.version, {d("2026-03-12"), std::vector{one.lines[0].line_id}});
    });
    company.read([&](db::Session& s) { EXPECT_EQ(changed_orders(s, seen), std::vector{one.order_id}); });
    EXPECT_EQ(company.view(one.order_id, operations).status, OrderStatus::partly_delivered);
}

TEST_P(OrderStore, prices_and_costs_are_dated) {
    Loaded company(GetParam());
    ProductId const anvil{1};
    company.write_as(operations, [&](access::Write& w) {
        add_price(w, anvil, PriceKind::price, {Money::parse("12", Currency::parse("EUR")), d("2026-07-01")});
    });
    company.read([&](db::Session& s) {
        EXPECT_EQ(read_product(s, operations, anvil).price->amount_text(), "10");
        EXPECT_EQ(read_prices(s, operations, anvil, PriceKind::price).size(), 2u);
        EXPECT_FALSE(read_product(s, sam, anvil).cost);
        EXPECT_EQ(code_of([&] { read_prices(s, sam, anvil, PriceKind::cost); }),
                  code_of([] { throw not_found(); }));
        ProductFilter filter;
        filter.q = "anv";
        EXPECT_EQ(list_products(s, sam, filter, {}, 10).size(), 1u);
        filter.q = {}, filter.category_id = CategoryId{1};
        EXPECT_EQ(list_products(s, sam, filter, {}, 10).size(), 2u);
    });
    company.write([&](access::Write& w) {
        ProductLoader loader(w);
        EXPECT_EQ(
            loader.add_price({"A", false, Company::amount("11"), "EUR", d("2026-02-01"), d("2026-03-01")})
                .result,
            LoadResult::inserted);
        EXPECT_EQ(
            loader.add_price({"A", false, Company::amount("11"), "EUR", d("2026-02-01"), d("2026-03-01")})
                .result,
            LoadResult::unchanged);
        EXPECT_EQ(loader.add_price({"Z", false, Company::amount("1"), "EUR", {}, {}}).problem->path(),
                  "product");
    });
}

}  // namespace
}  // namespace colonnade::orders
