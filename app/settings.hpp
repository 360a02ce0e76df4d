// How the program is told what to do: flags, then the environment (COLONNADE_PORT), then a TOML file, then
// the defaults.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace colonnade {

struct Settings {
    std::string db = "sqlite:colonnade.db";
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;
    std::vector<std::string> trusted_proxies;
    std::string
        public_url;  // as customers reach it: https://sales.example.com; empty: whatever the browser asks for
    unsigned workers = 0;  // 0: two for each processor
    std::string uploads = "/tmp";
    std::string log_level = "info";
    std::string language = "en";  // of messages on the command line
    std::int64_t session_idle_minutes = 8 * 60;
    std::int64_t session_days = 7;
};

}  // namespace colonnade
