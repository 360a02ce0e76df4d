#include "foundation/http/response.hpp"

#include <cerrno>
#include <fstream>
#include <system_error>

namespace colonnade::http {
namespace {

constexpr std::size_t piece_bytes = 64 * 1024;

}  // namespace

Response::Response(int status, std::string content_type, Body body) : status(status), body(std::move(body)) {
    fields.add("Content-Type", std::move(content_type));
}

std::string_view status_name(int status) {
    switch (status) {
        case 200: return "OK";
        case 201: return "Created";
        case 202: return "Accepted";
        case 204: return "No Content";
        case 301: return "Moved Permanently";
        case 302: return "Found";
        case 303: return "See Other";
        case 304: return "Not Modified";
        case 307: return "Temporary Redirect";
        case 308: return "Permanent Redirect";
        case 400: return "Bad Request";
        case 401: return "Unauthorized";
        case 403: return "Forbidden";
        case 404: return "Not Found";
        case 405: return "Method Not Allowed";
        case 406: return "Not Acceptable";
        case 408: return "Request Timeout";
        case 409: return "Conflict";
        case 412: return "Precondition Failed";
        case 413: return "Content Too Large";
        case 415: return "Unsupported Media Type";
        case 417: return "Expectation Failed";
        case 422: return "Unprocessable Content";
        case 428: return "Precondition Required";
        case 429: return "Too Many Requests";
        case 431: return "Request Header Fields Too Large";
        case 500: return "Internal Server Error";
        case 501: return "Not Implemented";
        case 503: return "Service Unavailable";
        case 505: return "HTTP Version Not Supported";
        case 507: return "Insufficient Storage";
        default: return "";
    }
}

bool forbids_body(int status) { return status < 200 || status == 204 || status == 304; }

Source file_source(std::string const& path, std::shared_ptr<void const> owner) {
    auto stream = std::make_shared<std::ifstream>(path, std::ios::binary | std::ios::ate);
    if (!*stream) throw std::system_error(errno, std::generic_category(), "file to send: " + path);
    auto const length = static_cast<std::uint64_t>(stream->tellg());
    stream->seekg(0);
    auto next = [owner = std::move(owner), stream] {
        std::string piece(piece_bytes, '\0');
        stream->read(piece.data(), static_cast<std::streamsize>(piece.size()));
        piece.resize(static_cast<std::size_t>(stream->gcount()));
        return piece;
    };
    return {std::move(next), length};
}

}  // namespace colonnade::http
