// Random secrets and their hashes. A secret is shown or sent once; only its hash is stored, and a stolen
// table gives none.
#pragma once
#include <memory>
#include <string>
#include <string_view>

namespace colonnade::access {

// 256 random bits as 43 characters that stand in a URL, a cookie and a header.
std::string random_secret();

// `length` characters of A-Z and 2-7: 5 random bits each, for people to type.
std::string random_code(std::size_t length);

// SHA-256 in 64 hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

// The same of bytes that come in parts.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    void add(std::string_view bytes);
    // Once, at the end: 64 hexadecimal digits.
    std::string hex();

private:
    struct State;
    std::unique_ptr<State> state_;
};

// Compares in time that does not tell where two texts differ.
bool equal_secrets(std::string_view a, std::string_view b);

}  // namespace colonnade::access
