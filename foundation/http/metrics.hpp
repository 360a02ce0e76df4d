// What the server tells about itself: /metrics in the text format of Prometheus, and /healthz.
//
//   colonnade_http_requests_total{operation,method,status}   requests answered; those without an operation as
//   "other" colonnade_http_request_seconds{operation}                histogram of their time
//   colonnade_http_connections, colonnade_http_queue         open connections; requests waiting or running
#pragma once
#include <prometheus/registry.h>

#include <functional>
#include <memory>
#include <string>

#include "foundation/http/server.hpp"

namespace colonnade::http {

class Metrics {
public:
    Metrics();
    ~Metrics();

    // For ServerOptions::on_served. Safe from any thread.
    void count(Served const& served);
    // Read at every call of text(): open connections and the queue. The server must outlive this, or be set
    // to null.
    void watch(Server const* server);
    // For others to add their own families.
    prometheus::Registry& registry() { return registry_; }

    std::string text();

private:
    struct Families;
    prometheus::Registry registry_;
    std::unique_ptr<Families> families_;
    Server const* server_ = nullptr;
};

// The reply to /metrics. Who may read it, the application decides.
Response metrics_reply(Metrics& metrics);

// The reply to /healthz: 200 "ok" while `is_ready`, else 503.
Response health_reply(bool is_ready);

}  // namespace colonnade::http
