// Conversion into UTF-8 as a stream, by ICU's converters.
#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>

#include <array>
#include <string>

#include "foundation/base/problem.hpp"
#include "foundation/documents/encoding.hpp"

namespace colonnade::documents {
namespace {

struct CloseConverter {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

Converter open_converter(char const* name) {
    UErrorCode status = U_ZERO_ERROR;
    Converter converter(ucnv_open(name, &status));
    if (U_SUCCESS(status)) {
        ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
    }
    if (U_FAILURE(status))
        throw Problem(ProblemKind::internal, "documents.encoding_missing", {{"encoding", name}});
    return converter;
}

class DecodedSource final : public ByteSource {
public:
    DecodedSource(std::unique_ptr<ByteSource> source, Encoding encoding)
        : source_(std::move(source)),
          from_(open_converter(std::string(encoding_name(encoding)).c_str())),
          to_(open_converter("UTF-8")),
          input_(64 * 1024, '\0') {}

    std::size_t read(char* into, std::size_t size) override {
        char* out = into;
        while (out == into && !ended_) {
            if (at_ == filled_ && !flush_) {
                at_ = 0;
                filled_ = source_->read(input_.data(), input_.size());
                flush_ = filled_ == 0;
            }
            convert(out, into + size);
        }
        return static_cast<std::size_t>(out - into);
    }
    std::uint64_t bytes_done() const override { return source_->bytes_done(); }
    std::uint64_t bytes_total() const override { return source_->bytes_total(); }

private:
    void convert(char*& out, char* limit) {
        UErrorCode status = U_ZERO_ERROR;
        if (!broken_) {
            char const* in = input_.data() + at_;
            ucnv_convertEx(to_.get(), from_.get(), &out, limit, &in, input_.data() + filled_, pivot_.data(),
                           &pivot_from_, &pivot_to_, pivot_.data() + pivot_.size(), false, flush_, &status);
            at_ = static_cast<std::size_t>(in - input_.data());
            if (status == U_BUFFER_OVERFLOW_ERROR) return;
            broken_ = U_FAILURE(status);
            ended_ = flush_ && !broken_;
        }
        if (broken_) give_what_came_before(out, limit);
    }

    // After an error the characters read before it may still wait between the two converters.
    void give_what_came_before(char*& out, char* limit) {
        UErrorCode status = U_ZERO_ERROR;
        UChar const* from = pivot_from_;
        ucnv_fromUnicode(to_.get(), &out, limit, &from, pivot_to_, nullptr, false, &status);
        pivot_from_ += from - pivot_from_;
        if (status == U_BUFFER_OVERFLOW_ERROR || out == limit) return;
        *out++ = '\xFF';
        ended_ = true;
    }

    std::unique_ptr<ByteSource> source_;
    Converter from_;
    Converter to_;
    std::string input_;
    std::size_t at_ = 0;
    std::size_t filled_ = 0;
    bool flush_ = false;
    bool broken_ = false;
    bool ended_ = false;
    std::array<UChar, 4096> pivot_{};
    UChar* pivot_from_ = pivot_.data();
    UChar* pivot_to_ = pivot_.data();
};

}  // namespace

std::unique_ptr<ByteSource> decoded(std::unique_ptr<ByteSource> source, Encoding encoding) {
    if (encoding == Encoding::utf_8) return source;
    return std::make_unique<DecodedSource>(std::move(source), encoding);
}

}  // namespace colonnade::documents
