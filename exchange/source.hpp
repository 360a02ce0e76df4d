// The tables that were given: files, and the sheets of workbooks, with their headings.
#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "exchange/expression.hpp"
#include "foundation/documents/sniff.hpp"
#include "foundation/documents/table_source.hpp"

namespace colonnade::exchange {

struct Source {
    std::string name;  // as it is told: "orders.csv", "book.xlsx: Orders"
    std::string stem;  // what mappings call it: "orders", "Orders"
    std::filesystem::path path;
    documents::TableOptions options;  // as it was found to be written, or as the user said
    documents::TableFacts facts;
    Headings headings;
};

// A file to be read, and what is known of it beforehand.
struct SourceFile {
    std::filesystem::path path;
    std::string name;  // as it is told; empty: the path's last part
    documents::TableOptions options;
};

// Opens every table of the files. A folder stands for the CSV, TSV and XLSX files in it, in order of their
// names. Throws Problem "exchange.nothing_to_import", "exchange.folder_empty" {folder}, and what opening a
// table throws, its path being the file's name.
std::vector<Source> open_sources(std::vector<SourceFile> const& files);

// The rows of a source behind its headings.
std::unique_ptr<documents::RowSource> open_rows(Source const& source);

// What the columns seem to hold, in the order of the headings.
documents::TableGuess guess_columns(Source const& source, std::string const& language);

}  // namespace colonnade::exchange
