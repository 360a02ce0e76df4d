#include "foundation/access/undo.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "foundation/base/problem.hpp"

namespace colonnade::access {
namespace {

// The import's own changes.
constexpr std::string_view own = "(select c.change_id from changes c where c.import_id = :import)";

// "a.x = b.x and a.y = b.y"
std::string same_key(UndoTable const& table, std::string_view a, std::string_view b) {
    std::vector<std::string> pairs;
    for (std::string_view key : table.keys) pairs.push_back(fmt::format("{0}.{2} = {1}.{2}", a, b, key));
    return fmt::format("{}", fmt::join(pairs, " and "));
}

// "cast(a.x as text) || '/' || cast(a.y as text)"
std::string key_text(UndoTable const& table, std::string_view alias) {
    std::vector<std::string> parts;
    for (std::string_view key : table.keys) parts.push_back(fmt::format("cast({}.{} as text)", alias, key));
    return fmt::format("{}", fmt::join(parts, " || '/' || "));
}

class ConflictFinder {
public:
    ConflictFinder(db::Session& session, ImportId import_id, int limit)
        : session_(session), import_id_(import_id), limit_(limit) {}

    void search(UndoTable const& table) {
        // A later change replaced or ended what the import wrote.
        take(table.name, fmt::format("select {1}, h.ended_by from {0}_history h where h.change_id in {2} and "
                                     "h.ended_by not in {2} order by h.ended_by limit :limit",
                                     table.name, key_text(table, "h"), own));
        // A later change wrote anew what the import had ended.
        take(table.name,
             fmt::format("select {1}, t.change_id from {0} t where t.change_id not in {2} and exists "
                         "(select 1 from {0}_history h where {3} and h.ended_by in {2}) "
                         "order by t.change_id limit :limit",
                         table.name, key_text(table, "t"), own, same_key(table, "h", "t")));
        for (Dependent const& dependent : table.dependents)
            take(
                dependent.table,
                fmt::format(
                    "select {4}, d.change_id from {0} d join {1} t on t.{2} = d.{3} where t.change_id in {5} "
                    "and d.change_id not in {5} and not exists (select 1 from {1}_history h where "
                    "h.{2} = t.{2} and h.ended_by in {5} and h.change_id not in {5}) "
                    "order by d.change_id limit :limit",
                    dependent.table, table.name, table.keys.front(), dependent.column, key_text(table, "t"),
                    own));
    }

    std::vector<UndoConflict> take_found() { return std::move(found_); }

private:
    void take(std::string_view table, std::string const& sql) {
        int const room = limit_ - static_cast<int>(found_.size());
        if (room <= 0) return;
        for (auto& [key, change] :
             session_.rows<std::string, ChangeId>(sql, {{"import", import_id_}, {"limit", room}}))
            found_.push_back({std::string(table), std::move(key), change});
    }

    db::Session& session_;
    ImportId import_id_;
    int limit_;
    std::vector<UndoConflict> found_;
};

// The columns of a table but its key and change_id, in its own order.
std::vector<std::string> value_columns(db::Session& session, UndoTable const& table) {
    soci::row row;
    soci::statement statement =
        (session.connection().prepare << fmt::format("select * from {} where 1 = 0", table.name),
         soci::into(row));
    statement.execute();
    std::vector<std::string> columns;
    for (std::size_t i = 0; i < row.size(); ++i) {
        std::string const& name = row.get_properties(i).get_name();
        bool const is_key = std::find(table.keys.begin(), table.keys.end(), name) != table.keys.end();
        if (!is_key && name != "change_id") columns.push_back(name);
    }
    return columns;
}

// What a row was before the import touched it: "h", the one history row that the import ended and did not
// write.
std::string row_before() { return fmt::format("h.ended_by in {} and h.change_id not in {}", own, own); }

// Gives the rows that the import changed, and that still are, their former values.
std::int64_t restore_changed(Write& w, ImportId import_id, UndoTable const& table,
                             std::vector<std::string> const& columns) {
    std::string const where =
        fmt::format("t.change_id in {0} and exists (select 1 from {1}_history h where {2} and {3})", own,
                    table.name, same_key(table, "h", "t"), row_before());
    w.run(fmt::format("insert into {0}_history select t.*, :change from {0} t where {1}", table.name, where),
          {{"change", w.change_id()}, {"import", import_id}});
    std::vector<std::string> before{":change"};
    std::vector<std::string> names{"change_id"};
    for (std::string const& column : columns) {
        names.push_back(column);
        before.push_back(fmt::format("(select h.{} from {}_history h where {} and {})", column, table.name,
                                     same_key(table, "h", "t"), row_before()));
    }
    std::vector<std::string> assignments;
    for (std::size_t i = 0; i < names.size(); ++i)
        assignments.push_back(fmt::format("{} = {}", names[i], before[i]));
    return w.run(
        fmt::format("update {} as t set {} where {}", table.name, fmt::join(assignments, ", "), where),
        {{"change", w.change_id()}, {"import", import_id}});
}

std::int64_t remove_added(Write& w, ImportId import_id, UndoTable const& table) {
    w.run(fmt::format("insert into {0}_history select t.*, :change from {0} t where t.change_id in {1}",
                      table.name, own),
          {{"change", w.change_id()}, {"import", import_id}});
    return w.run(fmt::format("delete from {} where change_id in {}", table.name, own),
                 {{"import", import_id}});
}

std::int64_t bring_back_ended(Write& w, ImportId import_id, UndoTable const& table,
                              std::vector<std::string> const& columns) {
    std::vector<std::string> names(table.keys.begin(), table.keys.end());
    names.insert(names.end(), columns.begin(), columns.end());
    return w.run(
        fmt::format("insert into {0} ({1}, change_id) select h.{2}, :change from {0}_history h where {3} and "
                    "not exists (select 1 from {0} t where {4})",
                    table.name, fmt::join(names, ", "), fmt::join(names, ", h."), row_before(),
                    same_key(table, "t", "h")),
        {{"change", w.change_id()}, {"import", import_id}});
}

}  // namespace

std::vector<UndoConflict> find_undo_conflicts(db::Session& session, ImportId import_id,
                                              std::vector<UndoTable> const& tables, int limit) {
    ConflictFinder finder(session, import_id, limit);
    for (UndoTable const& table : tables) finder.search(table);
    return finder.take_found();
}

std::vector<UndoCount> undo_import(Write& w, ImportId import_id, std::vector<UndoTable> const& tables) {
    auto const conflicts = find_undo_conflicts(w, import_id, tables);
    if (!conflicts.empty())
        throw conflict("access.undo_conflict", {{"count", std::to_string(conflicts.size())},
                                                {"table", conflicts.front().table},
                                                {"key", conflicts.front().key}});
    std::vector<UndoCount> counts;
    std::vector<std::vector<std::string>> columns;
    for (UndoTable const& table : tables) {
        columns.push_back(value_columns(w, table));
        counts.push_back({std::string(table.name), 0, restore_changed(w, import_id, table, columns.back())});
    }
    for (std::size_t i = tables.size(); i-- > 0;) counts[i].removed = remove_added(w, import_id, tables[i]);
    for (std::size_t i = 0; i < tables.size(); ++i)
        counts[i].restored += bring_back_ended(w, import_id, tables[i], columns[i]);
    std::int64_t removed = 0, restored = 0;
    for (UndoCount const& count : counts) removed += count.removed, restored += count.restored;
    w.audit("import", import_id, {}, fmt::format(R"({{"removed":{},"restored":{}}})", removed, restored));
    return counts;
}

}  // namespace colonnade::access
