#include "foundation/http/static_files.hpp"

#include "foundation/http/compress.hpp"
#include "foundation/http/headers.hpp"

namespace colonnade::http {
namespace {

constexpr std::string_view start_page = "/index.html";
constexpr std::string_view nonce_placeholder = "__CSP_NONCE__";

// The build puts a digest of the content into every name in this folder, so a name never changes its content.
bool is_immutable(std::string_view path) { return path.starts_with("/assets/"); }

bool is_browser_route(std::string_view path) {
    if (path == "/api" || path.starts_with("/api/")) return false;
    return path.substr(path.rfind('/')).find('.') == std::string_view::npos;
}

bool is_known(Fields const& request, std::string_view quoted_etag) {
    auto const known = request.find("If-None-Match");
    if (!known) return false;
    for (auto member : list_members(*known)) {
        if (member.starts_with("W/")) member.remove_prefix(2);
        if (member == quoted_etag || member == "*") return true;
    }
    return false;
}

}  // namespace

StaticFiles::StaticFiles(std::span<EmbeddedFile const> files) {
    for (auto const& file : files) files_.emplace(file.path, &file);
}

std::optional<Response> StaticFiles::find(Request const& request) const {
    if (request.method != "GET" && request.method != "HEAD") return std::nullopt;
    auto found = files_.find(request.path);
    if (found == files_.end() && is_browser_route(request.path)) found = files_.find(start_page);
    if (found == files_.end()) return std::nullopt;
    auto const& file = *found->second;
    return file.content_type.starts_with("text/html") ? page(file) : asset(file, request);
}

Response StaticFiles::page(EmbeddedFile const& file) const {
    auto const nonce = make_nonce();
    std::string text(file.bytes);
    for (auto at = text.find(nonce_placeholder); at != std::string::npos;
         at = text.find(nonce_placeholder, at)) {
        text.replace(at, nonce_placeholder.size(), nonce);
        at += nonce.size();
    }
    Response response(200, std::string(file.content_type), std::move(text));
    response.nonce = nonce;
    response.operation = "page";
    return response;
}

Response StaticFiles::asset(EmbeddedFile const& file, Request const& request) const {
    bool const zipped = !file.gzip.empty() && accepts_gzip(request.fields);
    auto const etag = "\"" + std::string(file.etag) + (zipped ? "-gzip\"" : "\"");
    Response response(200, std::string(file.content_type), StaticBytes{zipped ? file.gzip : file.bytes});
    response.operation = "asset";
    response.fields.set("ETag", etag);
    response.fields.set("Cache-Control",
                        is_immutable(file.path) ? "public, max-age=31536000, immutable" : "public, no-cache");
    if (!file.gzip.empty()) response.fields.set("Vary", "Accept-Encoding");
    if (is_known(request.fields, etag)) {
        response.status = 304;
        response.body = std::string();
        response.fields.erase("Content-Type");
        return response;
    }
    if (zipped) response.fields.set("Content-Encoding", "gzip");
    return response;
}

}  // namespace colonnade::http
