#include "pillars/operations/company/company_migrations.hpp"

namespace colonnade::company {

std::vector<db::Migration> company_migrations() {
    return {{80, "company", R"(
create table settings (
    key text primary key,
    value text not null,
    change_id bigint not null
);
create table settings_history (
    key text not null,
    value text not null,
    change_id bigint not null,
    ended_by bigint not null
);
create table periods (
    period_id bigint primary key,
    period_key text not null unique,
    valid_from text not null unique,
    valid_to text,
    change_id bigint not null
);
create table periods_history (
    period_id bigint not null,
    period_key text not null,
    valid_from text not null,
    valid_to text,
    change_id bigint not null,
    ended_by bigint not null
);
create table exchange_rates (
    rate_id bigint primary key,
    from_currency text not null,
    to_currency text not null,
    rate bigint not null,
    valid_from text not null,
    change_id bigint not null,
    check (rate > 0),
    unique (from_currency, to_currency, valid_from)
);
create table exchange_rates_history (
    rate_id bigint not null,
    from_currency text not null,
    to_currency text not null,
    rate bigint not null,
    valid_from text not null,
    change_id bigint not null,
    ended_by bigint not null
);
)"}};
}

}  // namespace colonnade::company
