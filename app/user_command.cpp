// colonnade user: accounts from the machine itself, for a first start, for scripts, and when nobody can sign
// in.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/command_line.hpp"
#include "foundation/access/policy.hpp"
#include "foundation/access/user_store.hpp"

namespace colonnade {
namespace {

struct UserOptions {
    std::string login;
    std::string name;
    std::string email;
    std::string language = "en";
    std::string person;
    std::vector<std::string> roles;
};

access::User find(Program& program, std::string const& login) {
    auto const user = program.database().read([&](db::Session& s) { return access::find_user(s, login); });
    if (!user) throw invalid("access.user_unknown", {{"login", login}});
    return *user;
}

Roles roles_of(std::vector<std::string> const& words) {
    Roles roles;
    for (std::string const& word : words) roles.add(access::parse_role(word));
    return roles;
}

std::vector<std::string_view> role_texts(Roles const& roles) {
    std::vector<std::string_view> texts;
    for (std::size_t i = 0; i < role_count; ++i)
        if (roles.has(static_cast<Role>(i))) texts.push_back(access::role_text(static_cast<Role>(i)));
    return texts;
}

int list(CommandLine& line) {
    Program program(line.existing(), line.clock());
    constexpr std::int64_t page = 500;
    std::string after;
    for (;;) {
        auto const users =
            program.database().read([&](db::Session& s) { return access::list_users(s, {}, after, page); });
        for (access::User const& user : users)
            fmt::print("{:24} {:32} {:9} {}\n", user.login, user.name,
                       line.text(user.disabled       ? "cli.user.disabled"
                                 : user.has_password ? "cli.user.active"
                                                     : "cli.user.invited"),
                       fmt::join(role_texts(user.roles), ","));
        if (static_cast<std::int64_t>(users.size()) < page) return exit_done;
        after = access::login_key(users.back().login);
    }
}

void print_link(CommandLine const& line, Program& program, access::User const& user) {
    fmt::print(stderr, "colonnade: {}\n", line.text("cli.user.link"));
    std::string const base = line.settings.public_url.empty() ? "http://localhost:8080"
                                                              : line.settings.public_url;
    fmt::print("{}/setup?token={}\n", base,
               program.accounts().setup_link_for(program.accounts().system(), user.id));
}

int create(CommandLine& line, UserOptions const& options) {
    Program program(line.existing(), line.clock());
    access::NewUser ask{options.login, options.name, {}, {}, options.language, roles_of(options.roles)};
    if (!options.email.empty()) ask.email = options.email;
    if (!options.person.empty()) {
        auto const id = parse_decimal(options.person, 0);
        if (!id) throw invalid("cli.parameter", {{"text", options.person}});
        ask.person = PersonId{*id};
    }
    access::User const user = access::write(program.database(), line.clock(), program.accounts().system(),
                                            "createUser", "",
                                            [&](access::Write& w) { return access::create_user(w, ask); });
    print_link(line, program, user);
    return exit_done;
}

int link(CommandLine& line, UserOptions const& options) {
    Program program(line.existing(), line.clock());
    print_link(line, program, find(program, options.login));
    return exit_done;
}

int change(CommandLine& line, UserOptions const& options, access::UserChange const& wanted) {
    Program program(line.existing(), line.clock());
    access::User const user = find(program, options.login);
    access::write(program.database(), line.clock(), program.accounts().system(), "changeUser", "",
                  [&](access::Write& w) { access::update_user(w, user.id, user.version, wanted); });
    return exit_done;
}

using Options = std::shared_ptr<UserOptions>;

CLI::App* add_one(CLI::App* group, CommandLine& line, Options const& options, char const* name,
                  char const* about, std::function<int()> work) {
    CLI::App* const command = group->add_subcommand(name, about);
    add_database_option(*command, line);
    if (std::string_view(name) != "list")
        command->add_option("login", options->login, "The name they sign in with")->required();
    command->callback([&line, work = std::move(work)] { line.run = work; });
    return command;
}

}  // namespace

void add_user(CLI::App& app, CommandLine& line) {
    CLI::App* const group = add_command(app, "user", "Users: list, create, roles, links to set a password");
    group->require_subcommand(1);
    auto const options = std::make_shared<UserOptions>();
    add_one(group, line, options, "list", "Everyone, their roles, and whether they may sign in",
            [&line] { return list(line); });
    CLI::App* const created = add_one(group, line, options, "create",
                                      "Add a user; prints the link to set a password",
                                      [&line, options] { return create(line, *options); });
    created->add_option("--name", options->name, "Their name")->required();
    created->add_option("--email", options->email, "Their address");
    created->add_option("--language", options->language, "Language of their pages")->capture_default_str();
    created->add_option("--person", options->person, "Number of the person in the structure who they are");
    created->add_option("--role", options->roles,
                        "seller, manager, operations …; may be given more than once");
    add_one(group, line, options, "link", "A one-time link to set a new password",
            [&line, options] { return link(line, *options); });
    CLI::App* const roles =
        add_one(group, line, options, "roles", "Give exactly these roles", [&line, options] {
            access::UserChange wanted;
            wanted.roles = roles_of(options->roles);
            return change(line, *options, wanted);
        });
    roles->add_option("--role", options->roles, "seller, manager, operations …; may be given more than once");
    for (bool const disable : {true, false})
        add_one(group, line, options, disable ? "disable" : "enable",
                disable ? "End their sessions; they cannot sign in any more" : "Let them sign in again",
                [&line, options, disable] {
                    access::UserChange wanted;
                    wanted.disabled = disable;
                    return change(line, *options, wanted);
                });
}

}  // namespace colonnade
