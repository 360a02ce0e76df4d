#include "foundation/work/work_migrations.hpp"

namespace colonnade::work {
namespace {

// Work that outlives a request. A running job's claim holds while its heartbeat is fresh.
constexpr std::string_view jobs = R"(
create table jobs (
    job_id bigint primary key,
    kind text not null,
    payload text not null,
    state text not null,
    user_id bigint,
    created_at bigint not null,
    started_at bigint,
    finished_at bigint,
    claimed_by text,
    heartbeat_at bigint,
    tries integer not null default 0,
    cancel_wanted integer not null default 0,
    done bigint not null default 0,
    total bigint,
    message_key text,
    message_arguments text,
    result text,
    problem text
);
create index jobs_state on jobs (state, job_id);
create index jobs_user on jobs (user_id, job_id);
create table job_schedule (
    kind text primary key,
    next_at bigint not null
);
)";

}  // namespace

std::vector<db::Migration> work_migrations() { return {{50, "jobs", jobs}}; }

}  // namespace colonnade::work
