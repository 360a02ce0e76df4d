// A file that has no name and is gone with its last user, also after a crash.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace colonnade::http {

class TemporaryFile {
public:
    // Creates it in `folder`; throws std::system_error when that fails.
    explicit TemporaryFile(std::string const& folder);
    ~TemporaryFile();
    TemporaryFile(TemporaryFile const&) = delete;
    TemporaryFile& operator=(TemporaryFile const&) = delete;

    // Appends; throws std::system_error, for instance when the disk is full.
    void write(std::string_view bytes);
    std::uint64_t size() const { return size_; }
    // Opens the file afresh from its start, by any means that take a path, as long as this object lives.
    std::string path() const;

private:
    int descriptor_ = -1;
    std::uint64_t size_ = 0;
};

}  // namespace colonnade::http
