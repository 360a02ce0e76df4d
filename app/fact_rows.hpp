// The bytes of plain CSV files, and their fields: numbers, dates and words without quotes.
#pragma once
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "foundation/base/problem.hpp"

namespace colonnade {

// A file's bytes, mapped.
class Mapped {
public:
    explicit Mapped(std::string const& path) : path_(path) {
        int const file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
        struct stat status {};
        if (file < 0 || ::fstat(file, &status) != 0 || status.st_size == 0) {
            if (file >= 0) ::close(file);
            throw invalid("calculate.file", {{"file", path}});
        }
        size_ = static_cast<std::size_t>(status.st_size);
        void* const bytes = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file, 0);
        ::close(file);
        if (bytes == MAP_FAILED) throw invalid("calculate.file", {{"file", path}});
        bytes_ = static_cast<char const*>(bytes);
        if (bytes_[size_ - 1] != '\n') copy_ = std::string(bytes_, size_) + '\n';
    }
    ~Mapped() { ::munmap(const_cast<char*>(bytes_), size_); }
    Mapped(Mapped const&) = delete;
    Mapped& operator=(Mapped const&) = delete;

    // Ends with a line feed.
    std::string_view text() const { return copy_.empty() ? std::string_view(bytes_, size_) : copy_; }
    std::string const& path() const { return path_; }
    // The rows below the header.
    std::string_view rows() const { return text().substr(text().find('\n') + 1); }

private:
    std::string path_;
    std::string copy_;  // of a file that does not end with a line feed, with one
    char const* bytes_ = nullptr;
    std::size_t size_ = 0;
};

// Fields of plain rows: numbers, dates and words between commas. Every row ends with a line feed, beyond
// which no field is read, so that nothing else need be looked at but the bytes themselves. Where a row is not
// as it should be, `bad` is set; it is for the caller to stop then.
struct Reader {
    char const* at;
    char const* end;
    bool bad = false;

    bool more() const { return at < end; }
    std::int64_t number() {
        std::int64_t const value = digits();
        next_field();
        return value;
    }
    std::int64_t last_number() {
        std::int64_t const value = digits();
        at += *at == '\r';
        bad |= *at != '\n';
        ++at;
        return value;
    }
    // A word, and its last bytes as one number on the way.
    struct Word {
        std::string_view text;
        std::uint64_t bytes;
    };
    Word word() {
        char const* const first = at;
        std::uint64_t bytes = 0;
        for (; *at != ',' && *at != '\n'; ++at) bytes = bytes << 8 | static_cast<unsigned char>(*at);
        std::string_view const text(first, static_cast<std::size_t>(at - first));
        next_field();
        return {text, bytes};
    }

private:
    std::int64_t digits() {
        bool const negative = *at == '-';
        at += negative;
        std::uint64_t value = 0;
        char const* const first = at;
        for (; *at >= '0' && *at <= '9'; ++at) value = value * 10 + static_cast<std::uint64_t>(*at - '0');
        bad |= at == first || at - first > 15;
        return negative ? -static_cast<std::int64_t>(value) : static_cast<std::int64_t>(value);
    }
    void next_field() {
        bool const comma = *at == ',';
        bad |= !comma;
        at += comma;
    }
};

}  // namespace colonnade
