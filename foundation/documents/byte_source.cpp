#include "foundation/documents/byte_source.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>

#include "foundation/base/problem.hpp"

namespace colonnade::documents {
namespace {

Problem unreadable(std::filesystem::path const& file, int error) {
    return invalid("documents.unreadable",
                   {{"file", file.filename().string()}, {"reason", std::generic_category().message(error)}});
}

class FileSource final : public ByteSource {
public:
    explicit FileSource(std::filesystem::path const& file) : file_(file) {
        descriptor_ = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
        if (descriptor_ < 0) throw unreadable(file_, errno);
        struct stat facts {};
        int error = ::fstat(descriptor_, &facts) != 0 ? errno : S_ISDIR(facts.st_mode) ? EISDIR : 0;
        if (error != 0) {
            ::close(descriptor_);
            throw unreadable(file_, error);
        }
        total_ = S_ISREG(facts.st_mode) ? static_cast<std::uint64_t>(facts.st_size) : 0;
        ::posix_fadvise(descriptor_, 0, 0, POSIX_FADV_SEQUENTIAL);
    }
    ~FileSource() override { ::close(descriptor_); }
    FileSource(FileSource const&) = delete;
    FileSource& operator=(FileSource const&) = delete;

    std::size_t read(char* into, std::size_t size) override {
        for (;;) {
            auto got = ::read(descriptor_, into, size);
            if (got >= 0) {
                done_ += static_cast<std::uint64_t>(got);
                return static_cast<std::size_t>(got);
            }
            if (errno != EINTR) throw unreadable(file_, errno);
        }
    }
    std::uint64_t bytes_done() const override { return done_; }
    std::uint64_t bytes_total() const override { return total_; }

private:
    std::filesystem::path file_;
    int descriptor_ = -1;
    std::uint64_t done_ = 0;
    std::uint64_t total_ = 0;
};

class MemorySource final : public ByteSource {
public:
    explicit MemorySource(std::string_view text) : text_(text) {}
    std::size_t read(char* into, std::size_t size) override {
        auto count = std::min(size, text_.size() - done_);
        std::memcpy(into, text_.data() + done_, count);
        done_ += count;
        return count;
    }
    std::uint64_t bytes_done() const override { return done_; }
    std::uint64_t bytes_total() const override { return text_.size(); }

private:
    std::string_view text_;
    std::size_t done_ = 0;
};

}  // namespace

std::unique_ptr<ByteSource> file_source(std::filesystem::path const& file) {
    return std::make_unique<FileSource>(file);
}

std::unique_ptr<ByteSource> memory_source(std::string_view text) {
    return std::make_unique<MemorySource>(text);
}

std::string file_head(std::filesystem::path const& file, std::size_t size) {
    FileSource source(file);
    std::string head(size, '\0');
    std::size_t filled = 0;
    while (filled < size) {
        auto got = source.read(head.data() + filled, size - filled);
        if (got == 0) break;
        filled += got;
    }
    head.resize(filled);
    return head;
}

}  // namespace colonnade::documents
