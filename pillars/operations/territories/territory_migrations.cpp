#include "pillars/operations/territories/territory_migrations.hpp"

namespace colonnade::territories {
namespace {

constexpr std::string_view territories = R"(
create table territories (
    territory_id bigint primary key,
    external_id text unique,
    name text not null,
    parent_id bigint references territories (territory_id),
    valid_from text not null,
    valid_to text,
    change_id bigint not null
);
create table territories_history (
    territory_id bigint not null,
    external_id text,
    name text not null,
    parent_id bigint,
    valid_from text not null,
    valid_to text,
    change_id bigint not null,
    ended_by bigint not null
);
create index territories_history_ended on territories_history (ended_by);
create table territory_assignments (
    assignment_id bigint primary key,
    territory_id bigint not null references territories (territory_id),
    position_id bigint not null references positions (position_id),
    valid_from text not null,
    valid_to text,
    change_id bigint not null
);
create index territory_assignments_territory on territory_assignments (territory_id, valid_from);
create index territory_assignments_position on territory_assignments (position_id, valid_from);
create table territory_assignments_history (
    assignment_id bigint not null,
    territory_id bigint not null,
    position_id bigint not null,
    valid_from text not null,
    valid_to text,
    change_id bigint not null,
    ended_by bigint not null
);
create index territory_assignments_history_ended on territory_assignments_history (ended_by);
)";

}  // namespace

std::vector<db::Migration> territory_migrations() { return {{200, "territories", territories}}; }

std::vector<access::UndoTable> territory_undo_tables() {
    return {{"territories",
             {"territory_id"},
             {{"territory_assignments", "territory_id"},
              {"customers", "territory_id"},
              {"orders", "territory_id"}}},
            {"territory_assignments", {"assignment_id"}, {}}};
}

}  // namespace colonnade::territories
