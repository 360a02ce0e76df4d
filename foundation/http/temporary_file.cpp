#include "foundation/http/temporary_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <system_error>

namespace colonnade::http {

TemporaryFile::TemporaryFile(std::string const& folder) {
    std::string name = folder + "/colonnade-XXXXXX";
    descriptor_ = mkostemp(name.data(), O_CLOEXEC);
    if (descriptor_ < 0)
        throw std::system_error(errno, std::generic_category(), "temporary file in " + folder);
    unlink(name.c_str());
}

TemporaryFile::~TemporaryFile() { close(descriptor_); }

void TemporaryFile::write(std::string_view bytes) {
    while (!bytes.empty()) {
        auto const written = ::write(descriptor_, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) throw std::system_error(errno, std::generic_category(), "temporary file");
        bytes.remove_prefix(static_cast<std::size_t>(written));
        size_ += static_cast<std::uint64_t>(written);
    }
}

std::string TemporaryFile::path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

}  // namespace colonnade::http
