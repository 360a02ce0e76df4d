// colonnade serve: the server.
#include <filesystem>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "app/catalogue_files.hpp"
#include "app/command_line.hpp"
#include "app/first_start.hpp"
#include "app/identity.hpp"
#include "foundation/http/open_files.hpp"
#include "foundation/http/site.hpp"
#include "web_files.hpp"

namespace colonnade {
namespace {

constexpr std::chrono::seconds stop_grace{20};

std::string translate(std::string const& key, ProblemArguments const& arguments,
                      std::string const& language) {
    documents::Catalogues const& texts = catalogues();
    if (!texts.has("en", key)) return {};
    documents::MessageArguments named;
    for (auto const& [name, value] : arguments) named.emplace_back(name, value);
    return texts.text(language, key, named);
}

http::ApiSettings api_settings(Program& program, http::Limits& limits, http::EventHub& events) {
    http::ApiSettings settings;
    settings.identify = [&program](http::Request const& request) { return identify(program, request); };
    settings.translate = translate;
    settings.languages = {"en", "it", "pl", "fa", "cs", "es"};
    settings.limits = &limits;
    settings.events = &events;
    settings.openapi = program.openapi();
    return settings;
}

// The database's connections with two or three files each, uploads, jobs, and some to spare.
constexpr std::size_t files_beside_connections = 200;

http::ServerOptions server_options(Settings const& settings) {
    http::ServerOptions options;
    options.address = settings.address;
    options.port = settings.port;
    options.workers = settings.workers;
    options.upload_folder = settings.uploads;
    options.proxies = http::TrustedProxies(settings.trusted_proxies);
    options.connections_max = http::connections_that_fit(options.connections_max, files_beside_connections);
    return options;
}

int serve(CommandLine& line) {
    Program program(line.settings, line.clock());
    http::Limits limits(program.clock());
    http::ApiHandler const api(program.api(), api_settings(program, limits, program.events()));
    http::StaticFiles const files(web_files());
    http::Metrics metrics;
    http::Site const site(api, files, metrics);
    http::Server server(site.options(server_options(line.settings)),
                        [&site](http::Request& request) { return site.handle(request); });
    metrics.watch(&server);
    http::StopSignal stop_signal;
    server.start();
    program.jobs().start();
    print_welcome(program, line, server.port());
    stop_signal.wait();
    spdlog::info("stopping");
    server.stop(stop_grace);
    metrics.watch(nullptr);
    program.jobs().stop();
    return exit_done;
}

}  // namespace

void add_serve(CLI::App& app, CommandLine& line) {
    CLI::App* const command = add_command(app, "serve", "Serve the company's pages and API");
    Settings& settings = line.settings;
    add_database_option(*command, line);
    command->add_option("--port", settings.port, "Port; 0 takes any free one")
        ->envname("COLONNADE_PORT")
        ->capture_default_str();
    command
        ->add_option("--address", settings.address, "Address to listen on; 0.0.0.0 is all of this machine's")
        ->envname("COLONNADE_ADDRESS")
        ->capture_default_str();
    command
        ->add_option("--proxy", settings.trusted_proxies,
                     "Address or network of a proxy whose forwarded headers are believed")
        ->envname("COLONNADE_PROXY");
    command->add_option("--public-url", settings.public_url, "Address under which people reach this server")
        ->envname("COLONNADE_PUBLIC_URL");
    command->add_option("--workers", settings.workers, "Threads that answer; 0 is two for each processor")
        ->envname("COLONNADE_WORKERS");
    command->add_option("--uploads", settings.uploads, "Folder for files while they arrive")
        ->envname("COLONNADE_UPLOADS")
        ->capture_default_str();
    command
        ->add_option("--session-idle-minutes", settings.session_idle_minutes,
                     "A session ends after so long without a sign of life")
        ->envname("COLONNADE_SESSION_IDLE_MINUTES")
        ->capture_default_str();
    command->add_option("--session-days", settings.session_days, "A session ends after so long in any case")
        ->envname("COLONNADE_SESSION_DAYS")
        ->capture_default_str();
    command->callback([&line] { line.run = [&line] { return serve(line); }; });
}

}  // namespace colonnade
