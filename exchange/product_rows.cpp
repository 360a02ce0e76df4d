// Products, their prices and their costs.
#include "exchange/rows.hpp"
#include "pillars/process/orders/product_loader.hpp"

namespace colonnade::exchange {
namespace {

class ProductRows : public RowLoader {
public:
    explicit ProductRows(LoadContext const& context) : currency_(context.currency), loader_(context.write) {}

    Outcome add(Cells const& cells) override {
        orders::ProductLoadRow row;
        row.external_id = cells.text("product_id");
        row.code = cells.text("code");
        row.name = cells.text("name");
        row.category = cells.text("category");
        row.unit = cells.text("unit");
        row.price = cells.decimal("price");
        row.cost = cells.decimal("cost");
        row.currency = cells.text("currency");
        if (row.currency.empty()) row.currency = currency_.text();
        row.price_from = cells.date("price_from");
        return loader_.add(row);
    }
    void finish() override { loader_.finish(); }

private:
    Currency currency_;
    orders::ProductLoader loader_;
};

class PriceRows : public RowLoader {
public:
    PriceRows(LoadContext const& context, bool is_cost)
        : currency_(context.currency), is_cost_(is_cost), loader_(context.write) {}

    Outcome add(Cells const& cells) override {
        orders::ProductPriceLoadRow row;
        row.product = cells.text("product_id");
        row.is_cost = is_cost_;
        row.amount = cells.decimal("amount");
        row.currency = cells.text("currency");
        if (row.currency.empty()) row.currency = currency_.text();
        row.valid_from = cells.date("valid_from");
        row.valid_to = cells.end("valid_to");
        return loader_.add_price(row);
    }
    void finish() override { loader_.finish(); }

private:
    Currency currency_;
    bool is_cost_;
    orders::ProductLoader loader_;
};

}  // namespace

std::unique_ptr<RowLoader> make_product_rows(FileKind kind, LoadContext const& context) {
    switch (kind) {
        case FileKind::products: return std::make_unique<ProductRows>(context);
        case FileKind::product_prices: return std::make_unique<PriceRows>(context, false);
        case FileKind::product_costs: return std::make_unique<PriceRows>(context, true);
        default: return nullptr;
    }
}

}  // namespace colonnade::exchange
