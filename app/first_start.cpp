#include "app/first_start.hpp"

#include <fmt/format.h>

#include "demo/demo.hpp"

namespace colonnade {
namespace {

std::string site_address(Settings const& settings, std::uint16_t port) {
    if (!settings.public_url.empty()) return settings.public_url;
    bool const is_loopback = settings.address == "127.0.0.1" || settings.address == "0.0.0.0";
    return fmt::format("http://{}:{}", is_loopback ? "localhost" : settings.address, port);
}

}  // namespace

void print_welcome(Program& program, CommandLine const& line, std::uint16_t port) {
    std::string const address = site_address(line.settings, port);
    fmt::print("Colonnade: {}\n", address);
    auto const hints = program.database().read([](db::Session& s) { return demo::demo_sign_ins(s); });
    if (!hints.empty()) fmt::print("\n{}\n", line.text("cli.demo.sign_in"));
    for (demo::SignInHint const& hint : hints)
        fmt::print("  {:12} {:24} {}\n", hint.login, demo::demo_password, hint.name);
    if (auto const secret = program.accounts().first_setup_link())
        fmt::print("{}\n  {}/setup?token={}\n", line.text("cli.first_user"), address, *secret);
    std::fflush(stdout);
}

}  // namespace colonnade
