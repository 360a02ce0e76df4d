#include "foundation/db/past.hpp"

#include <map>
#include <string>
#include <vector>

namespace colonnade::db {
namespace {

constexpr std::string_view history_end = "_history";

// The columns of each table that has a history, in their order.
std::map<std::string, std::vector<std::string>> columns_of_tables(Session& session) {
    std::string const sql =
        session.dialect() == Dialect::sqlite
            ? "select m.name, c.name from sqlite_master m, pragma_table_info(m.name) c where m.type = "
              "'table' "
              "and exists (select 1 from sqlite_master h where h.name = m.name || '_history') order by "
              "m.name, c.cid"
            : "select cast(c.table_name as text), cast(c.column_name as text) from "
              "information_schema.columns "
              "c where c.table_schema = current_schema() and exists (select 1 from "
              "information_schema.tables h where h.table_schema = current_schema() and h.table_name = "
              "c.table_name || '_history') order by c.table_name, c.ordinal_position";
    std::map<std::string, std::vector<std::string>> tables;
    session.each<std::string, std::string>(sql, {}, [&](std::string const& table, std::string const& column) {
        tables[table].push_back(column);
    });
    return tables;
}

}  // namespace

void look_back(Transaction& transaction, std::int64_t change) {
    std::string const schema = transaction.dialect() == Dialect::sqlite
                                   ? "main"
                                   : transaction.value<std::string>("select cast(current_schema() as text)");
    std::string const seen = std::to_string(change);
    for (auto const& [table, columns] : columns_of_tables(transaction)) {
        std::string list;
        for (std::string const& column : columns) list += (list.empty() ? "" : ", ") + column;
        std::string const from = "select " + list + " from " + schema + "." + table;
        transaction.run("create temp view " + table + " as " + from + " where change_id <= " + seen +
                        " union all " + from + std::string(history_end) + " where change_id <= " + seen +
                        " and ended_by > " + seen);
    }
    transaction.forget_statements();
}

}  // namespace colonnade::db
