#include "foundation/documents/table_source.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "foundation/base/problem.hpp"
#include "foundation/documents/workbook_for_tests.hpp"

namespace colonnade::documents {
namespace {

using namespace std::string_view_literals;

class OpenTable : public testing::Test {
protected:
    void SetUp() override {
        file_ = std::filesystem::path(testing::TempDir()) /
                ("open_table_" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()) +
                 ".xlsx");
    }
    void TearDown() override { std::filesystem::remove(file_); }

    OpenedTable open(std::string_view bytes, TableOptions const& options = {}) {
        std::ofstream(file_, std::ios::binary) << bytes;
        return open_table(file_, options);
    }
    std::string first_row(OpenedTable const& table) {
        Row row;
        if (!table.rows->next(row)) return "none";
        std::string text;
        for (auto field : row.fields) text += "<" + std::string(field) + ">";
        return text;
    }
    std::string refusal(std::string_view bytes) {
        try {
            open(bytes);
        } catch (Problem const& problem) { return problem.what(); }
        return "none";
    }

    std::filesystem::path file_;
};

TEST_F(OpenTable, LooksAtTheContentNotAtTheName) {
    auto const csv = open("a;b\n1;2\n");
    EXPECT_EQ(csv.facts.format, "csv");
    EXPECT_EQ(csv.facts.delimiter, ';');
    EXPECT_EQ(csv.facts.encoding, "UTF-8");
    EXPECT_EQ(first_row(csv), "<a><b>");
    auto const xlsx = open(zip_of(workbook_parts("<row r=\"1\"><c r=\"B1\" t=\"s\"><v>0</v></c></row>")));
    EXPECT_EQ(xlsx.facts.format, "xlsx");
    EXPECT_EQ(xlsx.facts.sheet, "First");
    EXPECT_EQ(xlsx.facts.sheets.size(), 3U);
    EXPECT_EQ(first_row(xlsx), "<><name>");
}

TEST_F(OpenTable, ConvertsTheEncoding) {
    auto const polish = open(
        "imi\xEA\tmiasto\nMa\xB3gorzata\t\xA3\xF3"
        "d\x9F\n");
    EXPECT_EQ(polish.facts.encoding, "windows-1250");
    EXPECT_EQ(polish.facts.delimiter, '\t');
    EXPECT_EQ(first_row(polish), "<imię><miasto>");
    auto const wide = open("\xFF\xFEs\0e\0p\0=\0|\0\n\0a\0|\0b\0\n\0"sv);
    EXPECT_EQ(wide.facts.encoding, "UTF-16LE");
    EXPECT_EQ(wide.facts.delimiter, '|');
    EXPECT_EQ(first_row(wide), "<a><b>");
    auto const told =
        open("caf\xE9;x\n", {.delimiter = ',', .encoding = "cp1252", .sheet = "", .limits = {}});
    EXPECT_EQ(first_row(told), "<café;x>");
}

TEST_F(OpenTable, RefusesOtherKindsOfFile) {
    EXPECT_EQ(refusal("%PDF-1.7 …"), "documents.not_a_table format=PDF");
    EXPECT_EQ(refusal("\x89PNG\r\n\x1A\n"), "documents.not_a_table format=PNG");
    EXPECT_EQ(refusal("<html><table>"), "documents.not_a_table format=HTML");
    EXPECT_EQ(refusal("\xEF\xBB\xBF<?xml version=\"1.0\"?>"), "documents.not_a_table format=XML");
    EXPECT_EQ(refusal("[ {\"a\": 1}]"), "documents.not_a_table format=JSON");
    EXPECT_EQ(refusal("SQLite format 3\0xx"sv), "documents.not_a_table format=SQLite");
    EXPECT_EQ(refusal("[a],b\n1,2\n"), "none");
}

TEST_F(OpenTable, RefusesEmptyAbsentOldAndLockedFiles) {
    EXPECT_EQ(refusal("").substr(0, 15), "documents.empty");
    EXPECT_EQ(refusal("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 W\0o\0r\0k\0b\0o\0o\0k\0"sv),
              "documents.workbook_old");
    std::string locked = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 ";
    for (char c : "EncryptedPackage"sv) locked += {c, '\0'};
    EXPECT_EQ(refusal(locked), "documents.workbook_encrypted");
    EXPECT_EQ(refusal(zip_of({{"content.xml", "<a/>"}})), "documents.not_a_workbook");
    EXPECT_THROW(open_table("/no/such/file.csv"), Problem);
    EXPECT_THROW(open_table(testing::TempDir()), Problem);
    EXPECT_THROW(open("a,b\n", {.delimiter = 0, .encoding = "klingon", .sheet = "", .limits = {}}), Problem);
}

TEST_F(OpenTable, TellsHowFarItCame) {
    auto const table = open("a,b\n1,2\n");
    EXPECT_EQ(table.rows->bytes_total(), 8U);
    Row row;
    while (table.rows->next(row)) {}
    EXPECT_EQ(table.rows->bytes_done(), 8U);
}

}  // namespace
}  // namespace colonnade::documents
