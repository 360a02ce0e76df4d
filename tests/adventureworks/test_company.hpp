// A real company imported once for each kind of database, and its own files to hold it against.
#pragma once
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <map>
#include <set>

#include "app/migrations.hpp"
#include "exchange/import_run.hpp"
#include "foundation/db/test_database.hpp"
#include "insight/standing_store.hpp"
#include "pillars/operations/company/company_store.hpp"
#include "pillars/operations/goals/attainment.hpp"
#include "pillars/operations/goals/goal_store.hpp"
#include "tests/adventureworks/company_files.hpp"

namespace colonnade {

using exchange::ImportReport;

// The company as it was published, imported once for each kind of database.
struct Imported {
    explicit Imported(db::Dialect dialect) : database(dialect, all_migrations()) {
        auto const began = std::chrono::steady_clock::now();
        first = import();
        seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    }

    ImportReport import() {
        exchange::Plan plan = exchange::plan_import(*database, *exchange::find_built_in("adventureworks"),
                                                    exchange::open_sources({{folder(), {}, {}}}), {});
        exchange::Refusals refusals;
        auto const [id, report] = exchange::import_now(
            *database, clock, access::system_caller(clock.now(), Date::parse("2014-06-30")), plan, {},
            refusals, "AdventureWorks");
        last = id;
        refusals.each([](exchange::Refusal const& refusal) {
            ADD_FAILURE() << refusal.source << ":" << refusal.line << " " << refusal.column << " "
                          << refusal.problem.what();
        });
        return report;
    }

    goals::Standing standing() {
        return *database->read(
            [](db::Session& s) { return insight::read_standing(s, insight::Lines::read).standing; });
    }

    static Imported& of(db::Dialect dialect) {
        static std::map<db::Dialect, std::unique_ptr<Imported>> all;
        auto& one = all[dialect];
        if (!one) one = std::make_unique<Imported>(dialect);
        return *one;
    }

    SettableClock clock{Instant::parse("2014-06-30T09:00:00.000Z")};
    db::TestDatabase database;
    ImportReport first;
    ImportId last;
    double seconds = 0;
};

class AdventureWorks : public ::testing::TestWithParam<db::Dialect> {
protected:
    void SetUp() override {
        if (!std::filesystem::exists(folder())) GTEST_SKIP() << "../shared/data/adventureworks is not here";
    }
    static std::int64_t own(goals::Standing const& standing, std::string const& person, DateRange range) {
        for (std::size_t i = 0; i < standing.people.size(); ++i)
            if (standing.people[i].external_id == person)
                return goals::own_figure(standing, static_cast<engine::Index>(i), engine::Measure::revenue,
                                         goals::engine_days(range));
        ADD_FAILURE() << "no person " << person;
        return 0;
    }
};
}  // namespace colonnade
