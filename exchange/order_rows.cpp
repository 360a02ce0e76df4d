// Orders, their lines, and returns.
#include "exchange/rows.hpp"
#include "foundation/base/problem.hpp"
#include "pillars/process/orders/order_loader.hpp"

namespace colonnade::exchange {
namespace {

class OrderRows : public RowLoader {
public:
    explicit OrderRows(LoadContext const& context) : currency_(context.currency), loader_(context.write) {}

    Outcome add(Cells const& cells) override {
        orders::OrderLoadRow row;
        row.external_id = cells.text("order_id");
        row.number = cells.text("number");
        row.kind = cells.text("kind");
        row.original = cells.text("original_order");
        row.customer = cells.text("customer");
        row.territory = cells.text("territory");
        row.booked_on = cells.date("booked_on");
        row.promised_on = cells.date("promised_on");
        row.delivered_on = cells.date("delivered_on");
        row.status = cells.text("status");
        row.order_type = cells.text("order_type");
        row.channel = cells.text("channel");
        row.currency = cells.text("currency");
        if (row.currency.empty()) row.currency = currency_.text();
        row.net_amount = cells.decimal("net_amount");
        row.tax_amount = cells.decimal("tax_amount");
        row.freight_amount = cells.decimal("freight_amount");
        row.note = cells.text("note");
        row.sellers = sellers(cells);
        return loader_.add(row);
    }
    void finish() override { loader_.finish(); }

private:
    static std::vector<orders::SellerCell> sellers(Cells const& cells) {
        std::vector<orders::SellerCell> sellers;
        for (std::string& person : split_cell(cells.text("seller")))
            sellers.push_back({std::move(person), {}});
        auto const shares = split_cell(cells.raw("seller_share"));
        if (shares.empty()) return sellers;
        if (shares.size() != sellers.size())
            throw invalid(
                "exchange.shares_count",
                {{"sellers", std::to_string(sellers.size())}, {"shares", std::to_string(shares.size())}},
                "seller_share");
        for (std::size_t i = 0; i < shares.size(); ++i) {
            try {
                sellers[i].share = Rate::parse(shares[i]);
            } catch (Problem const& problem) { throw problem.within("seller_share"); }
        }
        return sellers;
    }

    Currency currency_;
    orders::OrderLoader loader_;
};

class OrderLineRows : public RowLoader {
public:
    explicit OrderLineRows(LoadContext const& context) : loader_(context.write) {}

    Outcome add(Cells const& cells) override {
        row_.order = cells.text("order_id");
        row_.line_no = cells.whole("line_no");
        row_.external_id = cells.text("line_id");
        row_.product = cells.text("product");
        row_.description = cells.text("description");
        row_.quantity = cells.decimal("quantity");
        row_.unit_price = cells.decimal("unit_price");
        row_.discount = cells.rate("discount");
        row_.net_amount = cells.decimal("net_amount");
        row_.cost_amount = cells.decimal("cost_amount");
        row_.promised_on = cells.date("promised_on");
        row_.delivered_on = cells.date("delivered_on");
        return loader_.add(row_);
    }
    void finish() override { loader_.finish(); }

private:
    orders::OrderLineLoader loader_;
    orders::OrderLineLoadRow row_;
};

class ReturnRows : public RowLoader {
public:
    explicit ReturnRows(LoadContext const& context) : currency_(context.currency), loader_(context.write) {}

    Outcome add(Cells const& cells) override {
        orders::ReturnLoadRow row;
        row.external_id = cells.text("return_id");
        row.kind = cells.text("kind");
        row.original = cells.text("original_order");
        row.line = cells.text("line");
        row.customer = cells.text("customer");
        row.currency = cells.text("currency");
        if (row.currency.empty() && row.original.empty()) row.currency = currency_.text();
        row.booked_on = cells.date("booked_on");
        row.product = cells.text("product");
        row.quantity = cells.decimal("quantity");
        row.net_amount = cells.decimal("net_amount");
        row.note = cells.text("note");
        return loader_.add(row);
    }
    void finish() override { loader_.finish(); }

private:
    Currency currency_;
    orders::ReturnLoader loader_;
};

}  // namespace

std::unique_ptr<RowLoader> make_order_rows(FileKind kind, LoadContext const& context) {
    switch (kind) {
        case FileKind::orders: return std::make_unique<OrderRows>(context);
        case FileKind::order_lines: return std::make_unique<OrderLineRows>(context);
        case FileKind::returns: return std::make_unique<ReturnRows>(context);
        default: return nullptr;
    }
}

}  // namespace colonnade::exchange
