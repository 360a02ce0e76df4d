// Streaming writer of delimited text (RFC 4180) that no spreadsheet program takes for formulas.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "foundation/documents/byte_sink.hpp"

namespace colonnade::documents {

enum class ByteOrderMark { absent, present };  // Excel reads UTF-8 only with one

struct CsvWriterOptions {
    char delimiter = ',';
    ByteOrderMark byte_order_mark = ByteOrderMark::absent;
    std::string_view newline = "\r\n";
};

class CsvWriter {
public:
    // The sink must outlive the writer.
    explicit CsvWriter(ByteSink& sink, CsvWriterOptions const& options = {});

    // A field that a spreadsheet program would compute (it begins with = + - @, a tab or a line end) gets an
    // apostrophe before it, unless it is a plain number such as "-12.5".
    void field(std::string_view text);
    void end_row();
    void row(std::span<std::string_view const> fields);
    void row(std::initializer_list<std::string_view> fields) {
        row(std::span(fields.begin(), fields.size()));
    }
    // Hands on what is still held and finishes the sink.
    void finish();

private:
    ByteSink& sink_;
    CsvWriterOptions options_;
    std::string buffer_;
    bool row_begun_ = false;
};

// Whether a spreadsheet program might compute the text.
bool could_be_formula(std::string_view text);
// The text without the apostrophe that `CsvWriter::field` put before it: for reading one's own exports back.
std::string_view without_apostrophe(std::string_view text);

}  // namespace colonnade::documents
