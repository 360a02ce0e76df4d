#include "foundation/http/reply_writer.hpp"

#include <fmt/format.h>

#include <array>
#include <ctime>

namespace colonnade::http {
namespace {

// RFC 9110 date of this second: "Sun, 06 Nov 1994 08:49:37 GMT". Formatted once a second on each thread.
std::string const& date_now() {
    static constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    thread_local std::time_t second = 0;
    thread_local std::string text;
    auto const now = std::time(nullptr);
    if (now != second) {
        std::tm parts{};
        gmtime_r(&now, &parts);
        second = now;
        text = fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT", days[parts.tm_wday], parts.tm_mday,
                           months[parts.tm_mon], parts.tm_year + 1900, parts.tm_hour, parts.tm_min,
                           parts.tm_sec);
    }
    return text;
}

}  // namespace

std::string reply_head(Response const& response, std::string_view framing, KeepAlive keep_alive) {
    std::string head;
    head.reserve(1024);
    head += fmt::format("HTTP/1.1 {} {}\r\nDate: {}\r\n", response.status, status_name(response.status),
                        date_now());
    for (auto const& field : response.fields.all()) {
        head += field.name;
        head += ": ";
        head += field.value;
        head += "\r\n";
    }
    head += framing;
    head += keep_alive == KeepAlive::yes ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n";
    return head;
}

std::string length_line(std::uint64_t bytes) { return fmt::format("Content-Length: {}\r\n", bytes); }

std::string chunk(std::string_view piece) { return fmt::format("{:x}\r\n{}\r\n", piece.size(), piece); }

}  // namespace colonnade::http
