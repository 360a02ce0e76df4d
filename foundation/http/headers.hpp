// The fields that defend a browser, and cookies that cannot be planted or read by script.
#pragma once
#include <chrono>
#include <string>
#include <string_view>

#include "foundation/http/response.hpp"

namespace colonnade::http {

// Random bytes from the system, in hexadecimal.
std::string random_hex(std::size_t bytes);
// A fresh value for the style elements of one response: 128 random bits.
std::string make_nonce();

// Adds what is not there yet: for HTML a content security policy with the response's nonce, for all else one
// that allows nothing; no sniffing, no referrer, no framing, no other origin; `no-store` unless the handler
// chose a Cache-Control; behind TLS a year of strict transport security.
void add_security_headers(Response& response, bool secure);

struct Cookie {
    std::string name;                 // without prefix
    std::string value;                // cookie-octets only
    std::chrono::seconds max_age{0};  // 0 or less removes it
    bool secure = false;
};

// The name as the browser keeps it: behind TLS "__Host-" makes it ours alone.
std::string cookie_name(std::string_view name, bool secure);
// HttpOnly, SameSite=Lax, whole site; Secure behind TLS.
void set_cookie(Response& response, Cookie const& cookie);

}  // namespace colonnade::http
