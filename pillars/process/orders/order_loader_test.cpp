#include "pillars/process/orders/order_loader.hpp"

#include <gtest/gtest.h>

#include "foundation/base/problem.hpp"
#include "pillars/process/orders/test_company.hpp"

namespace colonnade::orders {
namespace {

COLONNADE_STORE_SUITE(OrderLoading);

Date d(std::string_view text) { return Date::parse(text); }

Caller const operations = Company::caller(Role::operations, 0);

TEST_P(OrderLoading, a_file_read_twice_changes_nothing) {
    Loaded company(GetParam());
    company.write([&](access::Write& w) {
        OrderLoader orders(w);
        for (OrderLoadRow const& row : Loaded::rows())
            EXPECT_EQ(orders.add(row).result, LoadResult::unchanged);
        orders.finish();
        OrderLineLoader lines(w);
        for (OrderLineLoadRow const& row : Loaded::lines_of("SO1"))
            EXPECT_EQ(lines.add(row).result, LoadResult::unchanged) << *row.line_no;
        lines.finish();
        EXPECT_FALSE(w.exists("select 1 from orders_history"));
    });
    company.write([&](access::Write& w) {
        OrderLoader orders(w);
        OrderLoadRow row = Loaded::rows()[0];
        row.sellers = {{"P2", {}}};
        EXPECT_EQ(orders.add(row).result, LoadResult::updated);
        orders.finish();
        EXPECT_EQ(w.value<std::int64_t>("select count(*) from order_sellers_history"), 2);
        EXPECT_EQ(w.value<std::int64_t>("select count(*) from orders_history"), 1);
    });
}

TEST_P(OrderLoading, what_a_row_names_must_be_there) {
    Loaded company(GetParam());
    company.write([&](access::Write& w) {
        auto refused = [&](auto&& change) {
            OrderLoader orders(w);
            OrderLoadRow row = Loaded::rows()[0];
            row.external_id = "NEW";
            change(row);
            Outcome const outcome = orders.add(row);
            EXPECT_EQ(outcome.result, LoadResult::refused);
            return outcome.problem ? outcome.problem->code() + " " + outcome.problem->path() : "taken";
        };
        EXPECT_EQ(refused([](OrderLoadRow& r) { r.customer = "C9"; }), "orders.customer_unknown customer");
        EXPECT_EQ(refused([](OrderLoadRow& r) { r.territory = "T9"; }), "orders.territory_unknown territory");
        EXPECT_EQ(refused([](OrderLoadRow& r) { r.sellers[0].person = "P9"; }),
                  "orders.person_unknown sellers");
        EXPECT_EQ(refused([](OrderLoadRow& r) { r.sellers[0].share = Rate::one(); }),
                  "orders.shares_sum sellers");
        EXPECT_EQ(refused([](OrderLoadRow& r) { r.currency = "XQX"; }), "currency.unknown currency");
        EXPECT_EQ(refused([](OrderLoadRow& r) { r.booked_on = {}; }), "orders.date_missing booked_on");
        EXPECT_EQ(refused([](OrderLoadRow& r) { r.external_id = ""; }), "orders.id_missing external_id");
        EXPECT_EQ(
            refused([](OrderLoadRow& r) { r.kind = "credit_note", r.net_amount = Company::amount("1"); }),
            "orders.must_reduce net_amount");
        OrderLineLoader lines(w);
        OrderLineLoadRow line = Loaded::lines_of("SO9")[0];
        EXPECT_EQ(lines.add(line).problem->path(), "order");
        line.order = "SO1", line.product = "Z", line.line_no = 3;
        EXPECT_EQ(lines.add(line).problem->code(), "orders.product_unknown");
        Outcome const rounded = lines.add(Loaded::lines_of("SO2")[1]);
        EXPECT_EQ(rounded.result, LoadResult::inserted);
        EXPECT_EQ(rounded.rounded, 1);
        lines.finish();
    });
}

TEST_P(OrderLoading, lines_may_come_in_any_order) {
    Loaded company(GetParam());
    company.write([&](access::Write& w) {
        OrderLineLoader lines(w);
        OrderLineLoadRow line;
        for (int i = 0; i < 6; ++i) {
            line.order = i % 2 ? "SO2" : "SO3";
            line.net_amount = Company::amount("1");
            EXPECT_EQ(lines.add(line).result, LoadResult::inserted);
        }
        lines.finish();
    });
    EXPECT_EQ(company.view(company.id("SO2"), operations).lines.size(), 3u);
    EXPECT_EQ(company.view(company.id("SO3"), operations).lines.back().line_no, 3);
}

TEST_P(OrderLoading, returns_from_files_always_reduce) {
    Loaded company(GetParam());
    company.write([&](access::Write& w) {
        ReturnLoader returns(w);
        ReturnLoadRow row;
        row.external_id = "R1", row.original = "SO1", row.line = "1", row.booked_on = d("2026-05-20");
        row.quantity = Company::amount("1");
        EXPECT_EQ(returns.add(row).result, LoadResult::inserted);
        row.external_id = "R2", row.original = "", row.line = "", row.customer = "C1", row.currency = "EUR";
        row.quantity = {}, row.net_amount = Company::amount("5");
        EXPECT_EQ(returns.add(row).result, LoadResult::inserted);
        row.external_id = "R3", row.original = "SO9";
        EXPECT_EQ(returns.add(row).problem->path(), "original");
        row.original = "SO1", row.line = "1", row.quantity = Company::amount("-3");
        EXPECT_EQ(returns.add(row).problem->code(), "orders.return_too_much");
        returns.finish();
    });
    OrderView const one = company.view(company.id("R1"), operations);
    EXPECT_EQ(one.net_amount.amount_text(), "-9");
    EXPECT_EQ(one.sellers.size(), 2u);
    OrderView const two = company.view(company.id("R2"), operations);
    EXPECT_EQ(two.net_amount.amount_text(), "-5");
    EXPECT_TRUE(two.is_unmatched);
    company.write([&](access::Write& w) {
        ReturnLoader returns(w);
        ReturnLoadRow row;
        row.external_id = "R1", row.original = "SO1", row.line = "1", row.booked_on = d("2026-05-20");
        row.quantity = Company::amount("1");
        EXPECT_EQ(returns.add(row).result, LoadResult::unchanged);
    });
}

}  // namespace
}  // namespace colonnade::orders
