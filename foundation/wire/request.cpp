#include "foundation/wire/request.hpp"

#include "foundation/base/problem.hpp"
#include "foundation/base/text.hpp"

namespace colonnade::wire {
namespace {

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::string decoded_parameter(std::string_view text) {
    std::string spaced(text);
    for (char& c : spaced) {
        if (c == '+') c = ' ';
    }
    auto decoded = percent_decoded(spaced);
    if (!decoded) throw invalid("wire.target");
    return std::move(*decoded);
}

}  // namespace

std::optional<std::string> percent_decoded(std::string_view text) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            decoded += text[i];
            continue;
        }
        int const high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
        int const low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
        if (high < 0 || low < 0 || high + low == 0) return std::nullopt;
        decoded += static_cast<char>(high * 16 + low);
        i += 2;
    }
    if (decoded.find('\0') != std::string::npos || !is_valid_utf8(decoded)) return std::nullopt;
    return decoded;
}

std::string percent_encoded(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    constexpr std::string_view marks = "-._~";
    std::string encoded;
    for (char c : text) {
        auto const byte = static_cast<unsigned char>(c);
        bool const is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (is_letter || marks.find(c) != std::string_view::npos) {
            encoded += c;
        } else {
            encoded += {'%', digits[byte >> 4], digits[byte & 15]};
        }
    }
    return encoded;
}

Request Request::of(std::string method, std::string_view target) {
    Request request;
    request.method = std::move(method);
    std::size_t const mark = target.find('?');
    std::string_view path = target.substr(0, mark);
    if (path.starts_with(api_root) && path.substr(api_root.size()).starts_with('/'))
        path.remove_prefix(api_root.size());
    auto decoded = percent_decoded(path);
    if (!decoded ||
        std::count(decoded->begin(), decoded->end(), '/') != std::count(path.begin(), path.end(), '/')) {
        throw invalid("wire.target");
    }
    request.path = std::move(*decoded);
    std::string_view rest = mark == std::string_view::npos ? std::string_view() : target.substr(mark + 1);
    while (!rest.empty()) {
        std::size_t const end = rest.find('&');
        std::string_view const part = rest.substr(0, end);
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
        if (part.empty()) continue;
        std::size_t const equals = part.find('=');
        std::string_view const value = equals == std::string_view::npos ? std::string_view()
                                                                        : part.substr(equals + 1);
        request.query.emplace_back(decoded_parameter(part.substr(0, equals)), decoded_parameter(value));
    }
    return request;
}

std::string_view Reply::header(std::string_view name) const {
    for (auto const& [key, value] : headers) {
        if (key == name) return value;
    }
    return {};
}

}  // namespace colonnade::wire
