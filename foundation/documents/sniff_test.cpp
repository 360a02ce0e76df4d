#include "foundation/documents/sniff.hpp"

#include <gtest/gtest.h>

#include "foundation/documents/csv_reader.hpp"

namespace colonnade::documents {
namespace {

TableGuess sniff(std::string_view text, std::string const& language = "en") {
    CsvReader reader(memory_source(text));
    return sniff_table(reader, {.rows = 1'000, .language = language});
}

// The forms of all columns, with "?" where the user must choose.
std::string forms(std::string_view text, std::string const& language = "en") {
    std::string told;
    for (auto const& column : sniff(text, language).columns) {
        told += (told.empty() ? "" : "; ") + value_form_text(column.form);
        if (column.date_order_open || column.decimal_mark_open) told += "?";
    }
    return told;
}

TEST(SniffTable, TellsTheKindsOfAPlainExport) {
    EXPECT_EQ(forms("id,name,amount,rate,closed,active,mail,none\n"
                    "1,Ann,10.50,5%,2026-01-31,yes,ann@x.com,\n"
                    "2,Bo,-3.25,7.5%,2026-02-01,no,bo@x.com,\n"),
              "integer .; text; decimal .; percent .; date y/m/d; boolean; email; empty");
}

TEST(SniffTable, TellsDecimalCommaAndThousands) {
    EXPECT_EQ(forms("a;b;c\n1.234,50;12;1 250,00 zł\n7,25;1.200;3,00 zł\n"), "decimal ,; integer ,; money ,");
    EXPECT_EQ(forms("a;b\n1'234.50;€5.00\n17.25;€1,200.00\n"), "decimal .; money .");
    EXPECT_EQ(forms("a;b\n1\u00A0234,5;x\n2\u202F345,75;y\n"), "decimal ,; text");
}

TEST(SniffTable, LeavesTheMarkOpenWhereBothFit) {
    EXPECT_EQ(forms("a;b\n1.234;x\n2.500;y\n", "en"), "decimal .?; text");
    EXPECT_EQ(forms("a;b\n1.234;x\n2.500;y\n", "pl"), "decimal ,?; text");
    EXPECT_EQ(forms("a;b\n1.234;0,5\n2.500;0,7\n", "en"), "integer ,; decimal ,")
        << "the other column proves it";
}

TEST(SniffTable, ReportsAnOpenOrderOfDates) {
    EXPECT_EQ(forms("d\n01/02/2026\n03/04/2026\n", "en"), "date m/d/y?");
    EXPECT_EQ(forms("d\n01/02/2026\n03/04/2026\n", "it"), "date d/m/y?");
    EXPECT_EQ(forms("d\n01/02/2026\n13/04/2026\n", "en"), "date d/m/y");
    EXPECT_EQ(forms("d\n01/02/2026\n04/13/2026\n", "it"), "date m/d/y");
    EXPECT_EQ(forms("d,e\n01/02/2026,13/04/2026\n03/04/2026,1/1/2026\n", "en"), "date d/m/y?; date d/m/y")
        << "the other column gives the default; the user still chooses";
}

TEST(SniffTable, TellsDatesOfEveryForm) {
    EXPECT_EQ(
        forms("a,b,c\n31.12.2025,2025/12/31,2025-12-31T10:00:00Z\n1.1.2026,2026/1/1,2026-01-01 00:00:00\n"),
        "date d/m/y; date y/m/d; date_time y/m/d");
    EXPECT_EQ(forms("a\n2011-05-31 00:00:00.000\n2011-06-01 00:00:00.000\n"), "date y/m/d");
    EXPECT_EQ(forms("a,b\n1404/01/15,۱۴۰۳/۱۲/۳۰\n1403/02/31,۱۴۰۳/۰۱/۰۱\n", "fa"),
              "date y/m/d solar_hijri; date y/m/d solar_hijri");
    EXPECT_EQ(forms("Close Date,n\n46022,46022\n46023,46023\n"), "date excel; integer .");
    EXPECT_EQ(forms("order date,n\n20260131,20260131\n20260201,20260201\n"), "date y/m/d; integer .");
}

TEST(SniffTable, KeepsCodesAsText) {
    EXPECT_EQ(forms("zip,card,code\n00-950,12345678901234567890,12E5\n01234,12345678901234567891,13E5\n"),
              "text; text; text");
    EXPECT_EQ(forms("flag\n0\n1\n"), "integer .");
}

TEST(SniffTable, BearsAFewWrongValues) {
    std::string text = "n,m\n";
    for (int i = 0; i < 95; ++i) text += "1.5,2.5\n";
    for (int i = 0; i < 5; ++i) text += "n/a,2.5\n";
    auto const guess = sniff(text);
    EXPECT_EQ(guess.columns[0].form, (ValueForm{.kind = ValueKind::decimal}));
    EXPECT_EQ(guess.columns[0].filled, 100U);
    EXPECT_EQ(guess.columns[0].matching, 95U);
    EXPECT_EQ(guess.columns[0].samples, (std::vector<std::string>{"1.5", "n/a"}));
}

// Of five values one that is wrong is a fifth: the others still say what the column holds.
TEST(SniffTable, LetsTheMajorityOfAFewValuesDecide) {
    EXPECT_EQ(forms("number,booked,amount\nX-1,15.10.2026,10.50\nX-2,31.02.2026,11.20\nX-3,16.10.2026,a lot\n"
                    "X-4,17.10.2026,9.99\nX-5,18.10.2026,7.00\n"),
              "text; date d/m/y; decimal .");
    auto const guess = sniff("booked\n15.10.2026\nsoon\n16.10.2026\n").columns.at(0);
    EXPECT_EQ(guess.filled, 3u);
    EXPECT_EQ(guess.matching, 2u);
    EXPECT_EQ(forms("a\n1\n2.5\n3\nnone\n"), "decimal .") << "the form that most values fit";
    EXPECT_EQ(forms("a\n15.10.2026\nx\n16.10.2026\ny\n"), "text") << "half is no majority";
    EXPECT_EQ(forms("a\nyes\nno\nperhaps\n"), "text") << "words say nothing by majority";
    std::string many = "booked\n";
    for (int i = 0; i < 30; ++i) many += i % 3 ? "15.10.2026\n" : "soon\n";
    EXPECT_EQ(forms(many), "text") << "a third of many is no slip";
}

TEST(SniffTable, TellsAHeader) {
    EXPECT_TRUE(sniff("id,name\n1,Ann\n").header);
    EXPECT_TRUE(sniff("name,city\nAnn,Oslo\nBo,Rome\n").header);
    EXPECT_FALSE(sniff("1,Ann\n2,Bo\n").header);
    EXPECT_FALSE(sniff("Ann,Ann\nBo,Cy\n").header) << "names are different";
    EXPECT_TRUE(sniff("name,2025,Q1,Q2,Q3,Q4\nAnn,5,1,1,1,2\n").header) << "a year may be a name";
    EXPECT_EQ(sniff(" id ,name\n1,Ann\n").columns[0].name, "id");
    EXPECT_EQ(sniff("1,Ann\n2,Bo\n").rows, 2U);
    EXPECT_TRUE(sniff("").columns.empty());
}

}  // namespace
}  // namespace colonnade::documents
