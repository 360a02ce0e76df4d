// Random secrets and their hashes. A secret is shown or sent once; only its hash is stored, and a stolen
// table gives none.
#pragma once
#include <string>
#include <string_view>

namespace colonnade::access {

// 256 random bits as 43 characters that stand in a URL, a cookie and a header.
std::string random_secret();

// `length` characters of A-Z and 2-7: 5 random bits each, for people to type.
std::string random_code(std::size_t length);

// SHA-256 in 64 hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

// Compares in time that does not tell where two texts differ.
bool equal_secrets(std::string_view a, std::string_view b);

}  // namespace colonnade::access
