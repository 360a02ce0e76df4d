#include "pillars/process/customers/customer_migrations.hpp"

namespace colonnade::customers {
namespace {

// sort_key, search_text, email_key and phone_key are derived from the other columns. customer_words holds
// each word of search_text as a prefix key.
constexpr std::string_view customers = R"(
create table customers (
    customer_id bigint primary key,
    external_id text unique,
    name text not null,
    kind text not null,
    industry text,
    segment text,
    country text,
    region text,
    city text,
    postal_code text,
    street text,
    email text,
    phone text,
    website text,
    employees bigint,
    annual_revenue bigint,
    currency text,
    territory_id bigint references territories (territory_id),
    profile text not null,
    search_text text not null,
    sort_key text not null,
    name_key text not null,
    email_key text,
    phone_key text,
    change_id bigint not null
);
create index customers_sort on customers (sort_key, customer_id);
create index customers_territory on customers (territory_id, sort_key, customer_id);
create index customers_country on customers (country, sort_key, customer_id);
create index customers_segment on customers (segment, sort_key, customer_id);
create index customers_name on customers (name_key, country);
create index customers_email on customers (email_key);
create index customers_phone on customers (phone_key);
create index customers_change on customers (change_id);
create table customers_history (
    customer_id bigint not null,
    external_id text,
    name text not null,
    kind text not null,
    industry text,
    segment text,
    country text,
    region text,
    city text,
    postal_code text,
    street text,
    email text,
    phone text,
    website text,
    employees bigint,
    annual_revenue bigint,
    currency text,
    territory_id bigint,
    profile text not null,
    search_text text not null,
    sort_key text not null,
    name_key text not null,
    email_key text,
    phone_key text,
    change_id bigint not null,
    ended_by bigint not null
);
create index customers_history_customer on customers_history (customer_id);
create index customers_history_ended on customers_history (ended_by);
create table customer_words (
    word_key text not null,
    customer_id bigint not null references customers (customer_id) on delete cascade,
    primary key (word_key, customer_id)
);
create index customer_words_customer on customer_words (customer_id);
)";

constexpr std::string_view owners = R"(
create table customer_owners (
    owner_id bigint primary key,
    customer_id bigint not null references customers (customer_id),
    person_id bigint not null references people (person_id),
    valid_from text not null,
    valid_to text,
    change_id bigint not null
);
create unique index customer_owners_customer on customer_owners (customer_id, valid_from);
create index customer_owners_person on customer_owners (person_id, customer_id);
create index customer_owners_change on customer_owners (change_id);
create table customer_owners_history (
    owner_id bigint not null,
    customer_id bigint not null,
    person_id bigint not null,
    valid_from text not null,
    valid_to text,
    change_id bigint not null,
    ended_by bigint not null
);
create index customer_owners_history_customer on customer_owners_history (customer_id);
create index customer_owners_history_ended on customer_owners_history (ended_by);
)";

constexpr std::string_view contacts = R"(
create table contacts (
    contact_id bigint primary key,
    external_id text unique,
    customer_id bigint not null references customers (customer_id),
    name text not null,
    given_name text,
    family_name text,
    title text,
    email text,
    phone text,
    mobile text,
    language text,
    search_text text not null,
    change_id bigint not null
);
create index contacts_customer on contacts (customer_id);
create index contacts_change on contacts (change_id);
create table contacts_history (
    contact_id bigint not null,
    external_id text,
    customer_id bigint not null,
    name text not null,
    given_name text,
    family_name text,
    title text,
    email text,
    phone text,
    mobile text,
    language text,
    search_text text not null,
    change_id bigint not null,
    ended_by bigint not null
);
create index contacts_history_contact on contacts_history (contact_id);
create index contacts_history_ended on contacts_history (ended_by);
)";

constexpr std::string_view contacts_by_word = R"(
create index contacts_search on contacts (search_text);
)";

}  // namespace

std::vector<db::Migration> customer_migrations() {
    return {{400, "customers", customers},
            {401, "customer owners", owners},
            {402, "contacts", contacts},
            {403, "contacts by word", contacts_by_word}};
}

}  // namespace colonnade::customers
