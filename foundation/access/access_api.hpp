// The routes of access: signing in, oneself, users, tokens, saved views, the audit log, the policy.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "foundation/access/accounts.hpp"
#include "foundation/wire/api.hpp"

namespace colonnade::access {

// What the browser shows of the company from its first moment.
struct CompanyView {
    std::string name;
    std::string currency;
    bool solo = false;
    Date today;
    bool demo = false;
};
BOOST_DESCRIBE_STRUCT(CompanyView, (), (name, currency, solo, today, demo))

// What the first administrator says of the company.
struct Foundation {
    std::string name;
    std::string currency;
    bool solo = false;  // a company of one person
};

// What access asks of those above it.
struct CompanyHooks {
    std::function<CompanyView(Caller const& caller)> describe;
    std::function<void(Write& w, Foundation const& foundation)> found;
};

// `accounts` must outlive the api.
void mount_access(wire::Api& api, Accounts& accounts, CompanyHooks hooks);

// Its parts, a file each.
void mount_sessions(wire::Api& api, Accounts& accounts, CompanyHooks const& hooks);
void mount_me(wire::Api& api, Accounts& accounts, CompanyHooks const& hooks);
void mount_users(wire::Api& api, Accounts& accounts);
void mount_audit(wire::Api& api, Accounts& accounts);
void mount_views(wire::Api& api, Accounts& accounts);

}  // namespace colonnade::access
