// colonnade audit: proves the chain of changes.
#include <boost/describe/enum_to_string.hpp>
#include <fmt/format.h>

#include "app/command_line.hpp"
#include "foundation/access/audit.hpp"

namespace colonnade {
namespace {

std::string_view fault_text(access::AuditFault fault) {
    switch (fault) {
        case access::AuditFault::changed: return "changed";
        case access::AuditFault::removed: return "removed";
        case access::AuditFault::moved: return "moved";
        case access::AuditFault::unrecorded: return "unrecorded";
        case access::AuditFault::replaced: return "replaced";
    }
    return "";
}

// "ENTRY:HASH", as `audit verify` prints it.
std::optional<access::AuditHead> parse_head(std::string const& text) {
    if (text.empty()) return std::nullopt;
    std::size_t const colon = text.find(':');
    auto const id = parse_decimal(text.substr(0, colon), 0);
    if (colon == std::string::npos || !id) throw invalid("cli.audit_head", {{"text", text}});
    return access::AuditHead{*id, text.substr(colon + 1)};
}

int verify(CommandLine& line, std::string const& head) {
    db::Database database(line.company());
    auto const found =
        database.read([&](db::Session& s) { return access::verify_audit(s, parse_head(head)); });
    fmt::print("entries {}\nhead {}:{}\n", found.entries, found.head.entry_id, found.head.hash);
    for (access::AuditFinding const& finding : found.findings)
        fmt::print("{} {}\n", fault_text(finding.fault), finding.entry_id);
    fmt::print(stderr, "colonnade: {}\n",
               line.text(found.is_sound() ? "cli.audit_sound" : "cli.audit_broken"));
    return found.is_sound() ? exit_done : exit_refused;
}

}  // namespace

void add_audit(CLI::App& app, CommandLine& line) {
    CLI::App* const group = add_command(app, "audit", "Prove that nobody changed the record of changes");
    group->require_subcommand(1);
    CLI::App* const command =
        group->add_subcommand("verify", "Recompute the chain; prints its head, to be kept elsewhere");
    auto const head = std::make_shared<std::string>();
    add_database_option(*command, line);
    command->add_option("--head", *head,
                        "A head printed earlier: proves that the chain still leads through it");
    command->callback([&line, head] { line.run = [&line, head] { return verify(line, *head); }; });
}

}  // namespace colonnade
