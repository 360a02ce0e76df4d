#include "pillars/process/orders/order_api.hpp"
#include "pillars/process/orders/product_store.hpp"

namespace colonnade::orders {
namespace {

using wire::Body;
using wire::Created;
using wire::IfMatch;
using wire::Page;
using wire::Paging;
using wire::Path;
using wire::Query;

struct ProductQuery {
    std::optional<std::string> q;
    std::optional<CategoryId> category_id;
};
BOOST_DESCRIBE_STRUCT(ProductQuery, (), (q, category_id))

struct ProductPath {
    ProductId product_id;
};
BOOST_DESCRIBE_STRUCT(ProductPath, (), (product_id))

struct CategoryPath {
    CategoryId category_id;
};
BOOST_DESCRIBE_STRUCT(CategoryPath, (), (category_id))

Page<ProductView> product_page(std::vector<ListedProduct> listed, Paging const& paging) {
    std::vector<ProductView> rows;
    std::vector<ProductCursor> cursors;
    for (ListedProduct& one : listed)
        rows.push_back(std::move(one.view)), cursors.push_back(std::move(one.cursor));
    std::size_t const last = std::min(cursors.size(), static_cast<std::size_t>(paging.limit));
    return paging.cut(std::move(rows), [&](ProductView const&) { return cursors[last - 1]; });
}

CategoryView category_view(db::Session& session, CategoryId category) {
    for (CategoryView& view : read_categories(session))
        if (view.category_id == category) return view;
    throw not_found();
}

void mount_prices(wire::Api& api, db::Database& database, PriceKind kind, std::string_view path,
                  std::string_view list_operation, std::string_view list_summary,
                  std::string_view add_operation, std::string_view add_summary) {
    api.get(
        path, list_operation, list_summary, Permission::product_read,
        [&database, kind](Caller const& caller, Path<ProductPath> const& at) -> std::vector<PriceView> {
            return database.read([&](db::Session& s) { return read_prices(s, caller, at.product_id, kind); });
        });
    api.post(path, add_operation, add_summary, Permission::product_write,
             [&database, kind, operation = std::string(add_operation)](
                 Caller const& caller, Path<ProductPath> const& at,
                 Body<NewPrice> const& ask) -> std::vector<PriceView> {
                 return access::write(database, caller, operation, "", [&](access::Write& w) {
                     add_price(w, at.product_id, kind, ask);
                     return read_prices(w, caller, at.product_id, kind);
                 });
             });
}

void mount_categories(wire::Api& api, db::Database& database) {
    api.get("/product-categories", "listProductCategories", "List the categories of products",
            Permission::product_read, [&database](Caller const&) -> std::vector<CategoryView> {
                return database.read([](db::Session& s) { return read_categories(s); });
            });
    api.post("/product-categories", "createProductCategory", "Add a category of products",
             Permission::product_write,
             [&database](Caller const& caller, Body<CategoryFields> const& fields) -> Created<CategoryView> {
                 return access::write(database, caller, "createProductCategory", "", [&](access::Write& w) {
                     CategoryId const category = create_category(w, fields);
                     return Created<CategoryView>{category_view(w, category),
                                                  "/product-categories/" + std::to_string(category.value)};
                 });
             });
    api.put("/product-categories/{category_id}", "replaceProductCategory",
            "Rename or move a category of products", Permission::product_write,
            [&database](Caller const& caller, Path<CategoryPath> const& at,
                        Body<CategoryFields> const& fields, IfMatch const& seen) -> CategoryView {
                return access::write(database, caller, "replaceProductCategory", "", [&](access::Write& w) {
                    update_category(w, at.category_id, seen.version, fields);
                    return category_view(w, at.category_id);
                });
            });
}

}  // namespace

void mount_products(wire::Api& api, db::Database& database) {
    api.get("/products", "listProducts", "List products", Permission::product_read,
            [&database](Caller const& caller, Query<ProductQuery> const& query,
                        Paging const& paging) -> Page<ProductView> {
                return product_page(database.read([&](db::Session& s) {
                    return list_products(s, caller, {query.q, query.category_id},
                                         paging.after<ProductCursor>(), paging.limit);
                }),
                                    paging);
            });
    api.get("/products/{product_id}", "getProduct", "Show a product", Permission::product_read,
            [&database](Caller const& caller, Path<ProductPath> const& at) -> ProductView {
                return database.read([&](db::Session& s) { return read_product(s, caller, at.product_id); });
            });
    api.post("/products", "createProduct", "Add a product", Permission::product_write,
             [&database](Caller const& caller, Body<NewProduct> const& ask) -> Created<ProductView> {
                 return access::write(database, caller, "createProduct", "", [&](access::Write& w) {
                     ProductId const product = create_product(w, ask);
                     return Created<ProductView>{read_product(w, caller, product),
                                                 "/products/" + std::to_string(product.value)};
                 });
             });
    api.patch("/products/{product_id}", "updateProduct", "Change a product", Permission::product_write,
              [&database](Caller const& caller, Path<ProductPath> const& at, Body<ProductPatch> const& patch,
                          IfMatch const& seen) -> ProductView {
                  return access::write(database, caller, "updateProduct", "", [&](access::Write& w) {
                      update_product(w, at.product_id, seen.version, patch);
                      return read_product(w, caller, at.product_id);
                  });
              });
    mount_prices(api, database, PriceKind::price, "/products/{product_id}/prices", "listProductPrices",
                 "Show what a product sold for when", "addProductPrice",
                 "Set a product's price from a day on");
    mount_prices(api, database, PriceKind::cost, "/products/{product_id}/costs", "listProductCosts",
                 "Show what a product cost when", "addProductCost", "Set a product's cost from a day on");
    mount_categories(api, database);
}

}  // namespace colonnade::orders
