#include "foundation/http/metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/text_serializer.h>

namespace colonnade::http {
namespace {

using prometheus::Histogram;

Histogram::BucketBoundaries const request_seconds{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                                  0.1,   0.25,   0.5,   1,    2.5,   10};

}  // namespace

struct Metrics::Families {
    explicit Families(prometheus::Registry& registry)
        : requests(prometheus::BuildCounter()
                       .Name("colonnade_http_requests_total")
                       .Help("Requests answered")
                       .Register(registry)),
          seconds(prometheus::BuildHistogram()
                      .Name("colonnade_http_request_seconds")
                      .Help("Time from the whole head of a request to the end of its reply")
                      .Register(registry)),
          connections(prometheus::BuildGauge()
                          .Name("colonnade_http_connections")
                          .Help("Open connections")
                          .Register(registry)
                          .Add({})),
          queue(prometheus::BuildGauge()
                    .Name("colonnade_http_queue")
                    .Help("Requests that wait for a worker or run on one")
                    .Register(registry)
                    .Add({})) {}

    prometheus::Family<prometheus::Counter>& requests;
    prometheus::Family<Histogram>& seconds;
    prometheus::Gauge& connections;
    prometheus::Gauge& queue;
};

Metrics::Metrics() : families_(std::make_unique<Families>(registry_)) {}

Metrics::~Metrics() = default;

void Metrics::count(Served const& served) {
    std::string const operation(served.operation.empty() ? "other" : served.operation);
    families_->requests
        .Add({{"operation", operation},
              {"method", std::string(served.method)},
              {"status", std::to_string(served.status)}})
        .Increment();
    families_->seconds.Add({{"operation", operation}}, request_seconds)
        .Observe(std::chrono::duration<double>(served.time).count());
}

void Metrics::watch(Server const* server) { server_ = server; }

std::string Metrics::text() {
    if (server_) {
        families_->connections.Set(static_cast<double>(server_->connections()));
        families_->queue.Set(static_cast<double>(server_->queued()));
    }
    return prometheus::TextSerializer().Serialize(registry_.Collect());
}

Response metrics_reply(Metrics& metrics) {
    Response response(200, "text/plain; version=0.0.4; charset=utf-8", metrics.text());
    response.operation = "metrics";
    return response;
}

Response health_reply(bool is_ready) {
    Response response(is_ready ? 200 : 503, "text/plain; charset=utf-8",
                      std::string(is_ready ? "ok\n" : "not ready\n"));
    response.operation = "health";
    return response;
}

}  // namespace colonnade::http
