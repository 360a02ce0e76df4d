#include "foundation/documents/byte_sink.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "foundation/base/problem.hpp"

namespace colonnade::documents {
namespace {

class FileSink final : public ByteSink {
public:
    explicit FileSink(std::filesystem::path const& file) : file_(file) {
        descriptor_ = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
        if (descriptor_ < 0) throw unwritable(errno);
    }
    ~FileSink() override {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    FileSink(FileSink const&) = delete;
    FileSink& operator=(FileSink const&) = delete;

    void write(std::string_view bytes) override {
        while (!bytes.empty()) {
            auto const written = ::write(descriptor_, bytes.data(), bytes.size());
            if (written < 0 && errno == EINTR) continue;
            if (written < 0) throw unwritable(errno);
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
    }
    void finish() override {
        int const descriptor = std::exchange(descriptor_, -1);
        if (descriptor >= 0 && ::close(descriptor) != 0) throw unwritable(errno);
    }

private:
    Problem unwritable(int error) const {
        return {ProblemKind::unavailable,
                "documents.unwritable",
                {{"file", file_.filename().string()}, {"reason", std::generic_category().message(error)}}};
    }

    std::filesystem::path file_;
    int descriptor_ = -1;
};

}  // namespace

std::unique_ptr<ByteSink> file_sink(std::filesystem::path const& file) {
    return std::make_unique<FileSink>(file);
}

}  // namespace colonnade::documents
