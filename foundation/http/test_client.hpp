// A client for tests that speaks raw bytes over a loopback socket.
#pragma once
#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "foundation/http/fields.hpp"

namespace colonnade::http {

struct Reply {
    int status = 0;
    Fields fields;
    std::string body;
};

class TestClient {
public:
    explicit TestClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        timeval const patience{10, 0};
        setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
            throw std::runtime_error("cannot connect");
    }
    ~TestClient() { ::close(socket_); }
    TestClient(TestClient const&) = delete;
    TestClient& operator=(TestClient const&) = delete;

    // False when the server no longer listens.
    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            auto const sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }
    void finish_sending() { shutdown(socket_, SHUT_WR); }

    // Everything until the server closes.
    std::string read_all() {
        while (read_more()) {}
        return std::exchange(input_, {});
    }
    // Up to and with `end`; what came when the server closed before.
    std::string read_until(std::string_view end) {
        std::size_t at = input_.find(end);
        while (at == std::string::npos && read_more()) at = input_.find(end);
        auto const size = at == std::string::npos ? input_.size() : at + end.size();
        auto const text = input_.substr(0, size);
        input_.erase(0, size);
        return text;
    }
    // One reply with its length or chunks; status 0 when the server closed without one.
    Reply read_reply() {
        Reply reply;
        auto const head = read_until("\r\n\r\n");
        if (!head.starts_with("HTTP/1.1 ")) return reply;
        reply.status = std::atoi(head.c_str() + 9);
        for (std::size_t at = head.find("\r\n") + 2; at + 2 < head.size();) {
            auto const end = head.find("\r\n", at);
            auto const colon = head.find(':', at);
            reply.fields.add(head.substr(at, colon - at),
                             std::string(trimmed(head.substr(colon + 1, end - colon - 1))));
            at = end + 2;
        }
        if (reply.fields.get("Transfer-Encoding") == "chunked") {
            for (;;) {
                auto const size = std::strtoul(read_until("\r\n").c_str(), nullptr, 16);
                reply.body += read_bytes(size);
                read_until("\r\n");
                if (size == 0) return reply;
            }
        }
        if (auto const length = reply.fields.find("Content-Length"))
            reply.body = read_bytes(std::strtoul(std::string(*length).c_str(), nullptr, 10));
        return reply;
    }
    Reply get(std::string const& target, std::string const& fields = {}) {
        send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n");
        return read_reply();
    }

private:
    std::string read_bytes(std::size_t count) {
        while (input_.size() < count && read_more()) {}
        auto const text = input_.substr(0, count);
        input_.erase(0, count);
        return text;
    }
    bool read_more() {
        char piece[65536];
        auto const received = recv(socket_, piece, sizeof piece, 0);
        if (received <= 0) return false;
        input_.append(piece, static_cast<std::size_t>(received));
        return true;
    }

    int socket_;
    std::string input_;
};

}  // namespace colonnade::http
