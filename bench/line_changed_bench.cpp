// An order's line corrected through the store, durable in SQLite and acknowledged, and everybody's pay of a
// year of a million lines right again.
#include <benchmark/benchmark.h>
#include <unistd.h>

#include <filesystem>
#include <functional>

#include "bench/pay_year.hpp"
#include "pillars/process/orders/test_company.hpp"

namespace colonnade::orders {
namespace {

namespace pay = engine::pay;

// A company in a file, kept as a server keeps it: what is written is on the disk.
class OnDisk {
public:
    OnDisk() : database_({db::Dialect::sqlite, path().string()}, db::Durability::durable) {
        database_.write([](db::Transaction& t) { db::migrate(t, Company::migrations(), Instant{0}); });
        order_ = write([](access::Write& w) {
            w.run("insert into people (person_id, external_id, name) values (1, 'P1', 'Mia')");
            customers::CustomerLoader loader(w);
            customers::CustomerLoadRow customer;
            customer.external_id = "C1", customer.name = "Acme S.p.A.", customer.owner = "P1";
            loader.add(customer), loader.finish();
            NewOrder order;
            order.customer_id = w.value<CustomerId>("select customer_id from customers");
            order.booked_on = Company::today, order.currency = Currency::parse("EUR");
            order.sellers = {{PersonId{1}, {}}};
            order.lines = lines(100);
            return create_order(w, order);
        });
    }
    ~OnDisk() {
        for (char const* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(path().string() + suffix);
    }

    // The first of three lines gets that price.
    void change_price(std::int64_t price) {
        Caller const caller = Company::caller(Role::operations, 0);
        OrderPatch patch;
        patch.lines = lines(price);
        write([&](access::Write& w) {
            update_order(w, order_, read_order(w, caller, order_).version, patch);
            return order_;
        });
    }

private:
    static std::filesystem::path path() {
        return std::filesystem::temp_directory_path() /
               ("line_changed_" + std::to_string(::getpid()) + ".db");
    }
    OrderId write(std::function<OrderId(access::Write&)> const& work) {
        return access::write(database_, access::system_caller(Company::noon, Company::today), "test", "",
                             work);
    }
    static std::vector<LineFields> lines(std::int64_t price) {
        std::vector<LineFields> lines(3);
        for (LineFields& line : lines) {
            line.description = wire::Text<500>{"Anvil"};
            line.quantity = Quantity{Quantity::scale};
            line.unit_price = AmountText{1'990'000};
        }
        lines[0].unit_price = AmountText{price * AmountText::scale};
        return lines;
    }

    db::Database database_;
    OrderId order_;
};

void one_line_durable(benchmark::State& state) {
    OnDisk company;
    pay::Calculation pay(pay::plan_of(), pay::facts());
    std::size_t const line = pay.facts().lines.size() / 2;
    std::int64_t const amount = pay.facts().lines.amount[line];
    for (int turn = 0; auto _ : state) {
        turn = 1 - turn;
        company.change_price(100 + turn);
        benchmark::DoNotOptimize(pay.change_line(line, amount + turn * 10'000).data());
    }
}
BENCHMARK(one_line_durable)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace colonnade::orders
