#include "foundation/access/password.hpp"

#include <sodium.h>

#include <algorithm>

#include "foundation/access/secret.hpp"
#include "foundation/base/problem.hpp"
#include "foundation/base/text.hpp"

namespace colonnade::access {
namespace {

constexpr std::size_t characters_min = 12;
constexpr std::size_t characters_max = 200;

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace

void check_new_password(std::string_view password, std::string_view login, std::string_view name) {
    if (characters(password) < characters_min)
        throw invalid("access.password_short", {{"minimum", std::to_string(characters_min)}}, "password");
    if (characters(password) > characters_max)
        throw invalid("access.password_long", {{"maximum", std::to_string(characters_max)}}, "password");
    std::string const form = key_form(password);
    if (form == key_form(login) || form == key_form(name))
        throw invalid("access.password_known", {}, "password");
}

// One of the places where hashes are worked on; waits for it when made.
class PasswordHasher::Slot {
public:
    explicit Slot(PasswordHasher& hasher) : hasher_(hasher) {
        std::unique_lock lock(hasher_.mutex_);
        if (hasher_.waiting_ >= waiting_max) throw Problem(ProblemKind::unavailable, "access.busy");
        ++hasher_.waiting_;
        hasher_.freed_.wait(lock, [&] { return hasher_.working_ < working_max; });
        --hasher_.waiting_;
        ++hasher_.working_;
    }
    ~Slot() {
        std::lock_guard lock(hasher_.mutex_);
        --hasher_.working_;
        hasher_.freed_.notify_one();
    }
    Slot(Slot const&) = delete;

private:
    PasswordHasher& hasher_;
};

PasswordHasher::PasswordHasher(PasswordCost cost) : cost_(cost), nobodys_hash_(hash(random_secret())) {}

std::string PasswordHasher::hash(std::string_view password) {
    Slot const slot(*this);
    char text[crypto_pwhash_argon2id_STRBYTES];
    if (crypto_pwhash_argon2id_str(text, password.data(), password.size(), cost_.rounds,
                                   cost_.memory_bytes) != 0)
        throw Problem(ProblemKind::unavailable, "access.busy");  // no memory for it
    return text;
}

bool PasswordHasher::matches(std::optional<std::string> const& hash, std::string_view password) {
    Slot const slot(*this);
    std::string const& text = hash ? *hash : nobodys_hash_;
    bool const same = crypto_pwhash_argon2id_str_verify(text.c_str(), password.data(), password.size()) == 0;
    return same && hash.has_value();
}

}  // namespace colonnade::access
