#include "pillars/process/orders/order_api.hpp"

#include <gtest/gtest.h>

#include "foundation/base/problem.hpp"
#include "pillars/process/customers/customer_api.hpp"
#include "pillars/process/orders/test_company.hpp"

namespace colonnade::orders {
namespace {

struct Served : Loaded {
    Served() : Loaded(db::Dialect::sqlite) {
        customers::mount_customers(api, *db, {read_order_timeline});
        mount_orders(api, *db, {no_rates});
        mount_products(api, *db);
    }
    // The status, or the problem's code.
    std::string call(Role role, int person, std::string method, std::string_view target,
                     std::string body = "", std::string if_match = "") {
        wire::Request request = wire::Request::of(std::move(method), target);
        request.body = std::move(body), request.if_match = std::move(if_match);
        if (!request.body.empty()) request.content_type = "application/json";
        try {
            reply = api.dispatch(request, Company::caller(role, person));
            return std::to_string(reply.status);
        } catch (Problem const& problem) { return problem.code(); }
    }
    wire::Api api;
    wire::Reply reply;
};

TEST(OrderApi, each_role_reads_what_the_policy_gives_it) {
    Served served;
    std::string const own = "/orders/" + std::to_string(served.id("SO1").value);
    std::string const others = "/orders/" + std::to_string(served.id("SO2").value);
    struct Row {
        Role role;
        int person;
        std::string list, own, others;
    };
    Row const rows[] = {{Role::seller, 2, "200", "200", "not_found"},
                        {Role::manager, 1, "200", "200", "not_found"},
                        {Role::operations, 0, "200", "200", "200"},
                        {Role::finance, 0, "200", "200", "200"},
                        {Role::liaison, 0, "200", "200", "200"},
                        {Role::solo, 0, "200", "200", "200"},
                        {Role::trainer, 0, "forbidden", "forbidden", "forbidden"},
                        {Role::administrator, 0, "forbidden", "forbidden", "forbidden"}};
    auto outcome = [&](Row const& row, std::string const& target) {
        std::string const told = served.call(row.role, row.person, "GET", target);
        return told.find("forbidden") != told.npos ? std::string("forbidden") : told;
    };
    for (Row const& row : rows) {
        EXPECT_EQ(outcome(row, "/orders?limit=2"), row.list) << static_cast<int>(row.role);
        EXPECT_EQ(outcome(row, own), row.own) << static_cast<int>(row.role);
        EXPECT_EQ(outcome(row, others), row.others) << static_cast<int>(row.role);
        EXPECT_EQ(outcome(row, "/products?q=anvil"), "200") << static_cast<int>(row.role);
    }
}

TEST(OrderApi, an_order_goes_its_road) {
    Served served;
    std::string const body =
        R"({"kind":"order","number":"N-1","customer_id":1,"booked_on":"2026-05-01","currency":"EUR",)"
        R"("sellers":[{"person_id":2}],"lines":[{"product_id":1,"quantity":"2"}]})";
    EXPECT_NE(served.call(Role::seller, 2, "POST", "/orders", body), "201");
    ASSERT_EQ(served.call(Role::operations, 0, "POST", "/orders", body), "201");
    std::string const place(served.reply.header("Location"));
    std::string const at = place.substr(place.find("/orders/"));
    std::string const version(served.reply.header("ETag"));
    EXPECT_NE(served.reply.body.find(R"("net_amount":{"amount":"20)"), std::string::npos)
        << served.reply.body;
    EXPECT_EQ(served.call(Role::operations, 0, "POST", at + "/delivery", R"({"delivered_on":"2026-05-03"})",
                          version),
              "200");
    EXPECT_EQ(served.call(Role::operations, 0, "POST", at + "/cancellation", R"({"reason":"x"})", version),
              "stale");
    EXPECT_EQ(served.call(Role::operations, 0, "GET", at), "200");
    EXPECT_EQ(served.call(Role::seller, 2, "GET", "/orders?q=n-1&sort=largest"), "200");
    EXPECT_NE(served.reply.body.find("N-1"), std::string::npos);
    EXPECT_EQ(served.call(Role::operations, 0, "POST", "/orders", R"({"kind":"gift"})"), "orders.kind");
}

TEST(OrderApi, a_customers_timeline_joins_what_happened) {
    Served served;
    EXPECT_EQ(served.call(Role::seller, 2, "GET", "/customers/1/timeline?limit=2"), "200");
    EXPECT_NE(served.reply.body.find(R"("next")"), std::string::npos) << served.reply.body;
    EXPECT_EQ(served.call(Role::seller, 4, "GET", "/customers/1/timeline"), "not_found");
    EXPECT_EQ(served.call(Role::seller, 2, "GET", "/customers?q=acme"), "200");
    EXPECT_NE(served.reply.body.find("Acme"), std::string::npos);
    ASSERT_EQ(served.call(Role::seller, 2, "POST", "/customers", R"({"name":"Nowy","kind":"company"})"),
              "201");
    std::string const version(served.reply.header("ETag"));
    std::string const place(served.reply.header("Location"));
    std::string const at = place.substr(place.find("/customers/"));
    EXPECT_EQ(served.call(Role::seller, 2, "PATCH", at, R"({"city":"Gdynia"})", version), "200");
    EXPECT_EQ(served.call(Role::seller, 2, "PATCH", at, R"({"city":null})", version), "stale");
    EXPECT_EQ(served.call(Role::seller, 4, "PATCH", at, R"({"city":null})", version), "not_found");
    EXPECT_EQ(
        served.call(Role::manager, 1, "POST", at + "/owners", R"({"person_id":3,"valid_from":"2026-06-01"})"),
        "204");
    EXPECT_EQ(served.call(Role::seller, 3, "GET", at + "/owners"), "200");
    EXPECT_EQ(served.call(Role::seller, 3, "POST", at + "/contacts", R"({"name":"Ada"})"), "201");
}

}  // namespace
}  // namespace colonnade::orders
