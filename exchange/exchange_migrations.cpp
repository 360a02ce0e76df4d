#include "exchange/exchange_migrations.hpp"

#include "pillars/operations/structure/structure_migrations.hpp"
#include "pillars/operations/territories/territory_migrations.hpp"

namespace colonnade::exchange {
namespace {

// An import from its first file to its undoing; what became of its rows; and mappings of the company's own.
constexpr std::string_view imports = R"(
create table imports (
    import_id bigint primary key,
    state text not null,
    title text not null,
    mapping text not null,
    on_duplicate text not null,
    created_at bigint not null,
    created_by bigint,
    finished_at bigint,
    job_id bigint,
    report text,
    change_id bigint not null
);
create table import_files (
    file_id bigint primary key,
    import_id bigint not null references imports (import_id),
    name text not null,
    path text not null,
    bytes bigint not null
);
create index import_files_import on import_files (import_id);
create table import_refusals (
    import_id bigint not null references imports (import_id),
    place bigint not null,
    source text not null,
    refusal text not null,
    primary key (import_id, place)
);
create table import_mappings (
    mapping_id bigint primary key,
    name text not null unique,
    title text not null,
    body text not null,
    change_id bigint not null
);
)";

}  // namespace

std::vector<db::Migration> exchange_migrations() { return {{600, "imports", imports}}; }

std::vector<access::UndoTable> import_undo_tables() {
    std::vector<access::UndoTable> tables = structure::structure_undo_tables();
    for (access::UndoTable& table : territories::territory_undo_tables()) tables.push_back(std::move(table));
    for (access::UndoTable table : std::vector<access::UndoTable>{
             {"periods", {"period_id"}, {}},
             {"exchange_rates", {"rate_id"}, {}},
             {"product_categories", {"category_id"}, {{"products", "category_id"}}},
             {"products", {"product_id"}, {{"order_lines", "product_id"}}},
             {"product_prices", {"price_id"}, {}},
             {"product_costs", {"cost_id"}, {}},
             {"customers", {"customer_id"}, {{"orders", "customer_id"}, {"contacts", "customer_id"}}},
             {"customer_owners", {"owner_id"}, {}},
             {"contacts", {"contact_id"}, {}},
             {"orders", {"order_id"}, {{"orders", "original_order_id"}}},
             {"order_sellers", {"order_id", "person_id"}, {}},
             {"order_lines", {"line_id"}, {}},
             {"quotas", {"quota_id"}, {}},
             {"pay_parameters", {"parameter_id"}, {}},
             {"kpi_values", {"kpi_value_id"}, {}},
         })
        tables.push_back(std::move(table));
    return tables;
}

}  // namespace colonnade::exchange
