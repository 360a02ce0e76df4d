#include "foundation/access/policy.hpp"

#include <boost/describe/enum_from_string.hpp>
#include <boost/describe/enum_to_string.hpp>

#include <stdexcept>
#include <vector>

#include "foundation/base/problem.hpp"

namespace colonnade::access {
namespace {

// One row per permission, its scope for each role, and below it why. `-` is none. The role `solo` has `all`
// everywhere: in a one-person company nobody else is there to see or to refuse.
//
// Two rules stand behind most rows. Whoever is paid by a fact does not write it: orders and their credit come
// in through sales operations. And whoever keeps the machine need not know the figures: an administrator sees
// no customer, order or goal without also being given the role operations, which the audit log shows.
constexpr std::string_view table = R"(
permission       seller manager operations finance trainer recruiter liaison administrator
session_public   all    all     all        all     all     all       all     all
    Signing in and the first set-up come before any role.
session_own      own    own     own        own     own     own       own     own
    Everyone manages their own sessions, password, language and tokens.
backup_run       -      -       -          -       -       -         -       all
    A backup holds everything; it is sealed, and only the administrator takes one.
audit_read       -      -       -          all     -       -         -       all
    Those who check the company read the log; it shows what changed in every area.
company_read     all    all     all        all     all     all       all     all
    Name, currency and calendar frame every figure.
company_write    -      -       all        -       -       -         -       all
    Settings are kept by sales operations and the administrator.
customer_read    own    team    all        all     -       -         all     -
    A seller sees the customers they look after; a liaison traces problems to them.
customer_write   own    team    all        -       -       -         -       -
    Whoever looks after a customer keeps the record right.
duty_acknowledge own    own     own        own     own     own       own     own
    Only the holder of a position can say that they have read its duties.
duty_follow      own    team    all        -       -       all       own     -
    Who has not acknowledged yet concerns those who lead them, not their peers.
duty_read        all    all     all        all     all     all       all     all
    Everyone knows what each position is for.
explanation_read own    team    all        all     -       -         -       -
    A figure opens for those who may see the figure.
export_all       -      -       all        all     -       -         -       -
    Whole exports leave the house; they need a fresh confirmation as well.
goal_read        own    team    all        all     -       -         -       -
    Goals and attainment are between a person and those they report to.
goal_write       -      team    all        -       -       -         -       -
    Nobody sets their own goal; a manager proposes for those below.
home_read        own    team    all        all     own     own       own     own
    Everyone has a home; it shows what their role lets them see.
import_read      -      -       all        all     -       -         -       all
    Imports show rows of every area.
import_run       -      -       all        -       -       -         -       all
    Whoever is paid by a fact does not bring it in.
import_undo      -      -       all        -       -       -         -       all
    As running one.
job_cancel       own    own     own        own     own     own       own     all
    What one started one may stop; the administrator keeps the machine running.
job_read         own    own     all        own     own     own       own     all
    Sales operations watch the imports of their colleagues.
metrics_read     -      -       -          -       -       -         -       all
    How the machine is doing, not the company.
order_read       own    team    all        all     -       -         all     -
    A seller sees the orders that credit them; a liaison traces orders to delivery.
order_write      -      -       all        -       -       -         -       -
    Orders pay sellers and, through them, managers: neither writes them.
pay_approve      -      -       -          all     -       -         -       -
    Money leaves when finance says so, never by the hand that calculated it.
pay_dispute      own    own     own        own     own     own       own     own
    Whoever is paid may ask why.
pay_read         own    team    all        all     -       -         -       -
    Pay is between a person and those they report to; a look at another's is written down.
pay_run          -      -       all        -       -       -         -       -
    Sales operations calculate, review and answer; they do not approve.
people_read      own    team    all        all     all     all       own     all
    A person's page with contact details is theirs and those they report to; names are structure_read.
period_read      all    all     all        all     all     all       all     all
    Periods frame every figure.
period_write     -      -       all        -       -       -         -       -
    Moving a period moves goals and pay.
plan_approve     -      team    -          all     -       -         -       -
    A manager answers for the plans of those below them, finance for what they cost; nobody for their own.
plan_read        own    team    all        all     -       -         -       -
    A payee reads the plan they are paid by, word for word.
plan_write       -      -       all        -       -       -         -       -
    Whoever writes a plan is not paid by it and does not approve it.
product_read     all    all     all        all     all     all       all     all
    The catalogue is open to everyone.
product_write    -      -       all        -       -       -         -       -
    Prices and costs decide margins.
rate_read        all    all     all        all     all     all       all     all
    Exchange rates explain converted figures.
rate_write       -      -       all        -       -       -         -       -
    Exchange rates decide converted figures.
search_use       all    all     all        all     all     all       all     all
    Each hit is shown by the rules of its own kind.
structure_read   all    all     all        all     all     all       all     all
    The org chart is open to everyone.
structure_write  -      -       all        -       -       -         -       -
    Who reports to whom decides who sees and earns what.
territory_read   all    all     all        all     all     all       all     all
    Everyone knows whose ground they stand on.
territory_write  -      -       all        -       -       -         -       -
    Ground decides credit.
user_read        -      -       -          -       -       -         -       all
    Accounts are the administrator's.
user_write       -      -       -          -       -       -         -       all
    Accounts are the administrator's; the audit log shows every role given.
view_write       own    own     own        own     own     own       own     own
    Everyone saves and shares their own views.
)";

constexpr std::size_t columns = role_count - 1;  // all but solo
static_assert(static_cast<std::size_t>(Role::solo) == columns);

std::vector<std::string_view> words_of(std::string_view line) {
    std::vector<std::string_view> words;
    std::size_t start = 0;
    while ((start = line.find_first_not_of(' ', start)) != std::string_view::npos) {
        std::size_t const end = std::min(line.find(' ', start), line.size());
        words.push_back(line.substr(start, end - start));
        start = end;
    }
    return words;
}

[[noreturn]] void wrong(std::string_view line) {
    throw std::logic_error("the policy table is wrong in: " + std::string(line));
}

Scope parse_scope(std::string_view word, std::string_view line) {
    if (word == "-") return Scope::none;
    Scope scope{};
    if (!boost::describe::enum_from_string(std::string(word).c_str(), scope)) wrong(line);
    return scope;
}

void check_heading(std::string_view line) {
    auto const words = words_of(line);
    if (words.size() != columns + 1) wrong(line);
    for (std::size_t i = 0; i < columns; ++i)
        if (words[i + 1] != role_text(static_cast<Role>(i))) wrong(line);
}

PolicyRow parse_row(std::string_view line, std::string_view reason) {
    auto const words = words_of(line);
    if (words.size() != columns + 1) wrong(line);
    auto const permission = find_permission(words[0]);
    if (!permission) wrong(line);
    PolicyRow row{*permission, {}, reason};
    if (!reason.starts_with("    ")) wrong(line);
    row.reason.remove_prefix(4);
    for (std::size_t i = 0; i < columns; ++i) row.scopes[i] = parse_scope(words[i + 1], line);
    row.scopes[columns] = Scope::all;
    return row;
}

std::array<PolicyRow, permission_count> parse_table() {
    std::array<std::optional<PolicyRow>, permission_count> found;
    auto next_line = [rest = table.substr(1)]() mutable {
        std::string_view const line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(line.size() + 1, rest.size()));
        return line;
    };
    check_heading(next_line());
    for (std::string_view line = next_line(); !line.empty(); line = next_line()) {
        PolicyRow const row = parse_row(line, next_line());
        auto& place = found[static_cast<std::size_t>(row.permission)];
        if (place) wrong(line);
        place = row;
    }
    std::array<PolicyRow, permission_count> rows;
    for (std::size_t i = 0; i < permission_count; ++i) {
        if (!found[i]) wrong(permission_texts[i]);
        rows[i] = *found[i];
    }
    return rows;
}

}  // namespace

std::array<PolicyRow, permission_count> const& policy() {
    static std::array<PolicyRow, permission_count> const rows = parse_table();
    return rows;
}

Scope scope_of(Role role, Permission permission) {
    return policy()[static_cast<std::size_t>(permission)].scopes[static_cast<std::size_t>(role)];
}

void grant_by_roles(Caller& caller) {
    caller.scopes.fill(Scope::none);
    if (!caller.is_nobody()) caller.grant(Permission::session_own, Scope::own);
    for (PolicyRow const& row : policy()) {
        for (std::size_t role = 0; role < role_count; ++role)
            if (caller.roles.has(static_cast<Role>(role)))
                caller.grant(row.permission, std::max(caller.scope(row.permission), row.scopes[role]));
    }
}

std::string policy_markdown() {
    std::string text = "| permission |";
    std::string rule = "| --- |";
    for (std::size_t role = 0; role < role_count; ++role) {
        text += " " + std::string(role_text(static_cast<Role>(role))) + " |";
        rule += " --- |";
    }
    text += " why |\n" + rule + " --- |\n";
    for (PolicyRow const& row : policy()) {
        text += "| `" + std::string(permission_text(row.permission)) + "` |";
        for (Scope scope : row.scopes)
            text += " " + std::string(scope == Scope::none ? "–" : scope_text(scope)) + " |";
        text += " " + std::string(row.reason) + " |\n";
    }
    return text;
}

std::string_view role_text(Role role) { return boost::describe::enum_to_string(role, ""); }
std::string_view scope_text(Scope scope) { return boost::describe::enum_to_string(scope, ""); }

Role parse_role(std::string_view text) {
    Role role{};
    if (!boost::describe::enum_from_string(std::string(text).c_str(), role))
        throw invalid("access.role_unknown", {{"role", std::string(text)}});
    return role;
}

}  // namespace colonnade::access
