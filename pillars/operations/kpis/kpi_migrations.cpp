#include "pillars/operations/kpis/kpi_migrations.hpp"

namespace colonnade::kpis {

std::vector<db::Migration> kpi_migrations() {
    return {{320, "kpi values", R"(
create table kpi_values (
    kpi_value_id bigint primary key,
    person_id bigint not null,
    name text not null,
    valid_from text not null,
    valid_to text,
    value bigint not null,
    source text not null,
    note text not null default '',
    change_id bigint not null,
    check (value >= 0),
    check (source in ('rated', 'entered', 'imported')),
    unique (person_id, name, valid_from)
);
create table kpi_values_history (
    kpi_value_id bigint not null,
    person_id bigint not null,
    name text not null,
    valid_from text not null,
    valid_to text,
    value bigint not null,
    source text not null,
    note text not null,
    change_id bigint not null,
    ended_by bigint not null
);
create index kpi_values_history_by_value on kpi_values_history (kpi_value_id);
)"}};
}

}  // namespace colonnade::kpis
