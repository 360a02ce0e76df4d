// Customers and contacts.
#include "exchange/rows.hpp"
#include "pillars/process/customers/customer_loader.hpp"

namespace colonnade::exchange {
namespace {

class CustomerRows : public RowLoader {
public:
    explicit CustomerRows(LoadContext const& context) : currency_(context.currency), loader_(context.write) {}

    Outcome add(Cells const& cells) override {
        customers::CustomerLoadRow row;
        row.external_id = cells.text("customer_id");
        row.name = cells.text("name");
        row.kind = cells.text("kind");
        row.industry = cells.text("industry");
        row.segment = cells.text("segment");
        row.country = cells.text("country");
        row.region = cells.text("region");
        row.city = cells.text("city");
        row.postal_code = cells.text("postal_code");
        row.street = cells.text("street");
        row.email = cells.text("email");
        row.phone = cells.text("phone");
        row.website = cells.text("website");
        row.employees = cells.whole("employees");
        row.annual_revenue = cells.decimal("annual_revenue");
        row.currency = cells.text("currency");
        if (row.currency.empty()) row.currency = currency_.text();
        row.territory = cells.text("territory");
        row.owner = cells.text("owner");
        row.owner_from = cells.date("owner_from");
        row.profile = cells.profile();
        return loader_.add(row);
    }
    void finish() override { loader_.finish(); }

private:
    Currency currency_;
    customers::CustomerLoader loader_;
};

class ContactRows : public RowLoader {
public:
    explicit ContactRows(LoadContext const& context) : loader_(context.write) {}

    Outcome add(Cells const& cells) override {
        customers::ContactLoadRow row;
        row.external_id = cells.text("contact_id");
        row.customer = cells.text("customer");
        row.name = cells.text("name");
        row.given_name = cells.text("given_name");
        row.family_name = cells.text("family_name");
        row.title = cells.text("title");
        row.email = cells.text("email");
        row.phone = cells.text("phone");
        row.mobile = cells.text("mobile");
        row.language = cells.text("language");
        return loader_.add(row);
    }
    void finish() override { loader_.finish(); }

private:
    customers::ContactLoader loader_;
};

}  // namespace

std::unique_ptr<RowLoader> make_customer_rows(FileKind kind, LoadContext const& context) {
    switch (kind) {
        case FileKind::customers: return std::make_unique<CustomerRows>(context);
        case FileKind::contacts: return std::make_unique<ContactRows>(context);
        default: return nullptr;
    }
}

}  // namespace colonnade::exchange
