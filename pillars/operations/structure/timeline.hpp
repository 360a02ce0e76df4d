// Effective-dated rows of one key: they follow one another without overlap, and a new stretch takes its place
// among them.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "foundation/base/date.hpp"

namespace colonnade::structure {

// One stored row of a timeline: its own id and the days it covers.
struct DatedRow {
    std::int64_t id = 0;
    DateRange range;
};

// What to do with the stored rows so that a new stretch fits: `shorten` gives a row a new range, `remove`
// drops it, `copy` adds a row like `id` for what is left of it after the new stretch.
struct TimelineEdit {
    enum class Kind { shorten, remove, copy };
    Kind kind;
    std::int64_t id;
    DateRange range;
    friend bool operator==(TimelineEdit const&, TimelineEdit const&) = default;
};

// Cuts `stretch` out of the rows; days outside it stay as they were.
std::vector<TimelineEdit> carve(std::span<DatedRow const> rows, DateRange const& stretch);

// From `from` until the next row that begins later: a change on a date leaves what is planned after it.
DateRange until_next(std::span<DatedRow const> rows, Date from);

// Two rows that cover a common day; their ids.
std::optional<std::pair<std::int64_t, std::int64_t>> find_overlap(std::vector<DatedRow> rows);

}  // namespace colonnade::structure
