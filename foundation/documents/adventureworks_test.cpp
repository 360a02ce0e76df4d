// The readers on a company's files as they were published; skipped where they are not at hand.
#include <gtest/gtest.h>

#include <filesystem>

#include "foundation/documents/sniff.hpp"
#include "foundation/documents/table_source.hpp"

namespace colonnade::documents {
namespace {

class AdventureWorks : public testing::Test {
protected:
    void SetUp() override {
        folder_ = std::filesystem::path(COLONNADE_SOURCE_DIR) / "../shared/data/adventureworks";
        if (!std::filesystem::exists(folder_)) GTEST_SKIP() << "../shared/data/adventureworks is not here";
    }
    std::filesystem::path folder_;
};

TEST_F(AdventureWorks, EveryFileIsReadWhole) {
    for (auto const& entry : std::filesystem::directory_iterator(folder_)) {
        if (entry.path().extension() != ".csv") continue;
        auto const table = open_table(entry.path());
        EXPECT_EQ(table.facts.delimiter, ',') << entry.path();
        EXPECT_EQ(table.facts.encoding, "UTF-8") << entry.path();
        Row row;
        std::size_t columns = 0;
        std::uint64_t rows = 0;
        while (table.rows->next(row)) {
            if (rows++ == 0) columns = row.fields.size();
            ASSERT_EQ(row.fields.size(), columns) << entry.path() << " line " << row.line;
        }
        EXPECT_GT(rows, 1U) << entry.path();
        EXPECT_EQ(table.rows->bytes_done(), entry.file_size());
    }
}

TEST_F(AdventureWorks, LinesOfOrdersAreToldApart) {
    auto const table = open_table(folder_ / "Sales.SalesOrderDetail.csv");
    auto const guess = sniff_table(*table.rows);
    EXPECT_TRUE(guess.header);
    std::string forms;
    for (auto const& column : guess.columns)
        forms += column.name + ": " + value_form_text(column.form) + "\n";
    EXPECT_NE(forms.find("SalesOrderID: integer"), std::string::npos) << forms;
    EXPECT_NE(forms.find("UnitPrice: decimal ."), std::string::npos) << forms;
    Row row;
    auto const all = open_table(folder_ / "Sales.SalesOrderDetail.csv");
    std::uint64_t rows = 0;
    while (all.rows->next(row)) ++rows;
    EXPECT_EQ(rows, 121'317U + 1);
}

TEST_F(AdventureWorks, OrdersHaveDatesAndMoneyWithFourDigits) {
    auto const table = open_table(folder_ / "Sales.SalesOrderHeader.csv");
    auto const guess = sniff_table(*table.rows);
    std::string forms;
    for (auto const& column : guess.columns)
        forms += column.name + ": " + value_form_text(column.form) + "\n";
    EXPECT_NE(forms.find("OrderDate: date y/m/d"), std::string::npos) << forms;
    EXPECT_NE(forms.find("SubTotal: decimal ."), std::string::npos) << forms;
    for (auto const& column : guess.columns) EXPECT_FALSE(column.date_order_open || column.decimal_mark_open);
}

}  // namespace
}  // namespace colonnade::documents
