#include "pillars/operations/goals/goal_migrations.hpp"

namespace colonnade::goals {

std::vector<db::Migration> goal_migrations() {
    return {{300, "goals", R"(
create table quotas (
    quota_id bigint primary key,
    external_id text,
    subject_kind text not null,
    subject_id bigint not null,
    measure text not null,
    period_key text not null,
    valid_from text not null,
    valid_to text,
    amount bigint not null,
    is_prorated integer not null default 0,
    note text not null default '',
    change_id bigint not null,
    check (subject_kind in ('person', 'team', 'territory', 'company')),
    unique (subject_kind, subject_id, measure, period_key)
);
create index quotas_by_period on quotas (valid_from, measure);
create table quotas_history (
    quota_id bigint not null,
    external_id text,
    subject_kind text not null,
    subject_id bigint not null,
    measure text not null,
    period_key text not null,
    valid_from text not null,
    valid_to text,
    amount bigint not null,
    is_prorated integer not null,
    note text not null,
    change_id bigint not null,
    ended_by bigint not null
);
create index quotas_history_by_quota on quotas_history (quota_id);
)"}};
}

}  // namespace colonnade::goals
