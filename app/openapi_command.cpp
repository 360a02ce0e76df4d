// colonnade openapi: the API's description, for readers and generators.
#include <filesystem>
#include <iostream>

#include "app/command_line.hpp"
#include "foundation/http/headers.hpp"

namespace colonnade {

void add_openapi(CLI::App& app, CommandLine& line) {
    CLI::App* const command = add_command(app, "openapi", "Print the OpenAPI 3.1 document of the API");
    command->callback([&line] {
        line.run = [&line] {
            // The document does not depend on the company, so any empty database will do.
            auto const file =
                std::filesystem::temp_directory_path() / ("colonnade-openapi-" + http::random_hex(8) + ".db");
            line.settings.db = "sqlite:" + file.string();
            std::cout << Program(line.settings, line.clock()).openapi();
            for (char const* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(file.string() + suffix);
            return static_cast<int>(exit_done);
        };
    });
}

}  // namespace colonnade
