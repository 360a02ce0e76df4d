// Roles, permissions, scopes: the words of the policy table. Header only and plain, so that routes can name
// them.
#pragma once
#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>

#include <boost/describe/enum.hpp>

namespace colonnade {

// One line per permission, by the noun it opens. A route names exactly one.
//   session_public  anybody, signed in or not: signing in, the first set-up, what the sign-in page shows
//   session_own     any signed-in person, about themselves and their own sessions
#define COLONNADE_PERMISSIONS(each)                                                                        \
    each(session_public) each(session_own) each(audit_read) each(backup_run) each(company_read)            \
        each(company_write) each(customer_read) each(customer_write) each(duty_acknowledge)                \
            each(duty_follow) each(duty_read) each(explanation_read) each(export_all) each(goal_read)      \
                each(goal_write) each(home_read) each(import_read) each(import_run) each(import_undo)      \
                    each(job_cancel) each(job_read) each(metrics_read) each(order_read) each(order_write)  \
                        each(pay_approve) each(pay_dispute) each(pay_read) each(pay_run) each(people_read) \
                            each(period_read) each(period_write) each(plan_approve) each(plan_read)        \
                                each(plan_write) each(product_read) each(product_write) each(rate_read)    \
                                    each(rate_write) each(search_use) each(structure_read)                 \
                                        each(structure_write) each(territory_read) each(territory_write)   \
                                            each(user_read) each(user_write) each(view_write)

#define COLONNADE_PERMISSION_MEMBER(name) name,
enum class Permission : std::uint8_t { COLONNADE_PERMISSIONS(COLONNADE_PERMISSION_MEMBER) };
#undef COLONNADE_PERMISSION_MEMBER

#define COLONNADE_PERMISSION_TEXT(name) std::string_view(#name),
inline constexpr std::array permission_texts{COLONNADE_PERMISSIONS(COLONNADE_PERMISSION_TEXT)};
#undef COLONNADE_PERMISSION_TEXT
inline constexpr std::size_t permission_count = permission_texts.size();

// "goal_read"; what tokens, the manual and the OpenAPI document call it.
constexpr std::string_view permission_text(Permission permission) {
    return permission_texts[static_cast<std::size_t>(permission)];
}

constexpr std::optional<Permission> find_permission(std::string_view text) {
    for (std::size_t i = 0; i < permission_count; ++i) {
        if (permission_texts[i] == text) return static_cast<Permission>(i);
    }
    return std::nullopt;
}

// How far a permission reaches; each holds the one before it.
enum class Scope : std::uint8_t {
    none,  // not at all
    own,   // what is the caller's own
    team,  // the caller and everyone below them in the reporting tree
    all,   // the whole company
};
BOOST_DESCRIBE_ENUM(Scope, none, own, team, all)

enum class Role : std::uint8_t {
    seller,
    manager,
    operations,
    finance,
    trainer,
    recruiter,
    liaison,
    administrator,
    solo,  // the one person of a one-person company: everything
};
BOOST_DESCRIBE_ENUM(Role, seller, manager, operations, finance, trainer, recruiter, liaison, administrator,
                    solo)
inline constexpr std::size_t role_count = 9;

// The roles of one user.
class Roles {
public:
    Roles() = default;
    Roles(std::initializer_list<Role> roles) {
        for (Role role : roles) add(role);
    }
    void add(Role role) { held_.set(static_cast<std::size_t>(role)); }
    bool has(Role role) const { return held_.test(static_cast<std::size_t>(role)); }
    bool empty() const { return held_.none(); }
    friend bool operator==(Roles const&, Roles const&) = default;

private:
    std::bitset<role_count> held_;
};

}  // namespace colonnade
