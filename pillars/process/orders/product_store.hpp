// Products, categories, prices and costs in the database.
#pragma once
#include "foundation/access/write.hpp"
#include "pillars/process/orders/product_views.hpp"

namespace colonnade::orders {

struct ProductFilter {
    std::optional<std::string> q;           // words within name and code
    std::optional<CategoryId> category_id;  // with all below it
};
struct ProductCursor {
    std::string sort_key;
    ProductId product_id;
};
BOOST_DESCRIBE_STRUCT(ProductCursor, (), (sort_key, product_id))
struct ListedProduct {
    ProductView view;
    ProductCursor cursor;
};

// By name; at most `limit` + 1 after the cursor. Costs are told to those who may see all orders.
std::vector<ListedProduct> list_products(db::Session& session, Caller const& caller,
                                         ProductFilter const& filter,
                                         std::optional<ProductCursor> const& after, std::int64_t limit);
ProductView read_product(db::Session& session, Caller const& caller, ProductId product);
ProductId create_product(access::Write& w, NewProduct const& ask);
void update_product(access::Write& w, ProductId product, ChangeId version, ProductPatch const& patch);

enum class PriceKind { price, cost };
// Oldest first.
std::vector<PriceView> read_prices(db::Session& session, Caller const& caller, ProductId product,
                                   PriceKind kind);
void add_price(access::Write& w, ProductId product, PriceKind kind, NewPrice const& ask);

std::vector<CategoryView> read_categories(db::Session& session);
CategoryId create_category(access::Write& w, CategoryFields const& fields);
// Problem "orders.category_cycle".
void update_category(access::Write& w, CategoryId category, ChangeId version, CategoryFields const& fields);

// For loaders: writes without asking who may.
struct ProductRecord {
    ProductId product_id;
    std::optional<std::string> external_id;
    std::optional<std::string> code;
    std::string name;
    std::optional<CategoryId> category_id;
    std::optional<std::string> unit;
};
enum class ProductPut { insert, replace };
void put_product(access::Write& w, ProductRecord const& record, ProductPut how);
// By the rule change_price; with `to`, the price ends there. False where nothing had to change. Throws
// Problem "orders.price_negative" or "orders.price_overlap".
bool put_price(access::Write& w, ProductId product, PriceKind kind, Money amount, Date from,
               std::optional<Date> to);
std::vector<PriceRow> stored_prices(db::Session& session, ProductId product, PriceKind kind);

}  // namespace colonnade::orders
