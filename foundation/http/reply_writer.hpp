// The bytes of a reply's head, and of the chunks of a body.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "foundation/http/response.hpp"

namespace colonnade::http {

enum class KeepAlive { no, yes };

// Status line and fields, with the date, up to and with the empty line. `framing` is the line that says how
// the body ends, with its CRLF, or "".
std::string reply_head(Response const& response, std::string_view framing, KeepAlive keep_alive);

// "Content-Length: N" CRLF
std::string length_line(std::uint64_t bytes);
inline constexpr std::string_view chunked_line = "Transfer-Encoding: chunked\r\n";

// One chunk; an empty piece would end the body, so it must not be empty.
std::string chunk(std::string_view piece);
inline constexpr std::string_view last_chunk = "0\r\n\r\n";

}  // namespace colonnade::http
