// Where bytes come from: a file or a text in memory, read once from front to back.
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace colonnade::documents {

class ByteSource {
public:
    virtual ~ByteSource() = default;
    // Writes up to `size` bytes to `into` and returns how many; 0 means the end. Throws
    // `documents.unreadable`.
    virtual std::size_t read(char* into, std::size_t size) = 0;
    // Bytes taken from the beginning so far, and in all (0 where that is not known): for a progress bar.
    virtual std::uint64_t bytes_done() const = 0;
    virtual std::uint64_t bytes_total() const = 0;
};

// Opens a regular file; throws `documents.unreadable` {file, reason} when it is not there or not for us.
std::unique_ptr<ByteSource> file_source(std::filesystem::path const& file);

// Reads from `text`, which must outlive the source.
std::unique_ptr<ByteSource> memory_source(std::string_view text);

// The first `size` bytes of the file, fewer when it is shorter.
std::string file_head(std::filesystem::path const& file, std::size_t size);

}  // namespace colonnade::documents
