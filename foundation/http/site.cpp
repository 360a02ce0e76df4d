#include "foundation/http/site.hpp"

namespace colonnade::http {
namespace {

bool is_from_here(Request const& request) {
    return request.is_local() && !request.fields.has("X-Forwarded-For") && !request.fields.has("Forwarded");
}

}  // namespace

Site::Site(ApiHandler const& api, StaticFiles const& files, Metrics& metrics, SiteSettings settings)
    : api_(api), files_(files), metrics_(metrics), settings_(std::move(settings)) {}

Response Site::handle(Request& request) const {
    if (ApiHandler::owns(request.path)) return api_.handle(request);
    if (request.path == "/healthz") return health_reply(settings_.is_ready());
    if (request.path == "/metrics") {
        bool const allowed = settings_.may_read_metrics ? settings_.may_read_metrics(request)
                                                        : is_from_here(request);
        if (allowed) return metrics_reply(metrics_);
        return plain_problem(404, "not_found", "there is nothing at this address");
    }
    if (auto found = files_.find(request)) return std::move(*found);
    if (request.method != "GET" && request.method != "HEAD") {
        auto response = plain_problem(405, "method", "this address is only read");
        response.fields.add("Allow", "GET, HEAD");
        return response;
    }
    return plain_problem(404, "not_found", "there is nothing at this address");
}

ServerOptions Site::options(ServerOptions base) const {
    base.body_rule = [this](std::string_view method, std::string_view path) {
        return api_.body_rule(method, path);
    };
    base.admit = [this](Request& request) { return api_.admit(request); };
    base.on_served = [this](Served const& served) { metrics_.count(served); };
    return base;
}

}  // namespace colonnade::http
