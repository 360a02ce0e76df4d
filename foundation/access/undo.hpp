// Taking an import back as a whole, as if it had not been: what it added goes, what it changed or ended comes
// back as it was before. Nothing is lost by that either: the rows the import wrote move to the history, ended
// by the undoing change.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "foundation/access/write.hpp"

namespace colonnade::access {

// A column of another table that names rows of this one: a later row there keeps this one from going.
struct Dependent {
    std::string_view table;
    std::string_view column;
};

// A table with `change_id` and a twin `<table>_history` (the same columns, and `ended_by`).
struct UndoTable {
    std::string_view name;
    std::vector<std::string_view> keys;  // its primary key, whole numbers
    std::vector<Dependent> dependents;   // only where the key is one column
};

// A row that a later change rests on.
struct UndoConflict {
    std::string table;  // where the later change is
    std::string key;    // its key, or what it refers to; columns joined by '/'
    ChangeId change;    // the later change
    friend bool operator==(UndoConflict const&, UndoConflict const&) = default;
};

struct UndoCount {
    std::string table;
    std::int64_t removed = 0;   // rows the import had added
    std::int64_t restored = 0;  // rows the import had changed or ended
};

// What keeps the import from being undone, at most `limit` rows.
std::vector<UndoConflict> find_undo_conflicts(db::Session& session, ImportId import_id,
                                              std::vector<UndoTable> const& tables, int limit = 100);

// Undoes it in the transaction of `w`. `tables`: those the import may have written, the referred before the
// referring. Throws Problem "access.undo_conflict" {count, table, key} when anything rests on it; then
// nothing was done.
std::vector<UndoCount> undo_import(Write& w, ImportId import_id, std::vector<UndoTable> const& tables);

}  // namespace colonnade::access
