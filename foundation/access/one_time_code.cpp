#include "foundation/access/one_time_code.hpp"

#include <liboath/oath.h>

#include <memory>

#include "foundation/access/secret.hpp"
#include "foundation/base/problem.hpp"

namespace colonnade::access {
namespace {

constexpr std::int64_t step_seconds = 30;
constexpr unsigned digits = 6;
constexpr std::size_t secret_characters = 32;

std::int64_t step_of(Instant at) { return at.milliseconds / 1000 / step_seconds; }

std::string code_of_step(std::string_view secret, std::int64_t step) {
    char* bytes = nullptr;
    std::size_t size = 0;
    if (oath_base32_decode(secret.data(), secret.size(), &bytes, &size) != OATH_OK)
        throw Problem(ProblemKind::internal, "access.no_code");
    std::unique_ptr<char, decltype(&std::free)> const owner(bytes, &std::free);
    char code[digits + 1];
    if (oath_hotp_generate(bytes, size, static_cast<std::uint64_t>(step), digits, false,
                           OATH_HOTP_DYNAMIC_TRUNCATION, code) != OATH_OK)
        throw Problem(ProblemKind::internal, "access.no_code");
    return code;
}

std::string encoded(std::string_view text) {
    static constexpr std::string_view hexadecimal = "0123456789ABCDEF";
    std::string form;
    for (unsigned char c : text) {
        bool const plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                           c == '-' || c == '.' || c == '_' || c == '~';
        if (plain) form += static_cast<char>(c);
        else form += {'%', hexadecimal[c >> 4], hexadecimal[c & 15]};
    }
    return form;
}

}  // namespace

std::string new_code_secret() { return random_code(secret_characters); }

std::string code_secret_uri(std::string_view secret, std::string_view company, std::string_view login) {
    return "otpauth://totp/" + encoded(company) + ":" + encoded(login) + "?secret=" + std::string(secret) +
           "&issuer=" + encoded(company);
}

std::string code_at(std::string_view secret, Instant at) { return code_of_step(secret, step_of(at)); }

std::optional<std::int64_t> matching_step(std::string_view secret, std::string_view code, Instant now,
                                          std::int64_t last_step) {
    std::optional<std::int64_t> match;
    for (std::int64_t step = step_of(now) - 1; step <= step_of(now) + 1; ++step)
        if (equal_secrets(code_of_step(secret, step), code) && step > last_step) match = step;
    return match;
}

}  // namespace colonnade::access
