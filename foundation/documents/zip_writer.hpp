// A ZIP archive written part by part.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>

#include "foundation/base/date.hpp"

struct zip;

namespace colonnade::documents {

// Readable by its owner only. Until finish() there is no file.
class ZipWriter {
public:
    // Throws documents.unwritable {file, reason}.
    explicit ZipWriter(std::filesystem::path file);
    ~ZipWriter();
    ZipWriter(ZipWriter const&) = delete;

    // `at` is the time that the part carries.
    void add(std::string const& name, std::string_view bytes, Instant at);
    void finish();

private:
    [[noreturn]] void fail() const;

    std::filesystem::path file_;
    struct zip* archive_ = nullptr;
};

}  // namespace colonnade::documents
