// colonnade call: any operation of the API without a socket.
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>

#include <fmt/format.h>

#include "app/command_line.hpp"

namespace colonnade {
namespace {

struct CallOptions {
    std::string operation;
    std::string user;
    std::vector<std::string> parameters;
    std::string if_match;
    std::string body_file;
    bool is_csv = false;
    bool lists = false;
};

std::string read_body(std::string const& file) {
    if (file.empty()) return {};
    if (file == "-") return {std::istreambuf_iterator<char>(std::cin), {}};
    std::ifstream stream(file, std::ios::binary);
    if (!stream) throw invalid("cli.file", {{"file", file}});
    return {std::istreambuf_iterator<char>(stream), {}};
}

std::vector<wire::Parameter> split(std::vector<std::string> const& words) {
    std::vector<wire::Parameter> parameters;
    for (std::string const& word : words) {
        std::size_t const at = word.find('=');
        if (at == std::string::npos) throw invalid("cli.parameter", {{"text", word}});
        parameters.emplace_back(word.substr(0, at), word.substr(at + 1));
    }
    return parameters;
}

void print(wire::Reply const& reply) {
    if (reply.file) {
        std::ifstream stream(reply.file->file, std::ios::binary);
        std::cout << stream.rdbuf();
        return;
    }
    std::cout << reply.body;
    bool const is_text = reply.content_type.find("json") != std::string::npos;
    if (is_text && !reply.body.empty() && reply.body.back() != '\n') std::cout << '\n';
}

int list_operations(CommandLine& line) {
    without_company(line, [](Program& program) {
        for (wire::Route const* route : program.api().routes())
            fmt::print("{:32} {:7} {:48} {}\n", route->operation_id, route->method, route->path,
                       route->summary);
    });
    return exit_done;
}

int call(CommandLine& line, CallOptions const& options) {
    if (options.lists || options.operation.empty()) return list_operations(line);
    Program program(line.existing(), line.clock());
    Caller const caller = program.caller_of(options.user);
    wire::Request request =
        program.api().request_for(options.operation, split(options.parameters), read_body(options.body_file));
    bool const is_bare = !options.if_match.empty() && options.if_match.front() != '"';
    request.if_match = is_bare ? "\"" + options.if_match + "\"" : options.if_match;
    request.language = line.settings.language;
    if (options.is_csv) request.accept = "text/csv";
    print(program.api().dispatch(request, caller));
    return exit_done;
}

}  // namespace

void add_call(CLI::App& app, CommandLine& line) {
    CLI::App* const command =
        add_command(app, "call", "Call an operation of the API without a server: JSON in, JSON out");
    auto const options = std::make_shared<CallOptions>();
    add_database_option(*command, line);
    command->add_option("operation", options->operation, "The operation's id, such as listAttainment");
    command->add_option("parameters", options->parameters,
                        "Parameters of path and query: by=person period=2026-Q3");
    command->add_option("--as", options->user,
                        "Sign-in name of the user who asks; without it, the program itself");
    command->add_option("--body", options->body_file, "File with the JSON body; - reads standard input");
    command->add_option("--if-match", options->if_match,
                        "The version that an update is based on, as the record shows it");
    command->add_flag("--csv", options->is_csv, "Lists as CSV");
    command->add_flag("--list", options->lists, "List all operations");
    command->callback([&line, options] { line.run = [&line, options] { return call(line, *options); }; });
}

}  // namespace colonnade
