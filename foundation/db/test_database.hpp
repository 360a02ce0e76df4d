// For tests: an empty database of each kind this machine has. SQLite always; PostgreSQL when
// COLONNADE_TEST_POSTGRES holds the address of a cluster that may be written to.
#pragma once
#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "foundation/db/database.hpp"
#include "foundation/db/migration.hpp"

namespace colonnade::db {

class TestDatabase {
public:
    explicit TestDatabase(Dialect dialect, std::vector<Migration> const& migrations = {}) {
        static std::atomic<int> counter{0};
        std::string const name = "test_" + std::to_string(::getpid()) + "_" + std::to_string(++counter);
        Address address{dialect, {}};
        if (dialect == Dialect::sqlite) {
            file_ = std::filesystem::temp_directory_path() / (name + ".db");
            address.target = file_.string();
        } else {
            std::string const cluster = std::getenv("COLONNADE_TEST_POSTGRES");
            soci::session connection;
            open_connection(connection, {dialect, cluster}, Durability::relaxed);
            connection.once << "create schema " << name;
            address.target = cluster + (cluster.find('?') == std::string::npos ? "?" : "&") +
                             "options=-csearch_path%3D" + name;
        }
        database_ = std::make_unique<Database>(address, Durability::relaxed);
        database_->write([&](Transaction& t) { migrate(t, migrations, Instant{0}); });
    }
    ~TestDatabase() {
        database_.reset();
        if (file_.empty()) return;
        for (char const* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(file_.string() + suffix);
    }
    Database& operator*() { return *database_; }
    Database* operator->() { return database_.get(); }

    // The kinds to test on: use with INSTANTIATE_TEST_SUITE_P.
    static std::vector<Dialect> kinds() {
        if (std::getenv("COLONNADE_TEST_POSTGRES")) return {Dialect::sqlite, Dialect::postgresql};
        return {Dialect::sqlite};
    }
    static std::string kind_name(::testing::TestParamInfo<Dialect> const& info) {
        return info.param == Dialect::sqlite ? "sqlite" : "postgresql";
    }

private:
    std::filesystem::path file_;
    std::unique_ptr<Database> database_;
};

// `STORE_TEST_SUITE(GoalStore)` declares a fixture that runs on every kind of database; write
// TEST_P(GoalStore, …) with `TestDatabase db(GetParam(), migrations)`.
#define COLONNADE_STORE_SUITE(Suite)                                                                 \
    class Suite : public ::testing::TestWithParam<::colonnade::db::Dialect> {};                      \
    INSTANTIATE_TEST_SUITE_P(On, Suite, ::testing::ValuesIn(::colonnade::db::TestDatabase::kinds()), \
                             ::colonnade::db::TestDatabase::kind_name)

}  // namespace colonnade::db
