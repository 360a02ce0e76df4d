#include "foundation/documents/csv_writer.hpp"

#include <gtest/gtest.h>

#include "foundation/base/problem.hpp"
#include "foundation/documents/csv_reader.hpp"

namespace colonnade::documents {
namespace {

std::string written(std::initializer_list<std::string_view> fields, CsvWriterOptions const& options = {}) {
    StringSink sink;
    CsvWriter writer(sink, options);
    writer.row(fields);
    writer.finish();
    return sink.text();
}

TEST(CsvWriter, QuotesWhatMustBe) {
    EXPECT_EQ(written({"a", "", "b c"}), "a,,b c\r\n");
    EXPECT_EQ(written({"Lee, Ann", "say \"hi\"", "two\nlines", " led"}),
              "\"Lee, Ann\",\"say \"\"hi\"\"\",\"two\nlines\",\" led\"\r\n");
    EXPECT_EQ(written({"a,b", "c;d"}, {.delimiter = ';', .newline = "\n"}), "a,b;\"c;d\"\n");
    EXPECT_EQ(written({"a"}, {.byte_order_mark = ByteOrderMark::present}),
              "\xEF\xBB\xBF"
              "a\r\n");
}

TEST(CsvWriter, NeutralisesFormulas) {
    EXPECT_EQ(written({"=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3"}),
              "'=1+1,'@SUM(A1),'+cmd|' /C calc'!A0,'-2+3\r\n");
    EXPECT_EQ(written({"\tx", "\rx", "＝1"}), "'\tx,\"'\rx\",'＝1\r\n");
    EXPECT_EQ(written({"=HYPERLINK(\"x\")"}), "\"'=HYPERLINK(\"\"x\"\")\"\r\n");
    EXPECT_EQ(written({"-12.5", "+48123456789", "-1,5", "-", "a=b"}, {.delimiter = ';'}),
              "-12.5;+48123456789;-1,5;'-;a=b\r\n");
}

TEST(CsvWriter, IsReadBackAsItWas) {
    std::vector<std::string> const fields = {"=x",  "'quoted", "O'Neil", "-5", "", "żółć\r\n\"کالا\"",
                                             " a ", "'=x",     ";,\t|"};
    StringSink sink;
    CsvWriter writer(sink);
    std::vector<std::string_view> const views(fields.begin(), fields.end());
    constexpr int rows = 5'000;
    for (int i = 0; i < rows; ++i) writer.row(views);
    writer.finish();
    CsvReader reader(memory_source(sink.text()), {.delimiter = ',', .limits = {}});
    Row row;
    int count = 0;
    while (reader.next(row)) {
        ++count;
        ASSERT_EQ(row.fields.size(), fields.size());
        for (std::size_t i = 0; i < fields.size(); ++i) {
            // Only the text that already looked neutralised cannot be told from one that was.
            auto const expected = fields[i] == "'=x" ? "=x" : fields[i];
            ASSERT_EQ(without_apostrophe(row.at(i)), expected);
        }
    }
    EXPECT_EQ(count, rows);
}

TEST(FileSink, WritesAndTellsWhatFails) {
    auto const file = std::filesystem::path(testing::TempDir()) / "file_sink_test.csv";
    auto sink = file_sink(file);
    CsvWriter writer(*sink);
    writer.row({"a", "b"});
    writer.finish();
    EXPECT_EQ(file_head(file, 100), "a,b\r\n");
    std::filesystem::remove(file);
    EXPECT_THROW(file_sink("/no/such/folder/x.csv"), Problem);
    if (std::filesystem::exists("/dev/full")) {
        auto const full = file_sink("/dev/full");
        EXPECT_THROW(full->write("x"), Problem);
    }
}

}  // namespace
}  // namespace colonnade::documents
