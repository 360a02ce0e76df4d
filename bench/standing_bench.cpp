// How everybody stands in a large company: 10,000 people in teams of eight, 500,000 customers, 2,000,000
// orders with 5,000,000 lines over two years.
#include <benchmark/benchmark.h>

#include <filesystem>

#include "foundation/access/access_migrations.hpp"
#include "foundation/access/policy.hpp"
#include "foundation/access/write.hpp"
#include "foundation/db/migration.hpp"
#include "insight/search_store.hpp"
#include "insight/standing_keeper.hpp"
#include "pillars/operations/company/company_migrations.hpp"
#include "pillars/operations/goals/attainment.hpp"
#include "pillars/operations/goals/goal_migrations.hpp"
#include "pillars/operations/structure/structure_migrations.hpp"
#include "pillars/operations/territories/territory_migrations.hpp"
#include "pillars/process/customers/customer_migrations.hpp"
#include "pillars/process/orders/order_migrations.hpp"
#include "foundation/base/text.hpp"

namespace colonnade {
namespace {

constexpr int people = 10'000, fan_out = 8, customers = 500'000, orders = 2'000'000, lines = 5'000'000;
Date const first_day = Date::parse("2024-01-01"), today = Date::parse("2025-12-20");

std::vector<db::Migration> migrations() {
    std::vector<db::Migration> all;
    for (auto const& more :
         {access::access_migrations(), company::company_migrations(), structure::structure_migrations(),
          territories::territory_migrations(), goals::goal_migrations(), customers::customer_migrations(),
          orders::order_migrations()})
        all.insert(all.end(), more.begin(), more.end());
    return all;
}

// A tree in which person p reports to p / 8.
void insert_people(access::Write& w) {
    std::int64_t const change = w.change_id().value;
    auto rows = w.bulk("people", {"person_id", "name", "name_key", "search_text", "hired_on", "change_id"});
    for (int p = 1; p <= people; ++p) {
        std::string const name = "person " + std::to_string(p);
        rows.row({p, name, sort_key(name), name, "2020-01-01", change});
    }
    rows.finish();
    auto scopes =
        w.bulk("person_scopes", {"viewer_id", "person_id", "valid_from", "valid_to", "depth", "kind"});
    for (int p = 1; p <= people; ++p)
        for (int viewer = p, depth = 0; viewer > 0; viewer /= fan_out, ++depth)
            scopes.row({viewer, p, Date::beginning(), nullptr, depth, "line"});
    scopes.finish();
}

void insert_customers(access::Write& w) {
    std::int64_t const change = w.change_id().value;
    auto rows = w.bulk("customers", {"customer_id", "name", "kind", "profile", "search_text", "sort_key",
                                     "name_key", "change_id"});
    auto words = w.bulk("customer_words", {"word_key", "customer_id"});
    auto owners = w.bulk("customer_owners",
                         {"owner_id", "customer_id", "person_id", "valid_from", "valid_to", "change_id"});
    for (int c = 1; c <= customers; ++c) {
        std::string const name = "firm " + std::to_string(c * 7919LL % 1'000'003);
        rows.row({c, name, "company", "{}", name, sort_key(name), name, change});
        owners.row({c, c, c % people + 1, Date::beginning(), nullptr, change});
    }
    rows.finish();
    owners.finish();
    for (int c = 1; c <= customers; ++c) {
        words.row({prefix_key("firm"), c});
        words.row({prefix_key(std::to_string(c * 7919LL % 1'000'003)), c});
    }
    words.finish();
}

void insert_orders(access::Write& w) {
    std::int64_t const change = w.change_id().value;
    auto rows = w.bulk("orders", {"order_id", "number", "kind", "customer_id", "booked_on", "status",
                                  "currency", "net_amount", "tax_amount", "freight_amount", "number_key",
                                  "seller_count", "amount_given", "change_id"});
    int const days = today - first_day;
    std::vector<std::string> dates;
    for (int day = 0; day < days; ++day) dates.push_back(first_day.plus_days(day).text());
    auto const date = [&](std::int64_t order) {
        return dates[static_cast<std::size_t>(order * days / (orders + 1))];
    };
    for (std::int64_t o = 1; o <= orders; ++o) {
        std::string const number = "SO" + std::to_string(o);
        rows.row({o, number, "order", o * 31 % customers + 1, date(o), "delivered", "EUR", 25'000'000, 0, 0,
                  prefix_key(key_form(number)), 1, 0, change});
    }
    rows.finish();
    auto sellers =
        w.bulk("order_sellers", {"order_id", "person_id", "share", "place", "booked_on", "change_id"});
    for (std::int64_t o = 1; o <= orders; ++o)
        sellers.row({o, o * 17 % people + 1, Rate::scale, 1, date(o), change});
    sellers.finish();
    auto line_rows = w.bulk("order_lines", {"line_id", "order_id", "line_no", "quantity", "unit_price",
                                            "discount", "net_amount", "change_id"});
    for (std::int64_t l = 1; l <= lines; ++l)
        line_rows.row({l, (l - 1) * orders / lines + 1, l % 3, 10'000, 10'000'000, 0, 10'000'000, change});
    line_rows.finish();
}

// The company's database, made once for all measurements.
class Large {
public:
    Large()
        : file_(std::filesystem::temp_directory_path() /
                ("standing_bench_" + std::to_string(::getpid()) + ".db")),
          database_({db::Dialect::sqlite, file_.string()}, db::Durability::relaxed) {
        database_.write([](db::Transaction& t) { db::migrate(t, migrations(), Instant{0}); });
        for (auto insert : {insert_people, insert_customers, insert_orders})
            access::write(database_, caller(), "bench", "", insert);
    }
    ~Large() {
        for (char const* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(file_.string() + suffix);
    }
    static Caller caller() { return access::system_caller(Instant{0}, today); }
    db::Database& database() { return database_; }

private:
    std::filesystem::path file_;
    db::Database database_;
};

Large& large() {
    static Large company;
    return company;
}

insight::StandingKeeper& keeper() {
    static insight::StandingKeeper kept(large().database());
    kept.current();
    return kept;
}

void ready_after_restart(benchmark::State& state) {
    large();
    for (auto _ : state) {
        insight::StandingKeeper kept(large().database());
        kept.current(Large::caller(), insight::Lines::left_out);
    }
}
BENCHMARK(ready_after_restart)->Unit(benchmark::kMillisecond)->Iterations(1)->UseRealTime();

void complete_after_restart(benchmark::State& state) {
    for (auto _ : state) {
        insight::StandingKeeper kept(large().database());
        kept.current();
    }
}
BENCHMARK(complete_after_restart)->Unit(benchmark::kMillisecond)->Iterations(1)->UseRealTime();

goals::AttainmentAsk ask(goals::AttainmentBy by) {
    return {by,
            goals::GoalMeasure::revenue,
            {PeriodKind::quarter, "2025-Q4", {Date::parse("2025-10-01"), Date::parse("2026-01-01")}},
            today};
}

// A team of about a hundred: everybody below one person.
void attainment_of_a_team(benchmark::State& state) {
    auto const standing = keeper().current();
    std::vector<bool> wanted(people, false);
    for (auto const& part : standing->reports.of(100)) wanted[part.index] = true;
    goals::QuotaTable const quotas({});
    for (auto _ : state)
        benchmark::DoNotOptimize(goals::attainment_rows(*standing, quotas, ask(goals::AttainmentBy::person),
                                                        [&](engine::Index index) { return wanted[index]; }));
}
BENCHMARK(attainment_of_a_team)->Unit(benchmark::kMillisecond);

void attainment_by_manager(benchmark::State& state) {
    auto const standing = keeper().current();
    goals::QuotaTable const quotas({});
    for (auto _ : state)
        benchmark::DoNotOptimize(goals::attainment_rows(*standing, quotas, ask(goals::AttainmentBy::manager),
                                                        [](engine::Index) { return true; }));
}
BENCHMARK(attainment_by_manager)->Unit(benchmark::kMillisecond);

// What a request waits for after its own write, and what another's waits for.
void own_write_read_back(benchmark::State& state) {
    Caller writer = Large::caller();
    writer.user = {7};
    keeper();
    for (auto _ : state) {
        access::write(large().database(), writer, "bench", "", [](access::Write& w) {
            w.run("update orders set net_amount = net_amount + 1, change_id = :change where order_id = 5",
                  {{"change", w.change_id()}});
        });
        keeper().current(writer, insight::Lines::left_out);
    }
}
BENCHMARK(own_write_read_back)->Unit(benchmark::kMillisecond)->Iterations(2)->UseRealTime();

void others_write_passed(benchmark::State& state) {
    Caller writer = Large::caller(), reader = Large::caller();
    writer.user = {7}, reader.user = {8};
    auto const before = keeper().current();
    access::write(large().database(), writer, "bench", "", [](access::Write& w) {
        w.run("update orders set net_amount = net_amount + 1, change_id = :change where order_id = 6",
              {{"change", w.change_id()}});
    });
    insight::StandingKeeper& kept = keeper();
    for (auto _ : state) kept.current(reader, insight::Lines::left_out);
}
BENCHMARK(others_write_passed)->Unit(benchmark::kMillisecond)->Iterations(1)->UseRealTime();

void search_for(benchmark::State& state, std::string const& text) {
    Caller const caller = Large::caller();
    for (auto _ : state)
        large().database().read(
            [&](db::Session& s) { benchmark::DoNotOptimize(insight::search(s, caller, text, 20)); });
}
BENCHMARK_CAPTURE(search_for, order_number, std::string("so19999"))->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search_for, every_order, std::string("so"))->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search_for, customer, std::string("firm 77"))->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search_for, person, std::string("person 99"))->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace colonnade
