// Streaming reader of delimited text (RFC 4180 and what is met in the wild).
//
//   file   = [BOM] ["sep=" delimiter newline] row { newline row } [newline]
//   row    = field { delimiter field }
//   field  = '"' { any character, '"' written twice } '"' { space }  |  { any but delimiter and newline }
//   newline = CR LF | LF | CR
//
// A quote inside a field that does not begin with one is kept as it is. Text must be UTF-8 without NUL.
#pragma once
#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "foundation/documents/byte_source.hpp"
#include "foundation/documents/table_source.hpp"

namespace colonnade::documents {

struct CsvOptions {
    char delimiter = 0;  // 0 looks for it in the first lines
    TableLimits limits;
};

// The likeliest of `,` `;` tab `|` in the beginning of a text: the one that gives the first rows as many
// fields as the header, more fields first; `,` when none stands out.
char sniff_delimiter(std::string_view head);
// The one that a first line such as `sep=;` names, or else the likeliest.
char stated_or_sniffed_delimiter(std::string_view head);

// Memory stays at the size of the longest row, however long the file.
// Problems, each with {line}: documents.unterminated_quote, documents.stray_quote {column},
// documents.too_many_columns {limit}, documents.field_too_large {column, limit}, documents.row_too_large
// {limit}, documents.too_many_rows {limit}, documents.binary_data, documents.bad_text.
class CsvReader final : public RowSource {
public:
    explicit CsvReader(std::unique_ptr<ByteSource> source, CsvOptions const& options = {});

    bool next(Row& row) override;
    std::uint64_t bytes_done() const override { return source_->bytes_done(); }
    std::uint64_t bytes_total() const override { return source_->bytes_total(); }
    char delimiter() const { return delimiter_; }

private:
    enum class Scan { row, more };

    void begin();
    void fill();
    void check_new_bytes(std::size_t from);
    Scan scan();
    Scan scan_quoted(char const*& at);
    Scan end_of_line(char const*& at);
    void add_field(char const* from, char const* to);
    void unescape();
    void refuse_bad_bytes() const;
    [[noreturn]] void refuse(char const* code, std::uint64_t line, std::size_t column,
                             std::size_t limit) const;
    char const* data() const { return buffer_.data(); }

    std::unique_ptr<ByteSource> source_;
    TableLimits limits_;
    char delimiter_;
    std::array<bool, 256> stops_{};  // ends an unquoted field
    std::vector<char> buffer_;   // one byte longer than its content, for the newline that stops every scan
    std::size_t begin_ = 0;      // the row being read
    std::size_t end_ = 0;        // of the content
    std::size_t bad_ = npos;     // first byte that is NUL or not UTF-8
    bool last_ = false;          // the source has no more
    bool lone_returns_ = false;  // lines end with CR alone
    std::size_t partial_ = 0;    // bytes at the end that begin a character not yet whole
    std::vector<std::string_view> fields_;
    std::vector<std::size_t> escaped_;  // fields with doubled quotes
    char const* next_ = nullptr;        // after the row just scanned
    std::uint64_t line_ = 1;
    std::uint64_t lines_in_row_ = 0;
    std::uint64_t number_ = 0;

    static constexpr std::size_t npos = static_cast<std::size_t>(-1);
};

}  // namespace colonnade::documents
