#include "pillars/process/orders/product_loader.hpp"

#include "foundation/base/text.hpp"
#include "pillars/process/orders/product_store.hpp"

namespace colonnade::orders {
namespace {

using Text = std::optional<std::string>;

std::optional<Money> money_of(std::optional<RoundedDecimal> const& amount, std::string const& code) {
    auto const currency = Currency::find(code);
    if (!currency) throw invalid("currency.unknown", {{"code", code}}, "currency");
    return Money{amount->count, *currency};
}

}  // namespace

ProductLoader::ProductLoader(access::Write& write)
    : write_(write),
      products_(write.session(), {"select product_id from products where external_id = :key",
                                  "select product_id from products where code = :key"}) {
    for (auto& [id, name, parent] : write.rows<CategoryId, std::string, std::optional<std::int64_t>>(
             "select category_id, name, parent_id from product_categories"))
        categories_.emplace(std::pair{parent.value_or(0), search_form(name)}, id);
}

CategoryId ProductLoader::category(std::vector<std::string> const& path) {
    CategoryId last;
    for (std::string const& name : path) {
        auto const [found, added] = categories_.try_emplace({last.value, search_form(name)}, CategoryId{});
        if (added) {
            found->second = {write_.next_id("product_categories")};
            write_.run(
                "insert into product_categories (category_id, external_id, name, parent_id, change_id) "
                "values "
                "(:id, null, :name, :parent, :change)",
                {{"id", found->second},
                 {"name", name},
                 {"parent", last ? std::optional(last) : std::nullopt},
                 {"change", write_.change_id()}});
        }
        last = found->second;
    }
    return last;
}

Outcome ProductLoader::add(ProductLoadRow const& row) {
    std::string const external = normalised(row.external_id.empty() ? row.code : row.external_id);
    if (external.empty()) return Outcome::refuse(invalid("orders.product_id_missing", {}, "external_id"));
    auto const known = write_.maybe<std::int64_t, Text, std::string, std::optional<CategoryId>, Text>(
        "select product_id, code, name, category_id, unit from products where external_id = :external",
        {{"external", external}});
    Text code, unit;
    std::string name = normalised(row.name);
    std::optional<CategoryId> category_id;
    if (known) std::tie(std::ignore, code, std::ignore, category_id, unit) = *known;
    if (name.empty() && known) name = std::get<2>(*known);
    if (name.empty()) return Outcome::refuse(invalid("orders.product_name_missing", {}, "name"));
    if (!row.code.empty()) code = normalised(row.code);
    if (!row.unit.empty()) unit = normalised(row.unit);
    Outcome outcome;
    std::optional<Money> price, cost;
    try {
        if (!row.category.empty()) category_id = category(category_path(row.category));
        if (row.price) price = money_of(row.price, row.currency);
        if (row.cost) cost = money_of(row.cost, row.currency);
        if ((price && price->units < 0) || (cost && cost->units < 0))
            return Outcome::refuse(invalid("orders.price_negative",
                                           {{"amount", (price ? price : cost)->amount_text()}},
                                           price && price->units < 0 ? "price" : "cost"));
    } catch (Problem const& problem) { return Outcome::refuse(problem); }
    ProductRecord record{
        {known ? std::get<0>(*known) : write_.next_id("products")}, external, code, name, category_id, unit};
    bool const same = known && std::tie(code, name, category_id, unit) ==
                                   std::tie(std::get<1>(*known), std::get<2>(*known), std::get<3>(*known),
                                            std::get<4>(*known));
    if (!same) put_product(write_, record, known ? ProductPut::replace : ProductPut::insert);
    if (!known) products_.forget();
    Date const from = row.price_from.value_or(Date::beginning());
    bool priced = false;
    if (price) priced |= put_price(write_, record.product_id, PriceKind::price, *price, from, std::nullopt);
    if (cost) priced |= put_price(write_, record.product_id, PriceKind::cost, *cost, from, std::nullopt);
    outcome.rounded = (row.price && !row.price->exact) + (row.cost && !row.cost->exact);
    outcome.result = !known            ? LoadResult::inserted
                     : !same || priced ? LoadResult::updated
                                       : LoadResult::unchanged;
    return outcome;
}

Outcome ProductLoader::add_price(ProductPriceLoadRow const& row) {
    auto const product = products_.find(row.product);
    if (!product)
        return Outcome::refuse(invalid("orders.product_unknown", {{"value", row.product}}, "product"));
    if (!row.amount) return Outcome::refuse(invalid("orders.amount_missing", {}, "amount"));
    Outcome outcome;
    try {
        bool const changed = put_price(write_, {*product}, row.is_cost ? PriceKind::cost : PriceKind::price,
                                       *money_of(row.amount, row.currency),
                                       row.valid_from.value_or(Date::beginning()), row.valid_to);
        outcome.result = changed ? LoadResult::inserted : LoadResult::unchanged;
    } catch (Problem const& problem) {
        if (problem.kind() != ProblemKind::invalid) throw;
        return Outcome::refuse(problem);
    }
    outcome.rounded = !row.amount->exact;
    return outcome;
}

}  // namespace colonnade::orders
