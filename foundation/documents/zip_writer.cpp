#include "foundation/documents/zip_writer.hpp"

#include <zip.h>

#include <cstdlib>
#include <cstring>

#include "foundation/base/problem.hpp"

namespace colonnade::documents {

ZipWriter::ZipWriter(std::filesystem::path file) : file_(std::move(file)) {
    int error = 0;
    archive_ = zip_open(file_.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &error);
    if (!archive_)
        throw Problem(ProblemKind::unavailable, "documents.unwritable",
                      {{"file", file_.filename().string()}, {"reason", std::to_string(error)}});
}

ZipWriter::~ZipWriter() {
    if (archive_) zip_discard(archive_);
}

void ZipWriter::fail() const {
    throw Problem(ProblemKind::unavailable, "documents.unwritable",
                  {{"file", file_.filename().string()}, {"reason", zip_strerror(archive_)}});
}

void ZipWriter::add(std::string const& name, std::string_view bytes, Instant at) {
    void* const copy = std::malloc(bytes.empty() ? 1 : bytes.size());
    if (!copy) throw std::bad_alloc();
    std::memcpy(copy, bytes.data(), bytes.size());
    zip_source_t* const source = zip_source_buffer(archive_, copy, bytes.size(), 1);
    if (!source) {
        std::free(copy);
        fail();
    }
    zip_int64_t const index = zip_file_add(archive_, name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source);
        fail();
    }
    zip_file_set_mtime(archive_, static_cast<zip_uint64_t>(index), at.milliseconds / 1000, 0);
}

void ZipWriter::finish() {
    if (zip_close(archive_) != 0) fail();
    archive_ = nullptr;
    std::filesystem::permissions(file_,
                                 std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

}  // namespace colonnade::documents
