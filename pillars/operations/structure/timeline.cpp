#include "pillars/operations/structure/timeline.hpp"

#include <algorithm>

namespace colonnade::structure {

std::vector<TimelineEdit> carve(std::span<DatedRow const> rows, DateRange const& stretch) {
    std::vector<TimelineEdit> edits;
    for (DatedRow const& row : rows) {
        if (!row.range.overlaps(stretch)) continue;
        bool const begins_before = row.range.from < stretch.from;
        bool const ends_after = stretch.to && (!row.range.to || *row.range.to > *stretch.to);
        if (begins_before) {
            edits.push_back({TimelineEdit::Kind::shorten, row.id, {row.range.from, stretch.from}});
            if (ends_after) edits.push_back({TimelineEdit::Kind::copy, row.id, {*stretch.to, row.range.to}});
        } else if (ends_after) {
            edits.push_back({TimelineEdit::Kind::shorten, row.id, {*stretch.to, row.range.to}});
        } else {
            edits.push_back({TimelineEdit::Kind::remove, row.id, row.range});
        }
    }
    return edits;
}

DateRange until_next(std::span<DatedRow const> rows, Date from) {
    DateRange stretch{from, std::nullopt};
    for (DatedRow const& row : rows) {
        if (row.range.from > from && (!stretch.to || row.range.from < *stretch.to))
            stretch.to = row.range.from;
    }
    return stretch;
}

std::optional<std::pair<std::int64_t, std::int64_t>> find_overlap(std::vector<DatedRow> rows) {
    std::sort(rows.begin(), rows.end(),
              [](DatedRow const& a, DatedRow const& b) { return a.range.from < b.range.from; });
    for (std::size_t i = 1; i < rows.size(); ++i) {
        if (rows[i - 1].range.overlaps(rows[i].range)) return std::pair(rows[i - 1].id, rows[i].id);
    }
    return std::nullopt;
}

}  // namespace colonnade::structure
