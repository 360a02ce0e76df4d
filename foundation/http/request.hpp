// A request as handlers see it: decoded once, checked, and free of any network library.
//
//   target = path [ "?" query ]
//   path   = "/" segment *( "/" segment ) ; each percent-decoded once, UTF-8, never "." or "..", no slash
//   inside query  = name [ "=" value ] *( "&" … ) ; percent-decoded, "+" is a space, UTF-8
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "foundation/http/fields.hpp"
#include "foundation/http/temporary_file.hpp"

namespace colonnade::http {

struct Parameter {
    std::string name;
    std::string value;
};

struct Target {
    std::string path;
    std::vector<Parameter> query;
};

// nullopt when the target breaks the grammar above; the server answers 400.
std::optional<Target> parse_target(std::string_view target);

// Name and value pairs of all Cookie fields, in their order; malformed members are left out.
std::vector<Parameter> parse_cookies(Fields const& fields);

struct Request {
    std::string method;
    std::string target;  // as sent
    std::string path;    // decoded
    std::vector<Parameter> query;
    Fields fields;
    std::vector<Parameter> cookies;
    std::string host;            // name and port the client used
    std::string remote_address;  // of the client, behind trusted proxies too
    bool secure = false;         // the client's side is TLS

    std::string body;
    std::shared_ptr<TemporaryFile> upload;  // instead of `body` on routes that take files

    // The first parameter of this name in the query; nullopt when absent.
    std::optional<std::string_view> parameter(std::string_view name) const;
    std::optional<std::string_view> cookie(std::string_view name) const;
    // Whether it came from this machine.
    bool is_local() const;
};

}  // namespace colonnade::http
