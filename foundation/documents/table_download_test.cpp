#include "foundation/documents/table_download.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "foundation/base/problem.hpp"
#include "foundation/documents/xlsx_reader.hpp"

namespace colonnade::documents {
namespace {

using testing::ElementsAre;

std::vector<wire::Column> const columns{{"name", wire::CellKind::text},
                                        {"amount", wire::CellKind::decimal},
                                        {"rate", wire::CellKind::percent},
                                        {"on", wire::CellKind::date},
                                        {"paid", wire::CellKind::boolean}};

wire::Download table(wire::TableFormat format) {
    TableDownloads tables{testing::TempDir()};
    auto writer = tables.open(format, "orders", columns, "en");
    writer->row(std::vector<wire::Cell>{"=1+1", "-12.5", "0.025", "2026-03-31", "true"});
    writer->row(std::vector<wire::Cell>{"", "", "", "", ""});
    return writer->finish();
}

TEST(TableDownload, CsvIsNeutralisedAndGoneWhenItIsSent) {
    auto answer = table(wire::TableFormat::csv);
    EXPECT_EQ(answer.name, "orders.csv");
    std::stringstream text;
    text << std::ifstream(answer.file->file).rdbuf();
    EXPECT_EQ(text.str(),
              "\xEF\xBB\xBFname,amount,rate,on,paid\r\n'=1+1,-12.5,0.025,2026-03-31,true\r\n,,,,\r\n");
    auto const file = answer.file->file;
    answer.file.reset();
    EXPECT_FALSE(std::filesystem::exists(file));
}

TEST(TableDownload, AWorkbookHasTypedCells) {
    auto const answer = table(wire::TableFormat::xlsx);
    EXPECT_EQ(answer.name, "orders.xlsx");
    XlsxReader reader(answer.file->file);
    std::vector<std::vector<std::string>> rows;
    Row row;
    while (reader.next(row)) rows.emplace_back(row.fields.begin(), row.fields.end());
    ASSERT_GE(rows.size(), 2u);
    EXPECT_THAT(rows[0], ElementsAre("name", "amount", "rate", "on", "paid"));
    EXPECT_EQ(rows[1][0], "=1+1");
    EXPECT_EQ(rows[1][1], "-12.5");
    EXPECT_EQ(rows[1][3], "2026-03-31");
}

TEST(TableDownload, AFolderThatIsNotThereIsTold) {
    TableDownloads tables{"/nowhere/at/all"};
    EXPECT_THROW(tables.open(wire::TableFormat::csv, "orders", columns, "en"), Problem);
}

}  // namespace
}  // namespace colonnade::documents
