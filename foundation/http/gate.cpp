#include "foundation/http/gate.hpp"

#include <array>
#include <charconv>

namespace colonnade::http {
namespace {

constexpr std::array<std::string_view, 7> methods{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};

using Refused = std::optional<Refusal>;

bool is_visible(char c) { return c > 0x20 && c < 0x7f; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

bool has_body_by_nature(std::string_view method) {
    return method == "POST" || method == "PUT" || method == "PATCH" || method == "DELETE";
}

// "1" to "65535" without a leading zero.
bool is_port(std::string_view text) {
    if (text.empty() || text.size() > 5 || text.front() == '0') return false;
    for (char c : text)
        if (!is_digit(c)) return false;
    unsigned value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value <= 65535;
}

// A name, an IPv4 address or a bracketed IPv6 address, and perhaps a port: no user, no path, no percent.
bool is_host(std::string_view host) {
    if (host.empty() || host.size() > 255) return false;
    if (host.front() == '[') {
        auto const close = host.find(']');
        if (close == std::string_view::npos || close < 3) return false;
        for (char c : host.substr(1, close - 1))
            if (!is_hex(c) && c != ':' && c != '.') return false;
        auto const rest = host.substr(close + 1);
        return rest.empty() || (rest.front() == ':' && is_port(rest.substr(1)));
    }
    auto const colon = host.find(':');
    if (colon != std::string_view::npos && !is_port(host.substr(colon + 1))) return false;
    auto const name = host.substr(0, colon);
    if (name.empty() || name.front() == '.' || name.find("..") != std::string_view::npos) return false;
    for (char c : name)
        if (!is_letter(c) && !is_digit(c) && c != '-' && c != '.' && c != '_') return false;
    return true;
}

Refused read_version(std::string_view version, Head& head) {
    if (version == "HTTP/1.1" || version == "HTTP/1.0") {
        head.minor_version = version.back() - '0';
        return std::nullopt;
    }
    bool const well_formed = version.size() == 8 && version.starts_with("HTTP/") && is_digit(version[5]) &&
                             version[6] == '.' && is_digit(version[7]);
    if (well_formed) return Refusal{505, "only HTTP/1.0 and HTTP/1.1 are spoken here"};
    return Refusal{400, "malformed request line"};
}

Refused read_request_line(std::string_view line, Head& head) {
    auto const first = line.find(' ');
    auto const last = line.rfind(' ');
    if (first == std::string_view::npos || first == last) return Refusal{400, "malformed request line"};
    auto const method = line.substr(0, first);
    auto const target = line.substr(first + 1, last - first - 1);
    if (!is_token(method) || target.empty()) return Refusal{400, "malformed request line"};
    if (auto refused = read_version(line.substr(last + 1), head)) return refused;
    for (char c : target)
        if (!is_visible(c)) return Refusal{400, "target is not visible ASCII"};
    bool known = false;
    for (auto candidate : methods) known = known || candidate == method;
    if (!known) return Refusal{501, "method is not served"};
    head.method = method;
    head.target = target;
    return std::nullopt;
}

Refused read_field(std::string_view line, Head& head) {
    if (line.front() == ' ' || line.front() == '\t') return Refusal{400, "folded line"};
    auto const colon = line.find(':');
    if (colon == std::string_view::npos) return Refusal{400, "field without a colon"};
    auto const name = line.substr(0, colon);
    if (!is_token(name)) return Refusal{400, "malformed field name"};
    if (head.fields.all().size() == head_fields_max) return Refusal{431, "too many fields"};
    // White space around the values that decide where a message ends and whom it is for is held against the
    // sender.
    auto const raw = line.substr(colon + 1);
    auto const value = trimmed(raw);
    bool const decides = equals_ignoring_case(name, "Host") || equals_ignoring_case(name, "Content-Length") ||
                         equals_ignoring_case(name, "Transfer-Encoding");
    if (decides && raw.size() > value.size() + (raw.starts_with(' ') ? 1 : 0))
        return Refusal{400, "white space around a framing field"};
    head.fields.add(std::string(name), std::string(value));
    return std::nullopt;
}

Refused read_length(Head& head) {
    auto const text = head.fields.find("Content-Length");
    if (!text) return std::nullopt;
    if (head.fields.count("Content-Length") > 1) return Refusal{400, "repeated Content-Length"};
    // 18 digits: a quintillion bytes, and no overflow.
    if (text->empty() || text->size() > 18) return Refusal{400, "malformed Content-Length"};
    for (char c : *text)
        if (!is_digit(c)) return Refusal{400, "malformed Content-Length"};
    std::uint64_t length = 0;
    std::from_chars(text->data(), text->data() + text->size(), length);
    head.content_length = length;
    return std::nullopt;
}

Refused read_coding(Head& head) {
    auto const coding = head.fields.find("Transfer-Encoding");
    if (!coding) return std::nullopt;
    if (head.fields.count("Transfer-Encoding") > 1) return Refusal{400, "repeated Transfer-Encoding"};
    if (head.minor_version == 0) return Refusal{400, "Transfer-Encoding on HTTP/1.0"};
    if (head.content_length) return Refusal{400, "Transfer-Encoding beside Content-Length"};
    if (!equals_ignoring_case(*coding, "chunked")) return Refusal{501, "transfer coding is not chunked"};
    head.chunked = true;
    return std::nullopt;
}

Refused read_host(Head& head) {
    auto const host = head.fields.find("Host");
    if (!host) return Refusal{400, "no Host"};
    if (head.fields.count("Host") > 1) return Refusal{400, "repeated Host"};
    if (!is_host(*host)) return Refusal{400, "malformed Host"};
    head.host = *host;
    return std::nullopt;
}

// Brings an absolute target to origin form; its host must be the one of the Host field.
Refused read_target(Head& head) {
    std::string_view target = head.target;
    if (target.find('#') != std::string_view::npos) return Refusal{400, "fragment in target"};
    if (target.front() == '/') return std::nullopt;
    if (!target.starts_with("http://") && !target.starts_with("https://"))
        return Refusal{400, "target is not a path"};
    target.remove_prefix(target.find("//") + 2);
    auto const end = target.find_first_of("/?");
    if (!equals_ignoring_case(target.substr(0, end), head.host))
        return Refusal{400, "target names another host than Host"};
    if (end == std::string_view::npos) {
        head.target = "/";
    } else {
        auto const rest = std::string(target.substr(end));
        head.target = rest.front() == '/' ? rest : "/" + rest;
    }
    return std::nullopt;
}

Refused read_connection(Head& head) {
    bool close = false;
    bool keep = false;
    for (auto const& field : head.fields.all()) {
        if (!equals_ignoring_case(field.name, "Connection")) continue;
        close = close || list_names(field.value, "close");
        keep = keep || list_names(field.value, "keep-alive");
    }
    head.keep_alive = !close && (keep || head.minor_version == 1);
    auto const expect = head.fields.find("Expect");
    if (!expect || head.minor_version == 0) return std::nullopt;
    if (!equals_ignoring_case(*expect, "100-continue"))
        return Refusal{417, "expectation is not 100-continue"};
    head.expects_continue = true;
    return std::nullopt;
}

Verdict read_head(std::string_view text) {
    Head head;
    head.size = text.size();
    text.remove_suffix(2);  // the empty line
    auto end = text.find("\r\n");
    if (auto refused = read_request_line(text.substr(0, end), head)) return *refused;
    text.remove_prefix(end + 2);
    while (!text.empty()) {
        end = text.find("\r\n");
        if (auto refused = read_field(text.substr(0, end), head)) return *refused;
        text.remove_prefix(end + 2);
    }
    for (auto* read : {read_host, read_length, read_coding, read_target, read_connection})
        if (auto refused = read(head)) return *refused;
    if (head.has_body() && !has_body_by_nature(head.method))
        return Refusal{400, "body where the method has none"};
    return head;
}

}  // namespace

Verdict Gate::look(std::string_view received) {
    for (; scanned_ < received.size(); ++scanned_) {
        if (scanned_ == head_bytes_max) return Refusal{431, "head is too large"};
        char const c = received[scanned_];
        if (c == '\n') {
            if (scanned_ == 0 || received[scanned_ - 1] != '\r') return Refusal{400, "bare line feed"};
            if (scanned_ == 1) return Refusal{400, "empty line before the request"};
            if (scanned_ >= 3 && received.substr(scanned_ - 3, 4) == "\r\n\r\n")
                return read_head(received.substr(0, scanned_ + 1));
            continue;
        }
        if (scanned_ > 0 && received[scanned_ - 1] == '\r') return Refusal{400, "bare carriage return"};
        auto const byte = static_cast<unsigned char>(c);
        if ((byte < 0x20 && c != '\t' && c != '\r') || byte == 0x7f) return Refusal{400, "control character"};
    }
    return Incomplete{};
}

}  // namespace colonnade::http
