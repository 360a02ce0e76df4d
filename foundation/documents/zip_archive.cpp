#include "foundation/documents/zip_archive.hpp"

#include <zip.h>

#include "foundation/base/problem.hpp"

namespace colonnade::documents {
namespace {

Problem too_large(std::uint64_t limit) {
    return invalid("documents.workbook_too_large", {{"limit", std::to_string(limit)}});
}

Problem damaged(std::string const& part) { return invalid("documents.workbook_damaged", {{"part", part}}); }

class Part final : public ByteSource {
public:
    Part(struct zip* archive, std::string name, TableLimits const& limits)
        : name_(std::move(name)), limits_(limits) {
        zip_stat_t facts;
        zip_stat_init(&facts);
        if (zip_stat(archive, name_.c_str(), ZIP_FL_NOCASE, &facts) != 0) throw damaged(name_);
        bool const encrypted = (facts.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 &&
                               facts.encryption_method != ZIP_EM_NONE;
        if (encrypted) throw invalid("documents.workbook_encrypted");
        packed_ = facts.comp_size;
        total_ = facts.size;
        if (total_ > limits_.unpacked_bytes) throw too_large(limits_.unpacked_bytes);
        file_ = zip_fopen_index(archive, facts.index, 0);
        if (file_ == nullptr) throw damaged(name_);
    }
    ~Part() override { zip_fclose(file_); }
    Part(Part const&) = delete;
    Part& operator=(Part const&) = delete;

    std::size_t read(char* into, std::size_t size) override {
        auto const got = zip_fread(file_, into, size);
        if (got < 0) throw damaged(name_);
        done_ += static_cast<std::uint64_t>(got);
        if (done_ > limits_.unpacked_bytes) throw too_large(limits_.unpacked_bytes);
        constexpr std::uint64_t harmless = 16 << 20;
        if (done_ > harmless && done_ / limits_.unpack_ratio > packed_) throw too_large(harmless);
        return static_cast<std::size_t>(got);
    }
    std::uint64_t bytes_done() const override { return done_; }
    std::uint64_t bytes_total() const override { return total_; }

private:
    std::string name_;
    TableLimits limits_;
    zip_file_t* file_ = nullptr;
    std::uint64_t packed_ = 0;
    std::uint64_t done_ = 0;
    std::uint64_t total_ = 0;
};

}  // namespace

ZipArchive::ZipArchive(std::filesystem::path const& file, TableLimits const& limits) : limits_(limits) {
    file_head(file, 1);  // tells whether it is there, and ours to read
    int error = 0;
    archive_ = zip_open(file.c_str(), ZIP_RDONLY, &error);
    if (archive_ == nullptr) throw invalid("documents.workbook_truncated");
    check_parts();
}

ZipArchive::ZipArchive(std::string_view bytes, TableLimits const& limits) : limits_(limits) {
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr);
    archive_ = source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, nullptr);
    if (archive_ == nullptr) {
        if (source != nullptr) zip_source_free(source);
        throw invalid("documents.workbook_truncated");
    }
    check_parts();
}

ZipArchive::~ZipArchive() { zip_discard(archive_); }

void ZipArchive::check_parts() const {
    auto const parts = static_cast<std::size_t>(zip_get_num_entries(archive_, 0));
    if (parts <= limits_.parts) return;
    zip_discard(archive_);
    throw too_large(limits_.parts);
}

bool ZipArchive::has(std::string const& part) const {
    return zip_name_locate(archive_, part.c_str(), ZIP_FL_NOCASE) >= 0;
}

std::unique_ptr<ByteSource> ZipArchive::open(std::string const& part) const {
    return std::make_unique<Part>(archive_, part, limits_);
}

}  // namespace colonnade::documents
