// What an import of the whole company leaves when it is run again, and when it is taken back.
#include "tests/adventureworks/test_company.hpp"

namespace colonnade {
namespace {

class AdventureWorksUndo : public AdventureWorks {};
INSTANTIATE_TEST_SUITE_P(On, AdventureWorksUndo, ::testing::ValuesIn(db::TestDatabase::kinds()),
                         db::TestDatabase::kind_name);

TEST_P(AdventureWorksUndo, ImportedTwiceChangesNothing) {
    Imported company(GetParam());
    ImportReport const again = company.import();
    for (auto const& file : again.files) {
        EXPECT_EQ(file.inserted, 0) << file.source;
        EXPECT_EQ(file.updated, 0) << file.source;
        EXPECT_EQ(file.refused, 0) << file.source;
    }
}

TEST_P(AdventureWorksUndo, UndoneLeavesAnEmptyCompany) {
    Imported company(GetParam());
    Caller const caller = access::system_caller(company.clock.now(), Date::parse("2014-06-30"));
    access::write(*company.database, company.clock, caller, "undoImport", "",
                  [&](access::Write& w) { exchange::undo_import(w, company.last); });
    company.database->read([](db::Session& session) {
        for (char const* table : {"people",
                                  "positions",
                                  "position_holders",
                                  "reporting_lines",
                                  "departments",
                                  "territories",
                                  "territory_assignments",
                                  "products",
                                  "product_categories",
                                  "product_prices",
                                  "customers",
                                  "customer_owners",
                                  "orders",
                                  "order_sellers",
                                  "order_lines",
                                  "quotas",
                                  "pay_parameters",
                                  "periods",
                                  "exchange_rates",
                                  "person_scopes",
                                  "settings"})
            EXPECT_EQ(session.value<std::int64_t>(std::string("select count(*) from ") + table), 0) << table;
    });
}

}  // namespace
}  // namespace colonnade
