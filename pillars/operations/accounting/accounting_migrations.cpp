#include "pillars/operations/accounting/accounting_migrations.hpp"

namespace colonnade::accounting {
namespace {

// One row: the policy as JSON. What it was stays, for entries that were exported under it.
constexpr std::string_view policies = R"(
create table accounting_policies (
    policy_id bigint primary key,
    text text not null,
    change_id bigint not null
);
create table accounting_policies_history (
    policy_id bigint not null,
    text text not null,
    change_id bigint not null,
    ended_by bigint not null
);
create index accounting_policies_history_key on accounting_policies_history (policy_id);
create index accounting_policies_history_ended on accounting_policies_history (ended_by);
)";

}  // namespace

std::vector<db::Migration> accounting_migrations() { return {{380, "accounting policy", policies}}; }

}  // namespace colonnade::accounting
