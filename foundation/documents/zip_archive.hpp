// The parts of a ZIP archive, unpacked as a stream and never further than the limits allow.
#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "foundation/documents/byte_source.hpp"
#include "foundation/documents/table_source.hpp"

struct zip;

namespace colonnade::documents {

class ZipArchive {
public:
    // Throws documents.unreadable, documents.workbook_truncated, documents.workbook_encrypted, and
    // documents.workbook_too_large {limit} where it has too many parts.
    ZipArchive(std::filesystem::path const& file, TableLimits const& limits);
    // `bytes` must outlive the archive.
    ZipArchive(std::string_view bytes, TableLimits const& limits);
    ~ZipArchive();
    ZipArchive(ZipArchive const&) = delete;
    ZipArchive& operator=(ZipArchive const&) = delete;

    // Without minding the case of its name.
    bool has(std::string const& part) const;
    // Throws documents.workbook_too_large for a part beyond the limits (by what is really unpacked, whatever
    // the archive says of itself), and documents.workbook_damaged {part}. The source must not outlive the
    // archive.
    std::unique_ptr<ByteSource> open(std::string const& part) const;

private:
    void check_parts() const;

    struct zip* archive_ = nullptr;
    TableLimits limits_;
};

}  // namespace colonnade::documents
