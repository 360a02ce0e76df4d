#include "exchange/reference_store.hpp"

#include <vector>

namespace colonnade::exchange {

std::optional<std::int64_t> SubjectIds::find(std::string_view kind, std::string const& key) {
    auto const [place, is_new] = known_.try_emplace({std::string(kind), key});
    if (!is_new || key.empty()) return place->second;
    static std::map<std::string_view, std::vector<std::string_view>> const statements{
        {"person",
         {"select person_id from people where external_id = :key",
          "select person_id from people where name = :key"}},
        {"territory",
         {"select territory_id from territories where external_id = :key",
          "select territory_id from territories where name = :key"}},
        {"team",
         {"select team_id from teams where external_id = :key",
          "select team_id from teams where name = :key"}},
    };
    for (std::string_view const sql : statements.at(kind)) {
        auto const found = write_.rows<std::int64_t>(sql, {{"key", key}});
        if (found.size() == 1) place->second = std::get<0>(found.front());
        if (!found.empty()) break;
    }
    return place->second;
}

Existing::Existing(access::Write& write, FileKind kind) : write_(write) {
    switch (kind) {
        case FileKind::periods:
            column_ = "period";
            sql_ = "select 1 from periods where period_key = :id and change_id <> :change";
            break;
        case FileKind::people:
            column_ = "person_id";
            sql_ = "select 1 from people where external_id = :id and change_id <> :change";
            break;
        case FileKind::positions:
            column_ = "position_id";
            sql_ = "select 1 from positions where external_id = :id and change_id <> :change";
            break;
        case FileKind::territories:
            column_ = "territory_id";
            sql_ = "select 1 from territories where external_id = :id and change_id <> :change";
            break;
        case FileKind::products:
            column_ = "product_id";
            sql_ = "select 1 from products where external_id = :id and change_id <> :change";
            break;
        case FileKind::customers:
            column_ = "customer_id";
            sql_ = "select 1 from customers where external_id = :id and change_id <> :change";
            break;
        case FileKind::contacts:
            column_ = "contact_id";
            sql_ = "select 1 from contacts where external_id = :id and change_id <> :change";
            break;
        case FileKind::orders:
        case FileKind::order_lines:
            column_ = "order_id";
            sql_ = "select 1 from orders where external_id = :id and change_id <> :change";
            break;
        case FileKind::returns:
            column_ = "return_id";
            sql_ = "select 1 from orders where external_id = :id and change_id <> :change";
            break;
        default: break;
    }
}

bool Existing::holds(std::string const& id) {
    return !id.empty() && write_.exists(sql_, {{"id", id}, {"change", write_.change_id()}});
}

bool has_orders(db::Session& session) { return session.exists("select 1 from orders limit 1"); }

}  // namespace colonnade::exchange
