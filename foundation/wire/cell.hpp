// One row of a list as cells of a table, for CSV and XLSX.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace colonnade::wire {

enum class CellKind { text, whole, decimal, percent, date, instant, boolean };

struct Column {
    std::string key;  // the member's path: "amount", "amount.currency", "owner.name"
    CellKind kind;
};

// A value as exact text in the form of its kind: "12.5", "0.025" for a percent column's 2.5 %, "2026-03-31",
// "2026-03-31T09:30:00.000Z", "true"; empty text for no value.
using Cell = std::string;

}  // namespace colonnade::wire
