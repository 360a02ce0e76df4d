#include "foundation/access/policy.hpp"

#include <gtest/gtest.h>

#include "foundation/base/problem.hpp"

namespace colonnade::access {
namespace {

Caller with(Roles roles) {
    Caller caller;
    caller.user = {1};
    caller.roles = roles;
    grant_by_roles(caller);
    return caller;
}

TEST(Policy, says_something_of_every_permission_and_role) {
    for (PolicyRow const& row : policy()) {
        EXPECT_FALSE(row.reason.empty());
        EXPECT_EQ(row.scopes[static_cast<std::size_t>(Role::solo)], Scope::all);
    }
    EXPECT_EQ(policy().size(), permission_count);
}

TEST(Policy, several_roles_reach_as_far_as_the_widest) {
    EXPECT_EQ(with({Role::seller}).scope(Permission::goal_read), Scope::own);
    EXPECT_EQ(with({Role::seller, Role::manager}).scope(Permission::goal_read), Scope::team);
    EXPECT_EQ(with({Role::manager, Role::finance}).scope(Permission::goal_read), Scope::all);
    EXPECT_EQ(with({Role::solo}).scope(Permission::user_write), Scope::all);
}

TEST(Policy, without_a_role_there_is_only_ones_own_session) {
    Caller const nobody;
    EXPECT_EQ(nobody.scope(Permission::session_public), Scope::all);
    EXPECT_FALSE(nobody.may(Permission::session_own));
    Caller const bare = with({});
    for (PolicyRow const& row : policy()) {
        bool const open = row.permission == Permission::session_own ||
                          row.permission == Permission::session_public;
        EXPECT_EQ(bare.may(row.permission), open) << permission_text(row.permission);
    }
}

TEST(Policy, who_is_paid_by_a_fact_does_not_write_it) {
    for (Role role : {Role::seller, Role::manager})
        for (Permission permission :
             {Permission::order_write, Permission::import_run, Permission::structure_write,
              Permission::territory_write, Permission::rate_write, Permission::period_write})
            EXPECT_EQ(scope_of(role, permission), Scope::none) << permission_text(permission);
    EXPECT_EQ(scope_of(Role::seller, Permission::goal_write), Scope::none);
}

TEST(Policy, the_administrator_keeps_the_machine_without_seeing_the_figures) {
    for (Permission permission : {Permission::customer_read, Permission::order_read, Permission::goal_read,
                                  Permission::explanation_read, Permission::export_all})
        EXPECT_EQ(scope_of(Role::administrator, permission), Scope::none);
    for (Permission permission : {Permission::user_write, Permission::backup_run, Permission::audit_read})
        EXPECT_EQ(scope_of(Role::administrator, permission), Scope::all);
}

TEST(Policy, prints_a_row_for_the_manual) {
    EXPECT_NE(policy_markdown().find("| `goal_read` | own | team | all | all | – | – | –"),
              std::string::npos);
}

TEST(Policy, knows_roles_by_name) {
    EXPECT_EQ(parse_role("administrator"), Role::administrator);
    EXPECT_THROW(parse_role("root"), Problem);
}

}  // namespace
}  // namespace colonnade::access
