#include "pillars/operations/statements/statement_migrations.hpp"

namespace colonnade::statements {
namespace {

// Rows are only ever added: text is the statement as it was sealed, digest the SHA-256 of its bytes.
constexpr std::string_view statements = R"(
create table pay_statements (
    statement_id bigint primary key,
    pay_period_id bigint not null references pay_periods (pay_period_id),
    person_id bigint not null references people (person_id),
    currency text not null,
    due bigint not null,
    text text not null,
    digest text not null,
    sealed_at bigint not null,
    change_id bigint not null,
    unique (pay_period_id, person_id)
);
create index pay_statements_person on pay_statements (person_id);
)";

}  // namespace

std::vector<db::Migration> statement_migrations() { return {{370, "pay statements", statements}}; }

}  // namespace colonnade::statements
