// Fingerprints of requests and answers (BLAKE2b of 128 bits, base64url).
#pragma once
#include <string>
#include <string_view>

#include "foundation/wire/request.hpp"

namespace colonnade::wire {

// Of the bytes as they are: 22 characters.
std::string digest_text(std::string_view bytes);

// Of everything that makes two requests the same: method, path, parameters, version asked for, body or
// uploaded file.
std::string request_digest(Request const& request);

}  // namespace colonnade::wire
