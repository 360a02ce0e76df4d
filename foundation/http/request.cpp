#include "foundation/http/request.hpp"

#include <algorithm>

#include "foundation/base/text.hpp"

namespace colonnade::http {
namespace {

enum class Plus { plus, space };

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

// nullopt when a percent is not followed by two digits, or what comes out is not UTF-8 or holds a control
// character.
std::optional<std::string> percent_decoded(std::string_view text, Plus plus) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '%') {
            if (i + 2 >= text.size()) return std::nullopt;
            int const high = hex_value(text[i + 1]);
            int const low = hex_value(text[i + 2]);
            if (high < 0 || low < 0) return std::nullopt;
            c = static_cast<char>(high * 16 + low);
            i += 2;
        } else if (c == '+' && plus == Plus::space) {
            c = ' ';
        }
        decoded += c;
    }
    if (!is_valid_utf8(decoded) || decoded.find('\0') != std::string::npos) return std::nullopt;
    return decoded;
}

bool is_path_segment(std::string_view segment) {
    if (segment == "." || segment == "..") return false;
    for (unsigned char c : segment)
        if (c < 0x20 || c == 0x7f || c == '/' || c == '\\') return false;
    return true;
}

std::optional<std::string> parse_path(std::string_view raw) {
    if (raw.empty() || raw.front() != '/') return std::nullopt;
    std::string path;
    while (!raw.empty()) {
        raw.remove_prefix(1);
        auto const end = std::min(raw.find('/'), raw.size());
        auto const segment = percent_decoded(raw.substr(0, end), Plus::plus);
        raw.remove_prefix(end);
        if (!segment || !is_path_segment(*segment) || (segment->empty() && !raw.empty())) return std::nullopt;
        path += '/';
        path += *segment;
    }
    return path;
}

}  // namespace

std::optional<Target> parse_target(std::string_view target) {
    auto const mark = target.find('?');
    auto path = parse_path(target.substr(0, mark));
    if (!path) return std::nullopt;
    Target parsed{std::move(*path), {}};
    if (mark == std::string_view::npos) return parsed;
    for (auto rest = target.substr(mark + 1); !rest.empty();) {
        auto const end = rest.find('&');
        auto const member = rest.substr(0, end);
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
        if (member.empty()) continue;
        auto const equals = member.find('=');
        auto name = percent_decoded(member.substr(0, equals), Plus::space);
        auto value = equals == std::string_view::npos
                         ? std::optional<std::string>(std::string())
                         : percent_decoded(member.substr(equals + 1), Plus::space);
        if (!name || !value) return std::nullopt;
        parsed.query.push_back({std::move(*name), std::move(*value)});
    }
    return parsed;
}

std::vector<Parameter> parse_cookies(Fields const& fields) {
    std::vector<Parameter> cookies;
    for (auto const& field : fields.all()) {
        if (!equals_ignoring_case(field.name, "Cookie")) continue;
        std::string_view rest = field.value;
        while (!rest.empty()) {
            auto const end = rest.find(';');
            auto const member = trimmed(rest.substr(0, end));
            rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
            auto const equals = member.find('=');
            if (equals == std::string_view::npos || !is_token(member.substr(0, equals))) continue;
            cookies.push_back(
                {std::string(member.substr(0, equals)), std::string(member.substr(equals + 1))});
        }
    }
    return cookies;
}

std::optional<std::string_view> Request::parameter(std::string_view name) const {
    for (auto const& each : query)
        if (each.name == name) return each.value;
    return std::nullopt;
}

std::optional<std::string_view> Request::cookie(std::string_view name) const {
    for (auto const& each : cookies)
        if (each.name == name) return each.value;
    return std::nullopt;
}

bool Request::is_local() const {
    return remote_address.starts_with("127.") || remote_address == "::1" ||
           remote_address.starts_with("::ffff:127.");
}

}  // namespace colonnade::http
