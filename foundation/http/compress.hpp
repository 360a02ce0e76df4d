// Compression of replies that are worth it.
#pragma once
#include <string>
#include <string_view>

#include "foundation/http/response.hpp"

namespace colonnade::http {

// Whether Accept-Encoding takes gzip.
bool accepts_gzip(Fields const& request);

// `bytes` in the gzip format; level 1 (fast) to 9 (small).
std::string gzip(std::string_view bytes, int level);

// Compresses a body of text, JSON or CSV over 1 KiB, or a source of it, where the client takes gzip.
void compress(Fields const& request, Response& response);

}  // namespace colonnade::http
