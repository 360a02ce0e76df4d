#include "foundation/http/forwarded.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <stdexcept>

namespace colonnade::http {
namespace {

using Address = std::array<std::uint8_t, 16>;

std::optional<Address> parse_address(std::string_view text) {
    std::string const terminated(text);
    Address address{};
    if (inet_pton(AF_INET6, terminated.c_str(), address.data()) == 1) return address;
    address = {};
    address[10] = address[11] = 0xff;
    if (inet_pton(AF_INET, terminated.c_str(), address.data() + 12) == 1) return address;
    return std::nullopt;
}

bool same_network(Address const& a, Address const& b, int bits) {
    int const whole = bits / 8;
    if (!std::equal(a.begin(), a.begin() + whole, b.begin())) return false;
    if (bits % 8 == 0) return true;
    auto const mask = static_cast<std::uint8_t>(0xff << (8 - bits % 8));
    return ((a[whole] ^ b[whole]) & mask) == 0;
}

// Without brackets and port: "[::1]:80" and "1.2.3.4:80" as some proxies write them.
std::string_view without_port(std::string_view text) {
    if (text.starts_with('[')) return text.substr(1, std::min(text.find(']'), text.size()) - 1);
    if (std::count(text.begin(), text.end(), ':') == 1) return text.substr(0, text.find(':'));
    return text;
}

// All members of all fields of this name, in order.
std::vector<std::string_view> members_of(Fields const& fields, std::string_view name) {
    std::vector<std::string_view> members;
    for (auto const& field : fields.all()) {
        if (!equals_ignoring_case(field.name, name)) continue;
        for (auto member : list_members(field.value)) members.push_back(member);
    }
    return members;
}

}  // namespace

TrustedProxies::TrustedProxies(std::vector<std::string> const& networks) {
    for (auto const& text : networks) {
        auto const slash = text.find('/');
        auto const address = parse_address(text.substr(0, slash));
        if (!address) throw std::invalid_argument("not an address or network: " + text);
        bool const v4 = text.find(':') == std::string::npos;
        int bits = v4 ? 32 : 128;
        if (slash != std::string::npos) {
            int given = -1;
            auto const end = text.data() + text.size();
            auto const [stop, error] = std::from_chars(text.data() + slash + 1, end, given);
            if (error != std::errc() || stop != end || given < 0 || given > bits)
                throw std::invalid_argument("not an address or network: " + text);
            bits = given;
        }
        networks_.push_back({*address, v4 ? bits + 96 : bits});
    }
}

bool TrustedProxies::contains(std::string_view address) const {
    auto const parsed = parse_address(address);
    if (!parsed) return false;
    for (auto const& network : networks_)
        if (same_network(network.bytes, *parsed, network.bits)) return true;
    return false;
}

Client client_of(std::string const& peer, std::string const& host, Fields const& fields,
                 TrustedProxies const& proxies) {
    Client client{peer, host, false};
    if (!proxies.contains(peer)) return client;
    // From the nearest hop outwards: the first that is no proxy of ours is the client. What lies beyond is
    // hearsay.
    auto const hops = members_of(fields, "X-Forwarded-For");
    for (auto hop = hops.rbegin(); hop != hops.rend(); ++hop) {
        auto const address = without_port(*hop);
        if (!parse_address(address)) break;
        client.address = address;
        if (!proxies.contains(address)) break;
    }
    // The nearest proxy writes last.
    auto const protocols = members_of(fields, "X-Forwarded-Proto");
    client.secure = !protocols.empty() && equals_ignoring_case(protocols.back(), "https");
    auto const hosts = members_of(fields, "X-Forwarded-Host");
    if (!hosts.empty()) client.host = hosts.back();
    return client;
}

}  // namespace colonnade::http
