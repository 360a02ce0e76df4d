// What a handler answers: a status, fields, and a body that is text, bytes of the program, a source or
// events.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "foundation/http/fields.hpp"
#include "foundation/http/request.hpp"

namespace colonnade::http {

// Bytes that outlive every response: embedded files.
struct StaticBytes {
    std::string_view bytes;
};

// A long body, made while it is sent. `next` gives the next piece and "" at the end; it is called on worker
// threads, one call at a time. When it throws, the connection is cut, so that the client knows the body is
// not whole.
struct Source {
    std::function<std::string()> next;
    std::optional<std::uint64_t> length;
};

// A body without end: server-sent events.
class EventStream {
public:
    virtual ~EventStream() = default;
    // Everything that waits to be sent, in the format of text/event-stream; "" when nothing does.
    virtual std::string take() = 0;
    // Whether nothing more will come.
    virtual bool is_closed() const = 0;
    // `wake` is called from any thread when there is something to take or the stream closed; an empty one
    // ends that.
    virtual void on_ready(std::function<void()> wake) = 0;
};

using Body = std::variant<std::string, StaticBytes, Source, std::shared_ptr<EventStream>>;

struct Response {
    int status = 200;
    Fields fields;
    Body body;
    std::string operation;  // the label under which it is counted; "" for none
    std::string nonce;      // of the style elements in an HTML body
    bool close = false;     // end the connection after this

    Response() = default;
    explicit Response(int status) : status(status) {}
    Response(int status, std::string content_type, Body body);
};

// "Not Found" for 404; "" for a status without a name here.
std::string_view status_name(int status);
// Whether a status forbids a body (1xx, 204, 304).
bool forbids_body(int status);

// The whole file from its start; `owner` is held until it is sent. Throws std::system_error when it cannot be
// opened.
Source file_source(std::string const& path, std::shared_ptr<void const> owner);

using Handler = std::function<Response(Request&)>;

}  // namespace colonnade::http
