// colonnade openapi: the API's description, for readers and generators.
#include <iostream>

#include "app/command_line.hpp"

namespace colonnade {

void add_openapi(CLI::App& app, CommandLine& line) {
    CLI::App* const command = add_command(app, "openapi", "Print the OpenAPI 3.1 document of the API");
    command->callback([&line] {
        line.run = [&line] {
            without_company(line, [](Program& program) { std::cout << program.openapi(); });
            return static_cast<int>(exit_done);
        };
    });
}

}  // namespace colonnade
