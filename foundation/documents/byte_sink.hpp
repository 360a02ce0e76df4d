// Where bytes go: a file or a text in memory.
#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace colonnade::documents {

class ByteSink {
public:
    virtual ~ByteSink() = default;
    virtual void write(std::string_view bytes) = 0;
    // After the last byte: throws what went wrong until then.
    virtual void finish() {}
};

class StringSink final : public ByteSink {
public:
    void write(std::string_view bytes) override { text_ += bytes; }
    std::string const& text() const { return text_; }

private:
    std::string text_;
};

// Writes a new file, readable by its owner only, over one that may be there. Throws documents.unwritable
// {file, reason} on opening, writing or finishing, e.g. when the disk is full.
std::unique_ptr<ByteSink> file_sink(std::filesystem::path const& file);

}  // namespace colonnade::documents
