#include "foundation/documents/xml_stream.hpp"

#include <expat.h>

#include <new>

#include "foundation/base/problem.hpp"

namespace colonnade::documents {
namespace {

constexpr int piece = 64 * 1024;
constexpr int depth_max = 100;

std::string_view local_name(std::string_view name) {
    auto const colon = name.rfind(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

}  // namespace

std::string_view XmlAttributes::operator[](std::string_view name) const {
    for (auto const* pair = pairs_; *pair != nullptr; pair += 2) {
        if (local_name(pair[0]) == name) return pair[1];
    }
    return {};
}

// What expat calls: plain functions that hand on to the handler and catch what it throws.
struct XmlStream::Calls {
    template <class Call> static void guarded(void* data, Call call) noexcept {
        auto& stream = *static_cast<XmlStream*>(data);
        if (stream.thrown_) return;
        try {
            call(stream);
        } catch (...) {
            stream.thrown_ = std::current_exception();
            XML_StopParser(stream.parser_, XML_FALSE);
        }
    }
    static void start(void* data, char const* name, char const** attributes) {
        guarded(data, [&](XmlStream& stream) {
            if (++stream.depth_ > depth_max) {
                throw invalid("documents.workbook_damaged", {{"part", stream.part_}});
            }
            stream.handler_.start(local_name(name), XmlAttributes(attributes));
        });
    }
    static void end(void* data, char const* name) {
        guarded(data, [&](XmlStream& stream) {
            --stream.depth_;
            stream.handler_.end(local_name(name));
        });
    }
    static void text(void* data, char const* text, int size) {
        guarded(data, [&](XmlStream& stream) {
            stream.handler_.text({text, static_cast<std::size_t>(size)});
        });
    }
    static void document_type(void* data, char const*, char const*, char const*, int) {
        guarded(data, [](XmlStream& stream) -> void {
            throw invalid("documents.workbook_unsafe", {{"part", stream.part_}});
        });
    }
};

XmlStream::XmlStream(std::unique_ptr<ByteSource> source, std::string part, XmlHandler& handler)
    : source_(std::move(source)),
      part_(std::move(part)),
      handler_(handler),
      parser_(XML_ParserCreate(nullptr)) {
    if (parser_ == nullptr) throw std::bad_alloc();
    XML_SetUserData(parser_, this);
    XML_SetElementHandler(parser_, Calls::start, Calls::end);
    XML_SetCharacterDataHandler(parser_, Calls::text);
    XML_SetStartDoctypeDeclHandler(parser_, Calls::document_type);
}

XmlStream::~XmlStream() { XML_ParserFree(parser_); }

bool XmlStream::feed() {
    void* const buffer = XML_GetBuffer(parser_, piece);
    if (buffer == nullptr) throw invalid("documents.workbook_damaged", {{"part", part_}});
    auto const got = source_->read(static_cast<char*>(buffer), piece);
    auto const status = XML_ParseBuffer(parser_, static_cast<int>(got), got == 0);
    if (thrown_) std::rethrow_exception(thrown_);
    if (status != XML_STATUS_OK) throw invalid("documents.workbook_damaged", {{"part", part_}});
    return got > 0;
}

}  // namespace colonnade::documents
