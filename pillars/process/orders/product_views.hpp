// What is told and asked about products, on the wire and between store and API.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "foundation/base/money.hpp"
#include "foundation/wire/text.hpp"
#include "foundation/wire/values.hpp"
#include "pillars/process/orders/product.hpp"

namespace colonnade::orders {

struct CategoryView {
    CategoryId category_id;
    std::optional<std::string> external_id;
    std::string name;
    std::optional<CategoryId> parent_id;
    ChangeId version;
};
BOOST_DESCRIBE_STRUCT(CategoryView, (), (category_id, external_id, name, parent_id, version))

struct CategoryFields {
    wire::Text<200> name;
    std::optional<CategoryId> parent_id;
};
BOOST_DESCRIBE_STRUCT(CategoryFields, (), (name, parent_id))

struct ProductView {
    ProductId product_id;
    std::optional<std::string> external_id;
    std::optional<std::string> code;
    std::string name;
    std::optional<CategoryId> category_id;
    std::optional<std::string> category;
    std::optional<std::string> unit;
    std::optional<Money> price;  // today's, in the first currency by code
    std::optional<Money> cost;   // likewise; only for those who may see all orders
    ChangeId version;
};
BOOST_DESCRIBE_STRUCT(ProductView, (),
                      (product_id, external_id, code, name, category_id, category, unit, price, cost,
                       version))

struct NewProduct {
    std::optional<wire::Text<100>> external_id;
    std::optional<wire::Text<100>> code;
    wire::Text<200> name;
    std::optional<CategoryId> category_id;
    std::optional<wire::Text<50>> unit;
};
BOOST_DESCRIBE_STRUCT(NewProduct, (), (external_id, code, name, category_id, unit))

struct ProductPatch {
    wire::Patch<wire::Text<100>> external_id;
    wire::Patch<wire::Text<100>> code;
    std::optional<wire::Text<200>> name;
    wire::Patch<CategoryId> category_id;
    wire::Patch<wire::Text<50>> unit;
};
BOOST_DESCRIBE_STRUCT(ProductPatch, (), (external_id, code, name, category_id, unit))

struct PriceView {
    PriceId price_id;
    Money amount;
    Date valid_from;
    std::optional<Date> valid_to;
};
BOOST_DESCRIBE_STRUCT(PriceView, (), (price_id, amount, valid_from, valid_to))

// From that day on, until the next change already known.
struct NewPrice {
    Money amount;
    Date valid_from;
};
BOOST_DESCRIBE_STRUCT(NewPrice, (), (amount, valid_from))

}  // namespace colonnade::orders
