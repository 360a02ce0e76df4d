// How fast orders and their lines come in from files, into SQLite on disk, and go out again as columns.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <chrono>
#include <ctime>
#include <fstream>
#include <stdexcept>

#include "foundation/access/access_migrations.hpp"
#include "foundation/access/write.hpp"
#include "foundation/db/database.hpp"
#include "foundation/db/migration.hpp"
#include "pillars/process/customers/customer_loader.hpp"
#include "pillars/process/customers/customer_migrations.hpp"
#include "pillars/process/orders/order_columns_store.hpp"
#include "pillars/process/orders/test_company.hpp"

namespace colonnade::orders {
namespace {

// What the process itself holds, without the pages of the database file that it has mapped.
long memory_mb() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.rfind("RssAnon:", 0) == 0) return std::stol(line.substr(8)) / 1024;
    return 0;
}

constexpr int lines_per_order = 5, products = 1000, customers_count = 20'000, people = 1000;

void load_neighbours(access::Write& w) {
    for (int i = 1; i <= people; ++i)
        w.run("insert into people (person_id, external_id, name) values (:id, :external, :name)",
              {{"id", i + 10}, {"external", fmt::format("E{}", i)}, {"name", fmt::format("Person {}", i)}});
    customers::CustomerLoader loader(w);
    customers::CustomerLoadRow customer;
    for (int i = 1; i <= customers_count; ++i) {
        customer.external_id = fmt::format("K{}", i), customer.name = fmt::format("Customer {} Works", i);
        customer.owner = fmt::format("E{}", 1 + i % people);
        loader.add(customer);
    }
    loader.finish();
    ProductLoader product_loader(w);
    ProductLoadRow product;
    for (int i = 1; i <= products; ++i) {
        product.external_id = fmt::format("X{}", i), product.name = fmt::format("Product {}", i);
        product_loader.add(product);
    }
}

std::int64_t load_orders(access::Write& w, std::int64_t orders) {
    OrderLoader loader(w);
    OrderLoadRow row;
    row.currency = "EUR", row.sellers.resize(1);
    for (std::int64_t i = 0; i < orders; ++i) {
        row.external_id = fmt::format("SO{}", 100'000 + i);
        row.customer = fmt::format("K{}", 1 + (i * 7919) % customers_count);
        row.sellers[0].person = fmt::format("E{}", 1 + (i * 31) % people);
        row.booked_on = Date::of(2024, 1, 1).plus_days(static_cast<int>(i * 730 / orders));
        row.delivered_on = row.booked_on;
        row.net_amount = RoundedDecimal{(i % 997 + 1) * 10'000, true};
        if (loader.add(row).result != LoadResult::inserted) throw std::runtime_error("order refused");
    }
    loader.finish();
    return orders;
}

std::int64_t load_lines(access::Write& w, std::int64_t orders) {
    OrderLineLoader loader(w);
    OrderLineLoadRow row;
    row.discount = Rate::percent(5);
    for (std::int64_t i = 0; i < orders; ++i) {
        row.order = fmt::format("SO{}", 100'000 + i);
        for (int line = 1; line <= lines_per_order; ++line) {
            row.line_no = line;
            row.product = fmt::format("X{}", 1 + (i * 13 + line * 101) % products);
            row.quantity = RoundedDecimal{line * Quantity::scale, true};
            row.unit_price = RoundedDecimal{199'900, true};
            if (loader.add(row).result != LoadResult::inserted) throw std::runtime_error("line refused");
        }
    }
    loader.finish();
    return orders * lines_per_order;
}

void loading_and_reading(benchmark::State& state) {
    std::int64_t const orders = state.range(0);
    auto const rate = [&](std::string const& name, std::int64_t rows, auto const& work) {
        auto const start = std::chrono::steady_clock::now();
        std::clock_t const used = std::clock();
        work();
        double const seconds =
            std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        double const processor = static_cast<double>(std::clock() - used) / CLOCKS_PER_SEC;
        state.counters[name + "_per_s"] = static_cast<double>(rows) / seconds;
        state.counters[name + "_per_processor_s"] = static_cast<double>(rows) / processor;
    };
    for (auto _ : state) {
        Company company(db::Dialect::sqlite);
        company.write(load_neighbours);
        rate("orders", orders, [&] { company.write([&](access::Write& w) { load_orders(w, orders); }); });
        rate("lines", orders * lines_per_order,
             [&] { company.write([&](access::Write& w) { load_lines(w, orders); }); });
        std::int64_t sum = 0;
        company.read([&](db::Session& s) {
            rate("read_orders", orders,
                 [&] { read_orders(s, {}, [&](OrderFact const& o) { sum += o.net_amount; }); });
            rate("read_sellers", orders,
                 [&] { read_sellers(s, {}, [&](SellerFact const& o) { sum += o.share.count; }); });
            rate("read_lines", orders * lines_per_order,
                 [&] { read_lines(s, {}, [&](LineFact const& line) { sum += line.net_amount; }); });
        });
        benchmark::DoNotOptimize(sum);
    }
    state.counters["memory_mb"] = static_cast<double>(memory_mb());
}
BENCHMARK(loading_and_reading)->Arg(50'000)->Arg(200'000)->Iterations(1)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace colonnade::orders
