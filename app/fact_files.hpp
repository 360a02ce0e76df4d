// A fiscal year of order lines from three CSV files, as engine/pay takes it: txn.csv, payees.csv, quotas.csv
// (columns as in docs/guide/operations/calculate.md). Mapped into memory and read by several threads.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "engine/pay/facts.hpp"

namespace colonnade {

struct FactFiles {
    engine::pay::Facts facts;
    std::vector<std::int64_t> person_id;  // of each index; rises
};

// Throws Problem "calculate.file" (cannot be read) or "calculate.row" (with the line) for what it cannot
// take.
FactFiles read_fact_files(std::string const& folder, int threads);

}  // namespace colonnade
