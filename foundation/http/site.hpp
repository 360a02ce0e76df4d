// Everything one server answers, by path: /healthz, /metrics, /api, and the browser's files for the rest.
#pragma once
#include <functional>

#include "foundation/http/api_handler.hpp"
#include "foundation/http/metrics.hpp"
#include "foundation/http/static_files.hpp"

namespace colonnade::http {

struct SiteSettings {
    std::function<bool()> is_ready = [] { return true; };
    // Whether this request may read /metrics; without it, only one from this machine that no proxy passed on.
    std::function<bool(Request const&)> may_read_metrics;
};

class Site {
public:
    // All three must outlive this.
    Site(ApiHandler const& api, StaticFiles const& files, Metrics& metrics, SiteSettings settings = {});

    Response handle(Request& request) const;

    // The server's options with everything that this site decides set: body rules, admission, counting.
    ServerOptions options(ServerOptions base) const;

private:
    ApiHandler const& api_;
    StaticFiles const& files_;
    Metrics& metrics_;
    SiteSettings settings_;
};

}  // namespace colonnade::http
