// Pages to print, as PDF: A4, set from top to bottom, in any of the languages; from right to left where the
// language is written so, columns and all. The fonts are inside the program and inside the file, the date in
// the file is given, so that the same calls give the same bytes on every machine with the same libraries.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "foundation/base/date.hpp"

namespace colonnade::documents {

struct PdfOptions {
    std::string language;  // decides the direction
    std::string title, author;
    Instant created;
    std::string footer;        // at the start of each page's foot
    std::string page_pattern;  // "{page} / {pages}": at the foot's end; the numbers in the language's digits
};

enum class PdfAlign { start, end };  // left and right, or the reverse from right to left

struct PdfColumn {
    std::string heading;
    int share = 1;  // of the width, among the columns
    PdfAlign align = PdfAlign::start;
};

// How a row of a table, or a text, stands out.
enum class PdfWeight { plain, muted, strong };

struct PdfRow {
    std::vector<std::string> cells;  // one for each column; a muted row may have one alone, over the width
    PdfWeight weight = PdfWeight::plain;
};

struct PdfTable {
    std::vector<PdfColumn> columns;
    std::vector<PdfRow> rows;
};

// Throws the internal Problem documents.pdf {reason} when the pages cannot be made.
class PdfPages {
public:
    explicit PdfPages(PdfOptions options);
    ~PdfPages();
    PdfPages(PdfPages const&) = delete;

    // A line with something at either end, above the title.
    void letterhead(std::string_view start, std::string_view end);
    void title(std::string_view text);
    void subtitle(std::string_view text);
    // Stays with what follows: no heading is the last thing on a page.
    void heading(std::string_view text);
    void paragraph(std::string_view text, PdfWeight weight = PdfWeight::plain);
    // Names and values in two columns.
    void fields(std::vector<std::pair<std::string, std::string>> const& pairs);
    // A long one runs over pages, its headings repeated; a row is never cut, unless it is a page high.
    void table(PdfTable const& table);
    void gap(int points);

    // The file's bytes; nothing may be added afterwards.
    std::string finish();
    int page_count() const;

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

// Whether the language is written from right to left.
bool is_right_to_left(std::string_view language);

}  // namespace colonnade::documents
