#include "foundation/db/transfer.hpp"

#include <filesystem>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace colonnade::db {
namespace {

struct ColumnLayout {
    std::string name;
    bool is_number;
};

struct TableLayout {
    std::string name;
    std::vector<ColumnLayout> columns;
    std::set<std::string> refers_to;  // other tables
};

// The tables of a SQLite database, each behind those it refers to.
class Layout {
public:
    explicit Layout(Session& sqlite) : sqlite_(sqlite) {
        for (auto const& [name] :
             sqlite.rows<std::string>("select name from sqlite_master where type = 'table' and name not like "
                                      "'sqlite_%' order by name"))
            tables_[name] = read(name);
        for (auto const& [name, table] : tables_) place(name);
    }
    std::vector<TableLayout> const& in_order() const { return ordered_; }

private:
    TableLayout read(std::string const& name) {
        TableLayout table{name, {}, {}};
        for (auto const& [column, type] : sqlite_.rows<std::string, std::string>(
                 "select name, lower(type) from pragma_table_info(:name) order by cid", {{"name", name}}))
            table.columns.push_back({column, type.find("int") != std::string::npos});
        for (auto const& [other] : sqlite_.rows<std::string>(
                 "select distinct \"table\" from pragma_foreign_key_list(:name)", {{"name", name}}))
            if (other != name) table.refers_to.insert(other);
        return table;
    }

    void place(std::string const& name) {
        if (!placed_.insert(name).second) return;
        TableLayout const& table = tables_.at(name);
        for (std::string const& other : table.refers_to)
            if (tables_.contains(other)) place(other);
        ordered_.push_back(table);
    }

    Session& sqlite_;
    std::map<std::string, TableLayout> tables_;
    std::set<std::string> placed_;
    std::vector<TableLayout> ordered_;
};

std::vector<std::string_view> column_names(TableLayout const& table) {
    std::vector<std::string_view> names;
    for (ColumnLayout const& column : table.columns) names.push_back(column.name);
    return names;
}

Value value_of(soci::row const& row, std::size_t at, ColumnLayout const& column) {
    if (row.get_indicator(at) == soci::i_null) return nullptr;
    auto text = row.get<std::string>(at);
    if (column.is_number) return parse_decimal(text, 0).value();
    return text;
}

// Every column is read as text, since the two databases give numbers in different C++ types.
void copy_table(TableLayout const& table, Session& from, Transaction& to) {
    std::vector<std::string> asked;
    for (ColumnLayout const& column : table.columns)
        asked.push_back(fmt::format("cast({} as text)", column.name));
    std::string const sql = fmt::format("select {} from {} order by 1", fmt::join(asked, ", "), table.name);
    BulkInsert insert(to, table.name, column_names(table));
    std::vector<Value> values;
    soci::rowset<soci::row> const rows = (from.connection().prepare << sql);
    for (soci::row const& row : rows) {
        values.clear();
        for (std::size_t i = 0; i < table.columns.size(); ++i)
            values.push_back(value_of(row, i, table.columns[i]));
        insert.row(values);
    }
    insert.finish();
}

void copy_everything(Layout const& layout, Session& from, Transaction& to) {
    if (to.dialect() == Dialect::sqlite) to.connection().once << "pragma defer_foreign_keys = on";
    for (TableLayout const& table : layout.in_order()) to.run(fmt::format("delete from {}", table.name));
    for (TableLayout const& table : layout.in_order()) copy_table(table, from, to);
}

void vacuum_into(Address const& from, std::string const& file) {
    soci::session connection;
    open_connection(connection, from, Durability::durable);
    try {
        connection.once << "vacuum into :file", soci::use(file);
    } catch (soci::soci_error const& error) { throw problem_of(error, Dialect::sqlite, "vacuum into"); }
}

Address sqlite_file(std::string const& file) { return {Dialect::sqlite, file}; }

}  // namespace

void write_snapshot(Address const& from, std::string const& file, std::vector<Migration> const& migrations) {
    if (std::filesystem::exists(file)) throw conflict("db.file_exists", {{"file", file}});
    if (from.dialect == Dialect::sqlite) return vacuum_into(from, file);
    Database source(from);
    Database copy(sqlite_file(file), Durability::relaxed);
    copy.write([&](Transaction& to) {
        migrate(to, migrations, Instant{0});
        Layout const layout(to);
        source.read([&](Session& session) { copy_everything(layout, session, to); });
    });
}

void check_snapshot(std::string const& file) {
    if (!std::filesystem::exists(file)) throw Problem(ProblemKind::unavailable, "db.cannot_open");
    Database database(sqlite_file(file));
    bool const is_sound = database.read([](Session& session) {
        return session.value<std::string>("pragma integrity_check") == "ok" &&
               session.value<std::int64_t>("select count(*) from pragma_foreign_key_check") == 0;
    });
    if (!is_sound) throw Problem(ProblemKind::unavailable, "db.damaged");
}

void load_snapshot(std::string const& file, Address const& to, std::vector<Migration> const& migrations) {
    Database snapshot(sqlite_file(file));
    Database target(to);
    target.write([&](Transaction& transaction) {
        migrate(transaction, migrations, Instant{0});
        if (transaction.exists("select 1 from audit_entries limit 1")) throw conflict("db.not_empty");
        snapshot.read([&](Session& session) { copy_everything(Layout(session), session, transaction); });
    });
}

}  // namespace colonnade::db
