// The one JSON parser and writer. Reading is strict (RFC 8259 without its liberties): a repeated key, a
// trailing comma, a comment, bytes after the value, invalid UTF-8 or a lone surrogate are refused.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include <boost/json/value.hpp>

namespace colonnade::wire {

namespace json = boost::json;

struct JsonLimits {
    std::size_t bytes_max = std::size_t{16} << 20;
    std::size_t depth_max = 32;
};

// Throws Problem "wire.json.syntax" {line, column}, "wire.json.repeated" {name} with its path,
// "wire.json.too_deep" {depth_max}, or "wire.too_large" {bytes_max}.
json::value parse_json(std::string_view text, JsonLimits limits = {});

// Without spaces, members in the order they were added: the same value gives the same bytes.
std::string json_text(json::value const& value);

// The same indented by two, one member a line, ending with a line feed: for files that people read and
// compare.
std::string pretty_json_text(json::value const& value);

}  // namespace colonnade::wire
