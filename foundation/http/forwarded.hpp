// Who the client is when a proxy stands between: told by X-Forwarded-For, -Proto and -Host, and believed only
// when it comes from a proxy the administrator named.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "foundation/http/fields.hpp"

namespace colonnade::http {

class TrustedProxies {
public:
    TrustedProxies() = default;
    // Each an address or a network such as "10.0.0.0/8" or "fd00::/8"; throws std::invalid_argument
    // otherwise.
    explicit TrustedProxies(std::vector<std::string> const& networks);
    bool contains(std::string_view address) const;

private:
    struct Network {
        std::array<std::uint8_t, 16> bytes;  // IPv4 mapped into IPv6
        int bits;
    };
    std::vector<Network> networks_;
};

struct Client {
    std::string address;
    std::string host;
    bool secure = false;
};

// `peer` is the address at the other end of the socket, `host` the request's Host.
Client client_of(std::string const& peer, std::string const& host, Fields const& fields,
                 TrustedProxies const& proxies);

}  // namespace colonnade::http
