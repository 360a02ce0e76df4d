#include "foundation/http/headers.hpp"

#include <fmt/format.h>
#include <sys/random.h>

#include <algorithm>
#include <stdexcept>
#include <vector>

namespace colonnade::http {
namespace {

void add_if_missing(Response& response, std::string_view name, std::string_view value) {
    if (!response.fields.has(name)) response.fields.add(std::string(name), std::string(value));
}

std::string html_policy(std::string const& nonce) {
    auto const style = nonce.empty() ? std::string() : " 'nonce-" + nonce + "'";
    return "default-src 'none'; script-src 'self'; style-src 'self'" + style +
           "; style-src-attr 'unsafe-inline'; font-src 'self'; connect-src 'self'; img-src 'self' data:; "
           "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
}

}  // namespace

std::string random_hex(std::size_t bytes) {
    std::vector<unsigned char> random(bytes);
    if (getrandom(random.data(), random.size(), 0) != static_cast<ssize_t>(bytes))
        throw std::runtime_error("the system gives no random bytes");
    std::string text;
    for (auto byte : random) text += fmt::format("{:02x}", byte);
    return text;
}

std::string make_nonce() { return random_hex(16); }

void add_security_headers(Response& response, bool secure) {
    bool const html = response.fields.get("Content-Type").starts_with("text/html");
    add_if_missing(response, "Content-Security-Policy",
                   html ? html_policy(response.nonce) : "default-src 'none'; frame-ancestors 'none'");
    add_if_missing(response, "X-Content-Type-Options", "nosniff");
    add_if_missing(response, "Referrer-Policy", "no-referrer");
    add_if_missing(response, "X-Frame-Options", "DENY");
    add_if_missing(response, "Cross-Origin-Opener-Policy", "same-origin");
    add_if_missing(response, "Cross-Origin-Resource-Policy", "same-origin");
    add_if_missing(response, "Cache-Control", "no-store");
    if (secure) add_if_missing(response, "Strict-Transport-Security", "max-age=31536000");
}

std::string cookie_name(std::string_view name, bool secure) {
    return (secure ? "__Host-" : "") + std::string(name);
}

void set_cookie(Response& response, Cookie const& cookie) {
    for (unsigned char c : cookie.value)
        if (c <= 0x20 || c >= 0x7f || c == '"' || c == ',' || c == ';' || c == '\\')
            throw std::logic_error("character not allowed in cookie " + cookie.name);
    response.fields.add("Set-Cookie", fmt::format("{}={}; Path=/; Max-Age={}; HttpOnly; SameSite=Lax{}",
                                                  cookie_name(cookie.name, cookie.secure), cookie.value,
                                                  std::max<std::int64_t>(0, cookie.max_age.count()),
                                                  cookie.secure ? "; Secure" : ""));
}

}  // namespace colonnade::http
