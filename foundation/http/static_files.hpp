// Serves the files that were built into the program (cmake/embed.cmake): the browser's application.
#pragma once
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>

#include "foundation/http/response.hpp"

namespace colonnade::http {

struct EmbeddedFile {
    std::string_view path;  // "/assets/index-Bx81kPqa.js"
    std::string_view content_type;
    std::string_view bytes;
    std::string_view gzip;  // "" where it does not pay
    std::string_view etag;  // without quotes
};

class StaticFiles {
public:
    // The files, and what they view, must outlive this.
    explicit StaticFiles(std::span<EmbeddedFile const> files);

    // The file of this path. For a path of the browser's own (no dot in its last segment) the start page,
    // where the text __CSP_NONCE__ is replaced by a fresh nonce each time. nullopt for anything under /api,
    // for another method than GET and HEAD, and where nothing fits.
    std::optional<Response> find(Request const& request) const;

private:
    Response page(EmbeddedFile const& file) const;
    Response asset(EmbeddedFile const& file, Request const& request) const;

    std::unordered_map<std::string_view, EmbeddedFile const*> files_;
};

}  // namespace colonnade::http
