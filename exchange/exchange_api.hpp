// The routes of imports and mappings, and the jobs behind them.
#pragma once
#include <filesystem>
#include <functional>
#include <string>

#include "exchange/refusals.hpp"
#include "foundation/base/clock.hpp"
#include "foundation/db/database.hpp"
#include "foundation/wire/api.hpp"
#include "foundation/work/job_runner.hpp"

namespace colonnade::exchange {

struct ExchangeHouse {
    db::Database& database;
    Clock const& clock;
    work::JobRunner& runner;
    std::filesystem::path folder;  // where uploaded files wait for their import; shared by all servers
    // A problem in that language.
    std::function<std::string(std::string const& language, Problem const& problem)> tell;
};

// Declares the routes, and tells the runner how imports are run.
void mount_exchange(wire::Api& api, ExchangeHouse house);

}  // namespace colonnade::exchange
