// Puts the demo firm into an empty database, by the loaders that imports use.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "demo/firm.hpp"
#include "foundation/access/accounts.hpp"

namespace colonnade::demo {

// What is being done, and how much of it is done.
using Progress = std::function<void(std::string_view step, std::int64_t done, std::int64_t total)>;

struct SignInHint {
    std::string login;
    Role role;
    std::string name;
};

// The password of every demo sign-in.
inline constexpr std::string_view demo_password = "colonnade demo";

// Throws Problem "demo.not_empty" when the database holds users or people.
void load_demo(access::Accounts& accounts, DemoAsk const& ask, Progress const& progress);

// Who may sign in to a demo company; empty for any other.
std::vector<SignInHint> demo_sign_ins(db::Session& session);

}  // namespace colonnade::demo
