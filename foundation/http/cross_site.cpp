#include "foundation/http/cross_site.hpp"

#include "foundation/access/secret.hpp"
#include "foundation/base/problem.hpp"

namespace colonnade::http {
namespace {

[[noreturn]] void refuse() { throw Problem(ProblemKind::forbidden, "http.cross_site"); }

bool is_form_type(std::string_view content_type) {
    auto const type = trimmed(content_type.substr(0, content_type.find(';')));
    for (std::string_view form : {"application/x-www-form-urlencoded", "multipart/form-data", "text/plain"})
        if (equals_ignoring_case(type, form)) return true;
    return false;
}

}  // namespace

bool is_write(std::string_view method) { return method != "GET" && method != "HEAD" && method != "OPTIONS"; }

void check_same_site(Request const& request) {
    if (!is_write(request.method)) return;
    auto const site = request.fields.find("Sec-Fetch-Site");
    if (site && *site != "same-origin" && *site != "none") refuse();
    if (auto const origin = request.fields.find("Origin")) {
        auto const scheme = origin->find("://");
        if (scheme == std::string_view::npos) refuse();
        auto const is_ours = equals_ignoring_case(origin->substr(scheme + 3), request.host);
        bool const downgraded = request.secure && origin->substr(0, scheme) != "https";
        if (!is_ours || downgraded) refuse();
    }
    if (is_form_type(request.fields.get("Content-Type"))) refuse();
}

void check_csrf_token(Request const& request, std::string_view token) {
    if (!is_write(request.method)) return;
    if (token.empty() || !access::equal_secrets(request.fields.get("X-CSRF-Token"), token))
        throw Problem(ProblemKind::forbidden, "http.csrf_token");
}

}  // namespace colonnade::http
