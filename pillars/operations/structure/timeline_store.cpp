#include "pillars/operations/structure/timeline_store.hpp"

#include <fmt/format.h>

#include "foundation/base/problem.hpp"

namespace colonnade::structure {

std::string covers_day(std::string_view alias) {
    return fmt::format("{0}.valid_from <= :on and ({0}.valid_to is null or {0}.valid_to > :on)", alias);
}

std::vector<DatedRow> timeline(db::Session& session, TimelineTable const& table, std::int64_t subject) {
    std::vector<DatedRow> rows;
    for (auto const& [id, from, to] : session.rows<std::int64_t, Date, std::optional<Date>>(
             fmt::format("select {}, valid_from, valid_to from {} where {} = :subject order by valid_from",
                         table.id, table.name, table.subject),
             {{"subject", subject}}))
        rows.push_back({id, {from, to}});
    return rows;
}

void make_room(access::Write& w, TimelineTable const& table, std::int64_t subject, DateRange const& stretch) {
    auto const rows = timeline(w, table, subject);
    auto const edits = carve(rows, stretch);
    for (TimelineEdit const& edit : edits) {  // copies first, from the rows as they are
        if (edit.kind != TimelineEdit::Kind::copy) continue;
        w.run(fmt::format("insert into {0} ({1}, {2}, {3}, valid_from, valid_to, change_id) "
                          "select cast(:new as bigint), {2}, {3}, cast(:from as text), cast(:to as text), "
                          "cast(:change as bigint) from {0} where {1} = :id",
                          table.name, table.id, table.subject, table.others),
              {{"new", w.next_id(table.name)},
               {"from", edit.range.from},
               {"to", edit.range.to},
               {"change", w.change_id()},
               {"id", edit.id}});
    }
    for (TimelineEdit const& edit : edits) {
        if (edit.kind == TimelineEdit::Kind::shorten) set_range(w, table, edit.id, edit.range);
        if (edit.kind == TimelineEdit::Kind::remove) remove_row(w, table, edit.id);
    }
}

void set_range(access::Write& w, TimelineTable const& table, std::int64_t id, DateRange const& range) {
    w.keep_history(table.name, table.id, id);
    w.run(fmt::format("update {} set valid_from = :from, valid_to = :to, change_id = :change where {} = :id",
                      table.name, table.id),
          {{"from", range.from}, {"to", range.to}, {"change", w.change_id()}, {"id", id}});
}

void remove_row(access::Write& w, TimelineTable const& table, std::int64_t id) {
    w.keep_history(table.name, table.id, id);
    w.run(fmt::format("delete from {} where {} = :id", table.name, table.id), {{"id", id}});
}

void require_range(DateRange const& range, std::string_view path) {
    if (range.to && *range.to <= range.from)
        throw invalid("structure.ends_before_it_begins",
                      {{"from", range.from.text()}, {"to", range.to->text()}}, std::string(path));
}

}  // namespace colonnade::structure
