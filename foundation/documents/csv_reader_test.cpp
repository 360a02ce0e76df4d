#include "foundation/documents/csv_reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "foundation/base/problem.hpp"

namespace colonnade::documents {
namespace {

using testing::ElementsAre;

struct Read {
    std::vector<std::vector<std::string>> rows;
    std::vector<std::uint64_t> lines;
};

// Gives the text in pieces of `piece` bytes, so that every row is cut somewhere.
class Trickle final : public ByteSource {
public:
    Trickle(std::string_view text, std::size_t piece) : text_(text), piece_(piece) {}
    std::size_t read(char* into, std::size_t size) override {
        auto const count = std::min({size, piece_, text_.size() - done_});
        text_.copy(into, count, done_);
        done_ += count;
        return count;
    }
    std::uint64_t bytes_done() const override { return done_; }
    std::uint64_t bytes_total() const override { return text_.size(); }

private:
    std::string_view text_;
    std::size_t piece_;
    std::size_t done_ = 0;
};

Read read(std::unique_ptr<ByteSource> source, CsvOptions const& options = {}) {
    CsvReader reader(std::move(source), options);
    Read result;
    Row row;
    while (reader.next(row)) {
        result.rows.emplace_back(row.fields.begin(), row.fields.end());
        result.lines.push_back(row.line);
        EXPECT_EQ(row.number, result.rows.size());
    }
    return result;
}

Read read(std::string_view text, CsvOptions const& options = {}) {
    return read(memory_source(text), options);
}

// Code and arguments of the Problem that reading ends with.
std::string refusal(std::string_view text, CsvOptions const& options = {}) {
    try {
        read(text, options);
    } catch (Problem const& problem) {
        std::string told = problem.code().substr(std::string("documents.").size());
        for (auto const& [name, value] : problem.arguments()) {
            if (value != "0") told += " " + name + "=" + value;
        }
        return told;
    }
    return "none";
}

TEST(CsvReader, ReadsQuotedAndPlainFields) {
    auto const got = read("id,name\r\n1,\"Ann, \"\"Nan\"\" Lee\"\r\n2,\"two\nlines\"\r\n3,5\" pipe\r\n");
    EXPECT_THAT(got.rows, ElementsAre(ElementsAre("id", "name"), ElementsAre("1", "Ann, \"Nan\" Lee"),
                                      ElementsAre("2", "two\nlines"), ElementsAre("3", "5\" pipe")));
    EXPECT_THAT(got.lines, ElementsAre(1, 2, 3, 5));
}

TEST(CsvReader, TakesEveryNewline) {
    for (std::string newline : {"\n", "\r\n", "\r"}) {
        auto const got =
            read("a,b" + newline + "1,2" + newline + newline + "\"x" + newline + "y\",4" + newline + "5,6");
        EXPECT_THAT(got.rows, ElementsAre(ElementsAre("a", "b"), ElementsAre("1", "2"),
                                          ElementsAre("x" + newline + "y", "4"), ElementsAre("5", "6")));
        EXPECT_THAT(got.lines, ElementsAre(1, 2, 4, 6));
    }
}

TEST(CsvReader, DropsByteOrderMarkAndObeysSeparatorLine) {
    EXPECT_THAT(read("\xEF\xBB\xBF"
                     "a;b\n1;2\n")
                    .rows,
                ElementsAre(ElementsAre("a", "b"), ElementsAre("1", "2")));
    auto const got = read("\xEF\xBB\xBFsep=^\r\na^b,c\r\n");
    EXPECT_THAT(got.rows, ElementsAre(ElementsAre("a", "b,c")));
    EXPECT_THAT(got.lines, ElementsAre(2));
}

TEST(CsvReader, KeepsEmptyFieldsAndSkipsEmptyRows) {
    EXPECT_THAT(read("a,b,c\n,,\n,x,\n\"\",,z").rows,
                ElementsAre(ElementsAre("a", "b", "c"), ElementsAre("", "x", ""), ElementsAre("", "", "z")));
    EXPECT_TRUE(read("").rows.empty());
    EXPECT_TRUE(read("\n\n").rows.empty());
    EXPECT_THAT(read("a,b,").rows, ElementsAre(ElementsAre("a", "b", "")));
}

TEST(CsvReader, ReadsTheSameHoweverTheBytesArrive) {
    std::string text = "key;text;more\r\n";
    for (int i = 0; i < 30'000; ++i) {
        text +=
            std::to_string(i) + ";\"zażółć \"\"gęślą\"\"\r\njaźń\";کالا" + std::string(i % 41, 'x') + "\r\n";
    }
    ASSERT_GT(text.size(), std::size_t{1'500'000});
    auto const whole = read(text);
    ASSERT_EQ(whole.rows.size(), 30'001U);
    EXPECT_EQ(whole.rows[30'000][1], "zażółć \"gęślą\"\r\njaźń");
    EXPECT_EQ(whole.lines[30'000], 60'000U);
    for (std::size_t piece : {1'000U, 4'099U, 65'537U}) {
        auto const pieces = read(std::make_unique<Trickle>(text, piece));
        EXPECT_EQ(pieces.rows, whole.rows);
        EXPECT_EQ(pieces.lines, whole.lines);
    }
    auto const head = std::string_view(text).substr(0, 5'000);
    auto const cut = head.substr(0, head.rfind("\r\n") + 2);
    for (std::size_t piece : {1U, 2U, 3U, 7U}) {
        auto const options = CsvOptions{.delimiter = ';', .limits = {}};
        EXPECT_EQ(read(std::make_unique<Trickle>(cut, piece), options).rows, read(cut, options).rows);
    }
}

TEST(CsvReader, GrowsForALongRowWithinTheLimit) {
    std::string const large(900'000, 'x');
    auto const got = read("a,b\n\"" + large + "\"," + large + "\n1,2\n");
    ASSERT_EQ(got.rows.size(), 3U);
    EXPECT_EQ(got.rows[1], (std::vector<std::string>{large, large}));
}

TEST(CsvReader, RefusesTruncatedAndMalformedQuotes) {
    EXPECT_EQ(refusal("a,b\n1,2\n3,\"never closed\n4,5\n"), "unterminated_quote line=3 column=2");
    EXPECT_EQ(refusal("a,b\n\"x\ny\",\"5\" screen\"\n"), "stray_quote line=3 column=2");
    EXPECT_THAT(read("a,b\n\"x\" ,\"y\"  \n").rows,
                ElementsAre(ElementsAre("a", "b"), ElementsAre("x", "y")));
}

TEST(CsvReader, RefusesBinaryAndBadText) {
    EXPECT_EQ(refusal(std::string_view("a,b\n1,2\n3,\0\n", 12)), "binary_data line=3");
    EXPECT_EQ(refusal("a,b\n1,za\xBF\xF3\xB3\xE6\n"), "bad_text line=2");
    EXPECT_EQ(refusal("a,b\n1,\xC5"), "bad_text line=2");
    EXPECT_EQ(refusal("a,b\n1,\xED\xA0\x80\n"), "bad_text line=2") << "a lone surrogate";
    EXPECT_EQ(refusal("a,b\n1,\xC0\xAF\n"), "bad_text line=2") << "an overlong form";
}

TEST(CsvReader, HoldsItsLimits) {
    TableLimits limits{.columns = 3, .field_bytes = 10, .row_bytes = 1 << 20, .rows = 2};
    CsvOptions const options{.delimiter = ',', .limits = limits};
    EXPECT_EQ(refusal("a,b,c\n1,2,3,4\n", options), "too_many_columns line=2 column=4 limit=3");
    EXPECT_EQ(refusal("a,b\n1,12345678901\n", options), "field_too_large line=2 column=2 limit=10");
    EXPECT_EQ(refusal("a\n\"123\n45678901\"\n", options), "field_too_large line=2 column=1 limit=10");
    EXPECT_EQ(refusal("a\nb\nc\n", options), "too_many_rows line=3 limit=2");
    std::string wide = "x";
    for (int i = 0; i < 400'000; ++i) wide += ",123456";
    CsvOptions const row{.delimiter = ',', .limits = {.columns = 1'000'000, .row_bytes = 1 << 20}};
    EXPECT_EQ(refusal("a,b\n" + wide + "\n", row), "row_too_large line=2 limit=1048576");
}

TEST(SniffDelimiter, FindsTheOneThatFitsTheHeader) {
    EXPECT_EQ(sniff_delimiter("a,b,c\n1,2,3\n"), ',');
    EXPECT_EQ(sniff_delimiter("a;b\n1,50;2,70\n1;3,5\n"), ';');
    EXPECT_EQ(sniff_delimiter("name\tamount\nLee, Ann\t5\n"), '\t');
    EXPECT_EQ(sniff_delimiter("a|b|c\n\"x|y\"|2|3\n"), '|');
    EXPECT_EQ(sniff_delimiter("\"Last, first\";sum\n\"Lee, Ann\";1,5\n"), ';');
    EXPECT_EQ(sniff_delimiter("only\n1\n2\n"), ',');
    EXPECT_EQ(sniff_delimiter(""), ',');
}

}  // namespace
}  // namespace colonnade::documents
