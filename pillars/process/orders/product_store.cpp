#include "pillars/process/orders/product_store.hpp"

#include <fmt/format.h>

#include "foundation/base/problem.hpp"
#include "foundation/base/text.hpp"

namespace colonnade::orders {
namespace {

using Text = std::optional<std::string>;

std::string_view table_of(PriceKind kind) {
    return kind == PriceKind::price ? "product_prices" : "product_costs";
}
std::string_view key_of(PriceKind kind) { return kind == PriceKind::price ? "price_id" : "cost_id"; }

bool sees_costs(Caller const& caller) { return caller.scope(Permission::order_read) == Scope::all; }

template <class T> Text text_of(std::optional<T> const& given) { return given ? Text(*given) : std::nullopt; }

void check_category(access::Write& w, std::optional<CategoryId> category, std::string path) {
    if (category &&
        !w.exists("select 1 from product_categories where category_id = :id", {{"id", *category}}))
        throw invalid("orders.category_unknown", {}, std::move(path));
}

void check_external_id(access::Write& w, Text const& external_id, ProductId self) {
    if (external_id &&
        w.exists("select 1 from products where external_id = :external and product_id <> :self",
                 {{"external", *external_id}, {"self", self}}))
        throw conflict("orders.product_id_taken", {{"external_id", *external_id}}, "external_id");
}

// Today's amounts beside each product.
void add_amounts(db::Session& session, Caller const& caller, ProductView& view) {
    auto today = [&](PriceKind kind) {
        return amount_on(stored_prices(session, view.product_id, kind), Currency(), caller.as_of);
    };
    view.price = today(PriceKind::price);
    if (sees_costs(caller)) view.cost = today(PriceKind::cost);
}

constexpr std::string_view product_columns =
    "p.product_id, p.external_id, p.code, p.name, p.category_id, g.name, p.unit, p.change_id, p.sort_key";

std::vector<ListedProduct> select_products(db::Session& session, Caller const& caller,
                                           std::string const& rest, db::Params const& params) {
    std::vector<ListedProduct> listed;
    for (auto& [id, external, code, name, category, category_name, unit, version, key] :
         session.rows<ProductId, Text, Text, std::string, std::optional<CategoryId>, Text, Text, ChangeId,
                      std::string>(fmt::format("select {} from products p left join product_categories g on "
                                               "g.category_id = p.category_id {}",
                                               product_columns, rest),
                                   params)) {
        listed.push_back(
            {{id, external, code, name, category, category_name, unit, {}, {}, version}, {key, id}});
        add_amounts(session, caller, listed.back().view);
    }
    return listed;
}

}  // namespace

std::vector<ListedProduct> list_products(db::Session& session, Caller const& caller,
                                         ProductFilter const& filter,
                                         std::optional<ProductCursor> const& after, std::int64_t limit) {
    std::string where = "where 1 = 1";
    db::Params params{{"limit", limit + 1}};
    if (filter.q) {
        where += " and p.search_text like :q";
        params.push_back({"q", "%" + search_form(*filter.q) + "%"});
    }
    if (filter.category_id) {
        where +=
            " and p.category_id in (with recursive below (category_id) as (select category_id from "
            "product_categories where category_id = :category union select c.category_id from "
            "product_categories c "
            "join below on c.parent_id = below.category_id) select category_id from below)";
        params.push_back({"category", *filter.category_id});
    }
    if (after) {
        where += " and (p.sort_key, p.product_id) > (:after_key, :after_id)";
        params.push_back({"after_key", after->sort_key});
        params.push_back({"after_id", after->product_id});
    }
    return select_products(session, caller, where + " order by p.sort_key, p.product_id limit :limit",
                           params);
}

ProductView read_product(db::Session& session, Caller const& caller, ProductId product) {
    auto found = select_products(session, caller, "where p.product_id = :product", {{"product", product}});
    if (found.empty()) throw not_found();
    return found.front().view;
}

void put_product(access::Write& w, ProductRecord const& record, ProductPut how) {
    std::string const search =
        search_form(record.name + " " + record.code.value_or("") + " " + record.external_id.value_or(""));
    db::Params const params{{"product", record.product_id},
                            {"external", record.external_id},
                            {"code", record.code},
                            {"name", record.name},
                            {"category", record.category_id},
                            {"unit", record.unit},
                            {"search", search},
                            {"sort", sort_key(record.name)},
                            {"change", w.change_id()}};
    if (how == ProductPut::insert) {
        w.run(
            "insert into products (product_id, external_id, code, name, category_id, unit, search_text, "
            "sort_key, "
            "change_id) values (:product, :external, :code, :name, :category, :unit, :search, :sort, "
            ":change)",
            params);
        return;
    }
    w.keep_history("products", "product_id", record.product_id);
    w.run(
        "update products set external_id = :external, code = :code, name = :name, category_id = :category, "
        "unit = :unit, search_text = :search, sort_key = :sort, change_id = :change where product_id = "
        ":product",
        params);
}

ProductId create_product(access::Write& w, NewProduct const& ask) {
    ProductRecord const record{{w.next_id("products")}, text_of(ask.external_id), text_of(ask.code), ask.name,
                               ask.category_id,         text_of(ask.unit)};
    check_external_id(w, record.external_id, record.product_id);
    check_category(w, record.category_id, "category_id");
    put_product(w, record, ProductPut::insert);
    w.audit("product", record.product_id, "", wire::to_json(read_product(w, w.caller(), record.product_id)));
    return record.product_id;
}

void update_product(access::Write& w, ProductId product, ChangeId version, ProductPatch const& patch) {
    ProductView const before = read_product(w, w.caller(), product);
    if (before.version != version) throw Problem(ProblemKind::stale, "stale");
    ProductRecord record{product,     before.external_id, before.code,
                         before.name, before.category_id, before.unit};
    if (patch.external_id.given) record.external_id = text_of(patch.external_id.value);
    if (patch.code.given) record.code = text_of(patch.code.value);
    if (patch.name) record.name = *patch.name;
    patch.category_id.apply(record.category_id);
    if (patch.unit.given) record.unit = text_of(patch.unit.value);
    check_external_id(w, record.external_id, product);
    check_category(w, record.category_id, "category_id");
    put_product(w, record, ProductPut::replace);
    w.audit("product", product, wire::to_json(before), wire::to_json(read_product(w, w.caller(), product)));
}

std::vector<PriceRow> stored_prices(db::Session& session, ProductId product, PriceKind kind) {
    std::vector<PriceRow> rows;
    for (auto const& [id, currency, amount, from, to] :
         session.rows<PriceId, Currency, std::int64_t, Date, std::optional<Date>>(
             fmt::format(
                 "select {}, currency, amount, valid_from, valid_to from {} where product_id = :product "
                 "order by currency, valid_from",
                 key_of(kind), table_of(kind)),
             {{"product", product}}))
        rows.push_back({id, {amount, currency}, {from, to}});
    return rows;
}

std::vector<PriceView> read_prices(db::Session& session, Caller const& caller, ProductId product,
                                   PriceKind kind) {
    read_product(session, caller, product);
    if (kind == PriceKind::cost && !sees_costs(caller)) throw not_found();
    std::vector<PriceView> views;
    for (PriceRow const& row : stored_prices(session, product, kind))
        views.push_back({row.id, row.amount, row.range.from, row.range.to});
    return views;
}

bool put_price(access::Write& w, ProductId product, PriceKind kind, Money amount, Date from,
               std::optional<Date> to) {
    std::vector<PriceRow> const rows = stored_prices(w, product, kind);
    if (to && *to <= from) throw invalid("orders.price_overlap", {}, "valid_to");
    for (PriceRow const& row : rows)  // the same stretch of days, told again
        if (to && row.amount == amount && row.range == DateRange{from, to}) return false;
    auto change = change_price(rows, amount, from);
    if (!change) return false;
    if (to && change->begin.to && *change->begin.to < *to)
        throw invalid("orders.price_overlap", {}, "valid_to");
    if (to) change->begin.to = to;
    std::string_view const table = table_of(kind), key = key_of(kind);
    if (change->end) {
        w.keep_history(table, key, change->end->id);
        w.run(fmt::format("update {} set valid_to = :at, change_id = :change where {} = :id", table, key),
              {{"at", change->end->at}, {"change", w.change_id()}, {"id", change->end->id}});
    }
    if (change->replace) {
        w.keep_history(table, key, *change->replace);
        w.run(fmt::format("delete from {} where {} = :id", table, key), {{"id", *change->replace}});
    }
    w.run(fmt::format(
              "insert into {} ({}, product_id, currency, amount, valid_from, valid_to, change_id) values "
              "(:id, :product, :currency, :amount, :from, :to, :change)",
              table, key),
          {{"id", w.next_id(table)},
           {"product", product},
           {"currency", amount.currency},
           {"amount", amount.units},
           {"from", change->begin.from},
           {"to", change->begin.to},
           {"change", w.change_id()}});
    return true;
}

void add_price(access::Write& w, ProductId product, PriceKind kind, NewPrice const& ask) {
    read_product(w, w.caller(), product);
    if (put_price(w, product, kind, ask.amount, ask.valid_from, std::nullopt))
        w.audit(kind == PriceKind::price ? "product_price" : "product_cost", product, "", wire::to_json(ask));
}

std::vector<CategoryView> read_categories(db::Session& session) {
    std::vector<CategoryView> views;
    for (auto& [id, external, name, parent, version] :
         session.rows<CategoryId, Text, std::string, std::optional<CategoryId>, ChangeId>(
             "select category_id, external_id, name, parent_id, change_id from product_categories order by "
             "category_id"))
        views.push_back({id, external, name, parent, version});
    return views;
}

CategoryId create_category(access::Write& w, CategoryFields const& fields) {
    check_category(w, fields.parent_id, "parent_id");
    CategoryId const category{w.next_id("product_categories")};
    w.run(
        "insert into product_categories (category_id, external_id, name, parent_id, change_id) values (:id, "
        "null, "
        ":name, :parent, :change)",
        {{"id", category},
         {"name", std::string(fields.name)},
         {"parent", fields.parent_id},
         {"change", w.change_id()}});
    w.audit("product_category", category, "", wire::to_json(fields));
    return category;
}

void update_category(access::Write& w, CategoryId category, ChangeId version, CategoryFields const& fields) {
    check_category(w, fields.parent_id, "parent_id");
    std::map<CategoryId, std::optional<CategoryId>> parents;
    std::optional<CategoryView> before;
    for (CategoryView const& view : read_categories(w)) {
        parents.emplace(view.category_id, view.parent_id);
        if (view.category_id == category) before = view;
    }
    if (!before) throw not_found();
    if (before->version != version) throw Problem(ProblemKind::stale, "stale");
    if (would_cycle(parents, category, fields.parent_id))
        throw conflict("orders.category_cycle", {}, "parent_id");
    w.keep_history("product_categories", "category_id", category);
    w.run(
        "update product_categories set name = :name, parent_id = :parent, change_id = :change where "
        "category_id = :id",
        {{"name", std::string(fields.name)},
         {"parent", fields.parent_id},
         {"change", w.change_id()},
         {"id", category}});
    w.audit("product_category", category, wire::to_json(*before), wire::to_json(fields));
}

}  // namespace colonnade::orders
