// The strict gate over the raw bytes of a request's head.
//
//   head   = method SP target SP "HTTP/1." ("0" / "1") CRLF *( name ":" value CRLF ) CRLF
//   method = GET / HEAD / POST / PUT / PATCH / DELETE / OPTIONS
//   target = "/" *visible, or "http://" host "/" *visible with the host of the Host field
//
// Two readers of one message must never disagree about where it ends, or what one of them refuses the other
// serves (request smuggling). So whatever leaves room for a second reading is refused, even where a standard
// permits it: a bare line feed, a folded line, white space before a colon, a length twice, any transfer
// coding but one `chunked`, a coding beside a length or on HTTP/1.0, a missing, repeated or odd Host, a byte
// in the target that is not visible ASCII, a body where the method has none.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "foundation/http/fields.hpp"

namespace colonnade::http {

inline constexpr std::size_t head_bytes_max = 16 * 1024;
inline constexpr std::size_t head_fields_max = 100;

struct Head {
    std::string method;
    std::string target;  // origin form: begins with "/"
    std::string host;    // as sent, with the port if there is one
    int minor_version = 1;
    Fields fields;
    std::optional<std::uint64_t> content_length;
    bool chunked = false;
    bool keep_alive = true;
    bool expects_continue = false;
    std::size_t size = 0;  // bytes of the head, the empty line included

    bool has_body() const { return chunked || content_length.value_or(0) > 0; }
};

// Answer with this status and close. The reason is a fixed English phrase, fit for a log and for a
// developer's eyes.
struct Refusal {
    int status;
    std::string_view reason;
};

struct Incomplete {};

using Verdict = std::variant<Incomplete, Head, Refusal>;

class Gate {
public:
    // Looks at all bytes received so far of one message. While Incomplete, call again with the same bytes and
    // more behind them; every byte is scanned once. After a Head or a Refusal, call reset() before the next
    // message.
    Verdict look(std::string_view received);
    void reset() { scanned_ = 0; }

private:
    std::size_t scanned_ = 0;
};

}  // namespace colonnade::http
