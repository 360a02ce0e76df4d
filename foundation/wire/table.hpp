// Lists as files: what foundation/documents supplies so that a Page route also answers CSV and XLSX.
#pragma once
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "foundation/wire/cell.hpp"
#include "foundation/wire/request.hpp"

namespace colonnade::wire {

// Something to save: bytes, or a file where it is large.
struct Download {
    std::string bytes;
    std::optional<FileBody> file;
    std::string name;  // what the browser saves it as: "orders-2026-03-31.csv"
    std::string media_type = "application/octet-stream";
};

enum class TableFormat { csv, xlsx };

class TableWriter {
public:
    virtual ~TableWriter() = default;
    // One cell per column, in the form of the column's kind. Cells that a spreadsheet would take for a
    // formula are neutralised here, not before.
    virtual void row(std::span<Cell const> cells) = 0;
    virtual Download finish() = 0;
};

class TableWriters {
public:
    virtual ~TableWriters() = default;
    // Begins a table. `name` is the file's name without its ending; headings are the columns' keys in that
    // language.
    virtual std::unique_ptr<TableWriter> open(TableFormat format, std::string name,
                                              std::vector<Column> columns, std::string const& language) = 0;
};

}  // namespace colonnade::wire
