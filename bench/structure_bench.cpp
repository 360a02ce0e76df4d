// The structure of a company of 10,000 people: loading it, its lists, the org chart, and one move.
#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>

#include "foundation/access/access_migrations.hpp"
#include "foundation/db/migration.hpp"
#include "pillars/operations/structure/people_store.hpp"
#include "pillars/operations/structure/positions_store.hpp"
#include "pillars/operations/structure/reporting_loader.hpp"
#include "pillars/operations/structure/reporting_store.hpp"
#include "pillars/operations/structure/structure_loader.hpp"
#include "pillars/operations/structure/structure_migrations.hpp"
#include "pillars/operations/structure/units_store.hpp"

namespace colonnade::structure {
namespace {

constexpr int size = 10'000;
Date const today = Date::of(2026, 3, 31);

Caller manager_of_all() {
    Caller caller = access::system_caller(Instant::parse("2026-03-31T12:00:00.000Z"), today);
    caller.scopes.fill(Scope::team);
    caller.person = PersonId{1};
    return caller;
}

// A database of its own, removed at the end.
class Company {
public:
    Company()
        : file_(std::filesystem::temp_directory_path() / fmt::format("structure_bench_{}.db", ::getpid())) {
        std::filesystem::remove(file_);
        database_ = std::make_unique<db::Database>(db::Address{db::Dialect::sqlite, file_.string()});
        database_->write([](db::Transaction& t) {
            auto migrations = access::access_migrations();
            for (db::Migration const& migration : structure_migrations()) migrations.push_back(migration);
            db::migrate(t, migrations, Instant{0});
        });
    }
    ~Company() {
        database_.reset();
        for (char const* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(file_.string() + suffix);
    }
    db::Database& operator*() { return *database_; }

    template <class F> void write(F&& work) {
        Caller caller = access::system_caller(Instant::parse("2026-03-31T12:00:00.000Z"), today);
        access::write(*database_, caller, "bench", "", std::forward<F>(work));
    }
    void load() {
        write([](access::Write& w) {
            PeopleLoader people(w);
            for (int i = 1; i <= size; ++i) {
                PersonRow row;
                row.person_id = std::to_string(i);
                row.name = fmt::format("Person {}", i);
                row.hired_on = Date::of(2020, 1, 1);
                row.title = "Seller";
                row.team = fmt::format("Team {}", i / 10);
                people.add(row);
            }
            people.finish();
            ReportingLoader lines(w);
            for (int i = 2; i <= size; ++i)
                lines.add({std::to_string(i), std::to_string((i + 8) / 10), {}, {}});
            lines.finish();
        });
    }

private:
    std::filesystem::path file_;
    std::unique_ptr<db::Database> database_;
};

Company& company() {
    static std::unique_ptr<Company> const loaded = [] {
        auto made = std::make_unique<Company>();
        made->load();
        return made;
    }();
    return *loaded;
}

template <class F> void read_again_and_again(benchmark::State& state, F&& work) {
    db::Database& database = *company();
    for (auto _ : state) database.read([&](db::Session& s) { work(s); });
}

void load_company(benchmark::State& state) {
    for (auto _ : state) {
        Company fresh;
        fresh.load();
    }
    state.SetItemsProcessed(state.iterations() * size);
}
void people_page(benchmark::State& state) {
    read_again_and_again(state, [](db::Session& s) { list_people(s, manager_of_all(), {}, today, {}, 51); });
}
void people_search(benchmark::State& state) {
    read_again_and_again(state, [](db::Session& s) {
        list_people(s, manager_of_all(), {"person 77", {}, {}, false}, today, {}, 51);
    });
}
void positions_page(benchmark::State& state) {
    read_again_and_again(state,
                         [](db::Session& s) { list_positions(s, manager_of_all(), {}, today, {}, 51); });
}
void teams(benchmark::State& state) {
    read_again_and_again(state, [](db::Session& s) { list_teams(s, manager_of_all(), today); });
}
void whole_org_chart(benchmark::State& state) {
    read_again_and_again(state, [](db::Session& s) { org_chart_of(s, manager_of_all(), today, {}); });
}
void move_a_branch(benchmark::State& state) {
    int day = 0;
    for (auto _ : state)
        company().write([&](access::Write& w) {
            move_person(w, {PersonId{20}, PersonId{day % 2 ? 3 : 4}, today.plus_days(++day), {}});
        });
}

BENCHMARK(load_company)->Unit(benchmark::kMillisecond)->Iterations(1);
BENCHMARK(people_page)->Unit(benchmark::kMillisecond);
BENCHMARK(people_search)->Unit(benchmark::kMillisecond);
BENCHMARK(positions_page)->Unit(benchmark::kMillisecond);
BENCHMARK(teams)->Unit(benchmark::kMillisecond);
BENCHMARK(whole_org_chart)->Unit(benchmark::kMillisecond);
BENCHMARK(move_a_branch)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace colonnade::structure
