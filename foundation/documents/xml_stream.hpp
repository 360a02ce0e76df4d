// XML read as a stream of elements, without document types and so without entities of its own.
#pragma once
#include <exception>
#include <memory>
#include <string>
#include <string_view>

#include "foundation/documents/byte_source.hpp"

struct XML_ParserStruct;

namespace colonnade::documents {

// The attributes of one element, by local name.
class XmlAttributes {
public:
    explicit XmlAttributes(char const* const* pairs) : pairs_(pairs) {}
    // Empty when there is none.
    std::string_view operator[](std::string_view name) const;

private:
    char const* const* pairs_;
};

// Told of each element by its local name (`row` for `<x:row>`), and of the text between.
class XmlHandler {
public:
    virtual ~XmlHandler() = default;
    virtual void start(std::string_view name, XmlAttributes const& attributes) = 0;
    virtual void end(std::string_view name) = 0;
    virtual void text(std::string_view text) = 0;
};

class XmlStream {
public:
    // `part` names the document in Problems.
    XmlStream(std::unique_ptr<ByteSource> source, std::string part, XmlHandler& handler);
    ~XmlStream();
    XmlStream(XmlStream const&) = delete;
    XmlStream& operator=(XmlStream const&) = delete;

    // Parses the next piece; false at the end of the document. Throws documents.workbook_damaged {part} for
    // what is not well formed, documents.workbook_unsafe {part} for a document type, and whatever the handler
    // throws.
    bool feed();
    void feed_all() {
        while (feed()) {}
    }
    ByteSource const& source() const { return *source_; }

private:
    struct Calls;

    std::unique_ptr<ByteSource> source_;
    std::string part_;
    XmlHandler& handler_;
    XML_ParserStruct* parser_;
    std::exception_ptr thrown_;  // by the handler; it must not fly through the C library
    int depth_ = 0;
};

}  // namespace colonnade::documents
