// One way to read a table, whether it came as CSV or as a workbook. The kind of file is told by its content,
// never by its name.
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace colonnade::documents {

// One row as text in UTF-8. The fields live until the source's next row.
struct Row {
    std::span<std::string_view const> fields;
    std::uint64_t number =
        0;  // 1 for the first row given, the header included; rows without any text are not given
    std::uint64_t line = 0;  // 1-based line of the text, or row of the sheet, on which the row begins

    // The field at a 0-based place; empty where the row is shorter.
    std::string_view at(std::size_t column) const {
        return column < fields.size() ? fields[column] : std::string_view{};
    }
};

// What a table may be at most. What is larger is refused with a Problem, before it costs memory.
struct TableLimits {
    std::size_t columns = 2'000;
    std::size_t field_bytes = 1 << 20;
    std::size_t row_bytes = 16 << 20;
    std::uint64_t rows = 200'000'000;
    // Workbooks only: what their parts may unpack to, and how many parts there may be.
    std::uint64_t unpacked_bytes = 4ULL << 30;
    std::uint64_t shared_text_bytes = 512ULL << 20;
    std::uint64_t unpack_ratio = 400;  // looked at from 16 MiB of unpacked text
    std::size_t parts = 10'000;
};

class RowSource {
public:
    virtual ~RowSource() = default;
    // Fills `row` and returns true, or returns false at the end. Throws Problems `documents.*` with the line
    // and, where there is one, the 1-based column.
    virtual bool next(Row& row) = 0;
    // How far the reading has come, in bytes of the file, and of how many (0 where not known).
    virtual std::uint64_t bytes_done() const = 0;
    virtual std::uint64_t bytes_total() const = 0;
};

struct TableOptions {
    char delimiter = 0;    // CSV: 0 looks for it
    std::string encoding;  // CSV: as `encoding_name`; empty looks for it
    std::string sheet;     // workbook: by name; empty takes the first that is visible
    TableLimits limits;
};

// What was found on opening: shown to the user, who may choose otherwise and open again.
struct TableFacts {
    std::string format;               // "csv" or "xlsx"
    std::string encoding;             // CSV
    char delimiter = 0;               // CSV
    std::string sheet;                // workbook
    std::vector<std::string> sheets;  // workbook, in its order
};

struct OpenedTable {
    std::unique_ptr<RowSource> rows;
    TableFacts facts;
};

// Opens a CSV or XLSX file. Throws `documents.unreadable`, `documents.empty`, `documents.not_a_table` and the
// Problems of the reader it takes.
OpenedTable open_table(std::filesystem::path const& file, TableOptions const& options = {});

}  // namespace colonnade::documents
