// Whether bytes are UTF-8, quickly for text that is mostly ASCII.
#pragma once
#include <cstddef>
#include <string_view>

namespace colonnade::documents {

// Where the first byte beyond ASCII stands, from `from` on; the text's size when there is none.
std::size_t find_beyond_ascii(std::string_view text, std::size_t from = 0);

struct Utf8Check {
    std::size_t valid = 0;         // bytes from the beginning that are whole, valid characters
    bool truncated = false;        // what follows them is the beginning of a valid character and nothing else
    std::size_t beyond_ascii = 0;  // characters outside ASCII among the valid
};

// Overlong forms, surrogates and code points above U+10FFFF are not valid.
Utf8Check check_utf8(std::string_view text);

}  // namespace colonnade::documents
