// Lists as files to save: what wire asks for when a caller wants a whole list as CSV or as a workbook.
#pragma once
#include <filesystem>

#include "foundation/wire/table.hpp"

namespace colonnade::documents {

// Writes each table into a file of its own in `folder`, which is gone when the answer is sent, so that memory
// stays flat whatever the list's length. Safe to use from many threads.
class TableDownloads final : public wire::TableWriters {
public:
    explicit TableDownloads(std::filesystem::path folder) : folder_(std::move(folder)) {}

    // Headings are the columns' keys, so that a program reads the same names in every language. CSV begins
    // with a byte order mark, for Excel. Throws documents.unwritable {file, reason}.
    std::unique_ptr<wire::TableWriter> open(wire::TableFormat format, std::string name,
                                            std::vector<wire::Column> columns,
                                            std::string const& language) override;

private:
    std::filesystem::path folder_;
};

}  // namespace colonnade::documents
