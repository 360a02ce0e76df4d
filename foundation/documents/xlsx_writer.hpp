// Streaming writer of a workbook with one sheet of typed cells: no text in it is ever computed. Memory stays
// flat.
#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "foundation/base/date.hpp"

namespace colonnade::documents {

enum class SheetDirection { left_to_right, right_to_left };

struct SheetColumn {
    std::string title;
    double width = 14;  // in characters
};

struct XlsxWriterOptions {
    std::string sheet = "Sheet";  // cut to what a sheet may be called
    SheetDirection direction = SheetDirection::left_to_right;
    std::vector<SheetColumn> columns;  // written as the first row, in bold, always in view
};

// What could not be written as it is; tell the user.
struct XlsxWriterNotes {
    std::size_t numbers_as_text = 0;  // more than 15 digits: a spreadsheet's numbers would lose the rest
    std::size_t texts_cut = 0;        // longer than the 32,767 characters of a cell
};

class XlsxWriter {
public:
    // Throws documents.unwritable {file, reason}.
    XlsxWriter(std::filesystem::path file, XlsxWriterOptions const& options);
    ~XlsxWriter();
    XlsxWriter(XlsxWriter const&) = delete;
    XlsxWriter& operator=(XlsxWriter const&) = delete;

    // Cells of the row, from the first column on.
    void text(std::string_view text);
    // Exact decimal text; shown with thousands marks and the digits it has after the point. Throws
    // documents.value.decimal for other text.
    void number(std::string_view decimal);
    // "12.5" is 12.5 %.
    void percent(std::string_view percent);
    void date(Date date);
    void boolean(bool value);
    void blank();
    // Throws documents.sheet_rows {limit} beyond 1,048,576 rows.
    void end_row();
    // Completes the file; a writer that goes without this leaves none.
    XlsxWriterNotes finish();

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace colonnade::documents
