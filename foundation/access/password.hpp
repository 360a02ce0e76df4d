// Passwords: argon2id, a few at once, and nothing in time or answer that tells whether a user exists.
#pragma once
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace colonnade::access {

// What one hash costs. The default takes about a fifth of a second of one core.
struct PasswordCost {
    unsigned long long rounds = 3;
    std::size_t memory_bytes = std::size_t{64} << 20;

    // For tests, where no secret is kept.
    static PasswordCost cheap() { return {1, 8 << 10}; }
};

// Throws Problem "access.password_short" {minimum}, "access.password_long" {maximum} or
// "access.password_known" (it is the login or the name). No rules of composition: length is what counts.
void check_new_password(std::string_view password, std::string_view login, std::string_view name);

// Safe to use from any thread. At most two hashes are worked on at once and sixteen wait; beyond that a
// caller gets Problem "access.busy" instead of making everyone wait.
class PasswordHasher {
public:
    explicit PasswordHasher(PasswordCost cost = {});

    // A text that holds the hash, its salt and its cost.
    std::string hash(std::string_view password);

    // Whether the password is the one of that hash. Without a hash it does the same work and says no.
    bool matches(std::optional<std::string> const& hash, std::string_view password);

private:
    class Slot;
    static constexpr int working_max = 2;
    static constexpr int waiting_max = 16;

    PasswordCost cost_;
    std::mutex mutex_;
    std::condition_variable freed_;
    int working_ = 0;
    int waiting_ = 0;
    std::string const nobodys_hash_;  // made by hash(), so the last
};

}  // namespace colonnade::access
