// colonnade migrate: brings a database to this program's schema.
#include <fmt/format.h>

#include "app/command_line.hpp"
#include "app/migrations.hpp"

namespace colonnade {

void add_migrate(CLI::App& app, CommandLine& line) {
    CLI::App* const command = add_command(
        app, "migrate", "Bring the database up to this program's version; every other command does so too");
    add_database_option(*command, line);
    command->callback([&line] {
        line.run = [&line] {
            db::Database database(db::Address::parse(line.settings.db));
            migrate_to_now(database, line.clock().now());
            int const last = database.read([](db::Session& session) { return db::last_migration(session); });
            fmt::print("{}\n", last);
            return static_cast<int>(exit_done);
        };
    });
}

}  // namespace colonnade
