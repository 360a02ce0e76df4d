// A request and its reply as the API sees them: no socket, no connection. The server, the command line and
// the tests build one and hand it to Api::dispatch.
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace colonnade::wire {

// Where the API stands below the server's root; paths of routes and requests leave it out.
inline constexpr std::string_view api_root = "/api";

using Header = std::pair<std::string, std::string>;
using Parameter = std::pair<std::string, std::string>;

// What a handler may know of the request beside its typed parts.
struct RequestInfo {
    std::string language = "en";  // negotiated; the caller's own language is in Caller
    std::string remote_address;
    std::string user_agent;
    std::string cookie;   // the Cookie field as sent
    bool secure = false;  // came over TLS
};

// A body that was written to disk while it arrived.
struct UploadedFile {
    std::filesystem::path file;
    std::string media_type;
    std::uint64_t size = 0;  // bytes
};

struct Request : RequestInfo {
    std::string method;            // "GET", "POST", "PUT", "PATCH", "DELETE"
    std::string path;              // below api_root, decoded; no segment holds a slash: "/goals/7"
    std::vector<Parameter> query;  // decoded, in order
    std::string content_type;
    std::string body;
    std::optional<UploadedFile> upload;  // instead of `body` where the route takes an Upload
    std::string if_match;
    std::string if_none_match;
    std::string accept;
    std::string idempotency_key;

    // From a request target such as "/api/orders?team=7&limit=20" (the root may be left out). Throws Problem
    // "wire.target" for a broken percent escape, an escaped slash in the path, or text that is not UTF-8.
    static Request of(std::string method, std::string_view target);
};

// Decodes %XX; nullopt for a broken escape, a NUL, or bytes that are not UTF-8.
std::optional<std::string> percent_decoded(std::string_view text);
// Encodes all but unreserved characters (RFC 3986).
std::string percent_encoded(std::string_view text);

// A file to be sent; `owner`, where there is one, removes it when it is let go.
struct FileBody {
    std::filesystem::path file;
    std::shared_ptr<void const> owner;
};

struct Reply {
    int status = 200;
    std::vector<Header> headers;
    std::string content_type;
    std::string body;
    std::optional<FileBody> file;  // sent instead of `body`

    // The first header of that name, or empty. Names compare exactly.
    std::string_view header(std::string_view name) const;
};

}  // namespace colonnade::wire
