#include "foundation/documents/xlsx_writer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>

#include "foundation/base/problem.hpp"
#include "foundation/documents/xlsx_reader.hpp"
#include "foundation/documents/zip_archive.hpp"

namespace colonnade::documents {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class XlsxFile : public testing::Test {
protected:
    void SetUp() override {
        file_ =
            std::filesystem::path(testing::TempDir()) /
            ("xlsx_" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()) + ".xlsx");
    }
    void TearDown() override { std::filesystem::remove(file_); }
    std::vector<std::vector<std::string>> read() {
        XlsxReader reader(file_);
        std::vector<std::vector<std::string>> rows;
        Row row;
        while (reader.next(row)) rows.emplace_back(row.fields.begin(), row.fields.end());
        return rows;
    }
    std::string part(std::string const& name) {
        ZipArchive const archive(file_, {});
        auto const source = archive.open(name);
        std::string text(1 << 20, '\0');
        text.resize(source->read(text.data(), text.size()));
        return text;
    }
    std::filesystem::path file_;
};

TEST_F(XlsxFile, KeepsEveryValue) {
    XlsxWriter writer(
        file_, {.sheet = "Sales/2026", .columns = {{"Name", 20}, {"Amount"}, {"Share"}, {"Day"}, {"Paid"}}});
    writer.text("Łódź & کالا");
    writer.number("-1234567.1234");
    writer.percent("12.5");
    writer.date(Date::of(2026, 3, 31));
    writer.boolean(true);
    writer.end_row();
    writer.text("=1+1");
    writer.blank();
    writer.percent("100");
    writer.date(Date::of(1850, 1, 2));
    writer.boolean(false);
    writer.end_row();
    auto const notes = writer.finish();
    EXPECT_EQ(notes.numbers_as_text, 0U);
    EXPECT_THAT(read(),
                ElementsAre(ElementsAre("Name", "Amount", "Share", "Day", "Paid"),
                            ElementsAre("Łódź & کالا", "-1234567.1234", "12.5%", "2026-03-31", "true"),
                            ElementsAre("=1+1", "", "100%", "1850-01-02", "false")));
    EXPECT_EQ(XlsxReader(file_).sheet(), "Sales 2026");
    EXPECT_THAT(part("xl/worksheets/sheet1.xml"), testing::Not(HasSubstr("<f>"))) << "no formula";
    EXPECT_THAT(part("xl/worksheets/sheet1.xml"), HasSubstr("state=\"frozen\""));
}

TEST_F(XlsxFile, KeepsDigitsThatANumberWouldLose) {
    XlsxWriter writer(file_, {});
    for (auto const* number :
         {"0.1", "123456789012345", "12345678901.2345", "1234567890123456", "12345678901234.56",
          "-99999999999999.9", "1000000000000000000000", "0.000001", "1250.00"}) {
        writer.number(number);
    }
    writer.percent("12.345678901234567");
    writer.end_row();
    EXPECT_EQ(writer.finish().numbers_as_text, 3U);
    EXPECT_THAT(read(),
                ElementsAre(ElementsAre("0.1", "123456789012345", "12345678901.2345", "1234567890123456",
                                        "12345678901234.56", "-99999999999999.9", "1000000000000000000000",
                                        "0.000001", "1250", "12.345678901234567%")));
    {
        XlsxWriter other(file_, {});
        EXPECT_THROW(other.number("1,250"), Problem);
        EXPECT_THROW(other.number("abc"), Problem);
        EXPECT_THROW(other.number(""), Problem);
    }
    EXPECT_FALSE(std::filesystem::exists(file_)) << "a workbook that was not finished";
}

TEST_F(XlsxFile, RunsFromTheRightWhereAsked) {
    XlsxWriter writer(file_,
                      {.sheet = "فروش", .direction = SheetDirection::right_to_left, .columns = {{"نام"}}});
    writer.finish();
    EXPECT_THAT(part("xl/worksheets/sheet1.xml"), HasSubstr("rightToLeft=\"1\""));
    EXPECT_EQ(XlsxReader(file_).sheet(), "فروش");
}

TEST_F(XlsxFile, CutsTextsBeyondACellAndSaysSo) {
    std::string text;
    for (int i = 0; i < 40'000; ++i) text += "ł";
    XlsxWriter writer(file_, {});
    writer.text(text);
    writer.text("line\rfeed_x000D_");
    writer.end_row();
    EXPECT_EQ(writer.finish().texts_cut, 1U);
    auto const rows = read();
    EXPECT_EQ(rows[0][0].size(), 2 * 32'766 + std::string("…").size());
    EXPECT_EQ(rows[0][1], "line\rfeed_x000D_");
}

TEST_F(XlsxFile, WritesManyRows) {
    XlsxWriter writer(file_, {.columns = {{"n"}, {"text"}}});
    for (int i = 0; i < 20'000; ++i) {
        writer.number(std::to_string(i));
        writer.text("row " + std::to_string(i));
        writer.end_row();
    }
    writer.finish();
    auto const rows = read();
    ASSERT_EQ(rows.size(), 20'001U);
    EXPECT_THAT(rows[20'000], ElementsAre("19999", "row 19999"));
}

TEST_F(XlsxFile, TellsWhereItCannotWrite) { EXPECT_THROW(XlsxWriter("/no/such/folder/x.xlsx", {}), Problem); }

// A limit on the size of files stands for a full disk.
TEST_F(XlsxFile, LeavesNothingHalfWrittenOnAFullDisk) {
    rlimit before{};
    ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
    auto const handler = std::signal(SIGXFSZ, SIG_IGN);
    XlsxWriter writer(file_, {.columns = {{"n"}, {"text"}}});
    rlimit const full{.rlim_cur = 300'000, .rlim_max = before.rlim_max};
    ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &full), 0);
    bool told = false;
    try {
        for (int i = 0; i < 20'000; ++i) {
            writer.number(std::to_string(i));
            writer.text("the same text in every row");
            writer.end_row();
        }
        writer.finish();
    } catch (Problem const& problem) { told = problem.code() == "documents.unwritable"; }
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);
    EXPECT_TRUE(told);
    EXPECT_FALSE(std::filesystem::exists(file_));
}

}  // namespace
}  // namespace colonnade::documents
