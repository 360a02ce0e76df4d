// How long one page of the list of orders takes, by role and filter, on a database made for it:
// `--benchmark_filter=…` picks; the size is set by COLONNADE_BENCH_ORDERS (100,000 where it is not given).
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <chrono>
#include <cstdlib>

#include "foundation/access/visibility.hpp"
#include "pillars/process/customers/customer_list_store.hpp"
#include "pillars/process/orders/test_company.hpp"

namespace colonnade::orders {
namespace {

constexpr int people = 10'000, team = 100, products = 2'000;

std::int64_t orders_count() {
    char const* const given = std::getenv("COLONNADE_BENCH_ORDERS");
    return given ? std::atoll(given) : 100'000;
}

// People 1001… sell; person 11 leads the first hundred of them; customers K1… are owned in turn.
void fill(access::Write& w) {
    std::int64_t const orders = orders_count(), customers_count = orders / 4;
    std::vector<access::ScopeRow> scopes{Company::scope(11, 11, 0)};
    w.run("insert into people (person_id, external_id, name) values (11, 'M', 'Lead')");
    for (int i = 1; i <= people; ++i)
        w.run("insert into people (person_id, external_id, name) values (:id, :external, :name)",
              {{"id", i + 1000}, {"external", fmt::format("E{}", i)}, {"name", fmt::format("Person {}", i)}});
    for (int i = 1; i <= team; ++i) scopes.push_back(Company::scope(11, i + 1000, 1));
    access::replace_scopes(w, scopes);
    customers::CustomerLoader loader(w);
    customers::CustomerLoadRow customer;
    for (std::int64_t i = 1; i <= customers_count; ++i) {
        customer.external_id = fmt::format("K{}", i),
        customer.name = fmt::format("Firm {} Works", i * 7919 % customers_count);
        customer.owner = fmt::format("E{}", 1 + i % people), customer.country = i % 5 ? "PL" : "IT";
        loader.add(customer);
    }
    loader.finish();
    ProductLoader product_loader(w);
    ProductLoadRow product;
    for (int i = 1; i <= products; ++i) {
        product.external_id = fmt::format("X{}", i), product.name = fmt::format("Product {}", i);
        product_loader.add(product);
    }
    OrderLoader order_loader(w);
    OrderLoadRow row;
    row.currency = "EUR", row.sellers.resize(1);
    for (std::int64_t i = 0; i < orders; ++i) {
        row.external_id = fmt::format("SO{}", 100'000 + i);
        row.customer = fmt::format("K{}", 1 + (i * 7919) % customers_count);
        row.sellers[0].person = fmt::format("E{}", 1 + (i * 31) % people);
        row.booked_on = Date::of(2024, 6, 1).plus_days(static_cast<int>(i * 730 / orders));
        row.delivered_on = i % 50 ? row.booked_on : std::nullopt;
        row.net_amount = RoundedDecimal{(i * 7907 % 99'991 + 1) * 10'000, true};
        order_loader.add(row);
    }
    order_loader.finish();
    OrderLineLoader line_loader(w);
    OrderLineLoadRow line;
    for (std::int64_t i = 0; i < orders * 5 / 2; ++i) {
        line.order = fmt::format("SO{}", 100'000 + i * 2 / 5);
        line.product = fmt::format("X{}", i % 10 ? 1 + i % 20 : 21 + i % (products - 20));
        line.net_amount = RoundedDecimal{10'000, true};
        line_loader.add(line);
    }
    line_loader.finish();
}

Company& company() {
    static Company filled(db::Dialect::sqlite);
    static bool const once = [] {
        filled.write(fill);
        return true;
    }();
    static_cast<void>(once);
    return filled;
}

Caller caller_of(int which) {
    if (which == 0) return Company::caller(Role::operations, 0);
    return which == 1 ? Company::caller(Role::seller, 1050) : Company::caller(Role::manager, 11);
}

std::optional<Rate> rates(db::Session&, Currency currency, Date) {
    return currency.text() == "EUR" ? std::optional(Rate::one()) : Rate::parse("0.5");
}

using Set = void (*)(OrderFilter&);
void page(benchmark::State& state, int who, Set set) {
    Company& filled = company();
    OrderFilter filter;
    set(filter);
    Caller const caller = caller_of(who);
    std::optional<OrderCursor> after;
    std::size_t rows = 0;
    for (auto _ : state) {
        auto const listed =
            filled.read([&](db::Session& s) { return list_orders(s, caller, filter, after, 50, rates); });
        rows = listed.size();
        after = rows > 50 ? std::optional(listed[49].cursor) : std::nullopt;
    }
    state.counters["rows"] = static_cast<double>(rows);
}

void customer_page(benchmark::State& state, int who, char const* q) {
    Company& filled = company();
    customers::CustomerFilter filter;
    if (*q) filter.q = q;
    Caller const caller = caller_of(who);
    std::size_t rows = 0;
    for (auto _ : state)
        rows = filled.read([&](db::Session& s) { return list_customers(s, caller, filter, {}, 50); }).size();
    state.counters["rows"] = static_cast<double>(rows);
}

constexpr auto everything = [](OrderFilter&) {};
constexpr auto largest = [](OrderFilter& f) { f.sort = OrderSort::largest; };
constexpr auto by_number = [](OrderFilter& f) { f.q = "SO1234"; };
constexpr auto by_customer = [](OrderFilter& f) { f.q = "firm 77"; };
constexpr auto common_product = [](OrderFilter& f) { f.product_id = ProductId{3}; };
constexpr auto rare_product = [](OrderFilter& f) { f.product_id = ProductId{1500}; };
constexpr auto open_ones = [](OrderFilter& f) { f.status = OrderStatus::open; };
constexpr auto one_quarter = [](OrderFilter& f) {
    f.from = Date::of(2025, 1, 1), f.to = Date::of(2025, 4, 1), f.sort = OrderSort::largest;
};
constexpr auto one_seller = [](OrderFilter& f) { f.seller_id = PersonId{1050}; };

#define COLONNADE_PAGE(name)                                                        \
    BENCHMARK_CAPTURE(page, all_##name, 0, name)->Unit(benchmark::kMillisecond);    \
    BENCHMARK_CAPTURE(page, seller_##name, 1, name)->Unit(benchmark::kMillisecond); \
    BENCHMARK_CAPTURE(page, manager_##name, 2, name)->Unit(benchmark::kMillisecond)
COLONNADE_PAGE(everything);
COLONNADE_PAGE(largest);
COLONNADE_PAGE(by_number);
COLONNADE_PAGE(by_customer);
COLONNADE_PAGE(common_product);
COLONNADE_PAGE(rare_product);
COLONNADE_PAGE(open_ones);
COLONNADE_PAGE(one_quarter);
COLONNADE_PAGE(one_seller);
BENCHMARK_CAPTURE(customer_page, all, 0, "")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(customer_page, seller, 1, "")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(customer_page, manager, 2, "")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(customer_page, all_rare_word, 0, "7777")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(customer_page, all_common_word, 0, "firm wor")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(customer_page, manager_common_word, 2, "firm")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace colonnade::orders
