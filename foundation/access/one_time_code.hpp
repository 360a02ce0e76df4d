// The second factor: six digits from a shared secret and the time (RFC 6238, SHA-1, steps of 30 seconds).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "foundation/base/date.hpp"

namespace colonnade::access {

// 160 random bits in base 32, as authenticator programs take them.
std::string new_code_secret();

// otpauth://totp/COMPANY:LOGIN?secret=…&issuer=COMPANY
std::string code_secret_uri(std::string_view secret, std::string_view company, std::string_view login);

// The code of the step that holds `at`.
std::string code_at(std::string_view secret, Instant at);

// The step whose code this is: the present one or the one before or after it, and later than `last_step`, for
// every step's code opens once. Nothing when it is none of them.
std::optional<std::int64_t> matching_step(std::string_view secret, std::string_view code, Instant now,
                                          std::int64_t last_step);

}  // namespace colonnade::access
