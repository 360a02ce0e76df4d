// Streaming reader of one sheet of an Office Open XML workbook (ECMA-376), in the same rows as text files
// give.
//
// Numbers come as exact decimal text, percentages as "25%", dates as "2026-03-31" or "2026-03-31 12:00:00",
// yes and no as "true" and "false", a formula as its last result, an error as its sign ("#N/A").
#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "foundation/documents/table_source.hpp"

namespace colonnade::documents {

// A workbook held in memory.
struct WorkbookBytes {
    std::string_view bytes;
};

struct XlsxOptions {
    std::string sheet;  // by name; empty takes the first visible one
    TableLimits limits;
};

// Memory holds the workbook's shared texts and a piece of the sheet. Problems: documents.workbook_truncated,
// workbook_encrypted, not_a_workbook, workbook_damaged {part}, workbook_unsafe {part}, workbook_too_large
// {limit}, sheet_unknown {sheet, sheets}; and, as in text files, too_many_columns, field_too_large,
// row_too_large, too_many_rows.
class XlsxReader final : public RowSource {
public:
    explicit XlsxReader(std::filesystem::path const& file, XlsxOptions const& options = {});
    // The bytes must outlive the reader.
    explicit XlsxReader(WorkbookBytes workbook, XlsxOptions const& options = {});
    ~XlsxReader() override;

    bool next(Row& row) override;
    std::uint64_t bytes_done() const override;  // of the sheet, unpacked
    std::uint64_t bytes_total() const override;
    std::vector<std::string> sheets() const;
    std::string const& sheet() const;

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
    std::vector<std::string_view> fields_;
    std::uint64_t number_ = 0;
};

}  // namespace colonnade::documents
