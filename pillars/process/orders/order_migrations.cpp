#include "pillars/process/orders/order_migrations.hpp"

namespace colonnade::orders {
namespace {

constexpr std::string_view products = R"(
create table product_categories (
    category_id bigint primary key,
    external_id text unique,
    name text not null,
    parent_id bigint references product_categories (category_id),
    change_id bigint not null
);
create index product_categories_parent on product_categories (parent_id);
create index product_categories_change on product_categories (change_id);
create table product_categories_history (
    category_id bigint not null,
    external_id text,
    name text not null,
    parent_id bigint,
    change_id bigint not null,
    ended_by bigint not null
);
create index product_categories_history_ended on product_categories_history (ended_by);
create table products (
    product_id bigint primary key,
    external_id text unique,
    code text,
    name text not null,
    category_id bigint references product_categories (category_id),
    unit text,
    search_text text not null,
    sort_key text not null,
    change_id bigint not null
);
create index products_sort on products (sort_key, product_id);
create index products_code on products (code);
create index products_category on products (category_id);
create index products_change on products (change_id);
create table products_history (
    product_id bigint not null,
    external_id text,
    code text,
    name text not null,
    category_id bigint,
    unit text,
    search_text text not null,
    sort_key text not null,
    change_id bigint not null,
    ended_by bigint not null
);
create index products_history_product on products_history (product_id);
create index products_history_ended on products_history (ended_by);
)";

// Amounts of one unit, in ten-thousandths of the currency.
constexpr std::string_view prices = R"(
create table product_prices (
    price_id bigint primary key,
    product_id bigint not null references products (product_id),
    currency text not null,
    amount bigint not null,
    valid_from text not null,
    valid_to text,
    change_id bigint not null
);
create unique index product_prices_product on product_prices (product_id, currency, valid_from);
create index product_prices_change on product_prices (change_id);
create table product_prices_history (
    price_id bigint not null,
    product_id bigint not null,
    currency text not null,
    amount bigint not null,
    valid_from text not null,
    valid_to text,
    change_id bigint not null,
    ended_by bigint not null
);
create index product_prices_history_product on product_prices_history (product_id);
create index product_prices_history_ended on product_prices_history (ended_by);
create table product_costs (
    cost_id bigint primary key,
    product_id bigint not null references products (product_id),
    currency text not null,
    amount bigint not null,
    valid_from text not null,
    valid_to text,
    change_id bigint not null
);
create unique index product_costs_product on product_costs (product_id, currency, valid_from);
create index product_costs_change on product_costs (change_id);
create table product_costs_history (
    cost_id bigint not null,
    product_id bigint not null,
    currency text not null,
    amount bigint not null,
    valid_from text not null,
    valid_to text,
    change_id bigint not null,
    ended_by bigint not null
);
create index product_costs_history_product on product_costs_history (product_id);
create index product_costs_history_ended on product_costs_history (ended_by);
)";

// amount_given is 1 where net_amount is the order's own, 0 where it is the sum of its lines. seller_count is
// the number of rows in order_sellers; number_key is the prefix key of the number. The indexes "unsold" serve
// orders without a seller, whose credit falls to the customer's owner or the territory's holder.
constexpr std::string_view orders = R"(
create table orders (
    order_id bigint primary key,
    external_id text unique,
    number text,
    kind text not null,
    original_order_id bigint,
    customer_id bigint not null references customers (customer_id),
    territory_id bigint references territories (territory_id),
    booked_on text not null,
    promised_on text,
    delivered_on text,
    status text not null,
    order_type text,
    channel text,
    currency text not null,
    net_amount bigint not null,
    tax_amount bigint not null,
    freight_amount bigint not null,
    note text,
    number_key text not null,
    seller_count bigint not null,
    amount_given bigint not null,
    change_id bigint not null,
    check (net_amount <= 0 or kind = 'order')
);
create index orders_booked on orders (booked_on, order_id);
create index orders_amount on orders (net_amount, order_id);
create index orders_number on orders (number_key);
create index orders_customer on orders (customer_id, booked_on, order_id);
create index orders_territory on orders (territory_id, booked_on, order_id);
create index orders_status on orders (status, booked_on, order_id);
create index orders_reducing on orders (kind, booked_on, order_id) where kind <> 'order';
create index orders_original on orders (original_order_id) where original_order_id is not null;
create index orders_unsold_customer on orders (customer_id, booked_on) where seller_count = 0;
create index orders_unsold_territory on orders (territory_id, booked_on) where seller_count = 0;
create index orders_change on orders (change_id);
create table orders_history (
    order_id bigint not null,
    external_id text,
    number text,
    kind text not null,
    original_order_id bigint,
    customer_id bigint not null,
    territory_id bigint,
    booked_on text not null,
    promised_on text,
    delivered_on text,
    status text not null,
    order_type text,
    channel text,
    currency text not null,
    net_amount bigint not null,
    tax_amount bigint not null,
    freight_amount bigint not null,
    note text,
    number_key text not null,
    seller_count bigint not null,
    amount_given bigint not null,
    change_id bigint not null,
    ended_by bigint not null
);
create index orders_history_order on orders_history (order_id);
create index orders_history_ended on orders_history (ended_by);
)";

// booked_on repeats the order's date, so that a seller's orders are found in the order of their dates.
constexpr std::string_view sellers = R"(
create table order_sellers (
    order_id bigint not null references orders (order_id),
    person_id bigint not null references people (person_id),
    share bigint not null,
    place bigint not null,
    booked_on text not null,
    change_id bigint not null,
    primary key (order_id, person_id),
    check (share > 0)
);
create index order_sellers_person on order_sellers (person_id, booked_on, order_id);
create index order_sellers_change on order_sellers (change_id);
create table order_sellers_history (
    order_id bigint not null,
    person_id bigint not null,
    share bigint not null,
    place bigint not null,
    booked_on text not null,
    change_id bigint not null,
    ended_by bigint not null
);
create index order_sellers_history_order on order_sellers_history (order_id);
create index order_sellers_history_ended on order_sellers_history (ended_by);
create table customer_sellers (
    person_id bigint not null,
    customer_id bigint not null,
    primary key (person_id, customer_id)
);
create index customer_sellers_customer on customer_sellers (customer_id);
)";

constexpr std::string_view lines = R"(
create table order_lines (
    line_id bigint primary key,
    order_id bigint not null references orders (order_id),
    line_no bigint not null,
    external_id text,
    product_id bigint references products (product_id),
    description text,
    quantity bigint not null,
    unit_price bigint not null,
    discount bigint not null,
    net_amount bigint not null,
    cost_amount bigint,
    promised_on text,
    delivered_on text,
    original_line_id bigint,
    change_id bigint not null
);
create unique index order_lines_order on order_lines (order_id, line_no);
create index order_lines_product on order_lines (product_id, order_id);
create index order_lines_original on order_lines (original_line_id) where original_line_id is not null;
create index order_lines_change on order_lines (change_id, order_id);
create table order_lines_history (
    line_id bigint not null,
    order_id bigint not null,
    line_no bigint not null,
    external_id text,
    product_id bigint,
    description text,
    quantity bigint not null,
    unit_price bigint not null,
    discount bigint not null,
    net_amount bigint not null,
    cost_amount bigint,
    promised_on text,
    delivered_on text,
    original_line_id bigint,
    change_id bigint not null,
    ended_by bigint not null
);
create index order_lines_history_line on order_lines_history (line_id);
create index order_lines_history_order on order_lines_history (order_id);
create index order_lines_history_ended on order_lines_history (ended_by);
)";

// The largest are found currency by currency; those of the rare states and kinds by indexes of their own.
constexpr std::string_view orders_by_amount = R"(
drop index orders_amount;
create index orders_currency on orders (currency, net_amount, order_id);
create index orders_unfinished on orders (status, currency, net_amount, order_id) where status <> 'delivered';
create index orders_reducing_amount on orders (kind, currency, net_amount, order_id) where kind <> 'order';
)";

}  // namespace

std::vector<db::Migration> order_migrations() {
    return {{500, "products", products},     {501, "prices and costs", prices},
            {502, "orders", orders},         {503, "sellers of orders", sellers},
            {504, "lines of orders", lines}, {505, "orders by amount and currency", orders_by_amount}};
}

}  // namespace colonnade::orders
