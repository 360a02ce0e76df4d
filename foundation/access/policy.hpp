// The one policy table: permission × role → how far. The code asks it, the manual prints it, the
// authorisation test walks it.
#pragma once
#include <array>
#include <string>
#include <string_view>

#include "foundation/access/caller.hpp"
#include "foundation/access/permission.hpp"

namespace colonnade::access {

struct PolicyRow {
    Permission permission;
    std::array<Scope, role_count> scopes;  // by role
    std::string_view reason;               // why it is so, for the manual
};

// In the order of the permissions. Throws std::logic_error at its first use when the table in the source is
// wrong.
std::array<PolicyRow, permission_count> const& policy();

// The cell of the table.
Scope scope_of(Role role, Permission permission);

// Sets the caller's scopes from their roles: of several, the widest. Whoever is signed in has what is their
// own.
void grant_by_roles(Caller& caller);

// The table as Markdown, with its reasons.
std::string policy_markdown();

std::string_view role_text(Role role);
std::string_view scope_text(Scope scope);
// Throws Problem "access.role_unknown".
Role parse_role(std::string_view text);

}  // namespace colonnade::access
