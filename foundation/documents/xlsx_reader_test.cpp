#include "foundation/documents/xlsx_reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "foundation/base/problem.hpp"
#include "foundation/documents/workbook_for_tests.hpp"
#include "foundation/documents/xlsx_number.hpp"

namespace colonnade::documents {
namespace {

using testing::ElementsAre;
using Rows = std::vector<std::vector<std::string>>;

Rows read(std::string const& bytes, XlsxOptions const& options = {},
          std::vector<std::uint64_t>* lines = nullptr) {
    XlsxReader reader(WorkbookBytes{bytes}, options);
    Rows rows;
    Row row;
    while (reader.next(row)) {
        rows.emplace_back(row.fields.begin(), row.fields.end());
        EXPECT_EQ(row.number, rows.size());
        if (lines != nullptr) lines->push_back(row.line);
    }
    return rows;
}

Rows read_sheet(std::string const& rows, XlsxOptions const& options = {}) {
    return read(zip_of(workbook_parts(rows)), options);
}

std::string refusal(std::string const& bytes, XlsxOptions const& options = {}) {
    try {
        read(bytes, options);
    } catch (Problem const& problem) { return problem.what(); }
    return "none";
}

std::string sheet_refusal(std::string const& rows, XlsxOptions const& options = {}) {
    return refusal(zip_of(workbook_parts(rows)), options);
}

TEST(XlsxReader, ReadsEveryKindOfCell) {
    EXPECT_THAT(
        read_sheet(
            "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>2</v></c></row>"
            "<row r=\"2\"><c r=\"A2\"><v>-12.5</v></c><c r=\"B2\" t=\"b\"><v>1</v></c>"
            "<c r=\"C2\" t=\"str\"><f>A1&amp;B1</f><v>a&amp;b</v></c><c r=\"D2\" t=\"e\"><v>#N/A</v></c>"
            "<c r=\"E2\" t=\"inlineStr\"><is><t>in</t><t>line</t></is></c></row>"
            "<row r=\"3\"><c r=\"A3\" s=\"1\"><v>46112</v></c><c r=\"B3\" s=\"2\"><v>0.075</v></c>"
            "<c r=\"C3\" s=\"3\"><v>0.5</v></c><c r=\"D3\" s=\"4\"><v>46112.75</v></c>"
            "<c r=\"E3\" t=\"d\"><v>2026-03-31</v></c><c r=\"F3\" t=\"s\"><v>3</v></c></row>"),
        ElementsAre(ElementsAre("name", "Zoë "), ElementsAre("-12.5", "true", "a&b", "#N/A", "inline"),
                    ElementsAre("2026-03-31", "7.5%", "12:00:00", "2026-03-31 18:00:00", "2026-03-31",
                                "a\nb_x0041_")));
}

TEST(XlsxReader, KeepsPlacesOfCellsAndRows) {
    std::vector<std::uint64_t> lines;
    auto const rows =
        read(zip_of(workbook_parts("<row r=\"2\"><c r=\"C2\"><v>1</v></c></row>"
                                   "<row r=\"4\"><c r=\"A4\"/><c r=\"B4\" t=\"s\"><v>1</v></c></row>"
                                   "<row><c><v>5</v></c><c><v>6</v></c></row>"
                                   "<row r=\"9\"><c r=\"AB9\"><v>7</v></c></row>")),
             {}, &lines);
    ASSERT_EQ(rows.size(), 3U) << "a row without any text is not given";
    EXPECT_THAT(lines, ElementsAre(2, 5, 9));
    EXPECT_THAT(rows[0], ElementsAre("", "", "1"));
    EXPECT_THAT(rows[1], ElementsAre("5", "6"));
    EXPECT_EQ(rows[2].size(), 28U);
}

TEST(XlsxReader, ChoosesTheSheet) {
    auto const bytes = zip_of(workbook_parts("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"));
    EXPECT_THAT(read(bytes), ElementsAre(ElementsAre("1"))) << "the first one that is visible";
    EXPECT_THAT(read(bytes, {.sheet = "Hidden", .limits = {}}), ElementsAre(ElementsAre("2")));
    EXPECT_THAT(read(bytes, {.sheet = "Second", .limits = {}}), ElementsAre(ElementsAre("3")));
    EXPECT_EQ(refusal(bytes, {.sheet = "Third", .limits = {}}),
              "documents.sheet_unknown sheet=Third sheets=Hidden, First, Second");
    XlsxReader const reader(WorkbookBytes{bytes});
    EXPECT_EQ(reader.sheet(), "First");
    EXPECT_THAT(reader.sheets(), ElementsAre("Hidden", "First", "Second"));
}

TEST(XlsxReader, CountsFrom1904WhereTheWorkbookDoes) {
    auto const cell = "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>44650</v></c></row>";
    EXPECT_THAT(read(zip_of(workbook_parts(cell, "<workbookPr date1904=\"1\"/>"))),
                ElementsAre(ElementsAre("2026-03-31")));
    EXPECT_THAT(read(zip_of(workbook_parts(cell))), ElementsAre(ElementsAre("2022-03-30")));
}

TEST(XlsxReader, ReadsASheetOfManyPieces) {
    std::string sheet;
    for (int i = 1; i <= 20'000; ++i) {
        auto const r = std::to_string(i);
        sheet += "<row r=\"" + r + "\"><c r=\"A" + r + "\"><v>" + r + "</v></c><c r=\"B" + r +
                 "\" t=\"inlineStr\"><is><t>text " + r + "</t></is></c><c r=\"C" + r +
                 "\" t=\"s\"><v>0</v></c></row>";
    }
    auto const rows = read_sheet(sheet);
    ASSERT_EQ(rows.size(), 20'000U);
    for (int i = 1; i <= 20'000; ++i) {
        auto const r = std::to_string(i);
        ASSERT_THAT(rows[static_cast<std::size_t>(i) - 1], ElementsAre(r, "text " + r, "name"));
    }
}

TEST(XlsxReader, RefusesWhatIsNoWorkbook) {
    EXPECT_EQ(refusal(zip_of({{"word/document.xml", "<a/>"}})), "documents.not_a_workbook");
    EXPECT_EQ(refusal(zip_of({{"xl/workbook.xml", "<workbook/>"}})), "documents.not_a_workbook");
    auto const whole = zip_of(workbook_parts("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"));
    EXPECT_EQ(refusal(whole.substr(0, whole.size() / 2)), "documents.workbook_truncated");
    EXPECT_EQ(refusal("PK\x03\x04"), "documents.workbook_truncated");
}

TEST(XlsxReader, RefusesDamagedSheets) {
    auto const damaged = "documents.workbook_damaged part=xl/worksheets/sheet1.xml";
    EXPECT_EQ(sheet_refusal("<row r=\"1\"><c r=\"A1\"><v>1</v></row>"), damaged) << "not well formed";
    EXPECT_EQ(sheet_refusal("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>99</v></c></row>"), damaged)
        << "no such text";
    EXPECT_EQ(sheet_refusal("<row r=\"1\"><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c></row>"), damaged);
    EXPECT_EQ(sheet_refusal("<row r=\"2\"/><row r=\"1\"/>"), damaged);
    EXPECT_EQ(sheet_refusal("<row r=\"1\"><c r=\"??\"><v>1</v></c></row>"), damaged);
    EXPECT_EQ(sheet_refusal("<row r=\"1\"><c r=\"A1\"><c r=\"B1\"/></c></row>"), damaged);
    std::string deep;
    for (int i = 0; i < 200; ++i) deep = "<g>" + deep + "</g>";
    EXPECT_EQ(sheet_refusal(deep), damaged);
}

TEST(XlsxReader, RefusesEntitiesAndDocumentTypes) {
    auto parts = workbook_parts("");
    parts[5].second = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><worksheet>&x;</worksheet>";
    EXPECT_EQ(refusal(zip_of(parts)), "documents.workbook_unsafe part=xl/worksheets/sheet1.xml");
}

TEST(XlsxReader, HoldsItsLimits) {
    TableLimits const limits{.columns = 2, .field_bytes = 10, .row_bytes = 15, .rows = 2};
    XlsxOptions const options{.sheet = "", .limits = limits};
    auto const cell = [](std::string const& at, std::string const& text) {
        return "<c r=\"" + at + "\" t=\"str\"><v>" + text + "</v></c>";
    };
    EXPECT_EQ(sheet_refusal("<row r=\"3\">" + cell("XFD3", "x") + "</row>", options),
              "documents.too_many_columns line=3 column=16384 limit=2");
    EXPECT_EQ(sheet_refusal("<row r=\"3\">" + cell("A3", "12345678901") + "</row>", options),
              "documents.field_too_large line=3 column=1 limit=10");
    EXPECT_EQ(
        sheet_refusal("<row r=\"3\">" + cell("A3", "1234567890") + cell("B3", "123456") + "</row>", options),
        "documents.row_too_large line=3 column=2 limit=15");
    EXPECT_EQ(sheet_refusal("<row>" + cell("A1", "x") + "</row><row>" + cell("A2", "x") + "</row><row>" +
                                cell("A3", "x") + "</row>",
                            options),
              "documents.too_many_rows line=3 column=0 limit=2");
}

TEST(XlsxReader, RefusesBombs) {
    auto const bomb = zip_of(workbook_parts(std::string(64 << 20, ' ')));
    ASSERT_LT(bomb.size(), std::size_t{200'000});
    EXPECT_EQ(refusal(bomb), "documents.workbook_too_large limit=16777216");
    TableLimits small;
    small.unpacked_bytes = 1 << 20;
    EXPECT_EQ(refusal(bomb, {.sheet = "", .limits = small}), "documents.workbook_too_large limit=1048576");
    TableLimits few;
    few.parts = 3;
    EXPECT_EQ(refusal(bomb, {.sheet = "", .limits = few}), "documents.workbook_too_large limit=3");
    TableLimits terse;
    terse.shared_text_bytes = 8;
    EXPECT_EQ(refusal(zip_of(workbook_parts("")), {.sheet = "", .limits = terse}),
              "documents.workbook_too_large limit=8");
}

TEST(StoredNumber, IsTheDecimalThatWasMeant) {
    struct Case {
        char const* stored;
        char const* meant;
    };
    for (auto const& c :
         {Case{"1", "1"}, Case{"0.1", "0.1"}, Case{"0.10000000000000001", "0.1"},
          Case{"0.30000000000000004", "0.3"}, Case{"1234.5600000000002", "1234.56"}, Case{"1E-3", "0.001"},
          Case{"1.5E+15", "1500000000000000"}, Case{"-4.3499999999999996", "-4.35"},
          Case{"0.33333333333333331", "0.3333333333333333"}, Case{"123456789012.3456", "123456789012.3456"},
          Case{"123456789012345678", "123456789012345678"},
          Case{"1234567890123456789.01", "1234567890123456789.01"}, Case{"12.50", "12.50"},
          Case{"abc", "abc"}, Case{"1.7976931348623157E+308", "1.7976931348623157E+308"}}) {
        EXPECT_EQ(stored_number_text(c.stored), c.meant) << c.stored;
    }
}

TEST(NumberStyle, IsToldFromTheFormat) {
    using enum NumberStyle;
    for (auto const* code :
         {"yyyy-mm-dd", "d/m/yy h:mm", "[$-409]mmm\\-yy;@", "dd.mm.yyyy", "[Red]d-mmm", "mmmm"}) {
        EXPECT_EQ(number_style(code), date) << code;
    }
    for (auto const* code : {"h:mm AM/PM", "hh:mm:ss", "mm:ss"}) EXPECT_EQ(number_style(code), time) << code;
    for (auto const* code : {"0%", "0.00%", "#,##0 %"}) EXPECT_EQ(number_style(code), percent) << code;
    for (auto const* code :
         {"General", "0.00", "#,##0.00 \"days\"", "[h]:mm", "\\d0", "_-* #,##0.00", "@", ""}) {
        EXPECT_EQ(number_style(code), plain) << code;
    }
    EXPECT_EQ(built_in_number_style(14), date);
    EXPECT_EQ(built_in_number_style(46), plain);
    EXPECT_EQ(built_in_number_style(9), percent);
}

}  // namespace
}  // namespace colonnade::documents
